"""A draft's pages save by themselves, join what was written in two places, and keep what stood there before."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.accounts.tables import Account
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.page_queries import apart_of, page_changes
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit, words_of
from tests.builders.tabs import PARAGRAPHS, Tab, path_of, standing_of, text_of
from tests.builders.vacancies import QUESTIONS, a_vacancy


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(
        an_organisation(), questions=[asked.facts for asked in QUESTIONS], disclosure_level="level_1", criteria=0
    )


@pytest.fixture
def draft(vacancy: Vacancy, account: Account) -> Application:
    return a_draft(vacancy, account)


def test_it_saves_by_itself_and_the_button_alone_finishes(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    tab = Tab(client, path_of(draft))
    told = tab.types(answer_0="I clean w")
    assert told["said"].startswith("Saved at ")
    assert told["fields"] == {}
    assert text_of(account, draft) == "I clean w"
    assert standing_of(account, draft, "criteria") == "in_progress"
    assert tab.send("", answer_0="I clean well.").status_code == 303
    assert standing_of(account, draft, "criteria") == "completed"


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("declarations", {"related": "no"}),
        ("declarations", {"related": "yes", "related_to": "Made-up Member, a cousin", "right_to_work": "yes"}),
        ("support", {"needs": "A room without steps."}),
        ("source", {"heard_from": "", "employed_by_council": "no"}),
        ("questions", {f"q_{QUESTIONS[3].key}": "At work."}),
    ],
)
def test_every_page_on_which_something_is_typed_does(
    client: FlaskClient, draft: Application, page: str, fields: dict[str, str]
) -> None:
    tab = Tab(client, path_of(draft, page))
    tab.types(**fields)
    held = filled(tab.open())
    for name, value in fields.items():
        if name not in ("needs", f"q_{QUESTIONS[3].key}"):
            assert value in held[name]
        else:
            assert value in client.get(path_of(draft, page)).text


def test_a_declaration_without_what_belongs_to_its_yes_is_not_finished(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    tab = Tab(client, path_of(draft, "declarations"))
    tab.types(related="yes", right_to_work="yes", convictions="no")
    assert standing_of(account, draft, "declarations") == "in_progress"
    tab.types(related="no", right_to_work="yes", convictions="no")
    assert standing_of(account, draft, "declarations") == "completed"


def test_two_devices_that_do_not_touch_each_other_are_joined(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    submit(client, path_of(draft), answer_0=PARAGRAPHS)
    phone, desk = Tab(client, path_of(draft)), Tab(client, path_of(draft))
    phone.types(answer_0=PARAGRAPHS.replace("four", "five"))
    told = desk.types(answer_0=PARAGRAPHS.replace("volunteers", "twelve volunteers"))
    both = PARAGRAPHS.replace("four", "five").replace("volunteers", "twelve volunteers")
    assert "another device too" in told["said"]
    assert told["fields"] == {"answer_0": [both]}
    assert text_of(account, draft) == both
    assert not apart_of(Candidate(account.id), draft.id, "criteria")


def test_whoever_types_on_while_it_was_sent_goes_on_from_what_was_sent(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    submit(client, path_of(draft), answer_0=PARAGRAPHS)
    phone, desk = Tab(client, path_of(draft)), Tab(client, path_of(draft))
    phone.types(answer_0=PARAGRAPHS.replace("four", "five"))
    mine = PARAGRAPHS.replace("volunteers", "twelve volunteers")
    told = desk.types(answer_0=mine)
    desk.read_from = told["sent"]
    desk.types(answer_0=mine + " It went well.")
    assert text_of(account, draft) == mine.replace("four", "five") + " It went well."


@pytest.fixture
def torn(client: FlaskClient, draft: Application) -> Tab:
    """Two devices wrote from nothing; the second is left open."""
    phone, desk = Tab(client, path_of(draft)), Tab(client, path_of(draft))
    phone.types(answer_0="Typed on the phone.")
    told = desk.types(answer_0="Typed at the desk.")
    assert told["apart"]
    assert "Choose what to keep" in told["said"]
    return desk


def choose(client: FlaskClient, account: Account, draft: Application, act: str) -> TestResponse:
    (row,) = apart_of(Candidate(account.id), draft.id, "criteria")
    return Tab(client, path_of(draft)).send(f"{act}-{row.id}", answer_0=text_of(account, draft))


def test_where_they_touch_both_texts_are_shown_and_nothing_can_be_sent(
    client: FlaskClient, account: Account, draft: Application, torn: Tab
) -> None:
    page = words_of(client.get(path_of(draft)).text)
    assert "Typed on the phone." in page
    assert "Typed at the desk." in page
    assert "Use this text instead" in page
    torn.send("", answer_0="Typed at the desk.")
    assert standing_of(account, draft, "criteria") == "in_progress"
    assert "criteria" in {section.name for section in draft_of(Candidate(account.id), draft.id).unfinished}


def test_typing_on_tells_the_other_text_once(
    client: FlaskClient, account: Account, draft: Application, torn: Tab
) -> None:
    torn.types(answer_0="Typed at the desk. And more.")
    rows = apart_of(Candidate(account.id), draft.id, "criteria")
    assert [row.given for row in rows] == [["Typed on the phone."]]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("use", "Typed on the phone."),
        ("both", "Typed at the desk.\n\nTyped on the phone."),
        ("leave", "Typed at the desk."),
    ],
)
def test_the_person_chooses_and_the_other_text_stays_among_the_versions(
    client: FlaskClient, account: Account, draft: Application, torn: Tab, act: str, expected: str
) -> None:
    answer = choose(client, account, draft, act)
    assert (answer.status_code, answer.location) == (303, path_of(draft))
    assert text_of(account, draft) == expected
    assert not apart_of(Candidate(account.id), draft.id, "criteria")
    history = words_of(client.get(path_of(draft, "versions")).text)
    assert "Typed at the desk." in history
    assert "Typed on the phone." in history


def test_without_a_script_both_texts_are_shown_after_the_button(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    tab = Tab(client, path_of(draft))
    submit(client, path_of(draft), answer_0="First.")
    answer = tab.send("", answer_0="Second.")
    assert (answer.status_code, answer.location) == (303, path_of(draft))
    page = words_of(client.get(answer.location).text)
    assert "First." in page
    assert "Second." in page


def test_a_choice_of_two_is_not_joined(client: FlaskClient, account: Account, draft: Application) -> None:
    first, second = Tab(client, path_of(draft, "source")), Tab(client, path_of(draft, "source"))
    first.types(heard_from="", employed_by_council="yes")
    told = second.types(heard_from="", employed_by_council="no")
    assert told["apart"]
    assert "You wrote this here as well" in words_of(client.get(path_of(draft, "source")).text)


def test_what_cannot_be_stored_is_kept_as_typed_and_said(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    number = f"q_{QUESTIONS[5].key}"
    tab = Tab(client, path_of(draft, "questions"))
    told = tab.types(**{number: "about twelve", f"q_{QUESTIONS[3].key}": "At work."})
    assert "Something is not right yet" in told["said"]
    page = tab.open()
    assert filled(page)[number] == ["about twelve"]
    assert "At work." in page
    assert "Enter a number" in words_of(page)
    assert standing_of(account, draft, "questions") == "in_progress"
    tab.types(**{number: "12", f"q_{QUESTIONS[3].key}": "At work."})
    assert not apart_of(Candidate(account.id), draft.id, "questions")


def test_a_question_that_the_page_did_not_have_stays_answered(
    client: FlaskClient, account: Account, draft: Application, vacancy: Vacancy
) -> None:
    tab = Tab(client, path_of(draft))
    criterion = Criterion(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, text="Can swim", kind="essential",
        assessed_by="application", position=1,
    )  # fmt: skip
    db.session.add(criterion)
    db.session.commit()
    new = f"answer_{criterion.id}"
    submit(client, path_of(draft), **{new: "Since school."})
    tab.types(answer_0="I clean well.")
    assert draft_of(Candidate(account.id), draft.id).texts[criterion.id] == "Since school."


def test_after_sending_nothing_is_saved(client: FlaskClient, account: Account, draft: Application) -> None:
    tab = Tab(client, path_of(draft))
    draft.state, draft.submitted_at = "submitted", clock.now()
    db.session.commit()
    assert tab.send("by_itself", answer_0="Late words.").status_code == 409
    assert text_of(account, draft) == ""
    assert page_changes(Candidate(account.id), draft.id, most=1) == ([], 0)


def test_a_mark_that_is_none_of_ours_does_no_harm(client: FlaskClient, account: Account, draft: Application) -> None:
    tab = Tab(client, path_of(draft))
    for mark in ("", "nonsense", "eJyrrgUAAXUA-Q==", "eJwDAAAAAAE="):
        tab.read_from = mark
        assert tab.send("by_itself", answer_0=f"With {mark}").status_code == 200


def test_a_page_whose_session_has_ended_saves_nothing_for_anybody(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    tab = Tab(client, path_of(draft))
    tab.token = "none"
    assert tab.send("by_itself", answer_0="Words.").status_code == 422
    assert text_of(account, draft) == ""


def test_the_key_by_which_a_browser_keeps_words_is_one_persons(
    client: FlaskClient, account: Account, draft: Application, vacancy: Vacancy
) -> None:
    page = client.get(path_of(draft)).text
    key = page.partition('data-draft="')[2].partition('"')[0]
    assert len(key) == 24
    other = an_account()
    a_profile(other)
    theirs = a_draft(vacancy, other)
    client.post("/account/sign-out")
    sign_in(client, other)
    assert key not in client.get(path_of(theirs)).text
    assert client.get(path_of(draft)).status_code == 404
