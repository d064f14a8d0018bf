"""Narrowing and ordering the list: by what its viewer has decided, by answers that lack, at random, by score."""

from itertools import pairwise

import pytest

from recruitment.applications.tables import Application
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.selection.actions import keep_in_sift
from recruitment.selection.exclusion_actions import exclude
from recruitment.selection.queries import applicants_page, beside, every_applicant
from recruitment.selection.rules import PAGE, Sift
from recruitment.selection.score_actions import Given, agree, reveal, weigh
from recruitment.selection.score_queries import own_exclusions
from recruitment.selection.screening import how_many_pointed_out, pointed_out
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.scoring import a_panel, answered, criteria, scores
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation(), hides_names=True)


@pytest.fixture
def panel(vacancy: Vacancy) -> list[Staff]:
    return a_panel(vacancy)


def ids(viewer: Staff, vacancy: Vacancy, **asked: object) -> list[int]:
    return [row.application.id for row in every_applicant(viewer, vacancy.id, Sift(**asked))]


def test_the_order_at_random_is_a_readers_own_and_stays(vacancy: Vacancy, panel: list[Staff]) -> None:
    received = [an_application(vacancy).id for _ in range(30)]
    orders = [ids(member, vacancy, sort="random") for member in panel]
    assert [ids(member, vacancy, sort="random") for member in panel] == orders
    assert all(sorted(order) == received for order in orders)
    assert len({tuple(order) for order in [received, *orders]}) == 4
    other = a_vacancy(an_organisation())
    again = [an_application(other).id for _ in range(30)]
    drawn = ids(as_staff(an_organisation(), person=panel[0].person), other, sort="random")
    assert [again.index(number) for number in drawn] != [received.index(number) for number in orders[0]]


def test_pages_at_random_neither_repeat_nor_lose_anybody(vacancy: Vacancy, panel: list[Staff]) -> None:
    received = {an_application(vacancy).id for _ in range(PAGE + 20)}
    sift = Sift(sort="random")
    pages = [applicants_page(panel[0], vacancy.id, sift, page).rows for page in (1, 2)]
    listed = [row.application.id for rows in pages for row in rows]
    assert len(listed) == len(set(listed)) == len(received)
    assert set(listed) == received
    walked = [application for rows in pages for application in (row.application for row in rows)]
    for here, after in pairwise(walked):
        assert beside(panel[0], here, sift).after == after.id


def test_names_that_are_hidden_are_read_at_random_unless_asked_otherwise() -> None:
    assert Sift.asked({}, hides_names=True).sort == "random"
    assert Sift.asked({}).sort == "received"
    assert Sift.asked({"sort": "received"}, hides_names=True).address == {"sort": "received"}
    assert Sift.asked({"sort": "random"}, hides_names=True).address == {}


def test_whom_a_member_has_still_to_score(vacancy: Vacancy, panel: list[Staff]) -> None:
    done, half, none, decided = (
        an_application(vacancy, state=s) for s in ("submitted", "held", "shortlisted", "offered")
    )
    scores(panel[0], done, vacancy, [2, 2])
    scores(panel[0], half, vacancy, [2])
    sift = {"mine": "undecided", "sort": "received"}
    assert ids(panel[0], vacancy, **sift) == [half.id, none.id]
    assert ids(panel[1], vacancy, **sift) == [done.id, half.id, none.id]
    assert ids(as_staff(an_organisation()), vacancy, **sift) == [done.id, half.id], "for others those not moved"
    here = beside(panel[0], done, Sift())
    assert (here.open_before, here.open_after) == (None, half.id)
    assert beside(panel[0], decided, Sift()).open_before == none.id
    scores(panel[1], half, vacancy, [2, 2])
    reveal(panel[0], half, "A member is ill")
    assert ids(panel[0], vacancy, **sift) == [none.id], "once revealed there is nothing left to score"


def test_by_ones_own_scores(vacancy: Vacancy, panel: list[Staff]) -> None:
    meets, lacks, unscored = (an_application(vacancy) for _ in range(3))
    scores(panel[0], meets, vacancy, [2, 0])
    scores(panel[0], lacks, vacancy, [1, 4])
    scores(panel[1], unscored, vacancy, [4, 4])
    assert ids(panel[0], vacancy, mine="meets") == [meets.id]
    assert ids(panel[0], vacancy, mine="lacks") == [lacks.id]


def test_by_score_what_is_agreed_before_the_middle_before_nothing(vacancy: Vacancy, panel: list[Staff]) -> None:
    chair = panel[0]
    low, high, agreed, none = (an_application(vacancy) for _ in range(4))
    essential, desirable = criteria(vacancy)
    weigh(as_staff(an_organisation()), vacancy, {essential: 3, desirable: 1})
    for application, marks in ((low, [1, 4]), (high, [3, 0]), (agreed, [0, 0])):
        scores(chair, application, vacancy, marks)
    assert ids(chair, vacancy, sort="score") == [high.id, low.id, agreed.id, none.id]
    assert ids(panel[1], vacancy, sort="score") == [low.id, high.id, agreed.id, none.id], "who sees none orders by none"
    reveal(chair, agreed, "A member is ill")
    agree(chair, agreed, {essential: Given(4, "Talked"), desirable: Given(4, "Talked")})
    assert ids(chair, vacancy, sort="score")[0] == agreed.id


def test_who_left_an_essential_unanswered(vacancy: Vacancy, panel: list[Staff]) -> None:
    full, blank, none = (an_application(vacancy) for _ in range(3))
    answered(full, vacancy)
    answered(blank, vacancy, "   ")
    assert ids(panel[0], vacancy, unanswered=True) == [blank.id, none.id]


def test_a_screening_points_out_and_a_person_keeps(vacancy: Vacancy, panel: list[Staff]) -> None:
    full, blank, gone = an_application(vacancy), an_application(vacancy), an_application(vacancy, state="withdrawn")
    answered(full, vacancy)
    recruiter = as_staff(an_organisation())
    (found,) = pointed_out(recruiter, vacancy)
    assert found.row.application.id == blank.id != gone.id
    assert [one.text for one in found.lacking] == ["Criterion 1"]
    assert how_many_pointed_out(recruiter, vacancy) == 1
    assert blank.state == "submitted", "nothing happens by itself"
    keep_in_sift(recruiter, blank)
    db.session.commit()
    assert pointed_out(recruiter, vacancy) == ()
    assert how_many_pointed_out(panel[0], vacancy) == 0


def test_whom_one_is_excluded_from_is_not_listed(vacancy: Vacancy, panel: list[Staff]) -> None:
    kept, apart = an_application(vacancy), an_application(vacancy)
    exclude(panel[1], apart, "friend")
    db.session.commit()
    assert ids(panel[1], vacancy) == [kept.id]
    assert own_exclusions(panel[1], vacancy.id) == 1
    assert ids(panel[0], vacancy) == [kept.id, apart.id]
    assert own_exclusions(panel[0], vacancy.id) == 0


def test_a_recruiter_who_has_declared_a_relationship_reads_nothing(vacancy: Vacancy) -> None:
    application: Application = an_application(vacancy)
    recruiter = as_staff(an_organisation(), Role.RECRUITER)
    exclude(recruiter, application, "family")
    assert ids(recruiter, vacancy) == []
