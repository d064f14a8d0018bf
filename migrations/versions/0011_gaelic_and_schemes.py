"""Gaelic and schemes."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Adverts from before ask for no Gaelic and name no scheme; what is written from now on always says both.
    op.add_column("vacancy", sa.Column("gaelic", sa.String(length=10), nullable=False, server_default="none"))
    op.add_column("vacancy", sa.Column("schemes", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("vacancy", "schemes")
    op.drop_column("vacancy", "gaelic")
