"""Scores at interviews: what each round tests, each member alone, apart from the scores of the sift."""

from datetime import timedelta

import pytest

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.selection.interview_actions import set_questions
from recruitment.selection.interview_queries import the_round, the_seat
from recruitment.selection.interview_scoring import criteria_of_round, interview_occasion, plan_of_round
from recruitment.selection.interview_tables import Interview, InterviewRound
from recruitment.selection.panel_actions import change_panel
from recruitment.selection.score_actions import NOT_OPEN, Given, agree_at, reveal_at, score_at
from recruitment.selection.score_queries import Occasion, cells_of, is_revealed, panel_seats
from recruitment.selection.score_rules import scored_at_interview
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, a_time, an_interview
from tests.builders.organisations import an_organisation
from tests.builders.scoring import a_panel, criteria, scores, seen
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]


@pytest.fixture
def vacancy() -> Vacancy:
    """Of four criteria the first two are assessed in writing, the third by interview, the last by a presentation."""
    vacancy = a_vacancy(an_organisation(), criteria=4)
    rows = visible(as_staff(an_organisation()), Criterion).where(Criterion.vacancy_id == vacancy.id)
    for row in db.session.scalars(rows.order_by(Criterion.position)).all()[2:]:
        row.assessed_by = "interview" if row.position == 2 else "test"
    db.session.commit()
    return vacancy


@pytest.fixture
def panel(vacancy: Vacancy) -> list[Staff]:
    return a_panel(vacancy)


@pytest.fixture
def held(vacancy: Vacancy) -> Interview:
    """An interview that began an hour ago."""
    row = a_round(vacancy)
    slot = a_time(row, clock.now() - timedelta(hours=1))
    return an_interview(row, an_application(vacancy, state="interview"), slot)


def occasion(viewer: Staff, interview: Interview) -> Occasion:
    row = the_round(viewer, interview.round_id)
    return interview_occasion(viewer, interview, row, the_seat(viewer, interview.id).slot)


def gives(viewer: Staff, interview: Interview, *marks: int) -> bool:
    here = occasion(viewer, interview)
    given = {one.id: Given(mark) for one, mark in zip(here.criteria, marks, strict=False)}
    was_last = score_at(viewer, here, given)
    db.session.commit()
    return was_last


def seen_at(viewer: Staff, vacancy: Vacancy, interview: Interview) -> list[list[int]]:
    plan = plan_of_round(viewer, vacancy, the_round(viewer, interview.round_id))
    found = cells_of(viewer, plan, panel_seats(viewer, vacancy.id), [interview.application_id],
                     interview_ids=[interview.id])  # fmt: skip
    return [[mark.mark for mark in cell.marks] for cell in found[interview.application_id]]


def test_what_a_round_tests(vacancy: Vacancy, panel: list[Staff]) -> None:
    recruiter = as_staff(an_organisation())
    first, second = a_round(vacancy), a_round(vacancy, name="Presentation")
    numbers = criteria(vacancy)
    assert [[one.id for one in criteria_of_round(recruiter, row)] for row in (first, second)] == [
        numbers[2:],
        numbers[2:],
    ]
    set_questions(recruiter, first, [(numbers[0], "Tell us more."), (numbers[2], "How?"), (None, "Why us?")])
    set_questions(recruiter, second, [(numbers[3], "Present.")])
    found: list[InterviewRound] = [first, second]
    assert [[one.id for one in criteria_of_round(recruiter, row)] for row in found] == [
        [numbers[0], numbers[2]],
        [numbers[3]],
    ]
    labels = plan_of_round(recruiter, vacancy, first)
    assert [labels.label(one.id) for one in labels.criteria] == ["I1", "I2"]


def test_what_no_question_tests_is_scored_all_the_same() -> None:
    rows = [Criterion(id=number, position=number, kind="essential", assessed_by=how, text="") for number, how in
            ((1, "application"), (2, "interview"), (3, "test"))]  # fmt: skip
    assert [one.id for one in scored_at_interview(rows, [], [])] == [2, 3]
    assert [one.id for one in scored_at_interview(rows, [1], [1, 3])] == [1, 2]


