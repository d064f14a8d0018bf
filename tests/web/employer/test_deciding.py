"""Pages that move one application."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.actions import advance, withdraw
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Candidate, Role
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.deciding import ADDRESS, jo, page_of, told
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener")


@pytest.fixture
def recruiter(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), account=an_account(name="Ailsa Recruiter"))
    sign_in(client, account)
    return account


def test_every_move_of_staff_has_its_page(client: FlaskClient) -> None:
    acts = {move.act for move in APPLICATION.table if any(isinstance(by, Role) for by in move.by)}
    assert {f"employer.{act}_applicant" for act in acts} <= set(client.application.view_functions)


@pytest.mark.usefixtures("recruiter")
def test_shortlisting(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    answer = submit(client, page_of(application, "shortlist"), message="Well done.")
    assert (answer.status_code, answer.location) == (303, page_of(application))
    assert told(application) == ("shortlisted", "Well done.")
    assert letters_to(ADDRESS)[-1].name == "application_shortlisted"
    assert "Jo Example is on the shortlist" in client.get(page_of(application)).text


@pytest.mark.usefixtures("recruiter")
def test_on_to_the_next_of_the_list(client: FlaskClient, vacancy: Vacancy) -> None:
    application, following = jo(vacancy), an_application(vacancy, submitted_at=clock.now() + timedelta(minutes=1))
    page = page_of(application, "shortlist", "?state=submitted")
    assert "and open the next" in client.get(page).text
    answer = submit(client, page, then="next")
    assert answer.location == page_of(following, words="?state=submitted")


@pytest.mark.usefixtures("recruiter")
def test_the_last_of_the_list_has_no_next(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    assert "and open the next" not in client.get(page_of(application, "shortlist")).text
    assert submit(client, page_of(application, "shortlist"), then="next").location == page_of(application)


@pytest.mark.usefixtures("recruiter")
def test_a_message_that_is_too_long_stays_on_the_page(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    answer = submit(client, page_of(application, "shortlist"), message="x" * 4001)
    assert answer.status_code == 422
    assert "The message must be 4,000 characters or fewer" in answer.text
    assert "x" * 4001 in answer.text
    assert told(application)[0] == "submitted"


@pytest.mark.usefixtures("recruiter")
def test_appointing_asks_and_fills_the_vacancy(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy, "offered")
    page = " ".join(client.get(page_of(application, "appoint")).text.split())
    assert "0 of 1 post is filled so far" in page
    assert "An appointment cannot be taken back here. It fills the last post, which ends the vacancy as filled." in page
    submit(client, page_of(application, "appoint"), message="Welcome.")
    assert told(application) == ("appointed", "Welcome.")
    viewer = as_staff(an_organisation())
    stored = one_visible(viewer, Vacancy, Vacancy.id == vacancy.id)
    assert (stored.state, stored.posts_filled) == ("filled", 1)
    assert "Every post is filled now" in client.get(page_of(application)).text


@pytest.mark.usefixtures("recruiter")
def test_no_post_is_left(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation(), state="filled", posts_filled=1)
    application = jo(vacancy, "offered")
    answer = submit(client, page_of(application, "appoint"))
    assert answer.status_code == 409
    assert "The post is filled already, so nobody else can be appointed to it." in answer.text
    assert told(application)[0] == "submitted"
    assert letters_to(ADDRESS) == []


@pytest.mark.usefixtures("recruiter")
def test_reopening(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy, "unsuccessful")
    page = page_of(application, "reopen")
    assert submit(client, page, reason="").status_code == 422
    assert submit(client, page, reason="Marked by mistake", message="Our mistake.").status_code == 303
    assert told(application) == ("submitted", "Our mistake.")


def test_who_comes_too_late_reads_what_happened(client: FlaskClient, recruiter: Account, vacancy: Vacancy) -> None:
    """Both had the page open; the colleague pressed first."""
    application = jo(vacancy)
    colleague = a_member(an_organisation(), account=an_account(name="Blair Manager"))
    page = page_of(application, "shortlist")
    client.get(page)
    advance(as_staff(an_organisation(), person=colleague.id), application, "shortlist")
    db.session.commit()
    answer = submit(client, page, page=page_of(jo_two(vacancy), "shortlist"))
    assert answer.status_code == 409
    said = " ".join(answer.text.split())
    assert "Jo Example was moved to “Shortlisted” on" in said
    assert "by Blair Manager" in said
    assert len(letters_to(ADDRESS)) == 1


def jo_two(vacancy: Vacancy) -> Application:
    """Another applicant, whose page lends its token."""
    return an_application(vacancy)


@pytest.mark.usefixtures("recruiter")
def test_a_candidate_may_be_faster_too(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    withdraw(Candidate(application.account_id), application)
    db.session.commit()
    answer = client.get(page_of(application, "shortlist"))
    assert answer.status_code == 409
    assert "by the applicant" in answer.text


@pytest.mark.parametrize(
    ("role", "act", "status"), [(Role.APPROVER, "shortlist", 404), (Role.HIRING_MANAGER, "reopen", 403)]
)
def test_a_role_that_may_not(client: FlaskClient, vacancy: Vacancy, role: Role, act: str, status: int) -> None:
    application = jo(vacancy, "unsuccessful" if act == "reopen" else "submitted")
    sign_in(client, a_member(an_organisation(), role))
    assert client.get(page_of(application, act)).status_code == status


@pytest.mark.usefixtures("recruiter")
def test_without_the_forms_token_nothing_happens(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    assert client.post(page_of(application, "shortlist"), data={"message": "Hello"}).status_code == 422
    assert told(application)[0] == "submitted"
