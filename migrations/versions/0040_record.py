"""What each act belongs to, and records of vacancies."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

# Tables on whose rows acts are recorded, by what the rows belong to.
OF_A_VACANCY = (
    "application", "interview_round", "message_thread", "exclusion", "placement", "outcome", "still_in_post",
    "approval_request", "attachment", "extension", "adjustment_request", "approach", "advert_report",
)  # fmt: skip
OF_AN_APPLICATION = (
    "interview", "reserve_place", "exclusion", "message_thread", "assisted_application", "application_document",
    "check_consent",
)  # fmt: skip


def _tell(noun: str, table: sa.TableClause, whole: str) -> None:
    act = sa.table("act", sa.column("noun"), sa.column("row_id"), sa.column(f"{whole}_id"))
    of_row = sa.select(table.c[f"{whole}_id"]).where(table.c.id == act.c.row_id).scalar_subquery()
    op.execute(act.update().where(act.c.noun == noun).values({f"{whole}_id": of_row}))


def _own(noun: str) -> None:
    act = sa.table("act", sa.column("noun"), sa.column("row_id"), sa.column(f"{noun}_id"))
    op.execute(act.update().where(act.c.noun == noun).values({f"{noun}_id": act.c.row_id}))


def upgrade() -> None:
    held = set(sa.inspect(op.get_bind()).get_table_names())
    for whole, tables in (("vacancy", OF_A_VACANCY), ("application", OF_AN_APPLICATION)):
        op.add_column("act", sa.Column(f"{whole}_id", sa.Integer(), nullable=True))
        _own(whole)
        for name in sorted(held.intersection(tables)):
            _tell(name, sa.table(name, sa.column("id"), sa.column(f"{whole}_id")), whole)
        op.create_index(op.f(f"ix_act_{whole}_id"), "act", [f"{whole}_id"])
    op.create_table(
        "vacancy_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("ready_at", sa.DateTime(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(ready_at is null) = (digest is null)", name=op.f("ck_vacancy_record_ready_has_bytes")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_vacancy_record_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_record")),
    )
    op.create_index("ix_vacancy_record_vacancy_id", "vacancy_record", ["vacancy_id"])


def downgrade() -> None:
    op.drop_table("vacancy_record")
    for whole in ("vacancy", "application"):
        op.drop_index(op.f(f"ix_act_{whole}_id"), table_name="act")
        op.drop_column("act", f"{whole}_id")
