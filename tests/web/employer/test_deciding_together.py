"""Pages that move several applicants of a vacancy at once."""

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.applications.actions import advance, withdraw
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Post, Role, Staff
from recruitment.extensions import db
from recruitment.selection.rules import PAGE
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit
from tests.builders.vacancies import a_vacancy

WHY = "reasons-asked=1&reason=others"


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    sign_in(client, a_member(an_organisation()))
    return a_vacancy(an_organisation(), title="Gardener")


def together(vacancy: Vacancy, act: str, chosen: Sequence[Application] = (), words: str = "") -> str:
    ticked = "&".join(f"application={application.id}" for application in chosen)
    return f"/employer/vacancies/{vacancy.id}/applicants/{act}?{ticked}&{words}"


def states(vacancy: Vacancy) -> list[str]:
    """In the order of receipt."""
    viewer = Staff(1, (Post(vacancy.organisation_id, frozenset({Role.RECRUITER})),))
    wanted = visible(viewer, Application).where(Application.vacancy_id == vacancy.id)
    ordered = wanted.order_by(Application.submitted_at, Application.id).with_only_columns(Application.state)
    return list(db.session.scalars(ordered))


def seen(*applications: Application, state: str = "submitted") -> list[str]:
    """As the page's form says whom it listed."""
    return [f"{application.id}:{state}" for application in applications]


def held(page: str) -> list[str]:
    """Whom the form would move, from which state."""
    return re.findall(r'type="hidden" name="application" value="([^"]+)"', page)


def flashed(client: FlaskClient, location: str | None) -> str:
    assert location is not None
    return " ".join(client.get(location).text.split())


def test_whom_it_would_move_is_listed_first(client: FlaskClient, vacancy: Vacancy) -> None:
    ready = an_application(vacancy, given_name="Jo", family_name="Example", scheme="disabled")
    gone = an_application(vacancy, given_name="Al", family_name="Sample", state="withdrawn")
    page = " ".join(client.get(together(vacancy, "shortlist", [ready, gone])).text.split())
    assert "Shortlist 1 applicant?" in page
    assert "Claims an interview" in page
    assert "These stay as they are, because they are at another stage: Al Sample (withdrawn)." in page
    assert held(page) == seen(ready)
    assert states(vacancy) == ["submitted", "withdrawn"]


def test_several_are_shortlisted(client: FlaskClient, vacancy: Vacancy) -> None:
    three = [an_application(vacancy) for _ in range(3)]
    page = together(vacancy, "shortlist", three[:2], "state=submitted")
    answer = submit(client, page, application=seen(*three[:2]), message="Well done.")
    assert answer.status_code == 303
    assert answer.location == f"/employer/vacancies/{vacancy.id}/applicants?state=submitted"
    assert states(vacancy) == ["shortlisted", "shortlisted", "submitted"]
    assert "2 applicants put on the shortlist, and told so." in flashed(client, answer.location)


def test_who_moved_meanwhile_is_named_in_the_report(client: FlaskClient, vacancy: Vacancy) -> None:
    stays, gone = (an_application(vacancy, given_name=name, family_name="Example") for name in ("Jo", "Al"))
    page = together(vacancy, "shortlist", [stays, gone])
    client.get(page)
    withdraw(Candidate(gone.account_id), gone)
    db.session.commit()
    answer = submit(client, page, application=seen(stays, gone))
    assert states(vacancy) == ["shortlisted", "withdrawn"]
    said = flashed(client, answer.location)
    assert "1 applicant put on the shortlist, and told so." in said
    assert "Not changed, because somebody was faster: Al Example (withdrawn)." in said


def test_when_all_moved_meanwhile_nothing_is_claimed(client: FlaskClient, vacancy: Vacancy) -> None:
    many = [an_application(vacancy) for _ in range(7)]
    token_page = together(vacancy, "shortlist", [an_application(vacancy)])
    for one in many:
        advance(as_staff(an_organisation()), one, "shortlist")
    db.session.commit()
    answer = submit(client, together(vacancy, "shortlist"), page=token_page, application=seen(*many))
    said = flashed(client, answer.location)
    assert "and told so" not in said
    assert "and 2 more." in said


