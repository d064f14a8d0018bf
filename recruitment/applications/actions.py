"""Verbs on an application: the move that every audience makes by, and what its candidate does to it."""

import secrets
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.tables import Account
from recruitment.applications.assisted_queries import hold_entered, page_at, require_confirmed
from recruitment.applications.assisted_tables import AssistedApplication
from recruitment.applications.closing import closing_for
from recruitment.applications.lifecycle import APPLICATION, CANDIDATE_STATE_NAMES, ENDED, OPEN, fits_hold
from recruitment.applications.notice_tables import NoticeChoice
from recruitment.applications.notices import as_chosen, tell
from recruitment.applications.queries import application_for
from recruitment.applications.rules import Closed
from recruitment.applications.tables import Application, Contact, Progress
from recruitment.applications.vocabulary import HEARD_FROM
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove
from recruitment.core.lifecycle import Move
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing, removing, rows_hit, visible, with_perhaps
from recruitment.core.viewers import Candidate, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.early import admit
from recruitment.vacancies.stages import is_public_now
from recruitment.vacancies.tables import Vacancy

LETTERS = System("letters")
# Crockford's base 32: no letter that is taken for a digit, and none that spells rude words by accident (U).
REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def advance(
    viewer: Viewer,
    application: Application,
    act: str,
    *,
    message: str = "",
    reason: str | None = None,
    calendar: Mapping[str, str] | None = None,
    **changes: Any,
) -> Move:
    """Moves an application, tells the candidate on their page and by the letter of the move.

    `message` is for the candidate to read; `reason` is for the record and names nobody; `calendar` goes with the
    letter; `changes` are stored with the new state. Raises IllegalMove and Refused as `core.moves.make_move` does.
    """
    if act == "appoint":
        require_confirmed(application)
    now = clock.now()
    found = APPLICATION.find(application.state, act)
    ended_at = now if found is not None and found.target in ENDED else None
    if found is not None and found.target == "shortlisted" and application.shortlisted_at is None:
        changes["shortlisted_at"] = now
    if found is not None and found.target == APPLICATION.start:
        changes |= {"submitted_at": None, "shortlisted_at": None}
    changes["held_from"] = application.state if found is not None and found.target == "held" else None
    if not fits_hold(application.held_from, act):
        raise IllegalMove(APPLICATION.noun, act, application.state)
    move = make_move(viewer, application, APPLICATION, act, reason=reason, ended_at=ended_at, changed_at=now, **changes)
    progress = Progress(
        organisation_id=application.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        at=now,
        state=move.target,
        message=message.strip(),
    )
    db.session.add(progress)
    db.session.flush()
    if move.letter is not None:
        _write(move.letter, application, progress, calendar)
    return move


def _write(
    letter: str, application: Application, progress: Progress, calendar: Mapping[str, str] | None = None
) -> None:
    """Posts a letter about what just happened; its key is the happening's, so that a second one is no repetition."""
    found = db.session.execute(_addressee(), {"application": application.id}).one()
    given_name, email, organisation, in_use, unclaimed, choice = found
    # Whoever has deleted the account hears from the employer at the address that the application gave.
    to = in_use or email
    if not to:
        # Entered by staff for somebody without e-mail: their page says that it goes by post.
        return
    facts = {
        "name": given_name,
        "title": application.title,
        "organisation": organisation,
        "reference": application.reference,
        "link": page_at(application.id, is_unclaimed=unclaimed is not None),
        "message": progress.message,
    }
    said = f"{application.title}, {organisation}: {CANDIDATE_STATE_NAMES[progress.state].lower()}"
    tell(application.account_id, letter, to, facts, f"{letter}:{application.id}:{progress.id}", said=said,
         path=f"/candidate/applications/{application.id}", calendar=calendar, wants=as_chosen(choice))  # fmt: skip


