"""Drafts save by themselves: earlier versions of their pages, what is not in them yet, and documents that adverts ask."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def _of_an_application(table: str) -> tuple:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f(f"fk_{table}_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.add_column("vacancy", sa.Column("documents_asked", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "application_document",
        *_of_an_application("application_document"),
        sa.Column("asked", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting','clean','infected','unscanned')", name=op.f("ck_application_document_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'infected') = (content is null)", name=op.f("ck_application_document_infected_is_gone")
        ),
        sa.UniqueConstraint("application_id", "asked", name=op.f("uq_application_document_application_id_asked")),
    )
    op.create_table(
        "page_version",
        *_of_an_application("page_version"),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "how in ('saved','by_itself','joined','brought_back','chosen','left_out')",
            name=op.f("ck_page_version_came_about_somehow"),
        ),
    )
    op.create_index("ix_page_version_application", "page_version", ["application_id", "page", "id"])
    op.create_table(
        "typed_apart",
        *_of_an_application("typed_apart"),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("why in ('incomplete','other')", name=op.f("ck_typed_apart_known_reason")),
    )
    op.create_index("ix_typed_apart_application", "typed_apart", ["application_id", "page"])


def downgrade() -> None:
    op.drop_table("typed_apart")
    op.drop_table("page_version")
    op.drop_table("application_document")
    op.drop_column("vacancy", "documents_asked")
