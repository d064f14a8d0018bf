"""Whoever knows an applicant too well reads nothing of them, and the panel is complete without them."""

import pytest

from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.exclusion_actions import exclude, lift_exclusion
from recruitment.selection.score_actions import reveal
from recruitment.selection.score_queries import is_revealed
from recruitment.selection.score_tables import AgreedScore, Reveal, Score
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.scoring import a_panel, scores, seen, told
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


def test_a_declared_relationship_excludes(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    chair, second, third = panel
    for each in (chair, second):
        scores(each, application, vacancy, [3, 3])
    exclude(third, application, "family")
    db.session.commit()
    assert is_revealed(chair, application.id), "all are in without them"
    for read in (the_application, whole_application):
        with pytest.raises(NotVisible):
            read(third, application.id)
    for table in (Score, Reveal, AgreedScore):
        assert db.session.scalars(visible(third, table)).all() == []
    assert told(chair, application)[-2][0] == "exclude"
    with pytest.raises(IllegalMove):
        exclude(third, application, "friend")


def test_what_an_excluded_member_scored_counts_for_nothing(
    vacancy: Vacancy, application: Application, panel: list[Staff]
) -> None:
    recruiter = as_staff(an_organisation())
    for each, mark in zip(panel, (4, 4, 0), strict=True):
        scores(each, application, vacancy, [mark, mark])
    exclude(recruiter, application, "friend", panel[2].person)
    assert seen(panel[0], application) == [[4, 4], [4, 4]]
    lift_exclusion(recruiter, application, panel[2].person, "It was somebody else of that name")
    assert seen(panel[2], application) == [[4, 4, 0], [4, 4, 0]]
    assert [act for act, _ in told(recruiter, application)][-2:] == ["exclude", "lift_exclusion"]


def test_who_may_declare_for_whom(vacancy: Vacancy, application: Application, panel: list[Staff]) -> None:
    with pytest.raises(Refused, match="Only a recruiter"):
        exclude(panel[0], application, "friend", panel[1].person)
    with pytest.raises(Refused, match="does not sit"):
        exclude(as_staff(an_organisation()), application, "friend", 999_999)
    with pytest.raises(Refused, match="what the relationship is"):
        exclude(panel[0], application, "enemy")
    recruiter = as_staff(an_organisation())
    exclude(recruiter, application, "friend")
    with pytest.raises(Refused, match="nobody takes back their own"):
        lift_exclusion(recruiter, application, recruiter.person, "I changed my mind")
    with pytest.raises(NotVisible):
        the_application(recruiter, application.id)


def test_a_recruiter_acts_for_a_chair_who_is_excluded(
    vacancy: Vacancy, application: Application, panel: list[Staff]
) -> None:
    scores(panel[1], application, vacancy, [2, 2])
    exclude(panel[0], application, "colleague")
    reveal(as_staff(an_organisation()), application, "The chair knows the applicant")
    assert is_revealed(panel[1], application.id)
