"""Reads of reserve lists: the employer's, by vacancy and kind of work, and a candidate's own places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import contains_eager

from recruitment.applications.lifecycle import HIRING
from recruitment.applications.tables import Application, Contact
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import narrowed, visible, with_perhaps
from recruitment.core.viewers import Candidate, Staff, Viewer
from recruitment.extensions import db
from recruitment.offers.reserve_tables import ReservePlace
from recruitment.vacancies.tables import Criterion, Vacancy

OPEN = ("proposed", "accepted")


@dataclass(frozen=True)
class Reserve:
    """One who stands on a list or was asked to; `contact` is None where the viewer may not know the name."""

    place: ReservePlace
    vacancy: Vacancy
    contact: Contact | None


def require_hiring(viewer: Staff) -> tuple[int, ...]:
    """Where this viewer chooses people. Raises Refused for everybody else."""
    ids = viewer.organisations_as(*HIRING)
    if not ids:
        raise Refused("Administrators, recruiters and hiring managers keep reserve lists.")
    return ids


def reserves(viewer: Staff, *, category: str = "", vacancy_id: int | None = None) -> list[Reserve]:
    """Who stands on our lists and whose answer is awaited: by vacancy, those who agreed first."""
    wanted = visible(viewer, ReservePlace, Vacancy, Application).where(
        ReservePlace.state.in_(OPEN),
        Application.id == ReservePlace.application_id,
        Vacancy.id == Application.vacancy_id,
    )
    if category:
        wanted = wanted.where(Vacancy.category_code == category)
    if vacancy_id is not None:
        wanted = wanted.where(Vacancy.id == vacancy_id)
    wanted = with_perhaps(viewer, wanted, Contact, Contact.application_id == ReservePlace.application_id)
    wanted = wanted.options(contains_eager(ReservePlace.application)).add_columns(Vacancy, Contact)
    ordered = wanted.order_by(Vacancy.title, Vacancy.id, ReservePlace.state, ReservePlace.id)
    return [Reserve(*row) for row in db.session.execute(ordered)]


def open_place(viewer: Viewer, application_id: int) -> ReservePlace | None:
    """The place of an application that is proposed or stands."""
    wanted = visible(viewer, ReservePlace).where(
        ReservePlace.application_id == application_id, ReservePlace.state.in_(OPEN)
    )
    return db.session.scalars(wanted).one_or_none()


def reserve_place(viewer: Viewer, reserve_id: int) -> ReservePlace:
    """With its application, as it stands now. Raises NotVisible."""
    wanted = visible(viewer, ReservePlace, Application).where(
        ReservePlace.id == reserve_id, Application.id == ReservePlace.application_id
    )
    loaded = wanted.options(contains_eager(ReservePlace.application)).execution_options(populate_existing=True)
    row = db.session.scalars(loaded).one_or_none()
    if row is None:
        raise NotVisible("no such place on a reserve list")
    return row


def own_places(viewer: Candidate) -> Sequence[ReservePlace]:
    """A candidate's own that are proposed or stand, the newest first."""
    wanted = visible(viewer, ReservePlace, Application).where(
        ReservePlace.state.in_(OPEN), Application.id == ReservePlace.application_id
    )
    loaded = wanted.options(contains_eager(ReservePlace.application))
    return db.session.scalars(loaded.order_by(ReservePlace.id.desc())).all()


def criteria_of(viewer: Staff, vacancy_id: int) -> list[str]:
    """What the advert asks for, essential lines first."""
    rows: Any = db.session.scalars(visible(viewer, Criterion).where(Criterion.vacancy_id == vacancy_id))
    return [row.text for row in sorted(rows, key=lambda row: (row.kind != "essential", row.position, row.id))]


def categories_in_use(viewer: Staff) -> list[str]:
    """Codes of the kinds of work for which somebody stands on one of our lists."""
    places = visible(viewer, ReservePlace, Application).where(
        ReservePlace.state.in_(OPEN), Application.id == ReservePlace.application_id
    )
    found = narrowed(visible(viewer, Vacancy), Vacancy.id.in_(places.with_only_columns(Application.vacancy_id)), places)
    return list(db.session.scalars(found.with_only_columns(Vacancy.category_code).distinct()))
