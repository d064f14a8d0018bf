"""Messages between employers and candidates, their templates; letters as chosen; a calendar of one's own."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_calendar_feed_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("account_id", name=op.f("uq_calendar_feed_account_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_calendar_feed_token_digest")),
    )
    op.create_table(
        "message_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_message_template_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_template")),
    )
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_template_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "notice_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Boolean(), nullable=False),
        sa.Column("messages", sa.String(length=10), nullable=False),
        sa.Column("pace", sa.String(length=10), nullable=False),
        sa.CheckConstraint("messages in ('text','link')", name=op.f("ck_notice_choice_known_messages")),
        sa.CheckConstraint("pace in ('at_once','daily')", name=op.f("ck_notice_choice_known_pace")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notice_choice_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_choice")),
        sa.UniqueConstraint("account_id", name=op.f("uq_notice_choice_account_id")),
    )
    op.create_table(
        "waiting_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("said", sa.String(length=500), nullable=False),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_waiting_notice_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_waiting_notice_key")),
    )
    with op.batch_alter_table("waiting_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_notice_account_id"), ["account_id"], unique=False)

    op.create_table(
        "message_thread",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("from_candidate", sa.Integer(), nullable=False),
        sa.Column("from_employer", sa.Integer(), nullable=False),
        sa.Column("candidate_read", sa.Integer(), nullable=False),
        sa.Column("employer_read", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "from_candidate >= employer_read and from_employer >= candidate_read",
            name=op.f("ck_message_thread_read_once_written"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_message_thread_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_thread")),
    )
    with op.batch_alter_table("message_thread", schema=None) as batch_op:
        batch_op.create_index("ix_message_thread_application", ["organisation_id", "application_id"], unique=False)
        batch_op.create_index("ix_message_thread_inbox", ["organisation_id", "last_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_thread_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(side = 'employer') = (person is not null)", name=op.f("ck_message_an_officer_writes")),
        sa.CheckConstraint("side in ('employer','candidate')", name=op.f("ck_message_known_side")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_message_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["message_thread.id"], name=op.f("fk_message_thread_id_message_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_application", ["organisation_id", "application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "message_file",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("scanned_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state in ('clean','infected')) = (scanned_at is not null)",
            name=op.f("ck_message_file_scanned_has_moment"),
        ),
        sa.CheckConstraint("side in ('employer','candidate')", name=op.f("ck_message_file_known_side")),
        sa.CheckConstraint(
            "state in ('waiting','clean','infected','unscanned')", name=op.f("ck_message_file_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_message_file_message_id_message"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_message_file_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_file")),
    )
    with op.batch_alter_table("message_file", schema=None) as batch_op:
        batch_op.create_index("ix_message_file_application", ["organisation_id", "application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_file_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_message_file_message_id"), ["message_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("message_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_file_message_id"))
        batch_op.drop_index(batch_op.f("ix_message_file_digest"))
        batch_op.drop_index("ix_message_file_application")

    op.drop_table("message_file")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_thread_id"))
        batch_op.drop_index("ix_message_application")

    op.drop_table("message")
    with op.batch_alter_table("message_thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_thread_vacancy_id"))
        batch_op.drop_index("ix_message_thread_inbox")
        batch_op.drop_index("ix_message_thread_application")

    op.drop_table("message_thread")
    with op.batch_alter_table("waiting_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_notice_account_id"))

    op.drop_table("waiting_notice")
    op.drop_table("notice_choice")
    with op.batch_alter_table("message_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_template_organisation_id"))

    op.drop_table("message_template")
    op.drop_table("calendar_feed")
