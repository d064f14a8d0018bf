"""The lifecycle of an offer: every state, act and role, and what then stands in the application."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from recruitment.applications.queries import the_application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.offers import offer_actions, offer_answers, starting
from recruitment.offers.actions import appoint
from recruitment.offers.offer_lifecycle import (
    CANDIDATE,
    CANDIDATE_STATE_NAMES,
    ENDED,
    HIRED,
    OFFER,
    OUT,
    STATE_NAMES,
    SYSTEM,
)
from recruitment.offers.offer_queries import Held, the_offer
from recruitment.offers.offer_tables import Offer
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.offers import an_offer_to, some_terms
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
LETTERS = System("letters")
# How the application stands beside each state of its offer.
BESIDE = {
    "drafted": "interview", "discarded": "interview", "declined": "declined", "withdrawn": "unsuccessful",
    "ended": "withdrawn", **dict.fromkeys((*HIRED, "not_started"), "appointed"),
}  # fmt: skip
Try = Callable[[Staff | Candidate, Held], object]


def test_the_table_is_whole() -> None:
    assert set(OFFER.states) == STATE_NAMES.keys() == CANDIDATE_STATE_NAMES.keys()
    assert {state for state in OFFER.states if not [m for m in OFFER.table if m.source == state]} == set(ENDED)


def an_offer(state: str) -> Offer:
    application = an_application(a_vacancy(an_organisation(), posts_filled=0), state=BESIDE.get(state, "offered"))
    offer = an_offer_to(application, state)
    if state in ("appointed", "started"):
        offer.starts_on = clock.today()
        db.session.commit()
    return offer


def _send(viewer: Staff, held: Held) -> None:
    offer_actions.write_terms(viewer, held, some_terms())
    db.session.flush()
    offer_actions.send(viewer, the_offer(viewer, held.offer.id), knowing=True)


def _appoint(viewer: Staff, held: Held) -> None:
    if held.offer.state != "unconditional":
        raise IllegalMove("offer", "appoint", held.offer.state)
    appoint(viewer, the_application(LETTERS, held.application.id))


LATER = clock.now().date() + timedelta(days=60)
TRIES: dict[str, Try] = {
    "send": _send,
    "amend": _send,
    "discard": offer_actions.discard,
    "withdraw": lambda viewer, held: offer_actions.withdraw_offer(viewer, held, reason="A check", message="Sorry."),
    "agree_start": lambda viewer, held: offer_actions.agree_start(viewer, held, LATER),
    "confirm": lambda viewer, held: offer_actions.confirm(viewer, held, held.sent.conditions if held.sent else []),
    "accept": offer_answers.accept,
    "record_yes": lambda viewer, held: offer_answers.record_yes(viewer, held, reason="By letter"),
    "decline": lambda viewer, held: offer_answers.decline_offer(viewer, held, why="pay"),
    "record_no": lambda viewer, held: offer_answers.record_no(viewer, held, why="", reason="By telephone"),
    "lapse": lambda viewer, held: offer_answers.lapse(held),
    "let_go": lambda viewer, held: offer_answers.let_go(LETTERS, held),
    "appoint": _appoint,
    "move_start": lambda viewer, held: starting.move_start(viewer, held, LATER),
    "attend": lambda viewer, held: starting.attend(viewer, held, clock.today()),
    "miss": lambda viewer, held: starting.miss(viewer, held, reason="Never came"),
    "correct": lambda viewer, held: starting.correct(viewer, held, reason="A slip"),
}  # fmt: skip


def test_every_act_is_tried() -> None:
    assert TRIES.keys() == set(OFFER.acts)


@pytest.mark.parametrize("state", OFFER.states)
def test_every_state_and_act(state: str) -> None:
    """The table decides; a refusal changes nothing, and what the row says agrees with its state (its constraints)."""
    for act in OFFER.acts:
        try_act(state, act)


def try_act(state: str, act: str) -> None:
    offer = an_offer(state)
    move = OFFER.find(state, act)
    if act in ("send", "amend"):
        move = OFFER.find(state, "amend" if offer.version else "send")
    by_candidate = act in ("accept", "decline")
    viewer = Candidate(offer.account_id) if by_candidate else as_staff(an_organisation())
    try:
        held = the_offer(viewer, offer.id)
    except NotVisible:
        assert by_candidate and state in ("drafted", "discarded"), "what was not sent nobody reads but the employer"
        return
    if move is None:
        with pytest.raises((IllegalMove, Refused)):
            TRIES[act](viewer, held)
        db.session.rollback()
        assert the_offer(LETTERS, offer.id).offer.state == state
        return
    TRIES[act](viewer, held)
    db.session.commit()
    stored = the_offer(LETTERS, offer.id)
    assert stored.offer.state == move.target
    expected = "withdrawn" if state == "ended" else BESIDE.get(move.target, "offered")
    if act != "let_go":
        assert stored.application.state == expected


@pytest.mark.parametrize("role", Role)
def test_only_the_roles_of_the_table_may(role: Role) -> None:
    for act in OFFER.acts:
        try_role(act, role)


def try_role(act: str, role: Role) -> None:
    move = next(move for move in OFFER.table if move.act == act)
    if move.by in (frozenset(CANDIDATE), frozenset(SYSTEM)):
        return
    viewer, offer = as_staff(an_organisation(), role), an_offer(move.source)
    if role in move.by:
        TRIES[act](viewer, the_offer(viewer, offer.id))
        return
    with pytest.raises(NotVisible):
        the_offer(viewer, offer.id)
    with pytest.raises(Refused):
        TRIES[act](viewer, the_offer(LETTERS, offer.id))


@pytest.mark.parametrize("state", OUT)
def test_nobody_else_reaches_an_offer(state: str) -> None:
    offer = an_offer(state)
    for stranger in (as_staff(an_organisation("orkney-islands-council")), Candidate(offer.account_id + 1)):
        with pytest.raises(NotVisible):
            the_offer(stranger, offer.id)
