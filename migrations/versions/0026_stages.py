"""Release stages, work addresses with their domains, and people at risk of redeployment."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

STAGES = ("redeployees_from", "internal_from", "members_from")
DESK = ["organisation_id", "state", "closes_at", "public_from"]
IN_ORDER = " and ".join(
    f"({before} is null or {after} is null or {before} < {after})"
    for number, before in enumerate(STAGES)
    for after in (*STAGES[number + 1 :], "public_from")
)
IS_OPEN = sa.text("ended_at IS NULL")
IS_APPROVED = sa.text("approved_at IS NOT NULL")


def upgrade() -> None:
    _stage_vacancies()
    op.add_column(
        "local_rules", sa.Column("shares_redeployees", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(
        "ALTER TABLE local_rules ADD COLUMN redeployment_kept INTEGER DEFAULT 180 NOT NULL "
        "CONSTRAINT ck_local_rules_redeployment_is_kept_for_days CHECK (redeployment_kept >= 0)"
    )
    _create_work_addresses()
    _create_at_risk()
    _create_what_leads_to_vacancies()


def _stage_vacancies() -> None:
    moment = sa.DateTime().compile(op.get_bind().dialect)
    for name in STAGES:
        # The last column says what holds of all three: SQLite adds a constraint only with a column.
        order = f" CONSTRAINT ck_vacancy_stages_in_order CHECK ({IN_ORDER})" if name == STAGES[-1] else ""
        op.execute(f"ALTER TABLE vacancy ADD COLUMN {name} {moment}{order}")
    op.drop_index("ix_vacancy_desk", table_name="vacancy")
    op.create_index("ix_vacancy_desk", "vacancy", [*DESK, *STAGES, "id"], unique=False)


def _create_work_addresses() -> None:
    op.create_table(
        "email_domain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_email_domain_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_domain")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_email_domain_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_email_domain_organisation_id_name")),
    )
    op.create_index(
        "ix_email_domain_of_one", "email_domain", ["name"], unique=True, sqlite_where=IS_APPROVED,
        postgresql_where=IS_APPROVED,
    )  # fmt: skip
    op.create_table(
        "work_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("domain_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=True),
        sa.Column("link_until", sa.DateTime(), nullable=True),
        sa.Column("good_until", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(token_digest is null) = (link_until is null)", name=op.f("ck_work_address_link_has_end")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_work_address_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_work_address_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "domain_id"],
            ["email_domain.organisation_id", "email_domain.id"],
            name=op.f("fk_work_address_organisation_id_domain_id_email_domain"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_address")),
        sa.UniqueConstraint("account_id", "email", name=op.f("uq_work_address_account_id_email")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_work_address_token_digest")),
    )
    op.create_index(op.f("ix_work_address_account_id"), "work_address", ["account_id"], unique=False)
    op.create_index(op.f("ix_work_address_email"), "work_address", ["email"], unique=False)


def _create_at_risk() -> None:
    op.create_table(
        "at_risk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("category_code", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=80), nullable=False),
        sa.Column("pay", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("miles", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.CheckConstraint("(ended_at is null) = (outcome is null)", name=op.f("ck_at_risk_end_has_outcome")),
        sa.CheckConstraint(
            "outcome in ('redeployed','no_longer','left','mistake')", name=op.f("ck_at_risk_known_outcome")
        ),
        sa.CheckConstraint("(postcode = '') = (miles is null)", name=op.f("ck_at_risk_place_has_radius")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_at_risk_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["category_code"], ["category.code"], name=op.f("fk_at_risk_category_code_category")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_at_risk")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_at_risk_organisation_id_id")),
    )
    op.create_index(op.f("ix_at_risk_organisation_id"), "at_risk", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_at_risk_email"), "at_risk", ["email"], unique=False)
    op.create_index(
        "ix_at_risk_one_open", "at_risk", ["organisation_id", "email"], unique=True, sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )  # fmt: skip
    op.create_table(
        "at_risk_note",
        sa.Column("at_risk_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "at_risk_id"],
            ["at_risk.organisation_id", "at_risk.id"],
            name=op.f("fk_at_risk_note_organisation_id_at_risk_id_at_risk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("at_risk_id", name=op.f("pk_at_risk_note")),
    )


def _create_what_leads_to_vacancies() -> None:
    op.create_table(
        "told_first",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("at_risk_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        _to_vacancy("told_first"),
        sa.ForeignKeyConstraint(
            ["at_risk_id"], ["at_risk.id"], name=op.f("fk_told_first_at_risk_id_at_risk"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "at_risk_id", name=op.f("pk_told_first")),
    )
    op.create_index(op.f("ix_told_first_at_risk_id"), "told_first", ["at_risk_id"], unique=False)
    op.create_table(
        "admission",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to_vacancy("admission"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_admission_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "account_id", name=op.f("pk_admission")),
    )
    op.create_index(op.f("ix_admission_account_id"), "admission", ["account_id"], unique=False)


def _to_vacancy(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id", "vacancy_id"],
        ["vacancy.organisation_id", "vacancy.id"],
        name=op.f(f"fk_{table}_organisation_id_vacancy_id_vacancy"),
        ondelete="CASCADE",
    )


def downgrade() -> None:
    for table in ("admission", "told_first", "at_risk_note", "at_risk", "work_address", "email_domain"):
        op.drop_table(table)
    op.drop_index("ix_vacancy_desk", table_name="vacancy")
    op.create_index("ix_vacancy_desk", "vacancy", [*DESK, "id"], unique=False)
    for name in reversed(STAGES):
        op.drop_column("vacancy", name)
    op.drop_column("local_rules", "redeployment_kept")
    op.drop_column("local_rules", "shares_redeployees")
