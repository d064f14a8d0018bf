"""Somebody on a reserve list is asked whether they want another job."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # As an index, because on SQLite a table made anew would take the places' shares in the pool with it.
    op.create_index(op.f("uq_reserve_place_organisation_id_id"), "reserve_place", ["organisation_id", "id"], unique=True)
    op.create_table(
        "reserve_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reserve_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("made_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state in ('asked','accepted','declined','ended')", name=op.f("ck_reserve_ask_known_state")
        ),
        sa.CheckConstraint("(state = 'asked') = (ended_at is null)", name=op.f("ck_reserve_ask_ended_has_moment")),
        sa.CheckConstraint(
            "(state = 'accepted') = (made_id is not null)", name=op.f("ck_reserve_ask_yes_makes_an_application")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f("fk_reserve_ask_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_reserve_ask_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "reserve_id"],
            ["reserve_place.organisation_id", "reserve_place.id"],
            name=op.f("fk_reserve_ask_organisation_id_reserve_id_reserve_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reserve_ask")),
        sa.UniqueConstraint("reserve_id", "vacancy_id", name=op.f("uq_reserve_ask_reserve_id_vacancy_id")),
    )
    op.create_index(op.f("ix_reserve_ask_reserve_id"), "reserve_ask", ["reserve_id"])


def downgrade() -> None:
    op.drop_table("reserve_ask")
    op.drop_index(op.f("uq_reserve_place_organisation_id_id"), table_name="reserve_place")