def test_each_alone_until_all_are_in(vacancy: Vacancy, panel: list[Staff], held: Interview) -> None:
    first, second, third = panel
    assert not gives(first, held, 4, 3)
    assert not gives(second, held, 2, 2)
    assert seen_at(first, vacancy, held) == [[4], [3]]
    assert seen_at(third, vacancy, held) == [[], []]
    assert gives(third, held, 3, 3)
    assert seen_at(as_staff(an_organisation()), vacancy, held) == [[4, 2, 3], [3, 2, 3]]
    acts = visible(first, Act).where(Act.noun == "interview", Act.row_id == held.id).order_by(Act.id)
    assert [act.act for act in db.session.scalars(acts)] == ["score", "score", "score", "reveal_scores"]


def test_scores_of_the_sift_stay_apart(vacancy: Vacancy, panel: list[Staff], held: Interview) -> None:
    """Also of one criterion that both score: what is revealed of one is not revealed of the other."""
    first, second, _ = panel
    application = occasion(first, held).application
    row = the_round(as_staff(an_organisation()), held.round_id)
    set_questions(as_staff(an_organisation()), row, [(criteria(vacancy)[0], "Tell us more.")])
    application.state = "submitted"
    db.session.flush()
    for member in panel:
        scores(member, application, vacancy, [1, 1])
    application.state = "interview"
    db.session.flush()
    gives(first, held, 4, 4, 4)
    assert seen(second, application)[0] == [1, 1, 1]
    assert seen_at(second, vacancy, held)[0] == []
    assert is_revealed(first, application.id) and not is_revealed(first, application.id, [held.id])


def test_the_chair_reveals_and_writes_down_what_is_agreed(
    vacancy: Vacancy, panel: list[Staff], held: Interview
) -> None:
    chair, second, _ = panel
    gives(chair, held, 4, 4)
    with pytest.raises(Refused, match="Only the chair"):
        reveal_at(second, occasion(second, held), "Time is short.")
    reveal_at(chair, occasion(chair, held), "A colleague is ill.")
    with pytest.raises(Refused, match="have been revealed"):
        gives(second, held, 1, 1)
    number = criteria(vacancy)[2]
    agree_at(chair, occasion(chair, held), {number: Given(3, "The example was partly theirs.")})
    cell = cells_of(second, plan_of_round(second, vacancy, the_round(second, held.round_id)),
                    panel_seats(second, vacancy.id), [held.application_id], interview_ids=[held.id])  # fmt: skip
    assert [one.agreed for one in cell[held.application_id]] == [3, None]


def test_only_once_it_has_begun_and_until_it_is_decided(vacancy: Vacancy, panel: list[Staff], held: Interview) -> None:
    row = the_round(panel[0], held.round_id)
    early = an_interview(row, an_application(vacancy, state="interview"), a_time(row, clock.now() + timedelta(days=1)))
    with pytest.raises(Refused, match=NOT_OPEN):
        gives(panel[0], early, 3, 3)
    absent = an_interview(row, an_application(vacancy, state="interview"))
    with pytest.raises(Refused, match=NOT_OPEN):
        gives(panel[0], absent, 3, 3)
    occasion(panel[0], held).application.state = "offered"
    db.session.flush()
    with pytest.raises(Refused, match=NOT_OPEN):
        gives(panel[0], held, 3, 3)


def test_whoever_leaves_is_no_longer_waited_for(vacancy: Vacancy, panel: list[Staff], held: Interview) -> None:
    for member in panel[:2]:
        gives(member, held, 3, 3)
    recruiter = as_staff(an_organisation(), Role.RECRUITER)
    assert not is_revealed(recruiter, held.application_id, [held.id])
    change_panel(recruiter, vacancy, [member.person for member in panel[:2]], None)
    assert is_revealed(recruiter, held.application_id, [held.id])
