"""Suspending an organisation and lifting that again: its adverts go from the public and come back; candidates hear.

Applications that were sent stay with the employer, who goes on deciding them: people who applied wait for an answer.
"""

from flask import current_app
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.joining_lifecycle import SUSPENSION
from recruitment.accounts.queries import address_of, members
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.notices import tell
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import post
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Operator, Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation, Suspension
from recruitment.vacancies.queries import in_phase
from recruitment.vacancies.tables import AdvertChange, Vacancy

LETTERS = System("letters")


def suspend(viewer: Operator, organisation: Organisation, reason: str) -> Suspension:
    """From now on its adverts are hidden. Raises IllegalMove where it is suspended already, and Refused."""
    if not isinstance(viewer, Operator):
        raise Refused("Only an operator suspends an organisation.")
    if not reason.strip():
        raise Refused("Give a reason.")
    suspension = Suspension(organisation_id=organisation.id, reason=reason.strip(), began_by=viewer.person)
    try:
        with db.session.begin_nested():
            db.session.add(suspension)
    except IntegrityError as beaten:
        raise IllegalMove("organisation", "suspend") from beaten
    record(viewer, "suspend", suspension, reason=reason, before="active", after="suspended")
    _tell_search(organisation.id)
    _tell_administrators("organisation_suspended", organisation, suspension, suspension.reason)
    _tell_candidates("job_paused", organisation, suspension)
    return suspension


def lift(viewer: Operator, organisation: Organisation, suspension: Suspension, reason: str) -> None:
    """Its adverts are public again, those whose closing date has passed as closed ones. Raises IllegalMove, Refused."""
    make_move(viewer, suspension, SUSPENSION, "lift", reason=reason, lifted_at=clock.now(), lifted_by=viewer.person,
              lifted_reason=reason.strip())  # fmt: skip
    _tell_search(organisation.id)
    _tell_administrators("organisation_resumed", organisation, suspension, reason.strip())
    _tell_candidates("job_resumed", organisation, suspension)


def _tell_search(organisation_id: int) -> None:
    wanted = visible(LETTERS, Vacancy).where(Vacancy.organisation_id == organisation_id, Vacancy.state == "published")
    ids = db.session.scalars(wanted.with_only_columns(Vacancy.id)).all()
    db.session.add_all(AdvertChange(vacancy_id=number) for number in ids)
    db.session.flush()


def _tell_administrators(letter: str, organisation: Organisation, suspension: Suspension, reason: str) -> None:
    link = f"{current_app.config['SETTINGS'].public_url}/employer/"
    for member in members(LETTERS, organisation.id, Role.ADMINISTRATOR):
        facts = {"name": member.name, "organisation": organisation.name, "reason": reason, "link": link}
        post(letter, address_of(member.account_id), facts, key=f"{letter}:{suspension.id}:{member.account_id}")


def _tell_candidates(letter: str, organisation: Organisation, suspension: Suspension) -> None:
    """Whoever has begun to apply for what is open, or waits for a decision; when it is over, those who can go on."""
    states = ("draft", *OPEN) if letter == "job_paused" else ("draft",)
    live = visible(LETTERS, Application, Vacancy).join(Vacancy, Vacancy.id == Application.vacancy_id)
    wanted = live.where(
        Application.organisation_id == organisation.id,
        Application.state.in_(states),
        (Application.state != "draft") | in_phase("live", clock.now()),
    )
    rows = db.session.scalars(wanted.order_by(Application.id)).all()
    told = visible(LETTERS, Contact).where(Contact.application_id.in_([row.id for row in rows]))
    columns = told.with_only_columns(Contact.application_id, Contact.given_name)
    names = {number: name for number, name in db.session.execute(columns)}
    root = current_app.config["SETTINGS"].public_url
    for row in rows:
        facts = {
            "name": names.get(row.id, ""),
            "title": row.title,
            "organisation": organisation.name,
            "reference": row.reference,
            "link": f"{root}/candidate/applications/{row.id}",
            "is_draft": row.state == "draft",
        }
        said = f"{row.title}, {organisation.name}: the job is {'paused' if letter == 'job_paused' else 'open again'}"
        tell(row.account_id, letter, address_of(row.account_id), facts, f"{letter}:{suspension.id}:{row.id}", said=said,
             path=f"/candidate/applications/{row.id}")  # fmt: skip
