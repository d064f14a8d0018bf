"""A vacancy with its advert, criteria, workplaces and panel, and the log that search follows."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    and_,
    column,
    or_,
    select,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import OPEN_FACTS, Impersonal, Keeping, Period
from recruitment.core.tenancy import REFERENCE, Reach, among, nothing, own_organisation
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Point
from recruitment.vacancies.audiences import STAGES_IN_ORDER, alias_of, has_begun, seen_by_candidate, suspended
from recruitment.vacancies.lifecycle import DESK_ROLES
from recruitment.vacancies.revision_tables import own_advert

PROMISED = ("shortlist_by", "interviews_from", "decide_by")  # `promises.PROMISES`
IS_PROMISED = or_(*(column(name).is_not(None) for name in PROMISED))
ADVERTISED = Impersonal("published on purpose, or a draft of what is to be published")


class Category(db.Model):
    """One of about 25 kinds of work, mapped to SOC 2020 unit groups."""

    __tablename__ = "category"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300))
    soc_groups: Mapped[list[Any]] = mapped_column(JSON)


def _seen_publicly(_viewer: Any, model: Any) -> Any:
    """Published adverts stay readable after closing; the page then says so. Internal stages are never public, nor is
    what an organisation advertises that is suspended."""
    return and_(has_begun(model, model.public_from), model.organisation_id.not_in(suspended()))


def _seen_signed_in(viewer: Any, model: Any) -> Any:
    """What is public, and what is open to whom this person is: own staff, or at risk of redeployment, say."""
    return or_(_seen_publicly(viewer, model), seen_by_candidate(viewer, model))


def vacancy_reach_of_staff(
    viewer: Staff, organisation_id: Any, vacancy_id: Any, roles: tuple[Role, ...] = DESK_ROLES
) -> Any:
    """A panel member reaches only the vacancies they sit on; those in `roles` all of their organisation's."""
    if viewer.organisations_as(*roles) == viewer.organisation_ids:
        return among(organisation_id, viewer.organisation_ids)
    seat = alias_of(PanelSeat)
    sits = (
        select(seat.vacancy_id)
        .where(seat.account_id == viewer.person, seat.organisation_id.in_(viewer.organisation_ids))
        .scalar_subquery()
    )
    return or_(
        organisation_id.in_(viewer.organisations_as(*roles)),
        and_(organisation_id.in_(viewer.organisation_ids), vacancy_id.in_(sits)),
    )


