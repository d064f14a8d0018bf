"""Imports of vacancies from sheets, and keys of HR systems that write them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vacancy_import",
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
        sa.CheckConstraint(
            "state in ('checking','checked','importing','imported','failed')",
            name=op.f("ck_vacancy_import_known_state"),
        ),
        sa.CheckConstraint("(state = 'failed') = (problem <> '')", name=op.f("ck_vacancy_import_failed_says_why")),
        sa.CheckConstraint(
            "(state = 'imported') = (imported_at is not null)", name=op.f("ck_vacancy_import_imported_has_moment")
        ),
        sa.CheckConstraint(
            "state in ('checking','failed') or result_id is not null", name=op.f("ck_vacancy_import_checked_has_result")
        ),
        sa.CheckConstraint(
            "state not in ('importing','imported') or refused = 0", name=op.f("ck_vacancy_import_all_or_nothing")
        ),
        sa.CheckConstraint(
            "rows_done >= 0 and rows_done <= rows_total", name=op.f("ck_vacancy_import_done_within_total")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_vacancy_import_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_vacancy_import_document_id_document")
        ),
        sa.ForeignKeyConstraint(["result_id"], ["document.id"], name=op.f("fk_vacancy_import_result_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_import")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_vacancy_import_organisation_id_id")),
    )
    with op.batch_alter_table("vacancy_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_import_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("earlier_digest", sa.String(length=64), nullable=True),
        sa.Column("earlier_until", sa.DateTime(), nullable=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("rotated_at", sa.DateTime(), nullable=True),
        sa.Column("last_used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(earlier_digest is null) = (earlier_until is null)", name=op.f("ck_api_key_earlier_has_end")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_api_key_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_key_digest")),
        sa.UniqueConstraint("earlier_digest", name=op.f("uq_api_key_earlier_digest")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_api_key_organisation_id_id")),
    )
    with op.batch_alter_table("api_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_key_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "kept_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_id"],
            ["api_key.organisation_id", "api_key.id"],
            name=op.f("fk_kept_answer_organisation_id_key_id_api_key"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_answer")),
        sa.UniqueConstraint("key_id", "name", name=op.f("uq_kept_answer_key_id_name")),
    )
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_answer_at"), ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("kept_answer")
    op.drop_table("api_key")
    op.drop_table("vacancy_import")