def test_everyone_of_a_list_on_all_its_pages(client: FlaskClient, vacancy: Vacancy) -> None:
    waiting = [an_application(vacancy) for _ in range(PAGE + 2)]
    an_application(vacancy, state="interview")
    page = client.get(together(vacancy, "reject", words=f"everyone=1&state=submitted&{WHY}")).text
    assert held(page) == seen(*waiting)
    first_step = client.get(together(vacancy, "reject", words="everyone=1&state=submitted")).text
    assert 'name="everyone" value="1"' in first_step
    assert 'name="state" value="submitted"' in first_step


def test_only_those_whom_the_page_listed_are_moved(client: FlaskClient, vacancy: Vacancy) -> None:
    listed = an_application(vacancy)
    page = together(vacancy, "shortlist", words="everyone=1")
    client.get(page)
    late = an_application(vacancy, submitted_at=clock.now() + timedelta(minutes=1))
    submit(client, page, application=seen(listed))
    assert states(vacancy) == ["shortlisted", "submitted"]
    assert late.state == "submitted"


def test_rejecting_asks_for_reasons_then_for_feedback(client: FlaskClient, vacancy: Vacancy) -> None:
    two = [an_application(vacancy), an_application(vacancy, state="interview")]
    first = client.get(together(vacancy, "reject", two)).text
    assert "Why were they not chosen?" in first
    assert held(first) == [str(one.id) for one in two]
    assert "Choose at least one reason" in client.get(together(vacancy, "reject", two, "reasons-asked=1")).text
    second = client.get(together(vacancy, "reject", two, WHY)).text
    assert "Other applicants showed more fully how they meet what the job asks for.</textarea>" in second
    page = together(vacancy, "reject", two, WHY)
    ids = [*seen(two[0]), *seen(two[1], state="interview")]
    assert held(second) == ids
    assert submit(client, page, application=ids, feedback="").status_code == 422
    assert states(vacancy) == ["submitted", "interview"]
    changed = submit(client, page, application=ids, feedback="Others showed more.")
    assert "Read below how each of them will read now" in changed.text
    assert states(vacancy) == ["submitted", "interview"], "nobody has read yet what goes"
    read = filled(changed.text)["read"]
    answer = submit(client, page, application=ids, feedback="Others showed more.", read=read)
    assert "2 applicants marked as unsuccessful, and told so." in flashed(client, answer.location)
    assert states(vacancy) == ["unsuccessful", "unsuccessful"]


def test_nobody_is_rejected_without_a_reason(client: FlaskClient, vacancy: Vacancy) -> None:
    one = an_application(vacancy)
    proper = together(vacancy, "reject", [one], WHY)
    answer = submit(client, together(vacancy, "reject"), page=proper, application=seen(one), feedback="Sorry.")
    assert answer.status_code == 422
    assert states(vacancy) == ["submitted"]


@pytest.mark.parametrize("act", ["shortlist", "reject"])
def test_nobody_chosen(client: FlaskClient, vacancy: Vacancy, act: str) -> None:
    gone = an_application(vacancy, state="withdrawn")
    answer = client.get(together(vacancy, act))
    assert answer.status_code == 303
    assert "Choose at least one applicant first." in flashed(client, answer.location)
    answer = client.get(together(vacancy, act, [gone]))
    assert "None of those you chose can be moved like that." in flashed(client, answer.location)


@pytest.mark.parametrize("act", ["shortlist", "reject"])
@pytest.mark.parametrize("role", [Role.APPROVER])
def test_a_role_that_does_not_decide(client: FlaskClient, vacancy: Vacancy, act: str, role: Role) -> None:
    sign_in(client, a_member(an_organisation(), role))
    assert client.get(together(vacancy, act, [an_application(vacancy)], WHY)).status_code == 403


@pytest.mark.parametrize("slug", ["fife-council", "orkney-islands-council"])
def test_an_applicant_of_another_vacancy_is_not_smuggled_in(client: FlaskClient, vacancy: Vacancy, slug: str) -> None:
    """Neither of a colleague's vacancy nor of another council's."""
    another = a_vacancy(an_organisation(slug))
    ours, other = an_application(vacancy), an_application(another)
    answer = submit(client, together(vacancy, "shortlist", [ours]), application=seen(ours, other))
    assert answer.status_code == 404
    assert states(vacancy) == states(another) == ["submitted"]


def test_what_is_no_number_moves_nobody(client: FlaskClient, vacancy: Vacancy) -> None:
    one = an_application(vacancy)
    assert client.get(together(vacancy, "shortlist", words="application=x")).status_code == 303
    answer = submit(client, together(vacancy, "shortlist", [one]), application="x")
    assert answer.status_code == 422
    assert states(vacancy) == ["submitted"]
