"""Reserve lists, the talent pool and approaches to people in it."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pool_hidden",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_pool_hidden_account_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pool_hidden_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", name=op.f("pk_pool_hidden")),
    )
    op.create_table(
        "pool_look",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_pool_look_account_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pool_look_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", "day", name=op.f("pk_pool_look")),
    )
    op.create_table(
        "approach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=14), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (answered_at is null)", name=op.f("ck_approach_answer_has_moment")),
        sa.CheckConstraint("state in ('sent','accepted','declined','lapsed')", name=op.f("ck_approach_known_state")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_approach_account_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_approach_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_approach_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approach")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_approach_organisation_id_id")),
        sa.UniqueConstraint("vacancy_id", "account_id", name=op.f("uq_approach_vacancy_id_account_id")),
    )
    with op.batch_alter_table("approach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approach_account_id"), ["account_id"], unique=False)
        batch_op.create_index("ix_approach_sent", ["organisation_id", "sent_at"], unique=False)

    op.create_table(
        "approach_contact",
        sa.Column("approach_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=170), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_approach_contact_account_id_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "approach_id"],
            ["approach.organisation_id", "approach.id"],
            name=op.f("fk_approach_contact_organisation_id_approach_id_approach"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("approach_id", name=op.f("pk_approach_contact")),
    )
    op.create_table(
        "reserve_place",
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("offers_sharing", sa.Boolean(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("wording", sa.String(length=10), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state in ('ended','declined')) = (ended_at is not null)", name=op.f("ck_reserve_place_ended_has_moment")
        ),
        sa.CheckConstraint(
            "state = 'ended' or (until is null) = (state <> 'accepted')", name=op.f("ck_reserve_place_runs_once_agreed")
        ),
        sa.CheckConstraint(
            "state in ('proposed','accepted','declined','ended')", name=op.f("ck_reserve_place_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_reserve_place_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reserve_place")),
    )
    with op.batch_alter_table("reserve_place", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reserve_place_one_open",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('proposed', 'accepted')"),
            postgresql_where=sa.text("state IN ('proposed', 'accepted')"),
        )

    op.create_table(
        "pool_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reserve_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=14), nullable=False),
        sa.Column("found_for", sa.String(length=400), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("patterns", sa.JSON(), nullable=False),
        sa.Column("registrations", sa.JSON(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("speaks_gaelic", sa.Boolean(), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("island", sa.String(length=40), nullable=False),
        sa.Column("miles", sa.Integer(), nullable=True),
        sa.Column("wording", sa.String(length=10), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(lat is null) = (miles is null) and (lat is null) = (lon is null)",
            name=op.f("ck_pool_entry_place_has_radius"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_pool_entry_account_id_account")),
        sa.ForeignKeyConstraint(
            ["reserve_id"],
            ["reserve_place.id"],
            name=op.f("fk_pool_entry_reserve_id_reserve_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_entry")),
        sa.UniqueConstraint("reference", name=op.f("uq_pool_entry_reference")),
        sa.UniqueConstraint("reserve_id", name=op.f("uq_pool_entry_reserve_id")),
    )
    with op.batch_alter_table("pool_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pool_entry_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_pool_entry_one_profile",
            ["account_id"],
            unique=True,
            sqlite_where=sa.text("reserve_id IS NULL"),
            postgresql_where=sa.text("reserve_id IS NULL"),
        )
        batch_op.create_index("ix_pool_entry_until", ["until"], unique=False)

    op.add_column("local_rules", sa.Column("shares_reserves", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "ALTER TABLE local_rules ADD COLUMN reserve_months INTEGER DEFAULT 6 NOT NULL "
        "CONSTRAINT ck_local_rules_reserve_is_for_months CHECK (reserve_months between 1 and 24)"
    )


def downgrade() -> None:
    op.drop_column("local_rules", "reserve_months")
    op.drop_column("local_rules", "shares_reserves")

    with op.batch_alter_table("pool_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_pool_entry_until")
        batch_op.drop_index(
            "ix_pool_entry_one_profile",
            sqlite_where=sa.text("reserve_id IS NULL"),
            postgresql_where=sa.text("reserve_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_pool_entry_account_id"))

    op.drop_table("pool_entry")
    with op.batch_alter_table("reserve_place", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_reserve_place_one_open",
            sqlite_where=sa.text("state IN ('proposed', 'accepted')"),
            postgresql_where=sa.text("state IN ('proposed', 'accepted')"),
        )

    op.drop_table("reserve_place")
    op.drop_table("approach_contact")
    with op.batch_alter_table("approach", schema=None) as batch_op:
        batch_op.drop_index("ix_approach_sent")
        batch_op.drop_index(batch_op.f("ix_approach_account_id"))

    op.drop_table("approach")
    op.drop_table("pool_look")
    op.drop_table("pool_hidden")
