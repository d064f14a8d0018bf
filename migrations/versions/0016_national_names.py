"""Whoever holds a national role is shown to operators by name."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NATIONAL = sa.table("national_role", sa.column("account_id"), sa.column("name"), sa.column("email"))
ACCOUNT = sa.table("account", sa.column("id"), sa.column("name"), sa.column("email"))


def upgrade() -> None:
    op.add_column("national_role", sa.Column("name", sa.String(length=120), nullable=False, server_default=""))
    op.add_column("national_role", sa.Column("email", sa.String(length=254), nullable=False, server_default=""))
    of_holder = ACCOUNT.c.id == NATIONAL.c.account_id
    op.execute(
        NATIONAL.update().values(
            name=sa.select(ACCOUNT.c.name).where(of_holder).scalar_subquery(),
            email=sa.select(ACCOUNT.c.email).where(of_holder).scalar_subquery(),
        )
    )


def downgrade() -> None:
    op.drop_column("national_role", "email")
    op.drop_column("national_role", "name")
