"""Alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("touched_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("told_until", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("wondered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(confirmed_at is null) = (began_at is null) and (confirmed_at is null) = (told_until is null)",
            name=op.f("ck_job_alert_begins_when_confirmed"),
        ),
        sa.CheckConstraint(
            "(due_at is null) = (confirmed_at is null or paused_at is not null)",
            name=op.f("ck_job_alert_due_when_it_runs"),
        ),
        sa.CheckConstraint(
            "frequency in ('at_once','daily','weekly')", name=op.f("ck_job_alert_known_frequency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_alert")),
    )
    with op.batch_alter_table("job_alert", schema=None) as batch_op:
        batch_op.create_index("ix_job_alert_due_at", ["due_at"], unique=False)
        batch_op.create_index("ix_job_alert_email", ["email"], unique=False)
    op.create_table(
        "alert_told",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["job_alert.id"], name=op.f("fk_alert_told_alert_id_job_alert"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_alert_told_vacancy_id_vacancy"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alert_id", "vacancy_id", name=op.f("pk_alert_told")),
    )
    with op.batch_alter_table("alert_told", schema=None) as batch_op:
        batch_op.create_index("ix_alert_told_told_at", ["told_at"], unique=False)


def downgrade() -> None:
    op.drop_table("alert_told")
    op.drop_table("job_alert")
