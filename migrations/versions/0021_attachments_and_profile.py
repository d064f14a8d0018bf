"""Documents that go with an advert; benefits and departments of an employer."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("scanned_at", sa.DateTime(), nullable=True),
        sa.Column("threat", sa.String(length=200), nullable=False),
        sa.Column("is_readable", sa.Boolean(), nullable=True),
        sa.Column("html", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting','clean','infected','unscanned')", name=op.f("ck_attachment_known_state")
        ),
        sa.CheckConstraint(
            "(state in ('clean','infected')) = (scanned_at is not null)", name=op.f("ck_attachment_scanned_has_moment")
        ),
        sa.CheckConstraint("(state = 'infected') = (threat <> '')", name=op.f("ck_attachment_infected_has_threat")),
        sa.CheckConstraint(
            "state in ('clean','unscanned') or html = ''", name=op.f("ck_attachment_opened_when_safe")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_attachment_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_digest", ["digest"], unique=False)
        batch_op.create_index("ix_attachment_vacancy_id", ["vacancy_id"], unique=False)
    op.add_column("organisation", sa.Column("benefits", sa.Text(), nullable=False, server_default=""))
    op.add_column("organisation", sa.Column("area_benefits", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_department_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_department_organisation_id_name")),
    )


def downgrade() -> None:
    op.drop_table("department")
    op.drop_column("organisation", "area_benefits")
    op.drop_column("organisation", "benefits")
    op.drop_table("attachment")