class Vacancy(db.Model):
    """The post to fill and its advert. Pay is in pence; hours and weeks are decimals.

    Scheduled, live and closed are read from the stages, `closes_at` and the clock (`rules.phase`), never stored.

    The stages of its release, in their order: `redeployees_from`, `internal_from` (its own staff), `members_from`
    (staff of every organisation here), `public_from`. Each is absent when empty; `public_from` is empty while a draft
    wishes to be public at once, and audiences.NEVER for one that never is.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "source_key"),
        Index("ix_vacancy_live", "state", "public_from", "closes_at"),
        # All that a desk counts and orders by, so that it reads no advert that it does not show.
        Index("ix_vacancy_desk", "organisation_id", "state", "closes_at", "public_from", "redeployees_from",
              "internal_from", "members_from", "source_key", "id"),
        # The same by opening, for what is not public yet.
        Index("ix_vacancy_unopened", "organisation_id", "state", "public_from", "closes_at", "redeployees_from",
              "internal_from", "members_from", "id"),
        # The same of those that promise days, in the order in which they closed.
        Index("ix_vacancy_promised", "organisation_id", "closes_at", "id", "state", "public_from", "redeployees_from",
              "internal_from", "members_from", *PROMISED, sqlite_where=IS_PROMISED, postgresql_where=IS_PROMISED),
        CheckConstraint("(state in ('draft','awaiting_approval','approved')) = (published_at is null)",
                        name="published_has_moment"),
        CheckConstraint("published_at is null or public_from is not null", name="published_has_start"),
        CheckConstraint(STAGES_IN_ORDER, name="stages_in_order"),
        CheckConstraint("posts >= 1 and posts_filled >= 0 and posts_filled <= posts", name="posts_filled_within"),
        CheckConstraint("(pay_basis is null) = (pay_low is null)", name="pay_has_basis"),
        CheckConstraint("pay_low is null or pay_high >= pay_low", name="pay_range_runs_up"),
    )  # fmt: skip
    __reach__ = Reach(
        public=_seen_publicly, candidate=_seen_signed_in,
        staff=lambda viewer, model: vacancy_reach_of_staff(viewer, model.organisation_id, model.id),
        cosla=nothing, operator=nothing, api_key=own_advert, token=nothing,
        system={"index", "import", "letters", "reporting", "keeping", "demonstration", "health", "equality"},
    )  # fmt: skip
    __keeping__ = ADVERTISED

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    own_reference: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(20), default="draft")
    title: Mapped[str] = mapped_column(String(200), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    duties: Mapped[str] = mapped_column(Text, default="")
    department: Mapped[str] = mapped_column(String(120), default="")
    category_code: Mapped[str | None] = mapped_column(ForeignKey("category.code"), index=True)
    contract_type: Mapped[str | None] = mapped_column(String(20))
    contract_note: Mapped[str] = mapped_column(String(200), default="")
    contract_ends: Mapped[date | None] = mapped_column(Date)
    patterns: Mapped[list[Any]] = mapped_column(JSON, default=list)
    hours_low: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    hours_high: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    weeks_a_year: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    full_time_hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    hours_note: Mapped[str] = mapped_column(String(300), default="")
    grade: Mapped[str] = mapped_column(String(80), default="")
    pay_basis: Mapped[str | None] = mapped_column(String(10))
    pay_low: Mapped[int | None]
    pay_high: Mapped[int | None]
    is_pro_rata: Mapped[bool] = mapped_column(default=False)
    pay_note: Mapped[str] = mapped_column(String(300), default="")
    # From which pay table the pay was taken, in words, and the weeks of its year where they are not 52.143.
    pay_table: Mapped[str] = mapped_column(String(160), default="")
    year_weeks: Mapped[Decimal | None] = mapped_column(Numeric(6, 3))
    # In pence: allowances {label, amount or null, note}; further rates (unqualified, say) {label, basis, low, high}.
    allowances: Mapped[list[Any]] = mapped_column(JSON, default=list)
    other_rates: Mapped[list[Any]] = mapped_column(JSON, default=list)
    posts: Mapped[int] = mapped_column(default=1)
    posts_filled: Mapped[int] = mapped_column(default=0)
    disclosure_level: Mapped[str] = mapped_column(String(20), default="none")
    disclosure_workforce: Mapped[str | None] = mapped_column(String(10))
    disclosure_note: Mapped[str] = mapped_column(String(300), default="")
    registration: Mapped[str] = mapped_column(String(20), default="")
    registration_note: Mapped[str] = mapped_column(String(300), default="")
    # Whether the work asks for Gaelic, and codes of vocabulary.SCHEMES.
    gaelic: Mapped[str] = mapped_column(String(10), default="none")
    schemes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # The same advert in Gaelic: title, summary, duties.
    in_gaelic: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # What applicants are asked besides (question_rules.Asked, documents_asked.Wanted), and what is hidden at first.
    questions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    documents_asked: Mapped[list[Any]] = mapped_column(JSON, default=list)
    hides_names: Mapped[bool] = mapped_column(default=False)
    hides_dates: Mapped[bool] = mapped_column(default=False)
    closes_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    # What applicants are promised, each by the end of its day (`promises.py`).
    shortlist_by: Mapped[date | None] = mapped_column(Date)
    interviews_from: Mapped[date | None] = mapped_column(Date)
    interviews_to: Mapped[date | None] = mapped_column(Date)
    decide_by: Mapped[date | None] = mapped_column(Date)
    public_from: Mapped[datetime | None] = mapped_column(clock.Moment)
    redeployees_from: Mapped[datetime | None] = mapped_column(clock.Moment)
    internal_from: Mapped[datetime | None] = mapped_column(clock.Moment)
    members_from: Mapped[datetime | None] = mapped_column(clock.Moment)
    published_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    is_home_based: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    # Of an imported advert: where it came from, its key there, its texts as published, and what was doubtful.
    source_url: Mapped[str] = mapped_column(String(500), default="")
    source_key: Mapped[str | None] = mapped_column(String(64))
    source_texts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    doubts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_closing_moved: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    category: Mapped[Category | None] = relationship(lazy="raise")


def of_visible_vacancy(viewer: Any, model: Any) -> Any:
    """Parts of an advert are public exactly when the advert is."""
    advert = alias_of(Vacancy)
    return select(advert.id).where(advert.id == model.vacancy_id, _seen_publicly(viewer, advert)).exists()


def of_vacancy_seen_signed_in(viewer: Any, model: Any) -> Any:
    advert = alias_of(Vacancy)
    return select(advert.id).where(advert.id == model.vacancy_id, _seen_signed_in(viewer, advert)).exists()


def of_staffs_vacancy(viewer: Staff, model: Any) -> Any:
    return vacancy_reach_of_staff(viewer, model.organisation_id, model.vacancy_id)


PART_OF_ADVERT = Reach(
    public=of_visible_vacancy, candidate=of_vacancy_seen_signed_in, staff=of_staffs_vacancy,
    cosla=nothing, operator=nothing, api_key=own_organisation, token=nothing,
    system={"index", "import", "letters", "reporting", "keeping", "demonstration"},
)  # fmt: skip


def to_vacancy() -> ForeignKeyConstraint:
    """Both keys, so that no row can hang on another organisation's vacancy."""
    return ForeignKeyConstraint(
        ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
    )


