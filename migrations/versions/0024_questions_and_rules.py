"""Questions for applicants with their bank and answers, names hidden until the shortlist, and more local rules."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("help", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("flagged", sa.JSON(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind in ('short','long','yes_no','one','several','number','date')",
            name=op.f("ck_bank_question_question_of_known_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bank_question_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_question")),
        sa.UniqueConstraint("organisation_id", "text", name=op.f("uq_bank_question_organisation_id_text")),
    )
    op.create_table(
        "question_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("is_flagged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_question_answer_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_answer")),
        sa.UniqueConstraint("application_id", "key", name=op.f("uq_question_answer_application_id_key")),
    )
    op.add_column("vacancy", sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("vacancy", sa.Column("hides_names", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("application", sa.Column("shortlisted_at", sa.DateTime(), nullable=True))
    op.execute(
        "update application set shortlisted_at = (select min(progress.at) from progress"
        " where progress.application_id = application.id and progress.state = 'shortlisted')"
    )
    op.add_column("local_rules", sa.Column("panel_size", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("local_rules", sa.Column("hides_names", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("local_rules", sa.Column("keep_months", sa.Integer(), nullable=False, server_default="12"))


def downgrade() -> None:
    op.drop_column("local_rules", "keep_months")
    op.drop_column("local_rules", "hides_names")
    op.drop_column("local_rules", "panel_size")
    op.drop_column("application", "shortlisted_at")
    op.drop_column("vacancy", "hides_names")
    op.drop_column("vacancy", "questions")
    op.drop_table("question_answer")
    op.drop_table("bank_question")
