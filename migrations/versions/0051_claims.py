"""One application may claim a guaranteed interview by each scheme that its advert offers."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("guarantee", sa.Column("schemes", sa.JSON(), nullable=True))
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    told = "'[\"' || scheme || '\"]'"
    op.execute(f"update guarantee set schemes = {f'cast({told} as json)' if is_postgresql else told}")
    with op.batch_alter_table("guarantee") as batch_op:
        batch_op.alter_column("schemes", existing_type=sa.JSON(), nullable=False)
        batch_op.drop_column("scheme")
    # What was typed apart into the question as it was asked before could not be chosen any more.
    op.execute("delete from typed_apart where page = 'support' and field = 'scheme'")


def downgrade():
    op.add_column("guarantee", sa.Column("scheme", sa.String(length=30), nullable=True))
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    first = "schemes->>0" if is_postgresql else "json_extract(schemes, '$[0]')"
    op.execute(f"update guarantee set scheme = {first}")
    with op.batch_alter_table("guarantee") as batch_op:
        batch_op.alter_column("scheme", existing_type=sa.String(length=30), nullable=False)
        batch_op.drop_column("schemes")
