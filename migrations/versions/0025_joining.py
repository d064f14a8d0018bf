"""Public bodies join and are suspended; national pay tables; pages about working for councils; staged documents."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "national_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_page")),
        sa.UniqueConstraint("slug", "number", name=op.f("uq_national_page_slug_number")),
    )
    op.create_table(
        "national_pay_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("agreed_by", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "kind in ('employees','craft','teachers','chief_officers','other')",
            name=op.f("ck_national_pay_table_known_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_pay_table")),
        sa.UniqueConstraint("name", name=op.f("uq_national_pay_table_name")),
    )
    op.create_table(
        "national_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_national_picture_digest")),
    )
    op.create_table(
        "employer_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_employer_page_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_page")),
        sa.UniqueConstraint(
            "organisation_id", "slug", "number", name=op.f("uq_employer_page_organisation_id_slug_number")
        ),
    )
    op.create_table(
        "joining_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("vacancies_a_year", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("became_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'approved') = (became_id is not null)", name=op.f("ck_joining_request_approved_became_something")
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (confirmed_at is null)", name=op.f("ck_joining_request_confirmed_has_moment")
        ),
        sa.CheckConstraint(
            "(state in ('approved','refused')) = (decided_at is not null)",
            name=op.f("ck_joining_request_decided_has_moment"),
        ),
        sa.CheckConstraint("state <> 'refused' or refusal <> ''", name=op.f("ck_joining_request_refused_says_why")),
        sa.CheckConstraint(
            "state in ('asked','confirmed','approved','refused')", name=op.f("ck_joining_request_known_state")
        ),
        sa.CheckConstraint(
            "(decided_at is null) = (decided_by is null)", name=op.f("ck_joining_request_decided_by_somebody")
        ),
        sa.CheckConstraint("vacancies_a_year >= 0", name=op.f("ck_joining_request_vacancies_are_counted")),
        sa.ForeignKeyConstraint(
            ["became_id"], ["organisation.id"], name=op.f("fk_joining_request_became_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_request")),
        sa.UniqueConstraint("reference", name=op.f("uq_joining_request_reference")),
    )
    op.create_index(op.f("ix_joining_request_state"), "joining_request", ["state"], unique=False)
    op.create_table(
        "national_pay_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("national_table_id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("full_time_hours", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("year_weeks", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("basis in ('hourly','annual')", name=op.f("ck_national_pay_version_known_basis")),
        sa.CheckConstraint("full_time_hours > 0 and year_weeks > 0", name=op.f("ck_national_pay_version_time_is_some")),
        sa.ForeignKeyConstraint(
            ["national_table_id"],
            ["national_pay_table.id"],
            name=op.f("fk_national_pay_version_national_table_id_national_pay_table"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_pay_version")),
    )
    op.create_index(
        op.f("ix_national_pay_version_national_table_id"), "national_pay_version", ["national_table_id"], unique=False
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("began_by", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'lifted') = (lifted_at is not null) and (lifted_at is null) = (lifted_by is null)",
            name=op.f("ck_suspension_lifted_by_somebody"),
        ),
        sa.CheckConstraint("state in ('running','lifted')", name=op.f("ck_suspension_known_state")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_suspension_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    op.create_index(op.f("ix_suspension_organisation_id"), "suspension", ["organisation_id"], unique=False)
    op.create_index(
        "uq_suspension_running",
        "suspension",
        ["organisation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "joining_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["joining_request.id"],
            name=op.f("fk_joining_word_request_id_joining_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_word")),
    )
    op.create_index(op.f("ix_joining_word_request_id"), "joining_word", ["request_id"], unique=False)
    op.add_column("act", sa.Column("key_id", sa.Integer(), nullable=True))
    op.add_column("advert_template", sa.Column("attachments", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("attachment", sa.Column("is_staged", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("pay_table", sa.Column("national_table_id", sa.Integer(), nullable=True))
    op.create_index("uq_pay_table_national", "pay_table", ["organisation_id", "national_table_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_pay_table_national", table_name="pay_table")
    op.drop_column("pay_table", "national_table_id")
    op.drop_column("attachment", "is_staged")
    op.drop_column("advert_template", "attachments")
    op.drop_column("act", "key_id")
    op.drop_index(op.f("ix_joining_word_request_id"), table_name="joining_word")
    op.drop_table("joining_word")
    op.drop_index(
        "uq_suspension_running",
        table_name="suspension",
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.drop_index(op.f("ix_suspension_organisation_id"), table_name="suspension")
    op.drop_table("suspension")
    op.drop_index(op.f("ix_national_pay_version_national_table_id"), table_name="national_pay_version")
    op.drop_table("national_pay_version")
    op.drop_index(op.f("ix_joining_request_state"), table_name="joining_request")
    op.drop_table("joining_request")
    op.drop_table("employer_page")
    op.drop_table("national_picture")
    op.drop_table("national_pay_table")
    op.drop_table("national_page")
