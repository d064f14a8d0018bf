"""Answers on equality, copies that lead to nobody, sealed tallies, and the figures made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "equality_answer",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_equality_answer_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_equality_answer")),
    )
    # Without row numbers, which would tell in which order copies came.
    op.create_table(
        "equality_copy",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_equality_copy")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "equality_fold",
        sa.Column("vacancy_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_equality_fold_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_equality_fold")),
    )
    op.create_table(
        "equality_tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_equality_tally_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equality_tally")),
        sa.UniqueConstraint("organisation_id", "year", "stage", name=op.f("uq_equality_tally_organisation_id_year_stage")),
    )
    op.create_table(
        "equality_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=30), nullable=False),
        sa.Column("answer", sa.String(length=30), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_equality_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equality_figure")),
        sa.UniqueConstraint(
            "organisation_id", "year", "question", "answer", "stage",
            name=op.f("uq_equality_figure_organisation_id_year_question_answer_stage"),
        ),
    )
    op.create_index(op.f("ix_equality_figure_year"), "equality_figure", ["year"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_equality_figure_year"), table_name="equality_figure")
    for name in ("equality_figure", "equality_tally", "equality_fold", "equality_copy", "equality_answer"):
        op.drop_table(name)
