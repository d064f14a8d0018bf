"""Every state × act, by everyone: the table of the lifecycle and nothing besides."""

from collections.abc import Callable

import pytest
from sqlalchemy import func

from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import actions, approval_actions
from recruitment.vacancies.lifecycle import STATE_NAMES, VACANCY
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy

ACTIONS: dict[str, Callable[[Staff, Vacancy], None]] = {
    "send_for_approval": approval_actions.send_for_approval,
    "approve": approval_actions.approve,
    "return": lambda viewer, vacancy: approval_actions.return_(viewer, vacancy, "The pay is wrong."),
    "take_back": approval_actions.take_back,
    "publish": actions.publish,
    "change_again": approval_actions.change_again,
    "withdraw": lambda viewer, vacancy: actions.withdraw(viewer, vacancy, "The post is no longer there."),
    "fill": actions.fill,
    "give_up": lambda viewer, vacancy: actions.give_up(viewer, vacancy, "Nobody applied."),
}
SEEN_BY_SEARCH = {"publish", "withdraw", "fill", "give_up"}


@pytest.fixture
def fife(database: None) -> Organisation:
    """An organisation with an author and an approver who is somebody else."""
    return an_organisation("fife-council")


def a_vacancy_in(fife: Organisation, state: str, author: int) -> Vacancy:
    return a_complete_vacancy(fife, state=state, created_by=author)


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
    vacancy = a_vacancy_in(fife, state, author.id)
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
        vacancy = a_vacancy_in(fife, move.source, author.id)
        viewer = as_staff(fife, role)
        with pytest.raises(Refused):
            ACTIONS[move.act](viewer, vacancy)
        assert advert_of(viewer, vacancy.id).vacancy.state == move.source
    for role in move.by:
        vacancy = a_vacancy_in(fife, move.source, author.id)
        viewer = as_staff(fife, role)
        ACTIONS[move.act](viewer, vacancy)
        assert advert_of(viewer, vacancy.id).vacancy.state == move.target


@pytest.mark.parametrize("act", VACANCY.acts)
def test_another_organisations_staff_change_nothing(fife: Organisation, act: str) -> None:
    stranger = as_staff(an_organisation("orkney-islands-council"), *Role)
    source = next(move.source for move in VACANCY.table if move.act == act)
    vacancy = a_vacancy_in(fife, source, a_member(fife).id)
    with pytest.raises((Refused, NotVisible)):
        ACTIONS[act](stranger, vacancy)
    db.session.expire_all()
    assert advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy.state == source


@pytest.mark.parametrize("act", [move.act for move in VACANCY.table if move.needs_reason])
def test_a_reason_is_needed_where_the_table_says_so(fife: Organisation, act: str) -> None:
    named = {"return": approval_actions.return_, "withdraw": actions.withdraw, "give_up": actions.give_up}
    source = next(move.source for move in VACANCY.table if move.act == act)
    vacancy = a_vacancy_in(fife, source, a_member(fife).id)
    with pytest.raises(Refused, match="reason"):
        named[act](as_staff(fife, *Role), vacancy, "  ")


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
