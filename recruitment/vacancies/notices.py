"""Letters to the colleagues whom an act on a vacancy concerns."""

from collections.abc import Iterable

from flask import current_app
from sqlalchemy import select

from recruitment.accounts.queries import address_of, members
from recruitment.core.outbox import post
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import last_act
from recruitment.vacancies.revision_queries import adverts_changed
from recruitment.vacancies.tables import Vacancy


def tell_author(viewer: Staff, vacancy: Vacancy, act: str, letter: str, reason: str = "") -> None:
    """Nobody when the advert came from elsewhere or its author works there no longer."""
    colleagues = {row.account_id for row in members(viewer, vacancy.organisation_id)}
    author = [person for person in colleagues if person == vacancy.created_by]
    tell(viewer, vacancy, act, letter, author, page_of(vacancy), reason)


def tell(
    viewer: Staff, vacancy: Vacancy, act: str, letter: str, people: Iterable[int], path: str, reason: str = ""
) -> None:
    """One letter a person and act: the same advert may be returned and sent again many times."""
    done = last_act(viewer, vacancy.id, act)
    facts = facts_about(viewer, vacancy, current_app.config["SETTINGS"].public_url + path, reason)
    for person in people:
        post(letter, address_of(person), facts, key=f"{letter}:{done.id if done else vacancy.id}:{person}")


def facts_about(viewer: Viewer, vacancy: Vacancy, link: str, reason: str = "") -> dict[str, str]:
    """What every letter about an advert tells; `link` is the whole address, `revises` the reference of the published
    advert where the vacancy is a change of one."""
    employer = select(Organisation.name).where(Organisation.id == vacancy.organisation_id)
    return {
        "title": vacancy.title,
        "organisation": db.session.scalars(employer).one(),
        "reference": vacancy.reference,
        "link": link,
        "reason": reason,
        "revises": adverts_changed(viewer, [vacancy.id]).get(vacancy.id, ""),
    }


def page_of(vacancy: Vacancy) -> str:
    return f"/employer/vacancies/{vacancy.id}"
