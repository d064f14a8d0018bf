"""Verbs of staff who enter an application for somebody: beginning, correcting, handing in, taking back."""

from datetime import datetime
from typing import Final

from sqlalchemy import func

from recruitment.accounts.standing_in import stand_in
from recruitment.applications.actions import advance, discard, hold_draft, new_draft
from recruitment.applications.assisted_letters import ask_to_confirm
from recruitment.applications.assisted_lifecycle import ASSISTED
from recruitment.applications.assisted_queries import Entered, acting_for
from recruitment.applications.assisted_tables import AssistedApplication, AssistedPerson
from recruitment.applications.closing import Closing, closing_for
from recruitment.applications.draft_actions import keys_of
from recruitment.applications.draft_queries import Draft, draft_on_paper
from recruitment.applications.extension_actions import let_in
from recruitment.applications.extension_tables import Extension
from recruitment.applications.extension_use import use_extension
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_tables import PARTS
from recruitment.applications.queries import the_application
from recruitment.applications.rules import Closed, Unfinished, is_open
from recruitment.applications.submission import employed_by_council, fix, held_advert
from recruitment.applications.tables import Application, Contact, RefereeCopy
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Candidate, Staff, System
from recruitment.extensions import db
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.tables import Vacancy

LETTERS, KEEPING = System("letters"), System("keeping")
# So much later than it was received an application may be entered without a word about it.
AT_ONCE: Final = 15 * 60


def why_not(vacancy: Vacancy, received_at: datetime, until: datetime | None, reason: str) -> str:
    """What is wrong with a moment of receipt, in words; empty when it will do."""
    now = clock.now()
    if received_at > now:
        return "It cannot have been received in the future"
    if (now - received_at).total_seconds() > AT_ONCE and not reason.strip():
        return "Say why it is entered later than it was received"
    if not is_open(vacancy, received_at, until):
        return "At this time the job took no applications. Give the person more time first, if that is right"
    return ""


def begin(
    viewer: Staff,
    vacancy: Vacancy,
    *,
    given_name: str,
    family_name: str,
    email: str,
    received_by: str,
    received_at: datetime,
    received_reason: str,
    extension: Extension | None = None,
) -> AssistedApplication:
    """A draft for somebody who cannot use the portal, for staff to fill. Raises Refused.

    `received_at` is when the paper came or the call was made; in time is judged by it. `extension`: more time that
    this person was given.
    """
    if not viewer.has_role(vacancy.organisation_id, *HR):
        raise Refused("Your role does not let you enter applications. Recruiters and administrators do.")
    until = extension.until if extension is not None else None
    if wrong := why_not(vacancy, received_at, until, received_reason):
        raise Refused(f"{wrong}.")
    _refuse_second(vacancy, email)
    account = stand_in()
    person = Candidate(account.id)
    let_in(account.id, vacancy)
    if extension is not None:
        _give(extension, person)
    application, _ = new_draft(person, vacancy)
    tell(person, given_name=given_name, family_name=family_name)
    assisted = AssistedApplication(
        **keys_of(application), entered_by=viewer.person, received_by=received_by, received_at=received_at,
        received_reason=received_reason.strip(),
    )  # fmt: skip
    db.session.add_all([assisted, AssistedPerson(**keys_of(application), email=email)])
    db.session.flush()
    record(viewer, "begin", assisted, after="entering")
    return assisted


def _refuse_second(vacancy: Vacancy, email: str) -> None:
    """One person applies once. Without an address staff tell by the name."""
    if not email:
        return
    sent = visible(LETTERS, Contact, Application).where(
        Application.id == Contact.application_id, Application.vacancy_id == vacancy.id,
        func.lower(Contact.email) == email.lower(),
    )  # fmt: skip
    begun = visible(LETTERS, AssistedPerson, Application).where(
        Application.id == AssistedPerson.application_id, Application.vacancy_id == vacancy.id,
        func.lower(AssistedPerson.email) == email.lower(),
    )  # fmt: skip
    if db.session.scalars(sent).first() is not None or db.session.scalars(begun).first() is not None:
        raise Refused("There is an application from this email address for this job already.")


