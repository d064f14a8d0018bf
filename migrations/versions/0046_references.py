"""References: who is asked, how they are reached, what they write, and their own letters."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def _part(name: str, parent: str, key: str, *columns: sa.Column, more: tuple = ()) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(key, sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation_id", "application_id"],
            ["application.organisation_id", "application.id"],
            name=op.f(f"fk_{name}_organisation_id_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", key],
            [f"{parent}.organisation_id", f"{parent}.id"],
            name=op.f(f"fk_{name}_organisation_id_{key}_{parent}"),
            ondelete="CASCADE",
        ),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _check(table: str, condition: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _once(table: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("request_id", name=op.f(f"uq_{table}_request_id"))


def upgrade() -> None:
    request = "reference_request"
    _part(
        request,
        "pre_employment_check",
        "check_id",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("relationship", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=160), nullable=False),
        sa.Column("named_by", sa.String(length=12), nullable=False),
        sa.Column("ask_first", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("link_number", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("given_up_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        more=(
            sa.UniqueConstraint("organisation_id", "id", name=op.f(f"uq_{request}_organisation_id_id")),
            _check(
                request,
                "state in ('named','awaiting_yes','sent','given','declined','refused','ended')",
                "known_state",
            ),
            _check(request, "state <> 'sent' or (sent_at is not null and until is not null)", "sent_has_end"),
            _check(request, "reminders between 0 and 2", "reminded_twice_at_most"),
            _check(request, "named_by in ('application','candidate','staff')", "known_source"),
        ),
    )
    op.create_index(f"ix_{request}_waiting", request, ["state", "sent_at"])
    is_open = sa.text("state in ('named', 'awaiting_yes', 'sent', 'given')")
    op.create_index(
        f"ix_{request}_one_open", request, ["check_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    contact = "reference_contact"
    _part(
        contact,
        request,
        "request_id",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        more=(_once(contact),),
    )
    _part(
        "reference",
        request,
        "request_id",
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("in_confidence", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=True),
        sa.Column("received_by", sa.String(length=10), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        more=(
            _once("reference"),
            _check("reference", "received_by in ('link','post','email','telephone')", "known_way"),
            _check("reference", "(received_by = 'link') = (entered_by is null)", "entered_by_somebody"),
        ),
    )
    letter = "reference_letter"
    _part(
        letter,
        request,
        "request_id",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        more=(
            _once(letter),
            _check(letter, "state in ('waiting','clean','infected','unscanned')", "known_state"),
            _check(letter, "(state = 'infected') = (content is null)", "infected_is_gone"),
        ),
    )


def downgrade() -> None:
    for table in ("reference_letter", "reference", "reference_contact", "reference_request"):
        op.drop_table(table)