class Criterion(db.Model):
    """One line of the person specification. `kind`: essential or desirable; `assessed_by`: see vocabulary."""

    __tablename__ = "criterion"
    __table_args__ = (to_vacancy(), UniqueConstraint("organisation_id", "id"))
    __reach__ = PART_OF_ADVERT
    __keeping__ = ADVERTISED

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(12))
    assessed_by: Mapped[str] = mapped_column(String(12), default="application")


class Workplace(db.Model):
    """Where the work is. `kind`: site (a postcode), place (a named place), area (all over it).

    `locality`: the town that a site is in, or that a place's label names; empty where none is known.
    """

    __tablename__ = "workplace"
    __table_args__ = (to_vacancy(),)
    __reach__ = PART_OF_ADVERT
    __keeping__ = ADVERTISED

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(200))
    locality: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str] = mapped_column(String(8), default="")
    point_id: Mapped[int | None] = mapped_column(ForeignKey("point.id"), index=True)

    point: Mapped[Point | None] = relationship(lazy="raise")


class PanelSeat(db.Model):
    """A person who sits on a vacancy's panel. `chairs`: the vacancy again where they chair it, so that only one can."""

    __tablename__ = "panel_seat"
    __table_args__ = (to_vacancy(), UniqueConstraint("vacancy_id", "account_id"))
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration", "scoring"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To say who may see a vacancy’s applications", period=Period.VACANCY, subject="account_id", personal={}
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    account_id: Mapped[int] = mapped_column(index=True)
    chairs: Mapped[int | None] = mapped_column(unique=True)


class AdvertChange(db.Model):
    """The log that every host's search index follows: this advert may look different now."""

    __tablename__ = "advert_change"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"index", "health"},
    )  # fmt: skip
    __keeping__ = Impersonal("numbers of adverts")

    sequence: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
