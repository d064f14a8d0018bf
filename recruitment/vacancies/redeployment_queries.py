"""Reads of people at risk of redeployment and of what they could do."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.tenancy import narrowed, one_visible, visible
from recruitment.core.viewers import Candidate, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules
from recruitment.places.queries import find_postcode
from recruitment.vacancies.queries import Advert, in_phase
from recruitment.vacancies.redeployment_rules import Home, Match, best_first, match
from recruitment.vacancies.redeployment_tables import HR, AtRisk, AtRiskNote, ToldFirst, is_at_risk
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace

LETTERS = System("letters")
# Adverts of one council that are looked at for one person; a council has a few hundred open.
MOST_ADVERTS: Final = 1_000


def require_hr(viewer: Staff) -> tuple[int, ...]:
    """Where this viewer looks after people at risk. Raises Refused for everybody else."""
    ids = viewer.organisations_as(*HR)
    if not ids:
        raise Refused("Recruiters and administrators look after people at risk of redeployment.")
    return ids


def registered(viewer: Staff, organisation_ids: Collection[int], *, ended: bool = False) -> Sequence[AtRisk]:
    """One's own people by name: those at risk, or those who are no longer, the latest first."""
    wanted = visible(viewer, AtRisk).where(AtRisk.organisation_id.in_(organisation_ids))
    if ended:
        over = or_(AtRisk.ended_at.is_not(None), AtRisk.until <= clock.now())
        return db.session.scalars(wanted.where(over).order_by(AtRisk.id.desc())).all()
    return db.session.scalars(wanted.where(is_at_risk(AtRisk)).order_by(AtRisk.name, AtRisk.id)).all()


def own_registrations(viewer: Candidate) -> Sequence[AtRisk]:
    """Under whichever of their addresses the person is registered."""
    return db.session.scalars(visible(viewer, AtRisk).where(is_at_risk(AtRisk)).order_by(AtRisk.id)).all()


def person_at_risk(viewer: Staff | Candidate, at_risk_id: int) -> AtRisk:
    row: AtRisk = one_visible(viewer, AtRisk, AtRisk.id == at_risk_id)
    return row


def note_on(viewer: Staff, at_risk_id: int) -> str:
    wanted = visible(viewer, AtRiskNote).where(AtRiskNote.at_risk_id == at_risk_id)
    return db.session.scalars(wanted.with_only_columns(AtRiskNote.text)).one_or_none() or ""


def matches_for(viewer: Staff | System, advert: Advert) -> list[Match]:
    """The people at risk who could do a post: one's own, and those of others who agreed where both take part."""
    organisation_id = advert.vacancy.organisation_id
    sharing = visible(LETTERS, LocalRules).where(LocalRules.shares_redeployees)
    sharing = sharing.with_only_columns(LocalRules.organisation_id)
    takes_part = organisation_id in db.session.scalars(sharing).all()
    across = and_(AtRisk.is_shared, AtRisk.organisation_id.in_(sharing))
    own = AtRisk.organisation_id == organisation_id
    wanted = narrowed(visible(viewer, AtRisk), or_(own, across) if takes_part else own, sharing)
    people = db.session.scalars(wanted.where(is_at_risk(AtRisk))).all()
    return best_first(match(person, advert, home_of(person)) for person in people)


def told_of(viewer: Staff | System, vacancy_id: int) -> dict[int, datetime]:
    """Who was told of a vacancy, and when."""
    wanted = visible(viewer, ToldFirst).where(ToldFirst.vacancy_id == vacancy_id)
    return {row.at_risk_id: row.told_at for row in db.session.scalars(wanted)}


def matches_of(person: AtRisk, adverts: Iterable[Advert]) -> list[Match]:
    home = home_of(person)
    found = best_first(match(person, advert, home) for advert in adverts)
    return sorted(found, key=lambda each: (-each.points, each.advert.vacancy.id))


def home_of(person: AtRisk) -> Home | None:
    found = find_postcode(person.postcode) if person.postcode else None
    return Home(found.lat, found.lon, found.island) if found is not None else None


def adverts_to_match(viewer: Viewer, organisation_id: int | None = None, *, early_only: bool = False) -> list[Advert]:
    """The open adverts that a viewer reaches, with what matching asks, those that close first before others.

    `early_only`: those that some may see before the public does.
    """
    now = clock.now()
    is_open = in_phase("early", now) if early_only else or_(in_phase("early", now), in_phase("live", now))
    wanted = visible(viewer, Vacancy).where(is_open)
    if organisation_id is not None:
        wanted = wanted.where(Vacancy.organisation_id == organisation_id)
    return adverts_with_parts(viewer, db.session.scalars(
        wanted.order_by(Vacancy.closes_at, Vacancy.id).limit(MOST_ADVERTS)
        .options(selectinload(Vacancy.organisation), selectinload(Vacancy.category))
    ).all())  # fmt: skip


def adverts_to_tell_of() -> list[Advert]:
    """Those that people at risk see now and others do not yet, the earliest first."""
    wanted = visible(LETTERS, Vacancy).where(*_told_now())
    loads = (selectinload(Vacancy.organisation), selectinload(Vacancy.category))
    found = db.session.scalars(wanted.order_by(Vacancy.redeployees_from, Vacancy.id).options(*loads)).all()
    return adverts_with_parts(LETTERS, found)


def is_to_be_told(vacancy_id: int) -> bool:
    """Whether a vacancy still is one of them."""
    wanted = visible(LETTERS, Vacancy).where(Vacancy.id == vacancy_id, *_told_now()).with_only_columns(Vacancy.id)
    return db.session.scalars(wanted).one_or_none() is not None


def _told_now() -> tuple[ColumnElement[bool], ...]:
    now = clock.now()
    return in_phase("early", now), Vacancy.redeployees_from <= now


def adverts_with_parts(viewer: Viewer, vacancies: Sequence[Vacancy]) -> list[Advert]:
    ids = [vacancy.id for vacancy in vacancies]
    criteria, places = defaultdict(list), defaultdict(list)
    for line in db.session.scalars(visible(viewer, Criterion).where(Criterion.vacancy_id.in_(ids))):
        criteria[line.vacancy_id].append(line)
    wanted = visible(viewer, Workplace).where(Workplace.vacancy_id.in_(ids)).options(selectinload(Workplace.point))
    for place in db.session.scalars(wanted.order_by(Workplace.position, Workplace.id)):
        places[place.vacancy_id].append(place)
    return [
        Advert(each, each.organisation, each.category, tuple(criteria[each.id]), tuple(places[each.id]))
        for each in vacancies
    ]
