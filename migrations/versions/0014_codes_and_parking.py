"""A code of an authenticator app is taken once; a form is parked before anybody is known."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tf_last_counter", sa.Integer(), nullable=True))
    with op.batch_alter_table("parked_form", schema=None) as batch_op:
        batch_op.alter_column("account_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    parked = sa.table("parked_form", sa.column("account_id"))
    op.execute(parked.delete().where(parked.c.account_id.is_(None)))
    with op.batch_alter_table("parked_form", schema=None) as batch_op:
        batch_op.alter_column("account_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("tf_last_counter")
