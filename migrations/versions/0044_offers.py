"""Offers with the terms of each version, who was appointed as payroll takes it over, and each such hand-over."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("(made_by is null) <> (key_id is null)", name=op.f("ck_hand_over_by_somebody")),
        sa.CheckConstraint("people > 0", name=op.f("ck_hand_over_of_somebody")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_hand_over_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_hand_over_organisation_id_id")),
    )
    op.create_table(
        "appointment",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=14), nullable=False),
        sa.Column("vacancy_reference", sa.String(length=12), nullable=False),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("given_name", sa.String(length=80), nullable=False),
        sa.Column("family_name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("town", sa.String(length=80), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("attended_on", sa.Date(), nullable=True),
        sa.Column("grade", sa.String(length=80), nullable=False),
        sa.Column("point", sa.String(length=12), nullable=False),
        sa.Column("pay_table", sa.String(length=160), nullable=False),
        sa.Column("pay_basis", sa.String(length=10), nullable=True),
        sa.Column("hourly", sa.Integer(), nullable=True),
        sa.Column("annual", sa.Integer(), nullable=True),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("allowances", sa.JSON(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("full_time_hours", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("weeks_a_year", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("contract_type", sa.String(length=20), nullable=True),
        sa.Column("contract_ends", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("probation", sa.Integer(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("appointed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_appointment_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_appointment_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("application_id", name=op.f("uq_appointment_application_id")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_appointment_organisation_id_id")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_appointment_changed", ["organisation_id", "changed_at", "id"], unique=False)
        batch_op.create_index("ix_appointment_vacancy_id", ["vacancy_id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("answer_by", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_for", sa.Boolean(), nullable=False),
        sa.Column("why_declined", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("wished_start", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("attended_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'started') = (attended_on is not null)", name=op.f("ck_offer_started_has_day")),
        sa.CheckConstraint(
            "(state in ('discarded','declined','withdrawn','ended','not_started')) = (ended_at is not null)",
            name=op.f("ck_offer_ended_has_moment"),
        ),
        sa.CheckConstraint(
            "state = 'ended' or (state in ('drafted','discarded')) = (version = 0)",
            name=op.f("ck_offer_draft_has_no_version"),
        ),
        sa.CheckConstraint(
            "state not in ('unconditional','appointed','started','not_started') or starts_on is not null",
            name=op.f("ck_offer_confirmed_has_first_day"),
        ),
        sa.CheckConstraint("(version = 0) = (answer_by is null)", name=op.f("ck_offer_sent_is_answered_by")),
        sa.CheckConstraint("(version = 0) = (sent_at is null)", name=op.f("ck_offer_sent_has_moment")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_offer_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_offer_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_offer_organisation_id_id")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index("ix_offer_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_offer_application_id", ["application_id"], unique=False)
        batch_op.create_index("ix_offer_due", ["organisation_id", "state", "answer_by"], unique=False)
        batch_op.create_index(
            "ix_offer_one_stands",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text(
                "state IN ('drafted', 'conditional', 'accepted', 'unconditional', 'lapsed', 'appointed', 'started')"
            ),
            postgresql_where=sa.text(
                "state IN ('drafted', 'conditional', 'accepted', 'unconditional', 'lapsed', 'appointed', 'started')"
            ),
        )
        batch_op.create_index("ix_offer_vacancy_id", ["vacancy_id", "state"], unique=False)

    op.create_table(
        "hand_over_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "appointment_id"],
            ["appointment.organisation_id", "appointment.id"],
            name=op.f("fk_hand_over_line_organisation_id_appointment_id_appointment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "hand_over_id"],
            ["hand_over.organisation_id", "hand_over.id"],
            name=op.f("fk_hand_over_line_organisation_id_hand_over_id_hand_over"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_line")),
        sa.UniqueConstraint(
            "hand_over_id", "appointment_id", name=op.f("uq_hand_over_line_hand_over_id_appointment_id")
        ),
    )
    with op.batch_alter_table("hand_over_line", schema=None) as batch_op:
        batch_op.create_index("ix_hand_over_line_appointment_id", ["appointment_id"], unique=False)

    op.create_table(
        "offer_terms",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("grade", sa.String(length=80), nullable=False),
        sa.Column("point", sa.String(length=12), nullable=False),
        sa.Column("pay_table", sa.String(length=160), nullable=False),
        sa.Column("pay_basis", sa.String(length=10), nullable=True),
        sa.Column("pay", sa.Integer(), nullable=True),
        sa.Column("hourly", sa.Integer(), nullable=True),
        sa.Column("annual", sa.Integer(), nullable=True),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("allowances", sa.JSON(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("full_time_hours", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("weeks_a_year", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("year_weeks", sa.Numeric(precision=6, scale=3), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("contract_type", sa.String(length=20), nullable=True),
        sa.Column("contract_ends", sa.Date(), nullable=True),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("probation", sa.Integer(), nullable=False),
        sa.Column("answer_by", sa.DateTime(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(pay_basis is null) = (pay is null)", name=op.f("ck_offer_terms_pay_has_basis")),
        sa.CheckConstraint("hours is null or hours > 0", name=op.f("ck_offer_terms_some_hours")),
        sa.CheckConstraint("probation between 0 and 24", name=op.f("ck_offer_terms_sensible_probation")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_offer_terms_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "offer_id"],
            ["offer.organisation_id", "offer.id"],
            name=op.f("fk_offer_terms_organisation_id_offer_id_offer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_terms")),
        sa.UniqueConstraint("offer_id", "number", name=op.f("uq_offer_terms_offer_id_number")),
    )
    with op.batch_alter_table("offer_terms", schema=None) as batch_op:
        batch_op.create_index("ix_offer_terms_application_id", ["application_id"], unique=False)


def downgrade():
    with op.batch_alter_table("offer_terms", schema=None) as batch_op:
        batch_op.drop_index("ix_offer_terms_application_id")

    op.drop_table("offer_terms")
    with op.batch_alter_table("hand_over_line", schema=None) as batch_op:
        batch_op.drop_index("ix_hand_over_line_appointment_id")

    op.drop_table("hand_over_line")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index("ix_offer_vacancy_id")
        batch_op.drop_index(
            "ix_offer_one_stands",
            sqlite_where=sa.text(
                "state IN ('drafted', 'conditional', 'accepted', 'unconditional', 'lapsed', 'appointed', 'started')"
            ),
            postgresql_where=sa.text(
                "state IN ('drafted', 'conditional', 'accepted', 'unconditional', 'lapsed', 'appointed', 'started')"
            ),
        )
        batch_op.drop_index("ix_offer_due")
        batch_op.drop_index("ix_offer_application_id")
        batch_op.drop_index("ix_offer_account_id")

    op.drop_table("offer")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index("ix_appointment_vacancy_id")
        batch_op.drop_index("ix_appointment_changed")
        batch_op.drop_index("ix_appointment_account_id")

    op.drop_table("appointment")
    op.drop_table("hand_over")
