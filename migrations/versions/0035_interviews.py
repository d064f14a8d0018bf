"""Interviews: rounds of a vacancy, the times on offer, who is invited, and what the panel asks everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "interview_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("meeting", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("until_hours", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes between 5 and 480", name=op.f("ck_interview_round_sensible_length")),
        sa.CheckConstraint("until_hours between 0 and 336", name=op.f("ck_interview_round_sensible_limit")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_interview_round_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_round")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_interview_round_organisation_id_id")),
    )
    with op.batch_alter_table("interview_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_round_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "interview_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["interview_round.organisation_id", "interview_round.id"],
            name=op.f("fk_interview_question_organisation_id_round_id_interview_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_interview_question_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_question")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_interview_question_round_id_position")),
    )
    op.create_table(
        "interview_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("room", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_interview_slot_ends_after_it_starts")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["interview_round.organisation_id", "interview_round.id"],
            name=op.f("fk_interview_slot_organisation_id_round_id_interview_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_interview_slot_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_slot")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_interview_slot_organisation_id_id")),
        sa.UniqueConstraint("round_id", "room", "starts_at", name=op.f("uq_interview_slot_round_id_room_starts_at")),
    )
    with op.batch_alter_table("interview_slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_slot_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "interview",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state in ('booked','held','no_show')) = (slot_id is not null)",
            name=op.f("ck_interview_booked_has_a_time"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_interview_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "round_id"],
            ["interview_round.organisation_id", "interview_round.id"],
            name=op.f("fk_interview_organisation_id_round_id_interview_round"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "slot_id"],
            ["interview_slot.organisation_id", "interview_slot.id"],
            name=op.f("fk_interview_organisation_id_slot_id_interview_slot"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("application_id", "round_id", name=op.f("uq_interview_application_id_round_id")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_interview_organisation_id_id")),
        sa.UniqueConstraint("slot_id", name=op.f("uq_interview_slot_id")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index("ix_interview_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_interview_round_id", ["round_id"], unique=False)

    op.create_table(
        "interview_adjustment",
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_interview_adjustment_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "interview_id"],
            ["interview.organisation_id", "interview.id"],
            name=op.f("fk_interview_adjustment_organisation_id_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_adjustment")),
        sa.UniqueConstraint("interview_id", name=op.f("uq_interview_adjustment_interview_id")),
    )


def downgrade():
    op.drop_table("interview_adjustment")
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index("ix_interview_round_id")
        batch_op.drop_index("ix_interview_account_id")

    op.drop_table("interview")
    with op.batch_alter_table("interview_slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_slot_vacancy_id"))

    op.drop_table("interview_slot")
    op.drop_table("interview_question")
    with op.batch_alter_table("interview_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_round_vacancy_id"))

    op.drop_table("interview_round")
