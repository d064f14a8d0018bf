"""Asking for an adjustment in order to apply, and being answered: who may, what is told to whom, and what is not."""

from datetime import date, timedelta

import pytest

from recruitment.applications.adjustment_actions import answer_request, finish, note_told
from recruitment.applications.adjustment_lifecycle import ADJUSTMENT
from recruitment.applications.adjustment_queries import number_waiting, request_of, requests_to
from recruitment.applications.adjustment_rules import due_on
from recruitment.applications.adjustment_tables import AdjustmentNeed, AdjustmentRequest
from recruitment.applications.rules import Closed
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Cosla, Operator, Public, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.actions import change_local_rules
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_candidate, as_staff
from tests.builders.helping import NEED, an_adjustment
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
OTHERS = (Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER)


@pytest.fixture
def council() -> Organisation:
    return an_organisation()


@pytest.fixture
def recruiter(council: Organisation) -> Staff:
    return as_staff(council, Role.RECRUITER)


@pytest.fixture
def vacancy(council: Organisation) -> Vacancy:
    return a_vacancy(council)


def letters(name: str) -> list[Letter]:
    return list(db.session.scalars(visible(System("mail"), Letter).where(Letter.name == name).order_by(Letter.id)))


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [(date(2026, 6, 1), 2, date(2026, 6, 3)), (date(2026, 6, 4), 2, date(2026, 6, 8)),
     (date(2026, 6, 5), 2, date(2026, 6, 9)), (date(2026, 6, 6), 1, date(2026, 6, 8)),
     (date(2026, 6, 7), 5, date(2026, 6, 12))],
)  # fmt: skip
def test_the_promise_counts_working_days(asked: date, days: int, due: date) -> None:
    assert due_on(asked, days) == due


def test_whoever_asks_and_whoever_answers_hear_of_it(vacancy: Vacancy, recruiter: Staff) -> None:
    request = an_adjustment(vacancy)
    (asked,), (waits,) = letters("adjustment_asked"), letters("adjustment_waits")
    assert asked.to == "morag@test.example"
    assert request.due_on == due_on(clock.today(), 2)
    assert NEED not in str(waits.facts) and "Morag" not in str(waits.facts)
    assert NEED not in str(asked.facts)


def test_the_promise_is_the_employers_own_rule(council: Organisation, vacancy: Vacancy) -> None:
    administrator = as_staff(council, Role.ADMINISTRATOR)
    change_local_rules(administrator, council, adjustment_days=5)
    assert an_adjustment(vacancy).due_on == due_on(clock.today(), 5)
    for wrong in (0, 11):
        with pytest.raises(Refused):
            change_local_rules(administrator, council, adjustment_days=wrong)


def test_nobody_asks_once_it_has_closed(council: Organisation) -> None:
    closed = a_vacancy(council, closes_at=clock.now() - timedelta(seconds=2))
    with pytest.raises(Closed):
        an_adjustment(closed)


def test_who_asks_by_post_waits_until_staff_have_told_them(vacancy: Vacancy, recruiter: Staff) -> None:
    request = an_adjustment(vacancy, reach_by="post", email="", address="1 Example Street")
    assert not letters("adjustment_asked")
    answer_request(recruiter, request, vacancy, "agree", "We post the form today.")
    db.session.commit()
    assert (request.state, request.told_at) == ("agreed", None)
    assert not letters("adjustment_answered")
    with pytest.raises(Refused):
        finish(recruiter, request)
    note_told(recruiter, request)
    with pytest.raises(IllegalMove):
        note_told(recruiter, request)
    finish(recruiter, request)
    assert request.state == "done"


def test_an_answer_goes_by_email_and_stands_in_no_record(vacancy: Vacancy, recruiter: Staff) -> None:
    request = an_adjustment(vacancy)
    answer_request(recruiter, request, vacancy, "decline", "We cannot do braille, but we ring you.")
    db.session.commit()
    (letter,) = letters("adjustment_answered")
    assert letter.facts is not None and "ring you" in letter.facts["answer"] and letter.facts["is_agreed"] is False
    answer_request(recruiter, request, vacancy, "agree", "We found somebody who does braille.")
    db.session.commit()
    assert [each.facts["is_agreed"] for each in letters("adjustment_answered") if each.facts] == [False, True]
    told = db.session.scalars(visible(recruiter, Act).where(Act.noun == "adjustment_request")).all()
    assert [act.act for act in told] == ["ask_for_adjustment", "decline", "agree"]
    assert not any("braille" in str(act.reason) or NEED in str(act.reason) for act in told)


@pytest.mark.parametrize("act", ADJUSTMENT.acts)
@pytest.mark.parametrize("state", ADJUSTMENT.states)
@pytest.mark.parametrize("role", list(Role))
def test_each_act_from_each_state_by_each_role(
    council: Organisation, vacancy: Vacancy, state: str, act: str, role: Role
) -> None:
    answered = {} if state == "asked" else {"answered_at": clock.now(), "answered_by": 1, "told_at": clock.now()}
    request = an_adjustment(vacancy)
    for name, value in {"state": state, **answered}.items():
        setattr(request, name, value)
    db.session.commit()
    viewer = as_staff(council, role)
    move = ADJUSTMENT.find(state, act)

    def make() -> None:
        if act == "finish":
            finish(viewer, request)
        else:
            answer_request(viewer, request, vacancy, act, "As you ask.")

    if move is not None and role in move.by:
        make()
        assert request.state == move.target
    else:
        with pytest.raises((IllegalMove, Refused, NotVisible)):
            make()
        assert request.state == state


def test_nobody_else_reaches_what_people_need(council: Organisation, vacancy: Vacancy, recruiter: Staff) -> None:
    request = an_adjustment(vacancy)
    elsewhere = as_staff(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR)
    strangers = [as_staff(council, role) for role in OTHERS]
    for viewer in (elsewhere, *strangers):
        for model in (AdjustmentRequest, AdjustmentNeed):
            assert not db.session.scalars(visible(viewer, model)).all()
        assert db.session.scalars(number_waiting(viewer, viewer.organisation_ids)).one() == 0
        assert not requests_to(viewer, viewer.organisation_ids, 1).rows
        with pytest.raises(NotVisible):
            request_of(viewer, request.id)
    for other in (Public(), Cosla(1), Operator(1)):
        with pytest.raises(NotVisible):
            visible(other, AdjustmentNeed)
    assert not db.session.scalars(visible(as_candidate(), AdjustmentNeed)).all()
    assert request_of(recruiter, request.id).need.needs == NEED
    assert db.session.scalars(number_waiting(recruiter, [council.id])).one() == 1


def test_whoever_is_signed_in_reaches_their_own(vacancy: Vacancy) -> None:
    person = as_candidate(an_account("own@test.example"))
    an_adjustment(vacancy)
    own = an_adjustment(vacancy, person)
    assert [row.id for row in db.session.scalars(visible(person, AdjustmentRequest))] == [own.id]
    assert [row.request_id for row in db.session.scalars(visible(person, AdjustmentNeed))] == [own.id]


def test_recruiters_hear_and_administrators_where_there_is_none(council: Organisation, vacancy: Vacancy) -> None:
    head = a_member(council, Role.ADMINISTRATOR)
    an_adjustment(vacancy)
    assert [letter.to for letter in letters("adjustment_waits")] == [head.email]
    first = a_member(council, Role.RECRUITER)
    an_adjustment(vacancy)
    assert [letter.to for letter in letters("adjustment_waits")] == [head.email, first.email]
