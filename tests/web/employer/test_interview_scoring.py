"""Pages on which a panel scores interviews."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.interview_tables import Interview
from recruitment.vacancies.tables import Criterion, PanelSeat, Vacancy
from tests.builders.accounts import a_member, an_account
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, a_time, an_interview
from tests.builders.pages import links_of, submit, words_of
from tests.builders.scoring import criteria
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    vacancy = a_vacancy(fife, title="Gardener")
    rows = visible(System("letters"), Criterion).where(Criterion.vacancy_id == vacancy.id)
    for row in db.session.scalars(rows):
        row.assessed_by = "interview"
    return vacancy


@pytest.fixture
def members(fife: Organisation, vacancy: Vacancy) -> list[Account]:
    people = [
        a_member(fife, Role.PANEL_MEMBER, account=an_account(name=name)) for name in ("Morag Chair", "Iain Member")
    ]
    for place, each in enumerate(people):
        chairs = vacancy.id if place == 0 else None
        seat = PanelSeat(organisation_id=fife.id, vacancy_id=vacancy.id, account_id=each.id, chairs=chairs)
        db.session.add(seat)
    db.session.commit()
    return people


@pytest.fixture
def interview(vacancy: Vacancy) -> Interview:
    row = a_round(vacancy)
    application = an_application(vacancy, state="interview", given_name="Jo", family_name="Example")
    return an_interview(row, application, a_time(row, clock.now() - timedelta(hours=1)))


def test_a_panel_scores_an_interview(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, members: list[Account], interview: Interview
) -> None:
    page, (first, second) = f"/employer/interviews/{interview.id}", criteria(vacancy)
    for member, marks in zip(members, (("4", "3"), ("1", "3")), strict=True):
        signed_in(account=member)
        assert "Score this interview" in links_of(client.get(page).text)
        given = {f"mark_{first}": marks[0], f"mark_{second}": marks[1], f"note_{first}": f"Said {member.name}."}
        wrong = submit(client, f"{page}/score", **{**given, f"mark_{first}": ""})
        assert wrong.status_code == 422 and "Choose a mark for I1, or empty its note" in wrong.text
        assert f"Said {member.name}." in wrong.text
        assert submit(client, f"{page}/score", **given).location == page
    told = words_of(client.get(page).text)
    assert "Revealed, as all members had scored" in told and "Said Morag Chair." in told and "Marks lie 3 apart" in told
    assert client.get(f"{page}/score").status_code == 403
    signed_in(account=members[0])
    agreed = submit(client, f"{page}/agree", **{f"mark_{first}": "3", f"reason_{first}": "We talked."})
    assert agreed.location == page
    scores = words_of(client.get(f"/employer/interview-rounds/{interview.round_id}/scores").text)
    assert "Jo Example" in scores and "3 agreed of 4, 1" in scores and "Revealed" in scores


def test_revealing_before_all_are_in_asks_why(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, members: list[Account], interview: Interview
) -> None:
    page = f"/employer/interviews/{interview.id}"
    signed_in(account=members[0])
    submit(client, f"{page}/score", **{f"mark_{criteria(vacancy)[0]}": "2"})
    assert submit(client, f"{page}/reveal", reason=" ").status_code == 422
    assert submit(client, f"{page}/reveal", reason="A colleague is ill.").location == page
    assert "Revealed by Morag Chair before all were in: A colleague is ill." in words_of(client.get(page).text)


def test_a_round_that_scores_nothing_says_why(client: FlaskClient, fife: Organisation, signed_in: SignIn) -> None:
    signed_in(Role.RECRUITER)
    row = a_round(a_vacancy(fife))
    assert "Nothing is scored in this round" in client.get(f"/employer/interview-rounds/{row.id}/scores").text
