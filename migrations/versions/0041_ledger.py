"""Shares of placements, credit notes and corrections, campaigns, media and suppliers as data, budgets, baselines."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

# What the ledger has named so far: code, name, online, sign of its short links.
MEDIA = (
    ("portal", "This portal", True, None),
    ("national_press", "National press", False, "n"),
    ("local_press", "Local press", False, "l"),
    ("specialist_press", "Specialist press", False, "p"),
    ("gaelic_media", "Gaelic media", False, "g"),
    ("job_board", "Job board", True, "j"),
    ("social_media", "Social media", True, "s"),
    ("search_agency", "Search or agency", False, "a"),
    ("broadcast_outdoor", "Broadcast or outdoor", False, "b"),
    ("event", "Event", False, "e"),
)
NEW = (
    "placement_share",
    "forgotten_response",
    "campaign_vacancy",
    "budget",
    "baseline",
    "vat_rate",
    "price_index",
)


def upgrade() -> None:
    _facts()
    op.bulk_insert(
        sa.table("medium", *map(sa.column, ("code", "name", "is_online", "sign", "position", "is_offered"))),
        [
            dict(code=code, name=name, is_online=is_online, sign=sign, position=place, is_offered=True)
            for place, (code, name, is_online, sign) in enumerate(MEDIA)
        ],
    )
    op.add_column(
        "application", sa.Column("came_by", sa.String(length=30), nullable=False, server_default=sa.text("''"))
    )
    op.execute("create table placement_before as select * from placement")
    op.drop_table("placement")
    _ledger()
    _suppliers()
    op.execute(
        "insert into placement (id, organisation_id, medium, supplier_id, publication, department, shared_by,"
        " placed_on, net, vat, order_number, invoice_number, note, recorded_by, recorded_at, struck_at, struck_reason)"
        " select b.id, b.organisation_id, b.medium, s.id, b.publication, v.department, 'whole', b.placed_on, b.net,"
        " b.vat, b.order_number, '', '', b.recorded_by, b.recorded_at, b.struck_at, b.struck_reason"
        " from placement_before b join vacancy v on v.id = b.vacancy_id"
        " join supplier s on s.organisation_id = b.organisation_id and s.key = lower(trim(b.supplier))"
    )
    op.execute(
        "insert into placement_share (organisation_id, placement_id, vacancy_id, net, vat)"
        " select organisation_id, id, vacancy_id, net, vat from placement_before"
    )
    op.drop_table("placement_before")
    _go_on_counting()


def _suppliers() -> None:
    """Each that an organisation has named, however it wrote its capitals, once."""
    op.execute(
        "insert into supplier (organisation_id, name, key, is_offered)"
        " select organisation_id, min(trim(supplier)), lower(trim(supplier)), true from placement_before"
        " group by organisation_id, lower(trim(supplier))"
    )


def _go_on_counting() -> None:
    """PostgreSQL draws the next number from a sequence, which knows nothing of numbers that were brought along."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "select setval(pg_get_serial_sequence('placement', 'id'), coalesce((select max(id) from placement), 0) + 1,"
            " false)"
        )


