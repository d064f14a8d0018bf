"""Verbs on requests for references: of the staff who ask, and of the candidate whose referees they are."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.tables import Application
from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, require_move, standing
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Candidate, Staff, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.offers.check_actions import step
from recruitment.offers.check_lifecycle import IN_CHECKS
from recruitment.offers.check_queries import the_check
from recruitment.offers.check_tables import Check
from recruitment.offers.reference_answers import forget_draft, keep_letter
from recruitment.offers.reference_letters import (
    ask_candidate,
    ask_for_another,
    tell_asker,
    write_to_referee,
)
from recruitment.offers.reference_lifecycle import REFERENCE
from recruitment.offers.reference_queries import contact_of
from recruitment.offers.reference_rules import LINK_WORKS, LONGEST_TEXT
from recruitment.offers.reference_tables import Reference, ReferenceContact, ReferenceRequest

LETTERS: Final = System("letters")
NO_ADDRESS: Final = "There is no email address to send a link to. Enter one, or enter the reference once it has come."


@dataclass(frozen=True)
class Referee:
    """Somebody who may be asked, as the candidate or the application names them."""

    name: str
    relationship: str
    organisation: str = ""
    email: str = ""
    phone: str = ""
    ask_first: bool = False


def name_referee(
    viewer: Staff | Candidate, application: Application, check: Check, referee: Referee, *, named_by: str,
    asked_by: int | None = None,
) -> ReferenceRequest:  # fmt: skip
    """Of whom this reference is asked. `named_by`: application, candidate or staff; `asked_by`: who hears of it.

    Raises Refused where somebody is named already, IllegalMove where the check waits for nobody.
    """
    if isinstance(viewer, Staff) and standing(viewer, check.organisation_id).isdisjoint(CHECKERS):
        raise Refused("Administrators and recruiters ask for references.")
    if check.kind != "reference" or check.state != "needed" or application.state not in IN_CHECKS:
        raise IllegalMove("check", "ask", check.state)
    keys = {
        "organisation_id": check.organisation_id,
        "application_id": check.application_id,
        "account_id": check.account_id,
    }
    request = ReferenceRequest(
        **keys, check_id=check.id, name=referee.name, relationship=referee.relationship,
        organisation=referee.organisation, named_by=named_by, ask_first=referee.ask_first, asked_by=asked_by,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(request)
    except IntegrityError as beaten:
        raise Refused("Somebody is named for this reference already.") from beaten
    db.session.add(ReferenceContact(**keys, request_id=request.id, email=referee.email, phone=referee.phone))
    db.session.flush()
    record(viewer, "name_referee", request, after=request.state)
    if isinstance(viewer, Candidate):
        tell_asker(request, "named")
    return request


def ask(viewer: Staff, request: ReferenceRequest) -> str:
    """Writes to the referee, or to the candidate first where they want that. Gives the state that follows.

    Raises Refused where there is no address.
    """
    act = "ask_first" if request.ask_first else "send"
    require_move(viewer, request, REFERENCE, act)
    _require_address(request)
    if act == "send":
        return _send(viewer, request, act, asked_by=viewer.person)
    make_move(viewer, request, REFERENCE, act, asked_by=viewer.person)
    ask_candidate(request)
    return request.state


def agree(viewer: Staff | Candidate, request: ReferenceRequest) -> None:
    """The candidate's yes, theirs or as staff record it: the referee is asked at once."""
    require_move(viewer, request, REFERENCE, "agree")
    _require_address(request)
    _send(viewer, request, "agree", agreed_at=clock.now())
    if isinstance(viewer, Candidate):
        tell_asker(request, "agreed")


def refuse(viewer: Staff | Candidate, request: ReferenceRequest) -> None:
    """The candidate's no: this referee hears nothing."""
    make_move(viewer, request, REFERENCE, "refuse", agreed_at=clock.now())
    if isinstance(viewer, Candidate):
        tell_asker(request, "refused")


def renew(viewer: Staff | TokenHolder, request: ReferenceRequest, email: str = "") -> None:
    """A new link, to another address where one is given; the earlier link works no more, what was typed stays."""
    require_move(viewer, request, REFERENCE, "renew")
    if email and isinstance(viewer, Staff):
        own = changing(viewer, ReferenceContact).where(ReferenceContact.request_id == request.id)
        db.session.execute(own.values(email=email))
        db.session.expire_all()
    _require_address(request)
    _send(viewer, request, "renew")


def _send(viewer: Viewer, request: ReferenceRequest, act: str, **changes: Any) -> str:
    now = clock.now()
    number = request.link_number + 1
    make_move(
        viewer, request, REFERENCE, act, provided=(ReferenceRequest.link_number == request.link_number,),
        sent_at=now, until=now + LINK_WORKS, link_number=number, reminders=0, reminded_at=None, given_up_at=None,
        **changes,
    )  # fmt: skip
    check = the_check(LETTERS, request.check_id)
    if check.state == "needed":
        step(viewer if isinstance(viewer, Staff) else LETTERS, check, "ask", clock.today())
    write_to_referee(request)
    return request.state


def _require_address(request: ReferenceRequest) -> None:
    contact = contact_of(LETTERS, request.id)
    if contact is None or not contact.email:
        raise Refused(NO_ADDRESS)


def replace_referee(viewer: Staff, request: ReferenceRequest, *, tells_candidate: bool) -> None:
    """Asks this referee no longer; the check waits for another. The candidate is asked to name one, if wanted."""
    make_move(viewer, request, REFERENCE, "replace")
    forget_draft(request)
    check = the_check(viewer, request.check_id)
    if check.state in ("asked", "received"):
        step(viewer, check, "ask_again", clock.today())
    if tells_candidate:
        ask_for_another(request)


@dataclass(frozen=True)
class Came:
    """A reference that came otherwise than by the link: what it says, and the letter with the name of its file."""

    received_by: str
    written_on: date
    text: str = ""
    letter: bytes = b""
    filename: str = ""
    in_confidence: bool = True


def enter(viewer: Staff, request: ReferenceRequest, came: Came) -> Reference:
    """Raises Refused for a day that has not come, a file that is no document, or while the candidate has not agreed."""
    require_move(viewer, request, REFERENCE, "enter")
    if request.ask_first and request.agreed_at is None:
        raise Refused("The candidate wants to be asked first. Ask them before you take this reference.")
    if came.written_on > clock.today():
        raise Refused("The date must be today or in the past.")
    if len(came.text) > 2 * LONGEST_TEXT:
        raise Refused(f"The text must be at most {2 * LONGEST_TEXT:,} characters.")
    if not came.text and not came.letter:
        raise Refused("Write what the referee says, or choose the letter.")
    now = clock.now()
    make_move(viewer, request, REFERENCE, "enter", answered_at=now, asked_by=request.asked_by or viewer.person)
    forget_draft(request)
    reference = Reference(
        organisation_id=request.organisation_id, application_id=request.application_id,
        account_id=request.account_id, request_id=request.id, given_at=now, saved_at=now, typed={},
        answers=[["What the referee says", came.text]] if came.text else [], in_confidence=came.in_confidence,
        received_by=came.received_by, written_on=came.written_on, entered_by=viewer.person,
    )  # fmt: skip
    db.session.add(reference)
    db.session.flush()
    if came.letter:
        keep_letter(request, came.filename, came.letter)
    check = the_check(viewer, request.check_id)
    if check.state in ("needed", "asked"):
        step(viewer, check, "receive", max(came.written_on, check.asked_on or came.written_on))
    return reference
