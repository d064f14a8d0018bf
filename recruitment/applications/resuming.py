"""A withdrawn application taken up again by its candidate, while the job takes applications."""

from flask import current_app

from recruitment.accounts.queries import address_of, organisation_of
from recruitment.applications.actions import advance
from recruitment.applications.closing import Closing, closing_for
from recruitment.applications.draft_queries import advert
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.rules import Closed
from recruitment.applications.tables import Application, Contact, Declaration, RefereeCopy
from recruitment.core import clock
from recruitment.core.lifecycle import Move
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.staff_letters import who_looks_after
from recruitment.vacancies.tables import Vacancy

LETTERS = System("letters")
# What sending copied goes, to be copied afresh.
COPIED = (Contact, History, Outline, RefereeCopy)


def may_resume(closing: Closing | None, application: Application) -> bool:
    """Until the person's own closing moment; `closing` is None where the advert is out of their reach by now."""
    return application.state == "withdrawn" and closing is not None and closing.is_open(clock.now())


def resume(viewer: Candidate, application: Application) -> Move:
    """A draft again with all its answers; until it is sent again the employer reaches nothing of it, and whoever was
    shortlisted before starts anew.

    What was sent before stays in the record as its steps and their days. Whoever looks after the vacancy is told.
    Raises IllegalMove where it is not withdrawn, and Closed when the job takes no more applications.
    """
    vacancy = advert(viewer, application.vacancy_id)
    closing = closing_for(viewer, vacancy) if vacancy is not None else None
    if application.state == "withdrawn" and not may_resume(closing, application):
        raise Closed(closing.closes_at if closing is not None else None)
    move = advance(viewer, application, "resume")
    for part in COPIED:
        db.session.execute(removing(viewer, part).where(part.application_id == application.id))
    declared = changing(viewer, Declaration).where(Declaration.application_id == application.id)
    db.session.execute(declared.values(is_true=False))
    _tell_employer(application)
    return move


def _tell_employer(application: Application) -> None:
    """By its reference alone: whether names are hidden is the advert's choice."""
    wanted = visible(LETTERS, Vacancy).where(Vacancy.id == application.vacancy_id)
    vacancy = db.session.scalars(wanted).one()
    root = current_app.config["SETTINGS"].public_url
    facts = {
        "title": vacancy.title,
        "organisation": organisation_of(vacancy.organisation_id).name,
        "reference": application.reference,
        "link": f"{root}/employer/vacancies/{vacancy.id}/applicants",
    }
    key = f"applicant_returns:{application.id}:{clock.now().isoformat()}"
    for person in who_looks_after(vacancy):
        post("applicant_returns", address_of(person), facts, key=f"{key}:{person}")
