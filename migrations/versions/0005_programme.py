"""Programme."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fund_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("approved", sa.String(length=40), nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("money_label", sa.String(length=120), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_round")),
        sa.UniqueConstraint("slug", name=op.f("uq_fund_round_slug")),
    )
    op.create_table(
        "programme_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("full_name", sa.String(length=160), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("gss_code", sa.String(length=9), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_body")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_body_slug")),
    )
    op.create_table(
        "project_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_status")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_status_slug")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_slug")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("as_of", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("dates", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("board", sa.JSON(), nullable=False),
        sa.Column("board_body_id", sa.Integer(), nullable=False),
        sa.Column("fund_name", sa.String(length=120), nullable=False),
        sa.Column("fund_description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_body_id"], ["programme_body.id"], name=op.f("fk_programme_board_body_id_programme_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status_id", sa.Integer(), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("is_theme_inferred", sa.Boolean(), nullable=False),
        sa.Column("theme_note", sa.Text(), nullable=False),
        sa.Column("has_live_figures", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("benefits", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("dates", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("money", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["status_id"], ["project_status.id"], name=op.f("fk_project_status_id_project_status")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_project_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_slug")),
    )
    op.create_table(
        "project_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["programme_body.id"], name=op.f("fk_project_body_body_id_programme_body")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_body_project_id_project"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_body")),
        sa.UniqueConstraint("project_id", "body_id", "role", name=op.f("uq_project_body_project_id_body_id_role")),
    )
    with op.batch_alter_table("project_body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_body_project_id"), ["project_id"], unique=False)


def downgrade() -> None:
    op.drop_table("project_body")
    op.drop_table("project")
    op.drop_table("programme")
    op.drop_table("theme")
    op.drop_table("project_status")
    op.drop_table("programme_body")
    op.drop_table("fund_round")