@cache
def _addressee() -> Select[*tuple[Any, ...]]:
    """Of an application: the name and address that it gave, its employer's name, the account's address in use, how
    staff entered it where nobody has claimed that yet, and which letters its person chose."""
    contact = visible(LETTERS, Contact, Organisation).where(
        Contact.application_id == bindparam("application", type_=Integer), Organisation.id == Contact.organisation_id
    )
    holds = and_(Account.id == Contact.account_id, Account.removed_at.is_(None))
    unclaimed = and_(
        AssistedApplication.application_id == Contact.application_id, AssistedApplication.claimed_at.is_(None)
    )
    wanted = with_perhaps(LETTERS, contact, Account, holds)
    wanted = with_perhaps(LETTERS, wanted, AssistedApplication, unclaimed)
    wanted = with_perhaps(LETTERS, wanted, NoticeChoice, NoticeChoice.account_id == Contact.account_id)
    return wanted.with_only_columns(
        Contact.given_name, Contact.email, Organisation.name, Account.email, AssistedApplication.id, NoticeChoice
    )


def start(viewer: Candidate, vacancy: Vacancy, came_by: str = "") -> Application:
    """A draft for this vacancy; where the person has an application for it already, that one.

    `came_by`: the `source` of the link by which the person came. Where its medium is one of vocabulary.HEARD_FROM it
    stands as their answer to where they saw the advert, for them to change.

    Raises Closed when the vacancy takes no applications.
    """
    closing = closing_for(viewer, vacancy)
    if not closing.is_open(clock.now()):
        raise Closed(closing.closes_at)
    if not is_public_now(vacancy, clock.now()):
        admit(viewer, vacancy)
    application, is_new = new_draft(viewer, vacancy, came_by)
    if is_new:
        record(viewer, "start", application, after="draft")
    return application


def new_draft(viewer: Candidate, vacancy: Vacancy, came_by: str = "") -> tuple[Application, bool]:
    """The person's draft, and whether it was made now: of several requests at once one makes it."""
    medium = came_by.partition(".")[0]
    while True:
        application = Application(
            organisation_id=vacancy.organisation_id,
            vacancy_id=vacancy.id,
            account_id=viewer.person,
            reference=new_reference(),
            title=vacancy.title,
            heard_from=medium if medium in HEARD_FROM else "",
            came_by=came_by,
        )
        try:
            with db.session.begin_nested():
                db.session.add(application)
        except IntegrityError:
            existing = application_for(viewer, vacancy.id)
            if existing is not None:
                return existing, False
            # The reference was taken: draw another.
            continue
        return application, True


def new_reference() -> str:
    """Such as A-7K2M-9QXT: short enough to be read over the telephone."""
    drawn = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8))
    return f"A-{drawn[:4]}-{drawn[4:]}"


def hold_draft(viewer: Candidate, application: Application, **changes: Any) -> None:
    """Locks a draft for the rest of the transaction and notes that it changed.

    Raises IllegalMove when it has been submitted meanwhile, so that nothing changes after submission; but for one that
    staff entered for somebody, which they may put right until the person has confirmed it.
    """
    values = {"changed_at": clock.now(), **changes}
    states = OPEN if application.state in OPEN and hold_entered(viewer, application.id) else ("draft",)
    changed = rows_hit(
        changing(viewer, Application)
        .where(Application.id == application.id, Application.state.in_(states))
        .values(**values)
    )
    if changed != 1:
        found = visible(viewer, Application).where(Application.id == application.id)
        raise IllegalMove("application", "change", db.session.scalar(found.with_only_columns(Application.state)))
    for name, value in values.items():
        set_committed_value(application, name, value)


def discard(viewer: Candidate, application: Application) -> None:
    """Removes a draft with all its parts. Raises IllegalMove once it has been submitted."""
    hold_draft(viewer, application)
    record(viewer, "discard", application, before="draft")
    db.session.flush()
    db.session.execute(removing(viewer, Application).where(Application.id == application.id))
    db.session.expunge(application)


def withdraw(viewer: Candidate, application: Application) -> Move:
    return advance(viewer, application, "withdraw")


def decline(viewer: Candidate, application: Application) -> Move:
    """Says no to an offer."""
    return advance(viewer, application, "decline")
