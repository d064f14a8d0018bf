"""An advert that was read becomes a vacancy, or changes the one that it became before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recruitment.core.audit import record
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.actions import point_at
from recruitment.vacancies.importing_dates import Opening, moved_closing, opening_of
from recruitment.vacancies.importing_facts import read_facts
from recruitment.vacancies.importing_places import Site, Sites, read_sites
from recruitment.vacancies.importing_rows import PublishedAdvert, Unusable
from recruitment.vacancies.rules import new_reference
from recruitment.vacancies.tables import AdvertChange, Vacancy, Workplace

IMPORT = System("import")
# States in which an advert belongs to the people who work on it.
IN_HAND = ("awaiting_approval", "approved")
OPEN = ("draft", "published")
FOR_OWN_STAFF = "It is for the organisation’s own staff only, so it is kept as a draft that the public does not see."


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of an advert."""

    values: dict[str, Any]
    sites: Sites
    opening: Opening
    is_internal: bool
    doubts: tuple[str, ...]

    @property
    def is_public(self) -> bool:
        """Public already where it came from, with a closing date to be public until."""
        return self.opening.closes_at is not None and not self.is_internal


@dataclass(frozen=True, slots=True)
class Stored:
    status: str
    vacancy: Vacancy


def read(advert: PublishedAdvert, organisation: Organisation, now: datetime, *, move: bool) -> Reading:
    """An advert for an organisation's own staff is read like any other, and stays a draft."""
    facts = read_facts(advert)
    sites = read_sites(advert.texts["location"], organisation)
    opening = opening_of(facts.closing, advert.source_key, now, move=move)
    internal = (FOR_OWN_STAFF,) if facts.is_internal else ()
    doubts = tuple(dict.fromkeys((*internal, *facts.doubts, *opening.doubts, *sites.doubts)))
    values = {**facts.values, "is_home_based": sites.is_home_based}
    return Reading(values, sites, opening, facts.is_internal, doubts)


def store(advert: PublishedAdvert, organisation: Organisation, now: datetime, *, move: bool) -> Stored:
    """Imports the advert, updates what changed at its source since, or leaves it as it is.

    Raises Unusable when its vacancy is not open to changes.
    """
    known = visible(IMPORT, Vacancy).where(
        Vacancy.organisation_id == organisation.id, Vacancy.source_key == advert.source_key
    )
    vacancy = db.session.scalars(known).one_or_none()
    if vacancy is None:
        return Stored("imported", _new(advert, organisation, read(advert, organisation, now, move=move), now))
    if vacancy.source_texts == _kept_texts(advert):
        return Stored("updated" if move and _keep_open(vacancy, now) else "unchanged", vacancy)
    if vacancy.state not in OPEN:
        waits = "is being approved" if vacancy.state in IN_HAND else "has ended"
        raise Unusable(f"It has changed at its source, but its vacancy {vacancy.reference} {waits}.")
    _update(vacancy, advert, organisation, now, move=move)
    return Stored("updated", vacancy)


def _kept_texts(advert: PublishedAdvert) -> dict[str, str]:
    return {name: text for name, text in advert.texts.items() if text}


def _new(advert: PublishedAdvert, organisation: Organisation, reading: Reading, now: datetime) -> Vacancy:
    """Published at once, as it was public already; a draft when it does not say when it closes, or was internal."""
    is_public = reading.is_public
    vacancy = Vacancy(
        organisation_id=organisation.id,
        reference=new_reference(),
        state="published" if is_public else "draft",
        published_at=now if is_public else None,
        public_from=reading.opening.public_from if is_public else None,
        closes_at=reading.opening.closes_at,
        is_closing_moved=reading.opening.is_moved,
        source_key=advert.source_key,
        source_texts=_kept_texts(advert),
        doubts=list(reading.doubts),
        created_at=now,
        changed_at=now,
        **reading.values,
    )
    db.session.add(vacancy)
    db.session.flush()
    _place(vacancy, reading.sites.sites)
    _tell(vacancy, "import", now)
    return vacancy


def _update(
    vacancy: Vacancy, advert: PublishedAdvert, organisation: Organisation, now: datetime, *, move: bool
) -> None:
    """Only what reads differently at the source changes, so that what colleagues mended meanwhile stays mended."""
    before = read(_as_before(vacancy, advert), organisation, now, move=move)
    after = read(advert, organisation, now, move=move)
    for name, value in after.values.items():
        if value != before.values[name]:
            setattr(vacancy, name, value)
            if name in ("pay_basis", "pay_low", "pay_high"):
                vacancy.pay_table, vacancy.year_weeks = "", None
    if (after.opening.closes_at, after.opening.public_from) != (before.opening.closes_at, before.opening.public_from):
        _open_anew(vacancy, after, now)
    if after.sites.sites != before.sites.sites:
        db.session.execute(removing(IMPORT, Workplace).where(Workplace.vacancy_id == vacancy.id))
        _place(vacancy, after.sites.sites)
    vacancy.source_texts = _kept_texts(advert)
    vacancy.doubts = list(after.doubts)
    vacancy.changed_at = now
    _tell(vacancy, "import_again", now)


def _as_before(vacancy: Vacancy, advert: PublishedAdvert) -> PublishedAdvert:
    texts = {name: vacancy.source_texts.get(name, "") for name in advert.texts}
    return PublishedAdvert(texts, advert.source_url, advert.sector, advert.inferred)


def _open_anew(vacancy: Vacancy, reading: Reading, now: datetime) -> None:
    """Dates as they are at the source now; a draft that waited for its closing date is published."""
    opening = reading.opening
    if opening.closes_at is None:
        return
    vacancy.closes_at = opening.closes_at
    vacancy.is_closing_moved = opening.is_moved
    if vacancy.state == "draft" and reading.is_public:
        vacancy.state, vacancy.published_at, vacancy.public_from = "published", now, opening.public_from


def _keep_open(vacancy: Vacancy, now: datetime) -> bool:
    """Moves a closing date again that was moved for a demonstration before and has passed since."""
    if not vacancy.is_closing_moved or vacancy.closes_at is None or vacancy.closes_at > now:
        return False
    vacancy.closes_at = moved_closing(vacancy.source_key or "", now)
    _tell(vacancy, "move_closing_date", now)
    return True


def _place(vacancy: Vacancy, sites: Sequence[Site]) -> None:
    for position, site in enumerate(sites, start=1):
        point = point_at(site.spot.lat, site.spot.lon, site.spot.island) if site.spot else None
        db.session.add(
            Workplace(
                organisation_id=vacancy.organisation_id,
                vacancy_id=vacancy.id,
                position=position,
                kind=site.kind,
                label=site.label,
                locality=site.locality,
                postcode=site.postcode,
                point_id=point.id if point else None,
            )
        )


def _tell(vacancy: Vacancy, act: str, now: datetime) -> None:
    """The search index and the record of acts."""
    db.session.add(AdvertChange(vacancy_id=vacancy.id, at=now))
    record(IMPORT, act, vacancy, after=vacancy.state)
    db.session.flush()
