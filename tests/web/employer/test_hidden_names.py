"""Where an advert hides names, no page of the employer's says who an applicant is before the shortlist."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.applications.history_tables import History
from recruitment.applications.queries import whole_application
from recruitment.applications.tables import Application, Contact, Declaration, RefereeCopy
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.actions import reject, reopen, shortlist
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.estate import an_estate
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import QUESTIONS, a_vacancy

SYSTEM = System("keeping")
SECRETS = ("Zebedee", "Quagmire", "zq-secret@test.example", "0131 496 0777", "7 Hidden Close", "Cousin Quagmire",
           "Robin Referee", "robin@test.example", "PVG-7777")  # fmt: skip
EVERYBODY = tuple(Role)


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife, hides_names=True, questions=[asked.facts for asked in QUESTIONS])


def a_secret_application(vacancy: Vacancy, **facts: object) -> Application:
    application = an_application(
        vacancy, account=an_account(email="zq-secret@test.example", name="Zebedee Quagmire"), given_name="Zebedee",
        family_name="Quagmire", **facts,
    )  # fmt: skip
    for part, told in (
        (Contact, {"phone": "0131 496 0777", "address": "7 Hidden Close"}),
        (Declaration, {"related": "yes", "related_to": "Cousin Quagmire"}),
        (History, {"registrations": [{"body": "PVG scheme", "number": "PVG-7777", "expires": None}]}),
    ):
        mine = changing(SYSTEM, part).where(part.application_id == application.id)
        db.session.execute(mine.values(**told))
    db.session.commit()
    db.session.expire_all()
    return application


@pytest.fixture
def secret(vacancy: Vacancy) -> Application:
    return a_secret_application(vacancy)


def addresses(app: Flask, fife: Organisation, application: Application) -> Iterator[str]:
    """Every page that the employer's door has, of this vacancy and application where the address names one."""
    estate = an_estate(fife) | {"vacancy_id": application.vacancy_id, "application_id": application.id}
    built = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("employer.") and "GET" in (rule.methods or set()):
            yield built.build(rule.endpoint, {name: estate[name] for name in rule.arguments})


def found_in(client: FlaskClient, path: str) -> list[str]:
    answered = client.get(path, follow_redirects=True)
    text = answered.get_data().decode(errors="replace")
    return [each for each in SECRETS if each in text]


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_page_tells_who_it_is(
    app: Flask, client: FlaskClient, fife: Organisation, secret: Application, role: Role, subtests: pytest.Subtests
) -> None:
    """Made from the address map, so that a new page joins it by itself."""
    paths = list(addresses(app, fife, secret))
    assert f"/employer/applications/{secret.id}" in paths
    sign_in(client, a_member(fife, role))
    listed = f"/employer/vacancies/{secret.vacancy_id}/applicants"
    searches = [f"{listed}?{asked}" for asked in ("sort=name", "state=submitted", "flagged=1", "sort=newest")]
    for path in [*paths, *searches]:
        with subtests.test(path=path):
            assert found_in(client, path) == []


def test_the_pages_do_tell_once_somebody_is_shortlisted(
    client: FlaskClient, fife: Organisation, secret: Application
) -> None:
    """Else the test above could not fail."""
    shortlist(as_staff(fife, Role.RECRUITER), secret)
    db.session.commit()
    sign_in(client, a_member(fife))
    assert set(found_in(client, f"/employer/applications/{secret.id}")) == set(SECRETS)
    assert found_in(client, f"/employer/vacancies/{secret.vacancy_id}/applicants") == ["Zebedee", "Quagmire"]


def test_an_advert_that_hides_nothing_tells_from_the_start(client: FlaskClient, fife: Organisation) -> None:
    shown = a_secret_application(a_vacancy(fife))
    sign_in(client, a_member(fife))
    assert set(found_in(client, f"/employer/applications/{shown.id}")) == set(SECRETS)


@pytest.mark.parametrize("role", EVERYBODY)
def test_staff_reach_no_row_that_tells(fife: Organisation, secret: Application, role: Role) -> None:
    viewer = as_staff(fife, role)
    for part in (Contact, RefereeCopy, Declaration):
        assert db.session.scalars(visible(viewer, part)).all() == []


def test_a_search_for_a_hidden_name_finds_nobody_and_for_the_reference_does(
    client: FlaskClient, fife: Organisation, secret: Application
) -> None:
    sign_in(client, a_member(fife))
    listed = f"/employer/vacancies/{secret.vacancy_id}/applicants"
    assert "Found for “Quagmire”: 0" in words_of(client.get(f"{listed}?q=Quagmire").text)
    found = words_of(client.get(f"{listed}?q={secret.reference}").text)
    assert f"Applicant {secret.reference}" in found


def test_names_say_nothing_in_the_order_of_a_list(client: FlaskClient, fife: Organisation, vacancy: Vacancy) -> None:
    later = an_application(vacancy, given_name="Aa", family_name="Aa")
    first = an_application(vacancy, given_name="Zz", family_name="Zz")
    sign_in(client, a_member(fife))
    page = client.get(f"/employer/vacancies/{vacancy.id}/applicants?sort=name").text
    assert page.index(later.reference) < page.index(first.reference), "as they came, not by name"
    other = an_application(vacancy, given_name="Bb", family_name="Bb")
    page = client.get(f"/employer/vacancies/{vacancy.id}/applicants?sort=name").text
    assert page.index(first.reference) < page.index(other.reference)


def test_who_was_rejected_before_the_shortlist_stays_unnamed_and_may_be_decided_on(
    client: FlaskClient, fife: Organisation, secret: Application
) -> None:
    recruiter = as_staff(fife, Role.RECRUITER)
    reject(recruiter, secret, reason="Others", feedback="Thank you.")
    db.session.commit()
    assert whole_application(recruiter, secret.id).contact is None
    reopen(recruiter, whole_application(recruiter, secret.id).application, reason="A mistake")
    db.session.commit()
    assert whole_application(recruiter, secret.id).contact is None
    sign_in(client, a_member(fife))
    done = submit(client, f"/employer/applications/{secret.id}/shortlist", seen="submitted", message="")
    assert done.status_code == 303
    assert whole_application(recruiter, secret.id).name == "Zebedee Quagmire"


def test_once_named_stays_named(fife: Organisation, secret: Application) -> None:
    recruiter = as_staff(fife, Role.RECRUITER)
    shortlist(recruiter, secret)
    first = secret.shortlisted_at
    reject(recruiter, secret, reason="Others", feedback="Thank you.")
    reopen(recruiter, secret, reason="A mistake")
    shortlist(recruiter, secret)
    db.session.commit()
    db.session.expire_all()
    again = whole_application(recruiter, secret.id)
    assert (again.application.shortlisted_at, again.name) == (first, "Zebedee Quagmire")


def test_an_applicant_reads_their_own_name(client: FlaskClient, secret: Application) -> None:
    assert whole_application(Candidate(secret.account_id), secret.id).name == "Zebedee Quagmire"
