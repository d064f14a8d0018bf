"""Changes to a published advert, told to those who have begun to apply for it or have applied."""

from datetime import date, datetime
from typing import Any

from recruitment.accounts.queries import address_in_use, organisation_of
from recruitment.applications.assisted_queries import page_of
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.notices import tell
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.amending import CHANGED_IN_WORDS
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.fact_words import in_lines, label_of
from recruitment.vacancies.promises import DAYS
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import moment_in_words

LETTERS = System("letters")
# Of longer texts a letter says only that they are new: the advert has them.
SHORT = 200


def tell_candidates(vacancy: Vacancy, amendment: Amendment) -> int:
    """One letter to each whose application is a draft or not decided yet, with what changed; how many there are."""
    wanted = visible(LETTERS, Application).where(
        Application.vacancy_id == vacancy.id, Application.state.in_(("draft", *OPEN))
    )
    applications = db.session.scalars(wanted.order_by(Application.id)).all()
    contacts = _contacts([application.id for application in applications])
    about = {
        "title": vacancy.title,
        "organisation": organisation_of(vacancy.organisation_id).name,
        "message": amendment.message,
        "changes": in_words(amendment),
        "is_open": vacancy.closes_at is None or vacancy.closes_at > clock.now(),
    }
    for application in applications:
        name, given_address = contacts.get(application.id, ("", ""))
        # Whoever has deleted the account hears of it at the address that the application gave.
        to = address_in_use(application.account_id) or given_address
        if not to:
            continue
        own = {
            "name": name,
            "reference": application.reference,
            "link": page_of(application),
            "is_draft": application.state == "draft",
        }
        key = f"job_changed:{amendment.id}:{application.id}"
        said = f"{vacancy.title}, {about['organisation']}: the employer has changed the advert"
        path = f"/candidate/applications/{application.id}"
        tell(application.account_id, "job_changed", to, {**about, **own}, key, said=said, path=path)
    return len(applications)


def _contacts(application_ids: list[int]) -> dict[int, tuple[str, str]]:
    """Given name and address by application, of those that were sent."""
    wanted = visible(LETTERS, Contact).where(Contact.application_id.in_(application_ids))
    found = wanted.with_only_columns(Contact.application_id, Contact.given_name, Contact.email)
    return {application: (name, email) for application, name, email in db.session.execute(found)}


def in_words(amendment: Amendment) -> list[list[str]]:
    """Each change as what it is of, what stood there and what stands there now; empty texts where they are long."""
    return [_in_words(name, before, after) for name, (before, after) in amendment.changes.items()]


def _in_words(name: str, before: Any, after: Any) -> list[str]:
    if name == "closes_at":
        return [
            "Closing date",
            *(moment_in_words(datetime.fromisoformat(each)) if each else "none" for each in (before, after)),
        ]
    if name in DAYS:
        both = (f"{date.fromisoformat(each):%-d %B %Y}" if each else "none" for each in (before, after))
        return [DAYS[name], *both]
    was, is_now = ("\n".join(in_lines(name, each)) for each in (before, after))
    is_short = max(len(was), len(is_now)) <= SHORT and "\n" not in was + is_now
    label = CHANGED_IN_WORDS.get(name) or label_of(name)
    return [label, *((was or "nothing", is_now or "nothing") if is_short else ("", ""))]