def _give(extension: Extension, person: Candidate) -> None:
    free = changing(LETTERS, Extension).where(
        Extension.id == extension.id, Extension.account_id.is_(None), Extension.state == "granted"
    )
    if rows_hit(free.values(account_id=person.person)) != 1:
        raise Refused("Somebody else uses this extension by now.")


def correct(viewer: Staff, entered: Entered, section: str, email: str | None = None) -> None:
    """After a section was changed: once it was handed in, what was sent is written anew, and that is on record.

    Raises Unfinished where what was handed in would lack something that every application must have.
    """
    person = acting_for(viewer, entered.assisted)
    if email is not None:
        entered.person.email = email
    if entered.assisted.state == "entering":
        return
    application = the_application(person, entered.assisted.application_id)
    hold_draft(person, application)
    db.session.flush()
    draft = draft_on_paper(person, application.id)
    if draft.unfinished:
        raise Unfinished(draft.unfinished)
    for model in (Contact, History, Outline, RefereeCopy):
        db.session.execute(removing(person, model).where(model.application_id == application.id))
    fix(person, draft, entered.person.email)
    record(viewer, "correct", entered.assisted, reason=section)


def hand_in(viewer: Staff, entered: Entered) -> None:
    """What was entered becomes an application like any other, received when it was received; its person is asked to
    confirm it. Raises Closed, Unfinished, Refused and IllegalMove."""
    assisted = entered.assisted
    person = acting_for(viewer, assisted)
    application = the_application(person, assisted.application_id)
    hold_draft(person, application)
    draft = draft_on_paper(person, application.id)
    vacancy = _in_time(person, draft, assisted.received_at)
    if draft.unfinished or draft.declaration is None:
        raise Unfinished(draft.unfinished)
    fix(person, draft, entered.person.email)
    make_move(viewer, assisted, ASSISTED, "hand_in", handed_in_at=clock.now())
    advance(
        LETTERS, application, "enter",
        submitted_at=assisted.received_at,
        title=vacancy.title,
        employed_by_council=application.employed_by_council or employed_by_council(draft.profile),
    )  # fmt: skip
    ask_to_confirm(entered, application)


def _in_time(person: Candidate, draft: Draft, received_at: datetime) -> Vacancy:
    vacancy = held_advert(person, draft.application.vacancy_id)
    closing: Closing | None = closing_for(person, vacancy) if vacancy is not None else None
    if vacancy is None or closing is None or not closing.is_open(received_at):
        raise Closed(closing.closes_at if closing is not None else None)
    if not is_open(vacancy, received_at):
        use_extension(person, vacancy)
    return vacancy


def abandon(viewer: Staff, entered: Entered) -> None:
    """Takes away what was begun and not handed in. Raises Refused and IllegalMove."""
    person = acting_for(viewer, entered.assisted)
    application = the_application(person, entered.assisted.application_id)
    record(viewer, "abandon", entered.assisted, before=entered.assisted.state)
    db.session.flush()
    discard(person, application)
    for row in (entered.assisted, entered.person):
        db.session.expunge(row)
    forget_entered(person)


def forget_entered(person: Candidate) -> None:
    """What staff had told of a person so that it could be copied: once it cannot be corrected any more, it has no
    use, and no account keeps it."""
    db.session.flush()
    for part in PARTS:
        db.session.execute(removing(KEEPING, part).where(part.account_id == person.person))


def act_for(viewer: Staff, entered: Entered, act: str, reason: str) -> None:
    """Withdraws, or declines an offer, as the person has told staff. Raises Refused and IllegalMove."""
    assisted = entered.assisted
    if not viewer.has_role(assisted.organisation_id, *HR) or assisted.claimed_at is not None:
        raise Refused("Only the person can do this now, in their account.")
    if not reason.strip():
        raise Refused("Say how the person told you.")
    person = Candidate(assisted.account_id)
    application = the_application(person, assisted.application_id)
    advance(person, application, act)
    forget_entered(person)
    record(viewer, f"{act}_for_person", assisted, reason=reason)
