"""Of applications that were taken up again nothing stays that an earlier sending copied: sending copies it afresh."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

COPIED = ("application_contact", "application_history", "application_outline", "application_referee")


def upgrade() -> None:
    drafts = sa.select(sa.column("id")).select_from(sa.table("application", sa.column("state"))).where(
        sa.column("state") == "draft"
    )
    for name in COPIED:
        copy = sa.table(name, sa.column("application_id"))
        op.execute(sa.delete(copy).where(copy.c.application_id.in_(drafts)))


def downgrade() -> None:
    """What was copied is made anew by the next sending."""
