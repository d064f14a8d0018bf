"""On hold, outlines of histories, declared relationships, chairs, scores and what was agreed."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

PARTS = ("employment", "education", "training", "registrations", "more")


def _part(name: str, *columns: sa.Column, more: tuple = ()) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f(f"fk_{name}_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def upgrade() -> None:
    op.add_column("vacancy", sa.Column("hides_dates", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("local_rules", sa.Column("hides_dates", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("panel_seat") as seat:
        seat.add_column(sa.Column("chairs", sa.Integer(), nullable=True))
        seat.create_unique_constraint(op.f("uq_panel_seat_chairs"), ["chairs"])
    # With its constraint at the column: on SQLite a table made anew would take all that hangs on applications with it.
    is_held = sa.CheckConstraint(
        "(state = 'held') = (held_from is not null)", name=op.f("ck_application_held_from_somewhere")
    )
    op.add_column("application", sa.Column("held_from", sa.String(length=20), is_held, nullable=True))
    _part(
        "application_outline",
        *(sa.Column(part, sa.JSON(), nullable=False) for part in PARTS),
        more=(sa.UniqueConstraint("application_id", name=op.f("uq_application_outline_application_id")),),
    )
    _part(
        "exclusion",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("relationship", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("declared_by", sa.Integer(), nullable=False),
        more=(sa.UniqueConstraint("application_id", "member", name=op.f("uq_exclusion_application_id_member")),),
    )
    op.create_index("ix_exclusion_member", "exclusion", ["member"])
    op.create_table(
        "score_scale",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("meets", sa.Integer(), nullable=False),
        sa.CheckConstraint("meets >= 0", name=op.f("ck_score_scale_meets_is_a_mark")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_score_scale_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_score_scale")),
    )
    op.create_table(
        "scoring_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("meets", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_scoring_plan_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoring_plan")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_scoring_plan_vacancy_id")),
    )
    _part(
        "score",
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        more=(
            sa.UniqueConstraint(
                "application_id", "criterion_id", "member", name=op.f("uq_score_application_id_criterion_id_member")
            ),
            sa.CheckConstraint("mark >= 0", name=op.f("ck_score_mark_counts_from_none")),
        ),
    )
    op.create_index("ix_score_member", "score", ["member", "application_id"])
    _part(
        "score_reveal",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("revealed_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        more=(sa.UniqueConstraint("application_id", name=op.f("uq_score_reveal_application_id")),),
    )
    _part(
        "agreed_score",
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        more=(
            sa.UniqueConstraint(
                "application_id", "criterion_id", name=op.f("uq_agreed_score_application_id_criterion_id")
            ),
        ),
    )
    _outline_what_stands()


def _outline_what_stands() -> None:
    """Applications that were sent to adverts which hide names keep being read, without the numbers of registrations."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            f"select h.organisation_id, h.application_id, h.account_id, {', '.join('h.' + part for part in PARTS)}"
            " from application_history h join application a on a.id = h.application_id"
            " join vacancy v on v.id = a.vacancy_id where v.hides_names"
        )
    ).mappings()
    outline = sa.table(
        "application_outline", *(sa.column(name, sa.Integer) for name in ("organisation_id", "application_id", "account_id")),
        *(sa.column(part, sa.JSON) for part in PARTS),
    )
    for row in found.all():
        facts = {part: json.loads(row[part]) if isinstance(row[part], str) else row[part] for part in PARTS}
        facts["registrations"] = [{**each, "number": ""} for each in facts["registrations"]]
        keys = {name: row[name] for name in ("organisation_id", "application_id", "account_id")}
        connection.execute(outline.insert().values(**keys, **facts))


def downgrade() -> None:
    # Who is on hold goes back to where they were.
    op.execute("update application set state = held_from, held_from = null where state = 'held'")
    for table in ("agreed_score", "score_reveal", "score", "scoring_plan", "score_scale", "exclusion",
                  "application_outline"):
        op.drop_table(table)
    op.drop_column("application", "held_from")
    with op.batch_alter_table("panel_seat") as seat:
        seat.drop_constraint(op.f("uq_panel_seat_chairs"), type_="unique")
        seat.drop_column("chairs")
    op.drop_column("local_rules", "hides_dates")
    op.drop_column("vacancy", "hides_dates")
