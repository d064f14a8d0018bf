"""A workplace tells its town."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Workplaces from before tell no town until somebody saves them again.
    op.add_column("workplace", sa.Column("locality", sa.String(length=120), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("workplace", "locality")
