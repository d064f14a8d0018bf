"""Sending an application: in time, whole, once, with everything copied as it stands."""

from datetime import datetime

from recruitment.applications.actions import advance
from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import Draft, held_draft
from recruitment.applications.extension_use import use_extension
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.outlining import outline_of
from recruitment.applications.preparing import forget_preparations
from recruitment.applications.profile_queries import WholeProfile
from recruitment.applications.question_actions import fix_answers
from recruitment.applications.rules import Closed, Unfinished
from recruitment.applications.rules import is_open as vacancy_is_open
from recruitment.applications.tables import Application, Contact, RefereeCopy
from recruitment.core import clock
from recruitment.core.lifecycle import Move
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy


def submit(viewer: Candidate, application: Application, *, received_at: datetime) -> Move:
    """Sends a draft as it stands, with the profile copied into it.

    The candidate has said that all is true. Raises IllegalMove when it was sent before, Closed when it came too late,
    and Unfinished while a section is missing.
    """
    draft = held_draft(viewer, application.id)
    vacancy, closing = draft.vacancy, draft.closing
    if vacancy is None or closing is None or not closing.is_open(received_at):
        raise Closed(closing.closes_at if closing is not None else None)
    if draft.unfinished or draft.declaration is None:
        raise Unfinished(draft.unfinished)
    fix(viewer, draft, draft.profile.email)
    if draft.beside.has_preparations:
        forget_preparations(viewer, application)
    if not vacancy_is_open(vacancy, received_at):
        use_extension(viewer, vacancy)
    return advance(
        viewer,
        application,
        "submit",
        submitted_at=received_at,
        title=vacancy.title,
        employed_by_council=application.employed_by_council or employed_by_council(draft.profile),
    )


def fix(viewer: Candidate, draft: Draft, email: str) -> None:
    """Copies all that the application says, as it stands now, and that it was declared to be true."""
    _copy(draft, email)
    fix_answers(viewer, draft.application, draft.asked, draft.given)
    if draft.declaration is None:
        return
    draft.declaration.is_true = True
    if (basics := draft.evidence) is not None:
        draft.declaration.right_to_work_evidence = basics.right_to_work_evidence
        draft.declaration.right_to_work_until = basics.right_to_work_until


def held_advert(viewer: Candidate, vacancy_id: int) -> Vacancy | None:
    """Held until the end of the transaction, so that no application slips in behind a withdrawal."""
    held = visible(viewer, Vacancy).where(Vacancy.id == vacancy_id).with_for_update(read=True)
    return db.session.scalars(held.execution_options(populate_existing=True)).one_or_none()


def employed_by_council(profile: WholeProfile) -> str:
    """As the profile tells, for whoever skipped the question."""
    return "yes" if any(job.is_scottish_council and job.ended is None for job in profile.employment) else ""


def _copy(draft: Draft, email: str) -> None:
    """Contact, history and referees as they stand now; later edits of the profile change nothing here."""
    profile, application = draft.profile, draft.application
    keys = {
        "organisation_id": application.organisation_id,
        "application_id": application.id,
        "account_id": application.account_id,
    }
    basics = profile.basics
    told = ("given_name", "family_name", "phone", "address", "town", "postcode")
    db.session.add(Contact(**keys, email=email, **{name: getattr(basics, name) for name in told}))
    history = history_of(profile)
    db.session.add(History(**keys, **history))
    if draft.vacancy is not None and draft.vacancy.hides_names:
        outline = outline_of(history, clock.today(), hides_dates=draft.vacancy.hides_dates)
        db.session.add(Outline(**keys, **outline))
    referee = ("name", "relationship", "organisation", "email", "phone", "ask_me_first")
    db.session.add_all(
        RefereeCopy(**keys, **{name: getattr(row, name) for name in referee}) for row in profile.referees
    )
