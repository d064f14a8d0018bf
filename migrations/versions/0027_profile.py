"""The whole profile: gaps, training, languages, what is asked of each; suggestions from a CV; the checks wallet."""

import re
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

SKILLS = ("understands", "speaks", "reads", "writes")


def upgrade() -> None:
    op.create_table(
        "career_gap",
        sa.Column("started", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("started <= ended", name=op.f("ck_career_gap_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_career_gap_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_career_gap")),
    )
    with op.batch_alter_table("career_gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_career_gap_account_id"), ["account_id"], unique=False)

    op.create_table(
        "check_entry",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("checked_by", sa.String(length=160), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_check_entry_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_entry")),
        sa.UniqueConstraint("account_id", "id", name=op.f("uq_check_entry_account_id_id")),
    )
    with op.batch_alter_table("check_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_entry_account_id"), ["account_id"], unique=False)

    op.create_table(
        "cv_import",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (content is not null)", name=op.f("ck_cv_import_content_goes_once_read")
        ),
        sa.CheckConstraint(
            "state in ('waiting','read','unreadable','infected')", name=op.f("ck_cv_import_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_cv_import_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cv_import")),
        sa.UniqueConstraint("account_id", name=op.f("uq_cv_import_account_id")),
    )
    with op.batch_alter_table("cv_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cv_import_account_id"), ["account_id"], unique=False)

    op.create_table(
        "expiry_reminder",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_expiry_reminder_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expiry_reminder")),
        sa.UniqueConstraint(
            "noun", "row_id", "expires", "days", name=op.f("uq_expiry_reminder_noun_row_id_expires_days")
        ),
    )
    with op.batch_alter_table("expiry_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expiry_reminder_account_id"), ["account_id"], unique=False)

    op.create_table(
        "language_skill",
        sa.Column("language", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("understands", sa.Boolean(), nullable=False),
        sa.Column("speaks", sa.Boolean(), nullable=False),
        sa.Column("reads", sa.Boolean(), nullable=False),
        sa.Column("writes", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_language_skill_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_skill")),
    )
    with op.batch_alter_table("language_skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_language_skill_account_id"), ["account_id"], unique=False)

    op.create_table(
        "profile_guarantee",
        sa.Column("schemes", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_profile_guarantee_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_guarantee")),
        sa.UniqueConstraint("account_id", name=op.f("uq_profile_guarantee_account_id")),
    )
    with op.batch_alter_table("profile_guarantee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_guarantee_account_id"), ["account_id"], unique=False)

    op.create_table(
        "profile_support",
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_profile_support_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_support")),
        sa.UniqueConstraint("account_id", name=op.f("uq_profile_support_account_id")),
    )
    with op.batch_alter_table("profile_support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_support_account_id"), ["account_id"], unique=False)

    op.create_table(
        "training",
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("provider", sa.String(length=160), nullable=False),
        sa.Column("completed", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_training_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_account_id"), ["account_id"], unique=False)

    op.create_table(
        "cv_suggestion",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("undoes", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (step is null)", name=op.f("ck_cv_suggestion_decided_in_a_step")),
        sa.CheckConstraint("state in ('open','accepted','left_out')", name=op.f("ck_cv_suggestion_known_state")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_cv_suggestion_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["cv_import.id"], name=op.f("fk_cv_suggestion_import_id_cv_import"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cv_suggestion")),
    )
    with op.batch_alter_table("cv_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cv_suggestion_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cv_suggestion_import_id"), ["import_id"], unique=False)

    op.create_table(
        "check_consent",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id", "entry_id"],
            ["check_entry.account_id", "check_entry.id"],
            name=op.f("fk_check_consent_account_id_entry_id_check_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_check_consent_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_check_consent_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_consent")),
        sa.UniqueConstraint("application_id", "entry_id", name=op.f("uq_check_consent_application_id_entry_id")),
    )
    with op.batch_alter_table("check_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_consent_account_id"), ["account_id"], unique=False)

    with op.batch_alter_table("application_history", schema=None) as batch_op:
        batch_op.add_column(sa.Column("training", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("right_to_work_evidence", sa.String(length=20), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("right_to_work_until", sa.Date(), nullable=True))

    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.add_column(sa.Column("started", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("country", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("compared_to", sa.String(length=200), nullable=False, server_default=""))

    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("right_to_work_evidence", sa.String(length=20), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("right_to_work_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("driving_categories", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("driving_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("skills", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("wants_reminders", sa.Boolean(), nullable=False, server_default=sa.true()))

    _move_languages()
    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.drop_column("languages")

    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("part", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("groups", sa.JSON(), nullable=False, server_default="[]"))

    _move_training()


def _move_languages() -> None:
    """Each of what was typed in one line becomes an entry; what can be done in it nobody has asked yet."""
    connection = op.get_bind()
    profile = sa.table("profile", sa.column("account_id"), sa.column("languages"))
    skill = sa.table("language_skill", *map(sa.column, ("account_id", "language", "level", *SKILLS)))
    told = connection.execute(
        sa.select(profile.c.account_id, profile.c.languages).where(profile.c.languages != "")
    ).all()
    rows = [
        {"account_id": account, "language": name.strip()[:80], "level": "", **dict.fromkeys(SKILLS, False)}
        for account, names in told
        for name in re.split(r",|;|\band\b|&", names)
        if name.strip()
    ]
    if rows:
        connection.execute(skill.insert(), rows)


def _move_training() -> None:
    """Training was a kind of qualification."""
    connection = op.get_bind()
    told = ("account_id", "institution", "subject", "year", "qualification")
    education = sa.table("education", *map(sa.column, told))
    training = sa.table(
        "training", sa.column("account_id"), sa.column("name"), sa.column("provider"), sa.column("completed", sa.Date)
    )
    mine = education.c.qualification == "training"
    rows = [
        {
            "account_id": row.account_id,
            "name": row.subject or "Training course",
            "provider": row.institution,
            "completed": date(row.year, 1, 1) if row.year else None,
        }
        for row in connection.execute(sa.select(education).where(mine))
    ]
    if rows:
        connection.execute(training.insert(), rows)
        connection.execute(education.delete().where(mine))


def downgrade() -> None:
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_column("groups")
        batch_op.drop_column("part")

    with op.batch_alter_table("profile", schema=None) as batch_op:
        batch_op.add_column(sa.Column("languages", sa.String(length=300), nullable=False, server_default=""))
        batch_op.drop_column("wants_reminders")
        batch_op.drop_column("skills")
        batch_op.drop_column("driving_until")
        batch_op.drop_column("driving_categories")
        batch_op.drop_column("right_to_work_until")
        batch_op.drop_column("right_to_work_evidence")

    with op.batch_alter_table("education", schema=None) as batch_op:
        batch_op.drop_column("compared_to")
        batch_op.drop_column("country")
        batch_op.drop_column("ended")
        batch_op.drop_column("started")

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_column("right_to_work_until")
        batch_op.drop_column("right_to_work_evidence")

    with op.batch_alter_table("application_history", schema=None) as batch_op:
        batch_op.drop_column("training")

    op.drop_table("check_consent")
    op.drop_table("cv_suggestion")
    op.drop_table("training")
    op.drop_table("profile_support")
    op.drop_table("profile_guarantee")
    op.drop_table("language_skill")
    op.drop_table("expiry_reminder")
    op.drop_table("cv_import")
    op.drop_table("check_entry")
    op.drop_table("career_gap")
