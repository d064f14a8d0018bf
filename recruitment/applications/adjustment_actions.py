"""Verbs on requests for an adjustment: asking, answering, and saying that the answer went out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from flask import current_app
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.queries import address_of, members, organisation_of
from recruitment.applications.actions import new_reference
from recruitment.applications.adjustment_lifecycle import ADJUSTMENT
from recruitment.applications.adjustment_rules import due_on
from recruitment.applications.adjustment_tables import AdjustmentNeed, AdjustmentRequest
from recruitment.applications.rules import Closed, is_open
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, one_visible, rows_hit
from recruitment.core.viewers import Candidate, Role, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.vacancies.tables import Vacancy

LETTERS: Final = System("letters")


def promised_days(organisation_id: int) -> int:
    """Working days within which an employer answers."""
    return local_rules_of(LETTERS, organisation_id).adjustment_days


def ask_for_adjustment(
    viewer: Viewer,
    vacancy: Vacancy,
    *,
    name: str,
    reach_by: str,
    email: str = "",
    phone: str = "",
    address: str = "",
    kinds: Sequence[str],
    needs: str,
) -> AdjustmentRequest:
    """Keeps the request for the employer's HR and confirms it by letter where there is an address to write to.

    Of whoever is signed in the account is noted. Raises Closed once the advert takes no applications.
    """
    if not is_open(vacancy, clock.now()):
        raise Closed(vacancy.closes_at)
    person = viewer.person if isinstance(viewer, Candidate) else None
    days = promised_days(vacancy.organisation_id)
    while True:
        request = AdjustmentRequest(
            organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=person,
            reference=f"R{new_reference()[1:]}", name=name, reach_by=reach_by, email=email, phone=phone,
            address=address, due_on=due_on(clock.today(), days),
        )  # fmt: skip
        try:
            with db.session.begin_nested():
                db.session.add(request)
        except IntegrityError:
            # The reference was taken: draw another.
            continue
        break
    need = AdjustmentNeed(
        organisation_id=vacancy.organisation_id, request_id=request.id, account_id=person, kinds=list(kinds),
        needs=needs,
    )  # fmt: skip
    db.session.add(need)
    db.session.flush()
    record(viewer, "ask_for_adjustment", request, after="asked")
    _confirm(request, vacancy)
    _tell_staff(request, vacancy)
    return request


def _facts(request: AdjustmentRequest, vacancy: Vacancy) -> dict[str, str]:
    return {
        "title": vacancy.title,
        "organisation": organisation_of(vacancy.organisation_id).name,
        "reference": request.reference,
    }


def _confirm(request: AdjustmentRequest, vacancy: Vacancy) -> None:
    """What was asked for is not repeated: a letter may be read by others."""
    if request.email:
        facts = {**_facts(request, vacancy), "name": request.name, "due": f"{request.due_on:%A %-d %B %Y}"}
        post("adjustment_asked", request.email, facts, key=f"adjustment_asked:{request.id}")


def _tell_staff(request: AdjustmentRequest, vacancy: Vacancy) -> None:
    """The recruiters; where an organisation has none, its administrators. Who asks and for what stays on the page."""
    facts = {
        **_facts(request, vacancy),
        "due": f"{request.due_on:%A %-d %B %Y}",
        "link": f"{current_app.config['SETTINGS'].public_url}/employer/adjustments/{request.id}",
    }
    recruiters = members(LETTERS, request.organisation_id, Role.RECRUITER)
    for member in recruiters or members(LETTERS, request.organisation_id, Role.ADMINISTRATOR):
        person = member.account_id
        post("adjustment_waits", address_of(person), facts, key=f"adjustment_waits:{request.id}:{person}")


def answer_request(viewer: Staff, request: AdjustmentRequest, vacancy: Vacancy, act: str, answer: str) -> None:
    """Agrees or declines, in words for the person; by e-mail at once where that is how they are reached.

    Raises Refused without words, and as `core.moves.make_move` does. What was answered stands in no record of acts.
    """
    if not answer.strip():
        raise Refused("Write what the person is told.")
    by_email = request.reach_by == "email"
    now = clock.now()
    move = make_move(
        viewer, request, ADJUSTMENT, act,
        answered_at=now, answered_by=viewer.person, told_at=now if by_email else None,
    )  # fmt: skip
    need: AdjustmentNeed = one_visible(viewer, AdjustmentNeed, AdjustmentNeed.request_id == request.id)
    need.answer = answer.strip()
    if by_email and request.email and move.letter is not None:
        facts = {
            **_facts(request, vacancy), "name": request.name, "answer": need.answer,
            "is_agreed": move.target == "agreed",
        }  # fmt: skip
        post(move.letter, request.email, facts, key=f"{move.letter}:{request.id}:{act}")


def note_told(viewer: Staff, request: AdjustmentRequest) -> None:
    """That the answer was given by telephone or sent by post. Raises IllegalMove where it was already."""
    untold = changing(viewer, AdjustmentRequest).where(
        AdjustmentRequest.id == request.id,
        AdjustmentRequest.answered_at.is_not(None),
        AdjustmentRequest.told_at.is_(None),
    )
    now: datetime = clock.now()
    if rows_hit(untold.values(told_at=now)) != 1:
        raise IllegalMove("request", "note_told")
    set_committed_value(request, "told_at", now)
    record(viewer, "note_told", request, reason=request.reach_by)


def finish(viewer: Staff, request: AdjustmentRequest) -> None:
    """What was agreed is done. Raises IllegalMove and Refused; also while the person does not know of the answer."""
    if request.state == "agreed" and request.told_at is None:
        raise Refused("Tell the person first, and say here that you have.")
    make_move(viewer, request, ADJUSTMENT, "finish", provided=(AdjustmentRequest.told_at.is_not(None),))