def _facts() -> None:
    op.create_table(
        "medium",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_online", sa.Boolean(), nullable=False),
        sa.Column("sign", sa.String(length=2), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medium")),
        sa.UniqueConstraint("code", name=op.f("uq_medium_code")),
        sa.UniqueConstraint("name", name=op.f("uq_medium_name")),
        sa.UniqueConstraint("sign", name=op.f("uq_medium_sign")),
    )
    op.create_table(
        "price_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_price_index_prices_are_above_nothing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_index")),
        sa.UniqueConstraint("series", "year", name=op.f("uq_price_index_series_year")),
    )
    op.create_table(
        "shared_supplier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_supplier")),
        sa.UniqueConstraint("key", name=op.f("uq_shared_supplier_key")),
        sa.UniqueConstraint("name", name=op.f("uq_shared_supplier_name")),
    )
    op.create_table(
        "vat_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.CheckConstraint("rate >= 0 and rate <= 10000", name=op.f("ck_vat_rate_rate_is_a_share")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vat_rate")),
        sa.UniqueConstraint("holds_from", name=op.f("uq_vat_rate_holds_from")),
    )
    op.create_table(
        "baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("precision", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("precision in ('exactly','about','over','under')", name=op.f("ck_baseline_known_precision")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_baseline_no_negative_money")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_baseline_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
        sa.UniqueConstraint("organisation_id", "year", name=op.f("uq_baseline_organisation_id_year")),
    )
    op.create_index(
        "ix_baseline_one_of_all",
        "baseline",
        ["year"],
        unique=True,
        sqlite_where=sa.text("organisation_id IS NULL"),
        postgresql_where=sa.text("organisation_id IS NULL"),
    )

    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_no_negative_money")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_budget_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget")),
        sa.UniqueConstraint(
            "organisation_id", "year", "department", name=op.f("uq_budget_organisation_id_year_department")
        ),
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("shared_by", sa.String(length=10), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("shared_by in ('equally','posts')", name=op.f("ck_campaign_shared_by_rule")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_campaign_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_campaign_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_campaign_organisation_id_name")),
    )
    op.create_table(
        "supplier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("shared_id", sa.Integer(), nullable=True),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_supplier_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["shared_id"], ["shared_supplier.id"], name=op.f("fk_supplier_shared_id_shared_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_supplier_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_supplier_organisation_id_key")),
    )
    op.create_table(
        "campaign_vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name=op.f("fk_campaign_vacancy_organisation_id_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_campaign_vacancy_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_vacancy")),
        sa.UniqueConstraint("campaign_id", "vacancy_id", name=op.f("uq_campaign_vacancy_campaign_id_vacancy_id")),
    )
    op.create_index("ix_campaign_vacancy_vacancy_id", "campaign_vacancy", ["vacancy_id"], unique=False)

    op.create_table(
        "forgotten_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came_by", sa.String(length=30), nullable=False),
        sa.Column("heard_from", sa.String(length=30), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.CheckConstraint("sent >= 0", name=op.f("ck_forgotten_response_sent_count")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_forgotten_response_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_response")),
        sa.UniqueConstraint(
            "vacancy_id",
            "day",
            "came_by",
            "heard_from",
            name=op.f("uq_forgotten_response_vacancy_id_day_came_by_heard_from"),
        ),
    )


def _ledger() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("credits_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("publication", sa.String(length=160), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("shared_by", sa.String(length=10), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.Column("vat", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.String(length=60), nullable=False),
        sa.Column("invoice_number", sa.String(length=60), nullable=False),
        sa.Column("invoiced_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_reason", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "shared_by in ('whole','equally','posts','by_hand','none')", name=op.f("ck_placement_shared_by_rule")
        ),
        sa.CheckConstraint(
            "(credits_id is null and net >= 0 and vat >= 0) or (credits_id is not null and net <= 0 and vat <= 0)",
            name=op.f("ck_placement_only_credit_is_negative"),
        ),
        sa.CheckConstraint(
            "(struck_at is null) = (struck_reason is null)", name=op.f("ck_placement_struck_for_a_reason")
        ),
        sa.ForeignKeyConstraint(["medium"], ["medium.code"], name=op.f("fk_placement_medium_medium")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name=op.f("fk_placement_organisation_id_campaign_id_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "corrects_id"],
            ["placement.organisation_id", "placement.id"],
            name=op.f("fk_placement_organisation_id_corrects_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "credits_id"],
            ["placement.organisation_id", "placement.id"],
            name=op.f("fk_placement_organisation_id_credits_id_placement"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "supplier_id"],
            ["supplier.organisation_id", "supplier.id"],
            name=op.f("fk_placement_organisation_id_supplier_id_supplier"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_placement_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_placement_corrects_id")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_placement_organisation_id_id")),
    )
    op.create_index(op.f("ix_placement_campaign_id"), "placement", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_placement_credits_id"), "placement", ["credits_id"], unique=False)
    op.create_index("ix_placement_invoice_number", "placement", ["organisation_id", "invoice_number"], unique=False)
    op.create_index("ix_placement_order_number", "placement", ["organisation_id", "order_number"], unique=False)
    op.create_index("ix_placement_spend", "placement", ["organisation_id", "placed_on"], unique=False)
    op.create_index(op.f("ix_placement_supplier_id"), "placement", ["supplier_id"], unique=False)
    op.create_table(
        "placement_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.Column("vat", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "placement_id"],
            ["placement.organisation_id", "placement.id"],
            name=op.f("fk_placement_share_organisation_id_placement_id_placement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_placement_share_organisation_id_vacancy_id_vacancy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_share")),
        sa.UniqueConstraint("placement_id", "vacancy_id", name=op.f("uq_placement_share_placement_id_vacancy_id")),
    )
    op.create_index("ix_placement_share_vacancy_id", "placement_share", ["vacancy_id"], unique=False)


def downgrade() -> None:
    # A line a share; what no vacancy bears, and what a credit note takes back, has no place there.
    op.execute(
        "create table placement_before as select s.id as id, p.organisation_id as organisation_id,"
        " s.vacancy_id as vacancy_id, p.medium as medium, u.name as supplier, p.publication as publication,"
        " p.placed_on as placed_on, s.net as net, s.vat as vat, p.order_number as order_number,"
        " p.recorded_by as recorded_by, p.recorded_at as recorded_at, p.struck_at as struck_at,"
        " p.struck_reason as struck_reason from placement_share s join placement p on p.id = s.placement_id"
        " join supplier u on u.id = p.supplier_id where p.credits_id is null"
    )
    for table in NEW:
        op.drop_table(table)
    op.drop_table("placement")
    for table in ("campaign", "supplier", "shared_supplier", "medium"):
        op.drop_table(table)
    op.drop_column("application", "came_by")
    _as_before()
    names = (
        "id, organisation_id, vacancy_id, medium, supplier, publication, placed_on, net, vat, order_number,"
        " recorded_by, recorded_at, struck_at, struck_reason"
    )
    op.execute(f"insert into placement ({names}) select {names} from placement_before")
    op.drop_table("placement_before")
    _go_on_counting()


def _as_before() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=20), nullable=False),
        sa.Column("supplier", sa.String(length=120), nullable=False),
        sa.Column("publication", sa.String(length=160), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.Column("vat", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.String(length=60), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_reason", sa.String(length=300), nullable=True),
        sa.CheckConstraint(
            "(struck_at is null) = (struck_reason is null)", name=op.f("ck_placement_struck_for_a_reason")
        ),
        sa.CheckConstraint("net >= 0 and vat >= 0", name=op.f("ck_placement_no_negative_money")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_placement_organisation_id_vacancy_id_vacancy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index("ix_placement_spend", ["organisation_id", "placed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_vacancy_id"), ["vacancy_id"], unique=False)
