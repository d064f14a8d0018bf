"""The pages of applying to several jobs at once: the list, what is asked once and apart, and what comes of sending."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.draft_actions import answer
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.together_queries import gathered_count, gathering_of
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.search.saved_actions import save
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.together import CLEANING, OWN, TEAM, WEEKENDS, a_job, a_list, three_jobs
from tests.builders.together_pages import LIST, boxes, fill, filled, text_of
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


def test_from_the_advert_one_puts_it_on_the_list(client: FlaskClient, account: Account) -> None:
    vacancy = a_vacancy(an_organisation())
    advert = client.get(f"/vacancies/{vacancy.reference}/cleaner").text
    path = links_of(advert)["Apply to this and others at once"]
    assert "Put it on your list" in client.get(path).text
    assert gathered_count(Candidate(account.id)) == 0
    answered = submit(client, path)
    assert answered.location == LIST
    page = words_of(client.get(LIST).text)
    for said in ("“Cleaner” is on your list", "1 of at most 10", "Fife Council", "£23,783", "Closes", "Not finished"):
        assert said in page
    assert "1 on your list" in words_of(client.get("/candidate/").text)


def test_without_signing_in_nothing_is_gathered(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation())
    assert "/account/sign-in" in client.get(f"{LIST}/add/{vacancy.reference}").location


def test_what_was_applied_for_or_is_closed_is_told(client: FlaskClient, account: Account) -> None:
    sent = a_vacancy(an_organisation())
    closed = a_vacancy(an_organisation(), closes_at=clock.now() - timedelta(minutes=1))
    an_application(sent, account=account)
    page = f"{LIST}/add/{a_vacancy(an_organisation()).reference}"
    for vacancy, before, after in (
        (sent, "You have applied for this job already", "You have applied for “Cleaner” already"),
        (closed, "It takes no more applications", "“Cleaner”, Fife Council: It takes no more applications"),
    ):
        assert before in client.get(f"{LIST}/add/{vacancy.reference}").text
        submit(client, f"{LIST}/add/{vacancy.reference}", page)
        assert after in words_of(client.get(LIST).text)
    assert gathered_count(Candidate(account.id)) == 0
    assert client.get(f"{LIST}/add/{a_vacancy(an_organisation(), state='draft').reference}").status_code == 404


def test_several_saved_jobs_are_added_at_once(client: FlaskClient, account: Account) -> None:
    one, two, sent = (a_vacancy(an_organisation()) for _ in range(3))
    for vacancy in (one, two, sent):
        save(Candidate(account.id), vacancy)
    an_application(sent, account=account)
    db.session.commit()
    path = links_of(client.get("/saved").text)["Apply to several of them at once"]
    page = client.get(path).text
    assert f'value="{sent.reference}"' not in page
    assert "You have applied for these" in page
    assert submit(client, path).status_code == 422
    submit(client, path, jobs=[one.reference, two.reference, sent.reference])
    assert gathered_count(Candidate(account.id)) == 2
    assert "2 jobs are on your list" in client.get(LIST).text


def test_the_list_is_left_at_any_time(client: FlaskClient, account: Account) -> None:
    first, second, _ = a_list(account, three_jobs())
    submit(client, f"{LIST}/remove/{first}", LIST)
    page = client.get(LIST).text
    assert "is off the list" in page
    assert client.get(f"/candidate/applications/{first}").status_code == 200
    assert "2 of at most 10" in page
    assert submit(client, f"{LIST}/end", LIST).location == "/candidate/"
    assert "Nothing is on your list yet" in client.get(LIST).text
    assert client.get(f"/candidate/applications/{second}").status_code == 200


def test_nobody_opens_the_places_of_somebody_else(client: FlaskClient, account: Account) -> None:
    foreign, *_ = a_list(an_account(), three_jobs())
    a_list(account, [a_vacancy(an_organisation())])
    for path in (f"{LIST}/jobs/{foreign}/1", f"{LIST}/jobs/{foreign}/adapt/1"):
        assert client.get(path).status_code == 404
    assert submit(client, f"{LIST}/remove/{foreign}", LIST).status_code == 404
    assert client.get(f"{LIST}/sent?application={foreign}").location == LIST


def test_an_answer_goes_to_all_and_is_put_differently_for_one(client: FlaskClient, account: Account) -> None:
    numbers = a_list(account, three_jobs())
    page = f"{LIST}/answers/1"
    assert list(boxes(client.get(page).text)) == [CLEANING, TEAM]
    answered = fill(client, page, **{CLEANING: "Three years at a school", TEAM: "Always"})
    assert answered.location == LIST
    assert [text_of(account, number, CLEANING) for number in numbers] == ["Three years at a school"] * 3

    adapt = f"{LIST}/jobs/{numbers[1]}/adapt/1"
    fill(client, adapt, **{CLEANING: "Three years on an island"})
    said = [text_of(account, number, CLEANING) for number in numbers]
    assert said == ["Three years at a school", "Three years on an island", "Three years at a school"]

    shown = words_of(client.get(page).text)
    assert "Orkney Islands Council gets an answer of its own: Three years on an island" in shown
    fill(client, page, **{CLEANING: "Four years"})
    said = [text_of(account, number, CLEANING) for number in numbers]
    assert said == ["Four years", "Three years on an island", "Four years"]

    opened = client.get(page).text
    fields = filled(opened)
    mark = re.search(r'name="(replace_\w+)" value="([^"]+)"', opened)
    client.post(page, data={**fields, mark.group(1): mark.group(2)})
    assert [text_of(account, number, CLEANING) for number in numbers] == ["Four years"] * 3


def test_a_list_that_changes_meanwhile_loses_no_word_and_spreads_none(client: FlaskClient, account: Account) -> None:
    jobs = three_jobs()
    first, second = a_list(account, jobs[:2])
    path = f"{LIST}/answers/1"
    opened = client.get(path).text
    typed = {**filled(opened), boxes(opened)[CLEANING]: "Typed with two on the list"}
    (third,) = a_list(account, jobs[2:])
    viewer, draft = Candidate(account.id), draft_of(Candidate(account.id), third)
    answer(viewer, draft.application, draft.questions, {question.id: "Of the third" for question in draft.questions})
    db.session.commit()
    assert client.post(path, data=typed).status_code == 303
    said = [text_of(account, number, CLEANING) for number in (first, second, third)]
    assert said == ["Typed with two on the list", "Typed with two on the list", "Of the third"]
    assert "gets an answer of its own: Of the third" in words_of(client.get(path).text)
    for number in (second, third):
        submit(client, f"{LIST}/remove/{number}", LIST)
    alone = client.post(path, data={**typed, boxes(opened)[CLEANING]: "Typed for nobody any more"})
    assert alone.status_code == 409
    assert "Typed for nobody any more" in words_of(alone.text)
    assert text_of(account, first, CLEANING) == "Typed with two on the list"


def test_an_answer_too_long_stays_on_the_page(client: FlaskClient, account: Account) -> None:
    numbers = a_list(account, three_jobs())
    bad = fill(client, f"{LIST}/answers/1", **{CLEANING: "x" * 6001, TEAM: "A short one"})
    assert bad.status_code == 422
    assert "x" * 6001 in bad.text and "A short one" in bad.text
    assert text_of(account, numbers[0], TEAM) == ""


def test_what_only_one_job_asks_is_asked_on_its_page(client: FlaskClient, account: Account) -> None:
    numbers = a_list(account, three_jobs())
    path = f"{LIST}/jobs/{numbers[0]}/1"
    page = client.get(path).text
    assert [text[: len(OWN)] for text in boxes(page)] == [OWN]
    assert WEEKENDS.text not in page
    fill(client, path, **{OWN: "Line 5"})
    assert [text_of(account, number, OWN) for number in numbers] == ["Line 5", "", ""]


def test_what_looks_alike_is_proposed_and_split(client: FlaskClient, account: Account) -> None:
    house = an_organisation()
    a_list(account, [a_job(house, [CLEANING]), a_job(house, ["Experience of cleaning schools"])])
    assert client.get(f"{LIST}/answers/1").location == LIST
    path = f"{LIST}/alike"
    fields = filled(client.get(path).text)
    client.post(path, data=fields)
    assert "How each of them asks it" in client.get(f"{LIST}/answers/1").text
    ((name, _),) = [(key, value) for key, value in filled(client.get(path).text).items() if key.startswith("same_")]
    client.post(path, data={key: value for key, value in fields.items() if key != name})
    assert client.get(f"{LIST}/answers/1").location == LIST
    assert not gathering_of(Candidate(account.id), clock.now()).undecided
