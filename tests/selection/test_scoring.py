"""Scores: each alone, shown when all are in or the chair says so, agreed on with a reason, and kept whoever leaves."""

import pytest

from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Cosla, Role, Staff
from recruitment.extensions import db
from recruitment.selection.actions import reject, set_aside, take_off_hold
from recruitment.selection.panel_actions import change_panel
from recruitment.selection.score_actions import Given, agree, change_scale, reveal, score, weigh
from recruitment.selection.score_queries import Panel, criteria_of, is_revealed, panel_seats, plan_of
from recruitment.selection.score_rules import USUAL, Scale
from recruitment.selection.score_tables import AgreedScore, Reveal, Score
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.scoring import a_panel, cells, criteria, scores, seen, told
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def application(vacancy: Vacancy) -> Application:
    return an_application(vacancy)


@pytest.fixture
def panel(vacancy: Vacancy) -> list[Staff]:
    return a_panel(vacancy)


def test_each_sees_their_own_until_all_are_in(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    chair, second, third = panel
    recruiter = as_staff(an_organisation())
    assert not scores(chair, application, vacancy, [4, 3])
    assert not scores(second, application, vacancy, [1, 2])
    assert seen(chair, application) == [[4], [3]]
    assert seen(second, application) == [[1], [2]]
    assert seen(third, application) == seen(recruiter, application) == [[], []]
    assert db.session.scalars(visible(third, Score)).all() == [], "not read, rather than not drawn"
    assert scores(third, application, vacancy, [3, 3])
    for each in (*panel, recruiter):
        assert seen(each, application) == [[4, 1, 3], [3, 2, 3]]
    assert ("reveal_scores", "All members had scored") in told(recruiter, application)


def test_a_mark_that_is_missing_keeps_all_closed(
    vacancy: Vacancy, application: Application, panel: list[Staff]
) -> None:
    for each in panel[:2]:
        scores(each, application, vacancy, [2, 2])
    assert not scores(panel[2], application, vacancy, [2])
    assert not is_revealed(panel[0], application.id)
    assert scores(panel[2], application, vacancy, [2, 2])


def test_one_changes_their_marks_until_they_are_revealed(
    vacancy: Vacancy, application: Application, panel: list[Staff]
) -> None:
    scores(panel[0], application, vacancy, [4, 3], note="At first")
    essential, desirable = criteria(vacancy)
    score(panel[0], application, {essential: Given(1, "Then"), desirable: Given(None)})
    assert [(mark.mark, mark.note) for cell in cells(panel[0], application) for mark in cell.marks] == [(1, "Then")]
    for each in panel:
        scores(each, application, vacancy, [2, 2])
    with pytest.raises(Refused, match="have been revealed"):
        score(panel[0], application, {essential: Given(4)})


def test_who_does_not_sit_does_not_score(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    for viewer in (as_staff(an_organisation(), *Role), as_staff(an_organisation(), Role.RECRUITER)):
        with pytest.raises(Refused, match="Only members"):
            scores(viewer, application, vacancy, [2, 2])


@pytest.mark.parametrize("mark", [-1, 5, 99])
def test_no_other_marks(vacancy: Vacancy, application: Application, panel: list[Staff], mark: int) -> None:
    with pytest.raises(Refused, match="not a mark"):
        scores(panel[0], application, vacancy, [mark])
    with pytest.raises(Refused, match="not a mark"):
        score(panel[0], application, {999_999: Given(2)})


def test_who_was_decided_is_scored_no_more(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    reject(as_staff(an_organisation()), application, reason="Others", feedback="Thank you.")
    with pytest.raises(Refused, match="has been decided"):
        scores(panel[0], application, vacancy, [2])


def test_the_chair_reveals_early_with_a_reason(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    chair, second, third = panel
    with pytest.raises(Refused, match="nothing to reveal"):
        reveal(chair, application, "A member is ill")
    scores(second, application, vacancy, [1, 2])
    for viewer in (second, third, as_staff(an_organisation(), Role.HIRING_MANAGER), as_staff(an_organisation())):
        with pytest.raises(Refused, match="Only the chair"):
            reveal(viewer, application, "I am curious")
    with pytest.raises(Refused, match="reason"):
        reveal(chair, application, " ")
    reveal(chair, application, "A member is ill")
    assert seen(third, application) == [[1], [2]]
    assert told(chair, application)[-1] == ("reveal_scores", "A member is ill")
    with pytest.raises(Refused):
        scores(third, application, vacancy, [4, 4])


def test_without_a_chair_a_recruiter_acts(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    recruiter = as_staff(an_organisation())
    change_panel(recruiter, vacancy, [each.person for each in panel], None)
    scores(panel[1], application, vacancy, [1, 2])
    with pytest.raises(Refused):
        reveal(panel[0], application, "I was the chair")
    reveal(recruiter, application, "Nobody chairs")
    assert is_revealed(panel[2], application.id)


def test_what_is_agreed_on(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    essential, _ = criteria(vacancy)
    with pytest.raises(Refused, match="once they are revealed"):
        agree(panel[0], application, {essential: Given(2, "Talked")})
    for each, mark in zip(panel, (0, 4, 2), strict=True):
        scores(each, application, vacancy, [mark, 2])
    assert [cell.is_apart for cell in cells(panel[1], application)] == [True, False]
    with pytest.raises(Refused, match="Only the chair"):
        agree(panel[1], application, {essential: Given(2, "Talked")})
    with pytest.raises(Refused, match="reason"):
        agree(panel[0], application, {essential: Given(2, "")})
    with pytest.raises(Refused, match="not a mark"):
        agree(panel[0], application, {essential: Given(None, "Talked")})
    agree(panel[0], application, {essential: Given(2, "The second answer shows it")})
    cell = cells(panel[1], application)[0]
    assert (cell.agreed, cell.reason, cell.is_apart) == (2, "The second answer shows it", False)
    agree(panel[0], application, {essential: Given(3, "Read again")})
    acts = db.session.scalars(visible(panel[0], Act).where(Act.act == "agree_score").order_by(Act.id)).all()
    assert [(act.before, act.after, act.reason) for act in acts] == [
        (None, "2", "The second answer shows it"), ("2", "3", "Read again"),
    ]  # fmt: skip


def test_scores_stay_when_the_chair_or_a_member_changes(
    vacancy: Vacancy, application: Application, panel: list[Staff]
) -> None:
    chair, second, third = panel
    recruiter = as_staff(an_organisation())
    for each in (chair, second):
        scores(each, application, vacancy, [3, 3])
    change_panel(recruiter, vacancy, [each.person for each in panel], second.person)
    assert seen(chair, application) == [[3], [3]]
    change_panel(recruiter, vacancy, [second.person, third.person], second.person)
    assert not is_revealed(second, application.id)
    assert scores(third, application, vacancy, [1, 1]), "those who sit now were all in"
    marks = cells(second, application)[0].marks
    assert [(mark.mark, mark.has_left) for mark in marks] == [(3, True), (3, False), (1, False)]
    acts = db.session.scalars(visible(recruiter, Act).where(Act.act == "set_chair").order_by(Act.id)).all()
    assert [(act.before, act.after) for act in acts] == [(str(chair.person), str(second.person))]


def test_when_the_last_who_is_missing_leaves_the_scores_are_revealed(
    vacancy: Vacancy, application: Application, panel: list[Staff]
) -> None:
    for each in panel[:2]:
        scores(each, application, vacancy, [3, 3])
    waits = an_application(vacancy)
    change_panel(as_staff(an_organisation()), vacancy, [each.person for each in panel[:2]], panel[0].person)
    assert is_revealed(panel[0], application.id)
    assert not is_revealed(panel[0], waits.id)


def test_one_vacancy_has_one_chair_who_sits(vacancy: Vacancy, panel: list[Staff]) -> None:
    recruiter = as_staff(an_organisation())
    with pytest.raises(Refused, match="must sit"):
        change_panel(recruiter, vacancy, [panel[1].person], panel[0].person)
    people = frozenset(each.person for each in panel)
    change_panel(recruiter, vacancy, people, panel[2].person)
    assert panel_seats(recruiter, vacancy.id) == Panel(people, panel[2].person)


def test_scores_begun_with_one_scale_keep_it(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    fife = an_organisation()
    administrator = as_staff(fife, Role.ADMINISTRATOR)
    scores(panel[0], application, vacancy, [4, 4])
    change_scale(administrator, fife.id, Scale(("No", "Yes"), 1))
    assert plan_of(panel[0], vacancy, ()).scale == USUAL
    later = a_vacancy(fife)
    assert plan_of(administrator, later, ()).scale == Scale(("No", "Yes"), 1)
    with pytest.raises(Refused):
        change_scale(as_staff(fife, Role.RECRUITER), fife.id, USUAL)
    for wrong in (Scale(("Only one",), 0), Scale(("No", "Yes"), 2), Scale(("No", "Yes"), 0)):
        with pytest.raises(Refused):
            change_scale(administrator, fife.id, wrong)


def test_nobody_weighs_by_the_outcome(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    manager = as_staff(an_organisation(), Role.HIRING_MANAGER)
    essential, desirable = criteria(vacancy)
    weigh(manager, vacancy, {essential: 3, desirable: 1})
    assert plan_of(manager, vacancy, criteria_of(manager, vacancy.id)).weights == {essential: 3}
    for each in panel:
        scores(each, application, vacancy, [2, 2])
    with pytest.raises(Refused, match="already"):
        weigh(manager, vacancy, {essential: 1})


def test_others_reach_no_score(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    for each in panel:
        scores(each, application, vacancy, [2, 2])
    for viewer in (Candidate(application.account_id), Cosla(1)):
        for table in (Score, Reveal, AgreedScore):
            with pytest.raises(NotVisible):
                visible(viewer, table)
    stranger = as_staff(an_organisation("orkney-islands-council"), *Role)
    assert db.session.scalars(visible(stranger, Score)).all() == []


def test_on_hold_and_back_to_where_it_was(vacancy: Vacancy) -> None:
    recruiter = as_staff(an_organisation())
    for state in ("submitted", "shortlisted"):
        application = an_application(vacancy, state=state)
        set_aside(recruiter, application)
        assert (application.state, application.held_from) == ("held", state)
        take_off_hold(recruiter, application)
        assert (application.state, application.held_from) == (state, None)
