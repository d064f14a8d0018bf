"""Figures."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("applications", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_application_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_figure")),
        sa.UniqueConstraint("organisation_id", "year", name=op.f("uq_application_figure_organisation_id_year")),
    )
    op.create_table(
        "spend_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("placements", sa.Integer(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_spend_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spend_figure")),
        sa.UniqueConstraint(
            "organisation_id", "year", "medium", name=op.f("uq_spend_figure_organisation_id_year_medium")
        ),
    )


def downgrade() -> None:
    op.drop_table("spend_figure")
    op.drop_table("application_figure")
