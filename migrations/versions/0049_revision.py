"""Drafts that change the terms of a published advert."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def _to(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        ["vacancy.organisation_id", "vacancy.id"],
        name=op.f(f"fk_revision_organisation_id_{column}_vacancy"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("draft_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("draft_id <> vacancy_id", name=op.f("ck_revision_changes_another")),
        _to("draft_id"),
        _to("vacancy_id"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_revision")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_revision_vacancy_id")),
    )


def downgrade() -> None:
    op.drop_table("revision")
