"""Reads of offers: one with its terms, a candidate's own, and what stands over the whole organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, case, func
from sqlalchemy.orm import contains_eager

from recruitment.applications.lifecycle import HIRING
from recruitment.applications.tables import Application, Contact
from recruitment.core.errors import NotVisible
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import visible, with_perhaps
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.offers.offer_lifecycle import OUT
from recruitment.offers.offer_tables import STANDS, Offer, OfferTerms
from recruitment.vacancies.tables import Vacancy

# What waits at an employer, in the order in which it is done.
STAGES = {
    "drafted": "Being written",
    "conditional": "Answer awaited",
    "lapsed": "Not answered in time",
    "accepted": "Accepted, checks to come",
    "unconditional": "Confirmed, to appoint",
    "appointed": "Appointed, first day to come",
}


@dataclass(frozen=True)
class Held:
    """An offer with its application, and its versions from the first; the last may not have been sent yet."""

    offer: Offer
    application: Application
    versions: tuple[OfferTerms, ...]

    @property
    def sent(self) -> OfferTerms | None:
        return next((terms for terms in reversed(self.versions) if terms.sent_at is not None), None)

    @property
    def earlier(self) -> OfferTerms | None:
        """Those sent before the last that were."""
        sent = [terms for terms in self.versions if terms.sent_at is not None]
        return sent[-2] if len(sent) > 1 else None

    @property
    def unsent(self) -> OfferTerms | None:
        return next((terms for terms in self.versions if terms.sent_at is None), None)


@dataclass(frozen=True)
class Listed:
    """A line of the employer's page; `contact` is None where the viewer may not know the name."""

    offer: Offer
    vacancy: Vacancy
    contact: Contact | None


def the_offer(viewer: Viewer, offer_id: int) -> Held:
    """As it stands now. Raises NotVisible."""
    return _held(viewer, Offer.id == offer_id)


def offer_of(viewer: Viewer, application_id: int, *, standing: bool = False) -> Held | None:
    """The offer of an application that stands, else, unless only a `standing` one is asked for, the last that did."""
    latest = visible(viewer, Offer).where(Offer.application_id == application_id)
    if standing:
        latest = latest.where(STANDS)
    found = db.session.scalars(
        latest.with_only_columns(Offer.id).order_by(case((STANDS, 1), else_=0).desc(), Offer.id.desc()).limit(1)
    ).first()
    return None if found is None else the_offer(viewer, found)


def standing_offer(viewer: Viewer, application_id: int) -> Offer | None:
    """Without its terms; None where none stands."""
    wanted = visible(viewer, Offer).where(Offer.application_id == application_id, STANDS)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def _held(viewer: Viewer, which: Any) -> Held:
    wanted = visible(viewer, Offer, Application).where(which, Application.id == Offer.application_id)
    loaded = wanted.options(contains_eager(Offer.application)).execution_options(populate_existing=True)
    offer = db.session.scalars(loaded).one_or_none()
    if offer is None:
        raise NotVisible("no such offer")
    terms = visible(viewer, OfferTerms).where(OfferTerms.offer_id == offer.id).order_by(OfferTerms.number)
    return Held(offer, offer.application, tuple(db.session.scalars(terms)))


def number_out(viewer: Viewer, vacancy_id: int, *, but: int) -> int:
    """How many offers of a vacancy are with candidates or agreed, besides one."""
    wanted = visible(viewer, Offer).where(Offer.vacancy_id == vacancy_id, Offer.state.in_(OUT), Offer.id != but)
    return db.session.scalars(wanted.with_only_columns(func.count())).one()


def offers_at(
    viewer: Staff, organisation_ids: Sequence[int], state: str, *, offset: int = 0, limit: int | None = None
) -> list[Listed]:
    """Those at a stage, what is due first."""
    wanted = visible(viewer, Offer, Vacancy, Application).where(
        Offer.organisation_id.in_(organisation_ids),
        Offer.state == state,
        Vacancy.id == Offer.vacancy_id,
        Application.id == Offer.application_id,
    )
    wanted = with_perhaps(viewer, wanted, Contact, Contact.application_id == Offer.application_id)
    wanted = wanted.options(contains_eager(Offer.application)).add_columns(Vacancy, Contact)
    due = func.coalesce(Offer.answer_by, Offer.made_at)
    ordered = wanted.order_by(Offer.starts_on if state in ("unconditional", "appointed") else due, Offer.id)
    return [Listed(*row) for row in db.session.execute(ordered.offset(offset).limit(limit))]


@lru_cache(STATEMENTS)
def numbers_of_offers(viewer: Staff, organisation_ids: tuple[int, ...]) -> Select[*tuple[Any, ...]]:
    """How many stand at each stage of these employers: the stage and their number."""
    wanted = visible(viewer, Offer).where(Offer.organisation_id.in_(organisation_ids), Offer.state.in_(STAGES))
    return wanted.with_only_columns(Offer.state, func.count()).group_by(Offer.state)


def counts_of_offers(viewer: Staff, organisation_ids: Sequence[int]) -> dict[str, int]:
    counted = db.session.execute(numbers_of_offers(viewer, tuple(organisation_ids)))
    return {state: number for state, number in counted}


def hires_at(viewer: Staff) -> tuple[int, ...]:
    return viewer.organisations_as(*HIRING)


def due_offers(viewer: Viewer, state: str, before: datetime, *conditions: Any, limit: int) -> list[int]:
    """Ids of offers whose answer is due before a moment, the most urgent first."""
    wanted = visible(viewer, Offer).where(Offer.state == state, Offer.answer_by < before, *conditions)
    return list(db.session.scalars(wanted.with_only_columns(Offer.id).order_by(Offer.answer_by, Offer.id).limit(limit)))
