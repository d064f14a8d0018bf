"""Copies of one's data, cases on hold, when an account was used last, and the figures of what is kept no longer."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        for name in ("used_at", "warned_at", "warned_again_at", "removed_at"):
            batch_op.add_column(sa.Column(name, sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_account_used_at"), ["used_at"], unique=False)
    # Nobody is warned for a time of which the portal noted nothing.
    account = sa.table("account", sa.column("used_at", sa.DateTime()))
    op.execute(account.update().values(used_at=datetime.now(UTC).replace(tzinfo=None)))

    op.create_table(
        "data_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("ready_at", sa.DateTime(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(ready_at is null) = (digest is null)", name=op.f("ck_data_copy_ready_has_bytes")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_data_copy_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_copy")),
        sa.UniqueConstraint("account_id", "asked_on", name=op.f("uq_data_copy_account_id_asked_on")),
    )
    op.create_table(
        "case_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("held_by", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_case_hold_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_hold")),
        sa.UniqueConstraint("application_id", name=op.f("uq_case_hold_application_id")),
    )
    op.create_table(
        "forgotten_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("applications", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_forgotten_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_figure")),
        sa.UniqueConstraint("organisation_id", "year", name=op.f("uq_forgotten_figure_organisation_id_year")),
    )


def downgrade() -> None:
    op.drop_table("forgotten_figure")
    op.drop_table("case_hold")
    op.drop_table("data_copy")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_used_at"))
        for name in ("removed_at", "warned_again_at", "warned_at", "used_at"):
            batch_op.drop_column(name)
