"""A public body asks to recruit here; whoever asked confirms the address; an operator approves, refuses or asks."""

import secrets
from datetime import timedelta
from typing import Final

from flask import current_app
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.joining_lifecycle import JOINING
from recruitment.accounts.joining_links import url_of
from recruitment.accounts.joining_tables import TOKEN, JoiningRequest, JoiningWord
from recruitment.accounts.onboarding import bring_in, invite_administrator
from recruitment.accounts.tables import NationalRole
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.jobs import handler
from recruitment.core.moves import make_move
from recruitment.core.outbox import post
from recruitment.core.tenancy import removing, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import Operator, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

# Read over the telephone: no letter that sounds or looks like another.
ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
UNCONFIRMED_FOR: Final = timedelta(days=7)
LONGEST_WHY = 2_000
LONGEST_WORDS = 2_000
ONBOARDING = System("onboarding")


def ask_to_join(viewer: Viewer, **told: object) -> JoiningRequest:
    """Keeps the request, and writes to its asker with the link that confirms it."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
        request = JoiningRequest(reference=f"J-{drawn[:4]}-{drawn[4:]}", **told)
        try:
            with db.session.begin_nested():
                db.session.add(request)
            break
        except IntegrityError:
            continue
    record(viewer, "ask_to_join", request, after="asked")
    days = UNCONFIRMED_FOR.days
    post("joining_asked", request.contact_email, _facts(request, days=days), key=f"joining_asked:{request.id}")
    return request


def confirm(viewer: TokenHolder, request: JoiningRequest) -> None:
    """The address is the asker's; operators hear of the request. Raises IllegalMove once it is confirmed."""
    make_move(viewer, request, JOINING, "confirm", confirmed_at=clock.now())
    _tell_operators(request, "asked", str(request.id))


def reply(viewer: TokenHolder, request: JoiningRequest, text: str) -> JoiningWord:
    """The asker's word, while the request is not decided."""
    word = _say(viewer, request, text, None)
    _tell_operators(request, "answered", f"word {word.id}")
    return word


def ask_back(viewer: Operator, request: JoiningRequest, text: str) -> JoiningWord:
    """An operator's question, by letter, with a link under which it is answered."""
    word = _say(viewer, request, text, viewer.person)
    post("joining_question", request.contact_email, _facts(request, message=text), key=f"joining_question:{word.id}")
    return word


def approve(viewer: Operator, request: JoiningRequest, *, name: str, kind: str) -> Organisation:
    """Makes the organisation and invites whoever asked as its first administrator. Raises Refused, IllegalMove."""
    if JOINING.find(request.state, "approve") is None:
        raise IllegalMove(JOINING.noun, "approve", request.state)
    organisation = bring_in(viewer, name, kind, request.website)
    make_move(viewer, request, JOINING, "approve", decided_at=clock.now(), decided_by=viewer.person,
              became_id=organisation.id)  # fmt: skip
    invite_administrator(viewer, organisation, request.contact_name, request.contact_email)
    facts = _facts(request, organisation=organisation.name)
    post("joining_approved", request.contact_email, facts, key=f"joining_approved:{request.id}")
    return organisation


def refuse(viewer: Operator, request: JoiningRequest, reason: str) -> None:
    """With a reason, which the asker reads."""
    make_move(viewer, request, JOINING, "refuse", reason=reason, refusal=reason, decided_at=clock.now(),
              decided_by=viewer.person)  # fmt: skip
    post("joining_refused", request.contact_email, _facts(request, reason=reason),
         key=f"joining_refused:{request.id}")  # fmt: skip


def holder_of(request: JoiningRequest) -> TokenHolder:
    return TokenHolder(TOKEN, request.id)


def _say(viewer: Operator | TokenHolder, request: JoiningRequest, text: str, person: int | None) -> JoiningWord:
    if request.state != "confirmed":
        raise Refused("This request is decided, so nothing more can be said about it here.")
    word = JoiningWord(request_id=request.id, person=person, text=text)
    db.session.add(word)
    db.session.flush()
    record(viewer, "ask_back" if person else "reply", request)
    return word


def _facts(request: JoiningRequest, **more: object) -> dict[str, object]:
    return {
        "name": request.contact_name,
        "body": request.name,
        "reference": request.reference,
        "link": url_of(request),
        **more,
    }


def _tell_operators(request: JoiningRequest, what: str, key: str) -> None:
    operators = visible(ONBOARDING, NationalRole).where(NationalRole.role == "operator")
    link = f"{current_app.config['SETTINGS'].public_url}/cosla/requests/{request.id}"
    for each in db.session.scalars(operators.order_by(NationalRole.id)).all():
        facts = {"name": each.name, "body": request.name, "reference": request.reference, "link": link, "what": what}
        post("joining_waits", each.email, facts, key=f"joining_waits:{key}:{each.id}")


@handler("forget_unconfirmed_requests", every=timedelta(hours=1))
def forget_unconfirmed_requests() -> None:
    """Nobody's word is kept for longer than its link works."""
    with transaction():
        over = clock.now() - UNCONFIRMED_FOR
        old = removing(System("keeping"), JoiningRequest)
        db.session.execute(old.where(JoiningRequest.state == "asked", JoiningRequest.asked_at <= over))
