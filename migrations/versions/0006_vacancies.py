"""Vacancies."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advert_change",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_advert_change")),
    )
    op.create_table(
        "category",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("soc_groups", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_category")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    op.create_table(
        "vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("own_reference", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("duties", sa.Text(), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("category_code", sa.String(length=40), nullable=True),
        sa.Column("contract_type", sa.String(length=20), nullable=True),
        sa.Column("contract_note", sa.String(length=200), nullable=False),
        sa.Column("contract_ends", sa.Date(), nullable=True),
        sa.Column("patterns", sa.JSON(), nullable=False),
        sa.Column("hours_low", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("hours_high", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("weeks_a_year", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("full_time_hours", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("hours_note", sa.String(length=300), nullable=False),
        sa.Column("grade", sa.String(length=80), nullable=False),
        sa.Column("pay_basis", sa.String(length=10), nullable=True),
        sa.Column("pay_low", sa.Integer(), nullable=True),
        sa.Column("pay_high", sa.Integer(), nullable=True),
        sa.Column("is_pro_rata", sa.Boolean(), nullable=False),
        sa.Column("pay_note", sa.String(length=300), nullable=False),
        sa.Column("other_rates", sa.JSON(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("posts_filled", sa.Integer(), nullable=False),
        sa.Column("disclosure_level", sa.String(length=20), nullable=False),
        sa.Column("disclosure_workforce", sa.String(length=10), nullable=True),
        sa.Column("disclosure_note", sa.String(length=300), nullable=False),
        sa.Column("registration", sa.String(length=20), nullable=False),
        sa.Column("registration_note", sa.String(length=300), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("public_from", sa.DateTime(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("is_home_based", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("source_url", sa.String(length=500), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=True),
        sa.Column("source_texts", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("is_closing_moved", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state in ('draft','awaiting_approval','approved')) = (published_at is null)",
            name=op.f("ck_vacancy_published_has_moment"),
        ),
        sa.CheckConstraint("(pay_basis is null) = (pay_low is null)", name=op.f("ck_vacancy_pay_has_basis")),
        sa.CheckConstraint("pay_low is null or pay_high >= pay_low", name=op.f("ck_vacancy_pay_range_runs_up")),
        sa.CheckConstraint(
            "posts >= 1 and posts_filled >= 0 and posts_filled <= posts", name=op.f("ck_vacancy_posts_filled_within")
        ),
        sa.CheckConstraint(
            "published_at is null or public_from is not null", name=op.f("ck_vacancy_published_has_start")
        ),
        sa.ForeignKeyConstraint(["category_code"], ["category.code"], name=op.f("fk_vacancy_category_code_category")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_vacancy_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_vacancy_organisation_id_id")),
        sa.UniqueConstraint("organisation_id", "source_key", name=op.f("uq_vacancy_organisation_id_source_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_vacancy_reference")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_category_code"), ["category_code"], unique=False)
        batch_op.create_index("ix_vacancy_live", ["state", "public_from", "closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_vacancy_organisation_id"), ["organisation_id"], unique=False)
    op.create_table(
        "advert_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(settled_at is null) = (settled_note is null) and (settled_at is null) = (settled_by is null)",
            name=op.f("ck_advert_report_settled_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_advert_report_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advert_report")),
    )
    with op.batch_alter_table("advert_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advert_report_organisation_id"), ["organisation_id"], unique=False)
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("assessed_by", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_criterion_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("organisation_id", "id", name=op.f("uq_criterion_organisation_id_id")),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_vacancy_id"), ["vacancy_id"], unique=False)
    op.create_table(
        "panel_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_panel_seat_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_seat")),
        sa.UniqueConstraint("vacancy_id", "account_id", name=op.f("uq_panel_seat_vacancy_id_account_id")),
    )
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_seat_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_seat_vacancy_id"), ["vacancy_id"], unique=False)
    op.create_table(
        "workplace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"],
            ["vacancy.organisation_id", "vacancy.id"],
            name=op.f("fk_workplace_organisation_id_vacancy_id_vacancy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_workplace_point_id_point")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace")),
    )
    with op.batch_alter_table("workplace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workplace_point_id"), ["point_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_workplace_vacancy_id"), ["vacancy_id"], unique=False)


def downgrade() -> None:
    op.drop_table("workplace")
    op.drop_table("panel_seat")
    op.drop_table("criterion")
    op.drop_table("advert_report")
    op.drop_table("vacancy")
    op.drop_table("category")
    op.drop_table("advert_change")
