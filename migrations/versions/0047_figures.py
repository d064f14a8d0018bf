"""Facts of vacancies, figures that are kept in step with them, and what is to be counted anew."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def _figure(name: str, *columns: sa.Column, unique: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{name}_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")),
    )


def upgrade() -> None:
    # Figures are made anew from what they are made of. Of applications that were removed already nobody knows to which
    # vacancy they were sent, so that figures by vacancy cannot count them.
    for name in ("spend_figure", "application_figure", "promise_figure", "outcome_figure", "forgotten_figure"):
        op.drop_table(name)
    op.create_table(
        "fact_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("spent_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_due")),
    )
    op.create_table(
        "figures_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures_made")),
    )
    op.create_table(
        "duration_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_duration_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duration_figure")),
        sa.UniqueConstraint(
            "organisation_id",
            "year",
            "part",
            "category",
            name=op.f("uq_duration_figure_organisation_id_year_part_category"),
        ),
    )
    op.create_index("ix_duration_figure_national", "duration_figure", ["year", "part"])
    op.create_table(
        "forgotten_applications",
        sa.Column("vacancy_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.Column("shortlisted", sa.Integer(), nullable=False),
        sa.Column("interviewed", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("appointed", sa.Integer(), nullable=False),
        sa.Column("said_yes", sa.Integer(), nullable=False),
        sa.Column("said_no", sa.Integer(), nullable=False),
        sa.Column("appointed_yes", sa.Integer(), nullable=False),
        sa.Column("appointed_no", sa.Integer(), nullable=False),
        sa.Column("shortlisted_on", sa.Date(), nullable=True),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.Column("heard", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_forgotten_applications_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_forgotten_applications")),
    )
    op.create_table(
        "hiring_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.Column("shortlisted", sa.Integer(), nullable=False),
        sa.Column("interviewed", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("appointed", sa.Integer(), nullable=False),
        sa.Column("said_yes", sa.Integer(), nullable=False),
        sa.Column("said_no", sa.Integer(), nullable=False),
        sa.Column("appointed_yes", sa.Integer(), nullable=False),
        sa.Column("appointed_no", sa.Integer(), nullable=False),
        sa.Column("unspent", sa.Integer(), nullable=False),
        sa.Column("no_department", sa.Integer(), nullable=False),
        sa.Column("no_category", sa.Integer(), nullable=False),
        sa.Column("no_area", sa.Integer(), nullable=False),
        sa.Column("placements", sa.Integer(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("kept_shortlist", sa.Integer(), nullable=False),
        sa.Column("missed_shortlist", sa.Integer(), nullable=False),
        sa.Column("kept_interviews", sa.Integer(), nullable=False),
        sa.Column("missed_interviews", sa.Integer(), nullable=False),
        sa.Column("kept_decision", sa.Integer(), nullable=False),
        sa.Column("missed_decision", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("unfilled", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("ended_posts", sa.Integer(), nullable=False),
        sa.Column("ended_posts_filled", sa.Integer(), nullable=False),
        sa.Column("ended_submitted", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("council", sa.Integer(), nullable=False),
        sa.Column("redeployed", sa.Integer(), nullable=False),
        sa.Column("still", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_hiring_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiring_figure")),
        sa.UniqueConstraint(
            "organisation_id",
            "year",
            "dimension",
            "key",
            "area",
            name=op.f("uq_hiring_figure_organisation_id_year_dimension_key_area"),
        ),
    )
    op.create_index("ix_hiring_figure_national", "hiring_figure", ["dimension", "year"])
    op.create_table(
        "response_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("medium", sa.String(length=30), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.Column("appointed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_response_figure_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_figure")),
        sa.UniqueConstraint(
            "organisation_id",
            "year",
            "category",
            "medium",
            name=op.f("uq_response_figure_organisation_id_year_category_medium"),
        ),
    )
    op.create_index("ix_response_figure_national", "response_figure", ["year"])
    op.create_table(
        "vacancy_fact",
        sa.Column("vacancy_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("contract", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("release", sa.String(length=12), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("posts_filled", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_year", sa.Integer(), nullable=False),
        sa.Column("published_month", sa.String(length=7), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_year", sa.Integer(), nullable=True),
        sa.Column("ended_month", sa.String(length=7), nullable=True),
        sa.Column("ending", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False),
        sa.Column("council", sa.Integer(), nullable=False),
        sa.Column("redeployed", sa.Integer(), nullable=False),
        sa.Column("still", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("kept_shortlist", sa.Integer(), nullable=False),
        sa.Column("missed_shortlist", sa.Integer(), nullable=False),
        sa.Column("kept_interviews", sa.Integer(), nullable=False),
        sa.Column("missed_interviews", sa.Integer(), nullable=False),
        sa.Column("kept_decision", sa.Integer(), nullable=False),
        sa.Column("missed_decision", sa.Integer(), nullable=False),
        sa.Column("approval_days", sa.Integer(), nullable=True),
        sa.Column("live_days", sa.Integer(), nullable=True),
        sa.Column("sift_days", sa.Integer(), nullable=True),
        sa.Column("interview_days", sa.Integer(), nullable=True),
        sa.Column("checks_days", sa.Integer(), nullable=True),
        sa.Column("whole_days", sa.Integer(), nullable=True),
        sa.Column("placements", sa.Integer(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("submitted", sa.Integer(), nullable=False),
        sa.Column("shortlisted", sa.Integer(), nullable=False),
        sa.Column("interviewed", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("appointed", sa.Integer(), nullable=False),
        sa.Column("said_yes", sa.Integer(), nullable=False),
        sa.Column("said_no", sa.Integer(), nullable=False),
        sa.Column("appointed_yes", sa.Integer(), nullable=False),
        sa.Column("appointed_no", sa.Integer(), nullable=False),
        sa.Column("shortlisted_on", sa.Date(), nullable=True),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("appointed_on", sa.Date(), nullable=True),
        sa.Column("heard", sa.JSON(), nullable=False),
        sa.CheckConstraint("(ended_on is null) = (ending = '')", name=op.f("ck_vacancy_fact_ended_has_ending")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_vacancy_fact_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_vacancy_fact")),
    )
    op.create_index("ix_vacancy_fact_ended", "vacancy_fact", ["organisation_id", "ended_year"])
    op.create_index("ix_vacancy_fact_open", "vacancy_fact", ["ending", "closed_on", "organisation_id"])
    op.create_index("ix_vacancy_fact_published", "vacancy_fact", ["organisation_id", "published_year"])
    _figure(
        "spend_figure",
        sa.Column("dimension", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("placements", sa.Integer(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        unique=("organisation_id", "year", "dimension", "key"),
    )
    op.create_index("ix_spend_figure_national", "spend_figure", ["dimension", "year"])
    op.create_index("ix_progress_application", "progress", ["application_id", "state", "at"])
    op.add_column("local_rules", sa.Column("shares_figures", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "insert into fact_due (organisation_id, vacancy_id)"
        " select organisation_id, id from vacancy where published_at is not null"
    )
    op.execute(
        "insert into fact_due (organisation_id, spent_on) select distinct organisation_id, placed_on from placement"
    )


def downgrade() -> None:
    op.drop_column("local_rules", "shares_figures")
    op.drop_index("ix_progress_application", "progress")
    for name in (
        "spend_figure",
        "vacancy_fact",
        "response_figure",
        "hiring_figure",
        "forgotten_applications",
        "duration_figure",
        "figures_made",
        "fact_due",
    ):
        op.drop_table(name)
    count = ("applications",)
    _figure("forgotten_figure", *_counts(*count), unique=("organisation_id", "year"))
    _figure("application_figure", *_counts(*count), unique=("organisation_id", "year"))
    outcomes = ("outside", "own", "council", "redeployed", "unfilled", "still", "gone", "unknown")
    _figure("outcome_figure", *_counts(*outcomes), unique=("organisation_id", "year"))
    kind = sa.Column("kind", sa.String(length=12), nullable=False)
    _figure("promise_figure", kind, *_counts("kept", "missed"), unique=("organisation_id", "year", "kind"))
    medium = sa.Column("medium", sa.String(length=20), nullable=False)
    money = (sa.Column(name, sa.BigInteger(), nullable=False) for name in ("net", "vat"))
    _figure("spend_figure", medium, *_counts("placements"), *money, unique=("organisation_id", "year", "medium"))


def _counts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]
