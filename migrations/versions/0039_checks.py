"""Pre-employment checks, their steps, and what councils' rules say of them."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

STATES = "state in ('needed','asked','received','cleared','not_cleared','not_needed')"


def _part(name: str, *columns: sa.Column, more: tuple = ()) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f(f"fk_{name}_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _check(table: str, condition: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    few = _check("local_rules", "references_wanted between 0 and 4", "references_are_few")
    op.add_column(
        "local_rules", sa.Column("references_wanted", sa.Integer(), few, nullable=False, server_default="2")
    )
    op.add_column("local_rules", sa.Column("asks_fitness", sa.Boolean(), nullable=False, server_default=sa.true()))
    table = "pre_employment_check"
    _part(
        table,
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("workforce", sa.String(length=10), nullable=False),
        sa.Column("body", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        more=(
            sa.UniqueConstraint("organisation_id", "id", name=op.f(f"uq_{table}_organisation_id_id")),
            sa.UniqueConstraint(
                "application_id", "kind", "position", name=op.f(f"uq_{table}_application_id_kind_position")
            ),
            _check(table, STATES, "known_state"),
            _check(
                table,
                "(state in ('cleared','not_cleared','not_needed')) = (settled_on is not null)",
                "settled_has_day",
            ),
            _check(table, "state not in ('received','cleared') or received_on is not null", "received_has_day"),
            _check(table, "state <> 'asked' or asked_on is not null", "asked_has_day"),
            _check(table, "kind = 'disclosure' or (level = '' and workforce = '')", "level_is_of_disclosure"),
            _check(table, "kind in ('registration','driving') or number = ''", "number_is_of_register"),
            _check(
                table,
                "state <> 'not_needed' or (kind <> 'right_to_work' and level <> 'pvg')",
                "law_is_not_waived",
            ),
        ),
    )
    op.create_index(f"ix_{table}_waiting", table, ["organisation_id", "state"])
    step = "pre_employment_check_step"
    _part(
        step,
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        more=(
            sa.ForeignKeyConstraint(
                ["organisation_id", "check_id"],
                [f"{table}.organisation_id", f"{table}.id"],
                name=op.f(f"fk_{step}_organisation_id_check_id_{table}"),
                ondelete="CASCADE",
            ),
        ),
    )
    op.create_index(f"ix_{step}_check", step, ["check_id"])


def downgrade() -> None:
    op.drop_table("pre_employment_check_step")
    op.drop_table("pre_employment_check")
    op.drop_column("local_rules", "asks_fitness")
    # Its constraint stands at the column, and goes with it.
    op.drop_column("local_rules", "references_wanted")
