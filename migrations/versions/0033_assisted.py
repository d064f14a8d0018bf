"""Adjustments asked for before applying, more time for one person, and applications that staff enter for somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adjustment_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=14), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("reach_by", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (answered_at is null) and (answered_at is null) = (answered_by is null)",
            name=op.f("ck_adjustment_request_answered_by_somebody"),
        ),
        sa.CheckConstraint(
            "state in ('asked','agreed','declined','done')", name=op.f("ck_adjustment_request_known_state")
        ),
        sa.CheckConstraint(
            "told_at is null or answered_at is not null", name=op.f("ck_adjustment_request_told_what_was_answered")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_adjustment_request_account_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_adjustment_request_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment_request")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_adjustment_request_organisation_id_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_adjustment_request_reference")),
    )
    with op.batch_alter_table("adjustment_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_request_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_request_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "adjustment_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_adjustment_need_account_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["adjustment_request.organisation_id", "adjustment_request.id"],
            name=op.f("fk_adjustment_need_organisation_id_request_id_adjustment_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment_need")),
        sa.UniqueConstraint("request_id", name=op.f("uq_adjustment_need_request_id")),
    )
    with op.batch_alter_table("adjustment_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_need_account_id"), ["account_id"], unique=False)

    op.create_table(
        "assisted_application",
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(), nullable=True),
        sa.Column("received_by", sa.String(length=10), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("received_reason", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=10), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_on is not null) and (confirmed_on is null) = (confirmed_by = '')",
            name=op.f("ck_assisted_application_confirmed_in_some_way"),
        ),
        sa.CheckConstraint(
            "(state = 'entering') = (handed_in_at is null)", name=op.f("ck_assisted_application_handed_in_has_moment")
        ),
        sa.CheckConstraint(
            "state in ('entering','unconfirmed','disputed','confirmed')",
            name=op.f("ck_assisted_application_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_assisted_application_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assisted_application")),
        sa.UniqueConstraint("application_id", name=op.f("uq_assisted_application_application_id")),
    )
    op.create_table(
        "assisted_person",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("link_digest", sa.String(length=64), nullable=True),
        sa.Column("link_until", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_assisted_person_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assisted_person")),
        sa.UniqueConstraint("application_id", name=op.f("uq_assisted_person_application_id")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_assisted_person_link_digest")),
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("adjustment_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("link_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("state <> 'used' or account_id is not null", name=op.f("ck_extension_used_by_somebody")),
        sa.CheckConstraint("state in ('granted','used','taken_back')", name=op.f("ck_extension_known_state")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_extension_account_id_account")),
        sa.ForeignKeyConstraint(
            ["adjustment_id"],
            ["adjustment_request.id"],
            name=op.f("fk_extension_adjustment_id_adjustment_request"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_extension_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_extension_link_digest")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            "uq_extension_of_person",
            ["vacancy_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("state = 'granted'"),
            postgresql_where=sa.text("state = 'granted'"),
        )

    op.add_column("local_rules", sa.Column("adjustment_days", sa.Integer(), nullable=False, server_default="2"))


def downgrade() -> None:
    op.drop_column("local_rules", "adjustment_days")
    for table in ("extension", "assisted_person", "assisted_application", "adjustment_need", "adjustment_request"):
        op.drop_table(table)
