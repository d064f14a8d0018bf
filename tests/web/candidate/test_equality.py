"""Equality questions as a person meets them: offered once, theirs to skip, answer, change and delete."""

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.equality.actions import answer, own_answers
from recruitment.applications.equality.questions import version_now
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Role
from recruitment.extensions import db
from recruitment.keeping.copies import packed
from recruitment.keeping.holdings import parts_of
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.applications import a_profile, an_application
from tests.builders.equality import FEMALE
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

PAGE = "/candidate/profile/equality"


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


def answers_of(account: Account) -> dict[str, list[str]]:
    held = own_answers(Candidate(account.id))
    assert held is not None
    return held.stored["answers"]


def test_all_of_it_may_be_left(client: FlaskClient, account: Account) -> None:
    page = client.get(PAGE).text
    for question in version_now().questions:
        assert question.text in page
    assert page.count("Prefer not to say") >= len(version_now().questions)
    assert submit(client, PAGE).status_code == 303
    assert answers_of(account) == {}


def test_answers_are_kept_with_their_version_and_shown_again(client: FlaskClient, account: Account) -> None:
    given: dict[str, str | list[str]] = {
        "sex": "female",
        "ethnic_group": "white_polish",
        "conditions": ["hearing", "mental"],
        "trans": "unsaid",
    }
    answered = submit(client, PAGE, **given)
    assert (answered.status_code, answered.location) == (303, "/candidate/profile")
    assert answers_of(account) == {
        "sex": ["female"], "ethnic_group": ["white_polish"], "conditions": ["hearing", "mental"], "trans": ["unsaid"],
    }  # fmt: skip
    held = own_answers(Candidate(account.id))
    assert held is not None and held.stored["version"] == version_now().name
    page = client.get(PAGE).text
    assert page.count("checked") == 5 and "Skip: " not in page


def test_changing_replaces_all_that_was_said(client: FlaskClient, account: Account) -> None:
    answer(Candidate(account.id), {"sex": ["male"], "religion": ["none"]})
    db.session.commit()
    submit(client, PAGE, sex="female")
    assert answers_of(account) == {"sex": ["female"]}


def test_what_rules_out_the_others_stands_alone_and_nothing_typed_is_lost(
    client: FlaskClient, account: Account
) -> None:
    answered = submit(client, PAGE, conditions=["none", "mental"], sex="male")
    assert answered.status_code == 422
    assert "Choose “No condition” alone, or what applies without it" in answered.text
    assert answered.text.count(" checked") == 3
    assert own_answers(Candidate(account.id)) is None


def test_what_the_page_does_not_offer_is_refused(client: FlaskClient, account: Account) -> None:
    assert submit(client, PAGE, sex="900").status_code == 422
    assert own_answers(Candidate(account.id)) is None


def test_it_is_offered_after_sending_until_it_is_answered_or_skipped(client: FlaskClient, account: Account) -> None:
    sent = an_application(a_vacancy(an_organisation()), account=account)
    page = f"/candidate/applications/{sent.id}/sent"
    assert f"{PAGE}?application={sent.id}" in client.get(page).text
    answered = submit(client, f"{PAGE}?application={sent.id}", skip="1", sex="female")
    assert (answered.status_code, answered.location) == (303, f"/candidate/applications/{sent.id}")
    assert answers_of(account) == {}, "who skips is not held to what they had ticked"
    assert PAGE not in client.get(page).text


def test_deleting_asks_once_and_then_all_is_gone(client: FlaskClient, account: Account) -> None:
    answer(Candidate(account.id), FEMALE)
    db.session.commit()
    assert f"{PAGE}/delete" in client.get(PAGE).text
    assert submit(client, f"{PAGE}/delete").status_code == 303
    assert own_answers(Candidate(account.id)) is None


def test_nobody_elses_application_leads_back(client: FlaskClient, account: Account) -> None:
    theirs = an_application(a_vacancy(an_organisation()))
    assert submit(client, f"{PAGE}?application={theirs.id}", sex="female").status_code == 404


def test_a_copy_of_ones_data_holds_the_answers_in_words(account: Account) -> None:
    answer(Candidate(account.id), {"sex": ["female"], "conditions": ["hearing", "mental"]})
    db.session.commit()
    (part,) = [part for part in parts_of(Candidate(account.id)) if part.table == "equality_answer"]
    assert part.rows[0]["answers"]["What is your sex?"] == "Female"
    assert "content" not in part.columns and part.goes_with_account
    assert packed([part], clock.now())


def test_no_page_of_an_employer_says_what_somebody_answered(client: FlaskClient) -> None:
    council, person = an_organisation("fife-council"), an_account()
    answer(Candidate(person.id), {"religion": ["pagan"], "ethnic_group": ["white_showman"]})
    vacancy = a_vacancy(council)
    sent = an_application(vacancy, account=person)
    sign_in(client, a_member(council, *Role))
    for path in (f"/employer/applications/{sent.id}", f"/employer/vacancies/{vacancy.id}/applicants"):
        page = client.get(path, follow_redirects=True)
        assert page.status_code == 200 and "Pagan" not in page.text and "Showman" not in page.text
