"""What comes after an advert is out: promised days, counts of readers, how it ended, who is still in post."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outcome_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("council", sa.Integer(), nullable=False),
        sa.Column("redeployed", sa.Integer(), nullable=False),
        sa.Column("unfilled", sa.Integer(), nullable=False),
        sa.Column("still", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_outcome_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_figure")),
        sa.UniqueConstraint("organisation_id", "year", name=op.f("uq_outcome_figure_organisation_id_year")),
    )
    op.create_table(
        "promise_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_promise_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_figure")),
        sa.UniqueConstraint(
            "organisation_id", "year", "kind", name=op.f("uq_promise_figure_organisation_id_year_kind")
        ),
    )
    op.create_table(
        "day_of_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.CheckConstraint("views >= 0", name=op.f("ck_day_of_views_views_count")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_day_of_views_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_of_views")),
        sa.UniqueConstraint("vacancy_id", "day", name=op.f("uq_day_of_views_vacancy_id_day")),
    )
    with op.batch_alter_table("day_of_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_day_of_views_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("council", sa.Integer(), nullable=False),
        sa.Column("redeployed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("following", sa.String(length=20), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(outside + own + council + redeployed > 0) = (reason is null)", name=op.f("ck_outcome_filled_or_why_not")
        ),
        sa.CheckConstraint("(reason is null) = (following is null)", name=op.f("ck_outcome_why_not_and_what_next")),
        sa.CheckConstraint(
            "outside >= 0 and own >= 0 and council >= 0 and redeployed >= 0", name=op.f("ck_outcome_counts")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_outcome_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_outcome_vacancy_id")),
    )
    op.create_table(
        "promise_kept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind in ('shortlist','interviews','decision')", name=op.f("ck_promise_kept_known_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_promise_kept_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_kept")),
        sa.UniqueConstraint("vacancy_id", "kind", name=op.f("uq_promise_kept_vacancy_id_kind")),
    )
    op.create_table(
        "still_in_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=False),
        sa.Column("appointed", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("still", sa.Integer(), nullable=True),
        sa.Column("gone", sa.Integer(), nullable=True),
        sa.Column("unknown", sa.Integer(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(answered_at is null) = (still is null)", name=op.f("ck_still_in_post_answered_whole")),
        sa.CheckConstraint(
            "(still is null) = (gone is null) and (still is null) = (unknown is null)",
            name=op.f("ck_still_in_post_all_or_none"),
        ),
        sa.CheckConstraint(
            "still >= 0 and gone >= 0 and unknown >= 0 and still + gone + unknown = appointed",
            name=op.f("ck_still_in_post_adds_up"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_still_in_post_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_still_in_post")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_still_in_post_vacancy_id")),
    )
    with op.batch_alter_table("still_in_post", schema=None) as batch_op:
        batch_op.create_index("ix_still_in_post_open", ["organisation_id", "answered_at"], unique=False)

    op.create_table(
        "told_once",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_told_once_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_once")),
        sa.UniqueConstraint("vacancy_id", "about", name=op.f("uq_told_once_vacancy_id_about")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shortlist_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("interviews_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("interviews_to", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("decide_by", sa.Date(), nullable=True))
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(
            "ix_vacancy_after",
            ["organisation_id", "state", "closes_at", "public_from", "shortlist_by", "interviews_from", "decide_by",
             "source_key", "id"],
            unique=False,
        )  # fmt: skip


def downgrade() -> None:
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_index("ix_vacancy_after")
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_column("decide_by")
        batch_op.drop_column("interviews_to")
        batch_op.drop_column("interviews_from")
        batch_op.drop_column("shortlist_by")

    op.drop_table("told_once")
    with op.batch_alter_table("still_in_post", schema=None) as batch_op:
        batch_op.drop_index("ix_still_in_post_open")

    op.drop_table("still_in_post")
    op.drop_table("promise_kept")
    op.drop_table("outcome")
    with op.batch_alter_table("day_of_views", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_day_of_views_vacancy_id"))

    op.drop_table("day_of_views")
    op.drop_table("promise_figure")
    op.drop_table("outcome_figure")
