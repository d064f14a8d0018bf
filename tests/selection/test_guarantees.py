"""Whoever claims a guaranteed interview and meets the essentials is offered one, and nothing tells the panel of it."""

import pytest

from recruitment.applications.tables import Application, Guarantee
from recruitment.core.audit import Act
from recruitment.core.errors import Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.selection.actions import Parting, reject, reject_together
from recruitment.selection.guarantees import Bar, bars_of, to_be_invited
from recruitment.selection.partings import OWN, drafted_for_each, own_reasons, partings
from recruitment.selection.queries import acts_on
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.scoring import a_panel, answered, scores
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
WHY = {"reason": "Others met more", "feedback": "Thank you."}


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation(), schemes=["guaranteed_interview"])


@pytest.fixture
def panel(vacancy: Vacancy) -> list[Staff]:
    return a_panel(vacancy)


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


@pytest.fixture
def manager() -> Staff:
    return as_staff(an_organisation(), Role.HIRING_MANAGER)


def scored_by_all(panel: list[Staff], vacancy: Vacancy, *marks: int, **facts: object) -> Application:
    application = an_application(vacancy, **facts)
    for member in panel:
        scores(member, application, vacancy, marks)
    return application


def test_a_claimant_who_meets_the_essentials_is_not_rejected_without_a_reason(
    vacancy: Vacancy, panel: list[Staff], recruiter: Staff
) -> None:
    application = scored_by_all(panel, vacancy, 2, 0, scheme="disabled")
    assert [row.id for row in to_be_invited(recruiter, vacancy)] == [application.id]
    with pytest.raises(Refused, match="offered an interview"):
        reject(recruiter, application, **WHY)
    assert application.state == "submitted"
    reject(recruiter, application, **WHY, despite="They have taken another post, and said so by telephone")
    assert application.state == "unsuccessful"
    acts = db.session.scalars(visible(recruiter, Act).where(Act.act == "reject_despite_claim")).all()
    assert [(act.noun, act.reason) for act in acts] == [
        (Guarantee.__tablename__, "They have taken another post, and said so by telephone")
    ]
    assert all("another post" not in (act.reason or "") for act in acts_on(panel[0], application))


@pytest.mark.parametrize("scheme", ["disabled", None])
def test_a_hiring_manager_learns_of_no_claim(
    vacancy: Vacancy, panel: list[Staff], manager: Staff, scheme: str | None
) -> None:
    """With a claim or without, whoever meets the essentials is a recruiter's to decide, in the same words."""
    application = scored_by_all(panel, vacancy, 2, 0, scheme=scheme)
    assert bars_of(manager, vacancy, [application]) == {application.id: Bar.RECRUITER_DECIDES}
    with pytest.raises(Refused, match="a recruiter decides on everybody who does"):
        reject(manager, application, **WHY)
    assert to_be_invited(manager, vacancy) == to_be_invited(panel[0], vacancy) == []


@pytest.mark.parametrize("scheme", ["disabled", None])
def test_who_lacks_an_essential_may_be_rejected(
    vacancy: Vacancy, panel: list[Staff], manager: Staff, recruiter: Staff, scheme: str | None
) -> None:
    for viewer in (manager, recruiter):
        application = scored_by_all(panel, vacancy, 1, 4, scheme=scheme)
        reject(viewer, application, **WHY)
        assert application.state == "unsuccessful"


def test_without_a_claim_a_recruiter_decides_freely(vacancy: Vacancy, panel: list[Staff], recruiter: Staff) -> None:
    reject(recruiter, scored_by_all(panel, vacancy, 4, 4), **WHY)


def test_where_no_interview_is_promised_a_hiring_manager_decides(manager: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    reject(manager, scored_by_all(a_panel(vacancy), vacancy, 4, 4), **WHY)


def test_scores_that_are_not_revealed_bar_nothing_and_tell_nothing(
    vacancy: Vacancy, panel: list[Staff], recruiter: Staff
) -> None:
    application = an_application(vacancy, scheme="disabled")
    scores(panel[0], application, vacancy, [4, 4])
    assert bars_of(recruiter, vacancy, [application]) == {}
    assert to_be_invited(recruiter, vacancy) == []
    chair_who_recruits = as_staff(an_organisation(), Role.RECRUITER, person=panel[0].person)
    assert bars_of(chair_who_recruits, vacancy, [application]) == {}, "their own marks alone decide nothing"


def test_after_the_interview_the_promise_is_kept(vacancy: Vacancy, panel: list[Staff], recruiter: Staff) -> None:
    application = scored_by_all(panel, vacancy, 4, 4, scheme="disabled")
    application.state = "interview"
    db.session.commit()
    reject(recruiter, application, **WHY)


def test_a_batch_leaves_out_whom_something_bars(vacancy: Vacancy, panel: list[Staff], recruiter: Staff) -> None:
    due, other = scored_by_all(panel, vacancy, 3, 3, scheme="care"), scored_by_all(panel, vacancy, 1, 1)
    seen = {due.id: "submitted", other.id: "submitted"}
    done = reject_together(recruiter, vacancy.id, seen, dict.fromkeys(seen, Parting("Because", "Thank you.")))
    assert [row.id for row in done.moved] == [other.id]
    assert [row.id for row in done.barred] == [due.id]


def test_each_ones_own_points(vacancy: Vacancy, panel: list[Staff], recruiter: Staff) -> None:
    low, blank, good = (
        answered(scored_by_all(panel, vacancy, 1, 4), vacancy),
        scored_by_all(panel, vacancy, 3, 1),
        answered(scored_by_all(panel, vacancy, 3, 3), vacancy),
    )
    own = own_reasons(recruiter, vacancy, [low.id, blank.id, good.id])
    assert {number: [reason.label for reason in found] for number, found in own.items()} == {
        low.id: ["Essential: Criterion 1"],
        blank.id: ["Essential: Criterion 1", "Desirable: Criterion 2"],
    }
    words = drafted_for_each([OWN])
    each = partings([OWN], own, words, [low.id, blank.id, good.id])
    assert each.keys() == {low.id, blank.id}, "who lacks nothing is not rejected for nothing"
    assert each[low.id].feedback.endswith("what the job asks for:\n- Criterion 1")
    assert each[blank.id].reason == "Essential: Criterion 1; Desirable: Criterion 2"
    assert "{" not in each[blank.id].feedback
