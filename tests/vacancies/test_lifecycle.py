"""Every state × act, by everyone: the table of the lifecycle and nothing besides."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import actions, amending, approval_actions, revising
from recruitment.vacancies.approval_queries import waiting_request
from recruitment.vacancies.lifecycle import STATE_NAMES, VACANCY
from recruitment.vacancies.queries import advert_of, history
from recruitment.vacancies.revision_queries import open_revision
from recruitment.vacancies.rules import PHASES, is_open_to
from recruitment.vacancies.stages import COLUMNS, first_start
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.revisions import an_approved_revision
from tests.builders.vacancies import a_complete_vacancy

DAY = timedelta(days=1)


def later(vacancy: Vacancy, days: int) -> datetime:
    """So many days after the closing date."""
    return (vacancy.closes_at or clock.now()) + days * DAY


def staged(vacancy: Vacancy) -> dict[str, datetime | None]:
    """Its stages, the public one put off to the day before it closes."""
    return {audience: getattr(vacancy, column) for audience, column in COLUMNS.items()} | {"public": later(vacancy, -1)}


def promised(vacancy: Vacancy) -> dict[str, date]:
    """A decision on a day later than the one promised so far, and after closing."""
    last = max(day for day in (vacancy.decide_by, clock.local(later(vacancy, 0)).date()) if day is not None)
    return {"decide_by": last + timedelta(days=30)}


ACTIONS: dict[str, Callable[[Staff, Vacancy], Any]] = {
    "send_for_approval": approval_actions.send_for_approval,
    "approve": approval_actions.approve,
    "return": lambda viewer, vacancy: approval_actions.return_(viewer, vacancy, "The pay is wrong."),
    "take_back": approval_actions.take_back,
    "publish": actions.publish,
    "change_again": approval_actions.change_again,
    "extend": lambda viewer, vacancy: amending.extend(viewer, vacancy, later(vacancy, 3), "More time."),
    "close_early": lambda viewer, vacancy: amending.close_early(viewer, vacancy, later(vacancy, -3), "Enough of them."),
    "reopen": lambda viewer, vacancy: amending.reopen(viewer, vacancy, clock.now() + 9 * DAY, "Too few of them."),
    "amend": lambda viewer, vacancy: amending.amend(viewer, vacancy, {"title": "Cook"}, "It was wrong."),
    "restage": lambda viewer, vacancy: amending.restage(viewer, vacancy, staged(vacancy), "A day later."),
    "move_promises": lambda viewer, vacancy: amending.move_promises(
        viewer, vacancy, promised(vacancy), "Many applied."
    ),
    "begin_revision": revising.begin_revision,
    "apply_revision": lambda viewer, vacancy: revising.apply_revision(viewer, vacancy, "It is temporary."),
    "withdraw": lambda viewer, vacancy: actions.withdraw(viewer, vacancy, "The post is no longer there."),
    "fill": actions.fill,
    "give_up": lambda viewer, vacancy: actions.give_up(viewer, vacancy, "Nobody applied."),
}
SEEN_BY_SEARCH = {"publish", "withdraw", "fill", "give_up", "extend", "close_early", "reopen", "amend", "restage",
                  "move_promises", "apply_revision"}  # fmt: skip
# Dates that make the phases of what is published.
DATES = {"scheduled": (2, 20), "early": (2, 20), "live": (-2, 20), "closed": (-20, -2)}


@pytest.fixture
def fife(database: None) -> Organisation:
    """An organisation with an author and an approver who is somebody else."""
    return an_organisation("fife-council")


def a_vacancy_in(fife: Organisation, state: str, author: int, act: str = "") -> Vacancy:
    """In a state, and in a phase of it for which an act is."""
    is_closed = state == "published" and act == "reopen"
    dates = {"closes_at": clock.now() - DAY / 2} if is_closed else {}
    if state == "published" and act == "restage":
        dates = {"public_from": clock.now() + DAY}
    vacancy = a_complete_vacancy(fife, state=state, created_by=author, **dates)
    if state == "published" and act == "apply_revision":
        an_approved_revision(as_staff(fife, Role.ADMINISTRATOR, person=author), vacancy)
    return vacancy


def a_vacancy_of(fife: Organisation, phase: str, author: int) -> Vacancy:
    opens, closes = DATES.get(phase, (None, 20))
    dates: dict[str, Any] = {"closes_at": clock.now() + closes * DAY}
    if opens is not None:
        dates["public_from"] = clock.now() + opens * DAY
    if phase == "early":
        dates["internal_from"] = clock.now() - DAY
    state = "published" if phase in DATES else phase
    return a_complete_vacancy(fife, state=state, created_by=author, **dates)


def changes_of(vacancy: Vacancy) -> int:
    counted = visible(System("index"), AdvertChange).where(AdvertChange.vacancy_id == vacancy.id)
    return db.session.scalars(counted.with_only_columns(func.count())).one()


def last_recorded(viewer: Staff, vacancy: Vacancy) -> Act | None:
    wanted = visible(viewer, Act).where(Act.noun == "vacancy", Act.row_id == vacancy.id).order_by(Act.id.desc())
    return db.session.scalars(wanted.limit(1)).one_or_none()


def test_every_act_has_an_action_and_every_state_a_name() -> None:
    assert set(ACTIONS) == set(VACANCY.acts)
    assert set(STATE_NAMES) == set(VACANCY.states)
    assert set(VACANCY.states) - {"published"} <= set(PHASES)


@pytest.mark.parametrize("state", VACANCY.states)
@pytest.mark.parametrize("act", VACANCY.acts)
def test_every_state_and_act(fife: Organisation, state: str, act: str) -> None:
    author, everything = a_member(fife), as_staff(fife, *Role)
    vacancy = a_vacancy_in(fife, state, author.id, act)
    a_member(fife, Role.APPROVER)
    move = VACANCY.find(state, act)
    if move is None:
        with pytest.raises(IllegalMove):
            ACTIONS[act](everything, vacancy)
        assert (advert_of(everything, vacancy.id).vacancy.state, changes_of(vacancy)) == (state, 0)
        return
    ACTIONS[act](everything, vacancy)
    db.session.expire_all()
    assert advert_of(everything, vacancy.id).vacancy.state == move.target
    recorded = last_recorded(everything, vacancy)
    assert recorded is not None
    assert (recorded.act, recorded.before, recorded.after) == (act, state, move.target)
    assert (recorded.reason is not None) == move.needs_reason
    assert changes_of(vacancy) == (1 if act in SEEN_BY_SEARCH else 0)
    posted = db.session.scalars(visible(System("mail"), Letter)).all()
    assert {letter.name for letter in posted} == ({move.letter} if move.letter else set())


@pytest.mark.parametrize("move", VACANCY.table, ids=lambda move: f"{move.source}-{move.act}")
def test_only_the_roles_of_the_table_may(fife: Organisation, move) -> None:
    author = a_member(fife)
    a_member(fife, Role.APPROVER)
    for role in set(Role) - move.by - {Role.PANEL_MEMBER}:
        vacancy = a_vacancy_in(fife, move.source, author.id, move.act)
        viewer = as_staff(fife, role)
        with pytest.raises(Refused):
            ACTIONS[move.act](viewer, vacancy)
        assert advert_of(viewer, vacancy.id).vacancy.state == move.source
    for role in move.by:
        vacancy = a_vacancy_in(fife, move.source, author.id, move.act)
        viewer = as_staff(fife, role)
        ACTIONS[move.act](viewer, vacancy)
        assert advert_of(viewer, vacancy.id).vacancy.state == move.target


@pytest.mark.parametrize("act", VACANCY.acts)
def test_another_organisations_staff_change_nothing(fife: Organisation, act: str) -> None:
    stranger = as_staff(an_organisation("orkney-islands-council"), *Role)
    source = next(move.source for move in VACANCY.table if move.act == act)
    vacancy = a_vacancy_in(fife, source, a_member(fife).id, act)
    with pytest.raises((Refused, NotVisible)):
        ACTIONS[act](stranger, vacancy)
    db.session.expire_all()
    assert advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy.state == source


@pytest.mark.parametrize("act", sorted({move.act for move in VACANCY.table if move.needs_reason}))
def test_a_reason_is_needed_where_the_table_says_so(fife: Organisation, act: str) -> None:
    soon = clock.now() + 15 * DAY
    named: dict[str, Callable[[Staff, Vacancy, str], Any]] = {
        "return": approval_actions.return_,
        "extend": lambda viewer, vacancy, reason: amending.extend(viewer, vacancy, soon, reason),
        "close_early": lambda viewer, vacancy, reason: amending.close_early(viewer, vacancy, clock.now(), reason),
        "reopen": lambda viewer, vacancy, reason: amending.reopen(viewer, vacancy, soon, reason),
        "amend": lambda viewer, vacancy, reason: amending.amend(viewer, vacancy, {"title": "Cook"}, reason),
        "restage": lambda viewer, vacancy, reason: amending.restage(viewer, vacancy, staged(vacancy), reason),
        "apply_revision": revising.apply_revision,
        "move_promises": lambda viewer, vacancy, reason: amending.move_promises(
            viewer, vacancy, promised(vacancy), reason
        ),
        "withdraw": actions.withdraw,
        "give_up": actions.give_up,
    }
    source = next(move.source for move in VACANCY.table if move.act == act)
    vacancy = a_vacancy_in(fife, source, a_member(fife).id, act)
    with pytest.raises(Refused, match="reason"):
        named[act](as_staff(fife, *Role), vacancy, "  ")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(list(PHASES)), st.lists(st.tuples(st.sampled_from(VACANCY.acts), st.sampled_from(list(Role))),
                                               min_size=1, max_size=8))  # fmt: skip
def test_whatever_is_tried_in_whatever_order_the_table_and_the_phase_decide(
    fife: Organisation, begun: str, tried: list[tuple[str, Role]]
) -> None:
    """Every phase, act and role, one after another: what is open is done and recorded, all else changes nothing."""
    author = a_member(fife)
    people = {role: as_staff(fife, role) for role in Role if role is not Role.PANEL_MEMBER}
    reader = people[Role.ADMINISTRATOR]
    vacancy = a_vacancy_of(fife, begun, author.id)
    for act, role in tried:
        if role is Role.PANEL_MEMBER:
            continue
        before, now = vacancy.state, clock.now()
        recorded = len(history(reader, vacancy.id))
        move = VACANCY.find(before, act)
        if (
            move is None
            or role not in move.by
            or not is_open_to(vacancy, act, now)
            or is_senseless(reader, vacancy, act)
        ):
            with pytest.raises(Refused):
                ACTIONS[act](people[role], vacancy)
            assert (vacancy.state, len(history(reader, vacancy.id))) == (before, recorded)
            continue
        ACTIONS[act](people[role], vacancy)
        assert vacancy.state == move.target
        assert len(history(reader, vacancy.id)) == recorded + 1
        waits = waiting_request(reader, vacancy.id) is not None
        assert waits == (vacancy.state == "awaiting_approval"), "a request waits exactly while the advert does"


def is_senseless(reader: Staff, vacancy: Vacancy, act: str) -> bool:
    """What the dates or the words of it forbid: a closing date in the past, the same title again, no time to open."""
    now = clock.now()
    closes = vacancy.closes_at or now
    return {
        "send_for_approval": closes <= now,
        "publish": closes <= now,
        "extend": later(vacancy, 3) <= max(now, vacancy.public_from or now),
        "close_early": later(vacancy, -3) <= (first_start(vacancy) or now),
        "restage": vacancy.public_from == later(vacancy, -1),
        "amend": vacancy.title == "Cook",
        # One at a time, and none of these is approved yet.
        "begin_revision": open_revision(reader, vacancy.id) is not None,
        "apply_revision": True,
    }.get(act, False)


def test_of_two_clicks_one_wins(fife: Organisation) -> None:
    """The second has loaded the row before the first changed it."""
    vacancy = a_vacancy_in(fife, "awaiting_approval", a_member(fife).id)
    first, second = as_staff(fife, Role.APPROVER), as_staff(fife, Role.APPROVER)
    approval_actions.approve(first, vacancy)
    db.session.flush()
    vacancy.__dict__["state"] = "awaiting_approval"
    with pytest.raises(IllegalMove):
        approval_actions.return_(second, vacancy, "Too late")
    db.session.expire_all()
    assert advert_of(first, vacancy.id).vacancy.state == "approved"
