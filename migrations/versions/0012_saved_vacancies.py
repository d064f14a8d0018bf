"""Saved vacancies."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_list")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_saved_list_key_digest")),
    )
    with op.batch_alter_table("saved_list", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_list_used_at"), ["used_at"], unique=False)
    op.create_table(
        "saved_vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(account_id is null) <> (list_id is null)", name=op.f("ck_saved_vacancy_saved_by_one")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_vacancy_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["saved_list.id"], name=op.f("fk_saved_vacancy_list_id_saved_list"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_saved_vacancy_vacancy_id_vacancy"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_vacancy")),
        sa.UniqueConstraint("account_id", "vacancy_id", name=op.f("uq_saved_vacancy_account_id_vacancy_id")),
        sa.UniqueConstraint("list_id", "vacancy_id", name=op.f("uq_saved_vacancy_list_id_vacancy_id")),
    )
    with op.batch_alter_table("saved_vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_vacancy_vacancy_id"), ["vacancy_id"], unique=False)


def downgrade() -> None:
    op.drop_table("saved_vacancy")
    op.drop_table("saved_list")
