"""Uploaded sheets of placements."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=True),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("mistakes", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.CheckConstraint("(state = 'failed') = (problem <> '')", name=op.f("ck_placement_import_failed_says_why")),
        sa.CheckConstraint(
            "(state = 'imported') = (imported_at is not null)", name=op.f("ck_placement_import_imported_has_moment")
        ),
        sa.CheckConstraint(
            "state in ('checking','checked','importing','imported','failed')",
            name=op.f("ck_placement_import_known_state"),
        ),
        sa.CheckConstraint(
            "state in ('checking','failed') or result_id is not null",
            name=op.f("ck_placement_import_checked_has_result"),
        ),
        sa.CheckConstraint(
            "state not in ('importing','imported') or refused = 0", name=op.f("ck_placement_import_all_or_nothing")
        ),
        sa.CheckConstraint(
            "rows_done >= 0 and rows_done <= rows_total", name=op.f("ck_placement_import_done_within_total")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_placement_import_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_placement_import_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["result_id"], ["document.id"], name=op.f("fk_placement_import_result_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_import")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_placement_import_organisation_id_id")),
    )
    op.create_index("ix_placement_import_organisation_id", "placement_import", ["organisation_id"], unique=False)


def downgrade() -> None:
    op.drop_table("placement_import")
