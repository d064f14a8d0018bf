"""Pay tables of organisations, and what adverts take from them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pay_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "kind in ('employees','craft','teachers','chief_officers','other')", name=op.f("ck_pay_table_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pay_table_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_table")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_pay_table_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_pay_table_organisation_id_name")),
    )
    op.create_table(
        "pay_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("pay_table_id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("full_time_hours", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("year_weeks", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("basis in ('hourly','annual')", name=op.f("ck_pay_version_known_basis")),
        sa.CheckConstraint("full_time_hours > 0 and year_weeks > 0", name=op.f("ck_pay_version_time_is_some")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "pay_table_id"],
            ["pay_table.organisation_id", "pay_table.id"],
            name=op.f("fk_pay_version_organisation_id_pay_table_id_pay_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_version")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_pay_version_organisation_id_id")),
    )
    with op.batch_alter_table("pay_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pay_version_pay_table_id"), ["pay_table_id"], unique=False)

    op.create_table(
        "pay_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("pay_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=12), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.CheckConstraint("pence > 0", name=op.f("ck_pay_point_pays_something")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "pay_version_id"],
            ["pay_version.organisation_id", "pay_version.id"],
            name=op.f("fk_pay_point_organisation_id_pay_version_id_pay_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_point")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_pay_point_organisation_id_id")),
        sa.UniqueConstraint("pay_version_id", "grade", "label", name=op.f("uq_pay_point_pay_version_id_grade_label")),
    )
    op.create_table(
        "pay_choice",
        sa.Column("vacancy_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("low_point_id", sa.Integer(), nullable=False),
        sa.Column("high_point_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "high_point_id"],
            ["pay_point.organisation_id", "pay_point.id"],
            name=op.f("fk_pay_choice_organisation_id_high_point_id_pay_point"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "low_point_id"],
            ["pay_point.organisation_id", "pay_point.id"],
            name=op.f("fk_pay_choice_organisation_id_low_point_id_pay_point"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_pay_choice_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_pay_choice")),
    )
    with op.batch_alter_table("pay_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pay_choice_high_point_id"), ["high_point_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pay_choice_low_point_id"), ["low_point_id"], unique=False)

    # Adverts from before took their pay from no table, and say their allowances in the note.
    op.add_column("vacancy", sa.Column("pay_table", sa.String(length=160), nullable=False, server_default=""))
    op.add_column("vacancy", sa.Column("year_weeks", sa.Numeric(precision=6, scale=3), nullable=True))
    op.add_column("vacancy", sa.Column("allowances", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("vacancy", "allowances")
    op.drop_column("vacancy", "year_weeks")
    op.drop_column("vacancy", "pay_table")
    op.drop_table("pay_choice")
    op.drop_table("pay_point")
    op.drop_table("pay_version")
    op.drop_table("pay_table")
