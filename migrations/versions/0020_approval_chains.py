"""Chains of approval and the steps of each request, who is away, an organisation's own rules, amendments."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("waits_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "local_rules",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("shortest_advert", sa.Integer(), nullable=False),
        sa.Column("remind_after", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "shortest_advert >= 0 and remind_after >= 0", name=op.f("ck_local_rules_days_are_none_or_some")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_local_rules_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_local_rules")),
    )
    op.create_index(
        "ix_vacancy_desk", "vacancy", ["organisation_id", "state", "closes_at", "public_from", "id"], unique=False
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_amendment_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_index(op.f("ix_amendment_vacancy_id"), "amendment", ["vacancy_id"])
    _create_chains()
    _create_requests()
    _request_what_waits()


def _create_chains() -> None:
    op.create_table(
        "approval_chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("cost_from", sa.Integer(), nullable=True),
        sa.CheckConstraint("cost_from is null or cost_from > 0", name=op.f("ck_approval_chain_cost_is_some")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_approval_chain_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_chain")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_approval_chain_organisation_id_id")),
    )
    op.create_index(op.f("ix_approval_chain_organisation_id"), "approval_chain", ["organisation_id"])
    op.create_table(
        "chain_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "chain_id"],
            ["approval_chain.organisation_id", "approval_chain.id"],
            name=op.f("fk_chain_step_organisation_id_chain_id_approval_chain"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_step")),
    )
    op.create_index(op.f("ix_chain_step_chain_id"), "chain_step", ["chain_id"])
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_absence_days_run_forward")),
        sa.CheckConstraint("account_id <> substitute_id", name=op.f("ck_absence_substitute_is_another")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_absence_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_absence_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["account.id"], name=op.f("fk_absence_substitute_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_organisation_id"), "absence", ["organisation_id"])


def _create_requests() -> None:
    op.create_table(
        "approval_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("chain_name", sa.String(length=80), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("waits_at", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(waits_at is null) = (outcome is not null) and (outcome is null) = (ended_at is null)",
            name=op.f("ck_approval_request_waits_or_has_ended"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_approval_request_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_request")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_approval_request_organisation_id_id")),
    )
    op.create_index(op.f("ix_approval_request_vacancy_id"), "approval_request", ["vacancy_id"])
    op.create_index(
        "ix_approval_request_open",
        "approval_request",
        ["vacancy_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_table(
        "approval_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("may_repeat", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("remind_at", sa.DateTime(), nullable=True),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)",
            name=op.f("ck_approval_step_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "decision is null or opened_at is not null", name=op.f("ck_approval_step_decided_once_open")
        ),
        sa.CheckConstraint(
            "decision is null or remind_at is null", name=op.f("ck_approval_step_reminds_until_decided")
        ),
        sa.CheckConstraint(
            "(coalesce(decision, '') = 'returned') = (reason is not null)",
            name=op.f("ck_approval_step_returned_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["approval_request.organisation_id", "approval_request.id"],
            name=op.f("fk_approval_step_organisation_id_request_id_approval_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_step")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_approval_step_request_id_position")),
    )
    op.create_index(op.f("ix_approval_step_remind_at"), "approval_step", ["remind_at"])


def _request_what_waits() -> None:
    """What was sent before waits in one step for every approver, as it did, from whoever sent it last."""
    vacancy = sa.table("vacancy", *map(sa.column, ("id", "organisation_id", "state", "changed_at")))
    act = sa.table("act", *map(sa.column, ("id", "noun", "row_id", "act", "person")))
    request = sa.table(
        "approval_request", *map(sa.column, ("id", "organisation_id", "vacancy_id", "chain_name", "sent_by",
                                             "sent_at", "waits_at")),
    )  # fmt: skip
    step = sa.table(
        "approval_step", *map(sa.column, ("organisation_id", "request_id", "position", "name", "people", "may_repeat",
                                          "opened_at")),
    )  # fmt: skip
    sender = (
        sa.select(act.c.person)
        .where(act.c.noun == "vacancy", act.c.row_id == vacancy.c.id, act.c.act == "send_for_approval")
        .order_by(act.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    waiting = sa.select(
        vacancy.c.organisation_id, vacancy.c.id, sa.literal(""), sender, vacancy.c.changed_at, sa.literal(1)
    ).where(vacancy.c.state == "awaiting_approval")
    names = ["organisation_id", "vacancy_id", "chain_name", "sent_by", "sent_at", "waits_at"]
    op.execute(request.insert().from_select(names, waiting))
    first = sa.select(
        request.c.organisation_id, request.c.id, sa.literal(1), sa.literal("Approval"),
        sa.cast(sa.literal("[]"), sa.JSON()) if op.get_context().dialect.name == "postgresql" else sa.literal("[]"),
        sa.false(), request.c.sent_at,
    )  # fmt: skip
    names = ["organisation_id", "request_id", "position", "name", "people", "may_repeat", "opened_at"]
    op.execute(step.insert().from_select(names, first))


def downgrade() -> None:
    op.drop_index("ix_vacancy_desk", table_name="vacancy")
    for table in ("amendment", "approval_step", "approval_request", "absence", "chain_step", "approval_chain", "local_rules"):
        op.drop_table(table)
