"""Placements."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("supplier", sa.String(length=120), nullable=False),
        sa.Column("publication", sa.String(length=160), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.Column("vat", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.String(length=60), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_reason", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "(struck_at is null) = (struck_reason is null)", name=op.f("ck_placement_struck_for_a_reason")
        ),
        sa.CheckConstraint("net >= 0 and vat >= 0", name=op.f("ck_placement_no_negative_money")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_placement_organisation_id_vacancy_id_vacancy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index("ix_placement_spend", ["organisation_id", "placed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_vacancy_id"), ["vacancy_id"], unique=False)


def downgrade() -> None:
    op.drop_table("placement")
