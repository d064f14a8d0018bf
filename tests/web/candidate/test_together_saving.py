"""What is told once for several jobs saves by itself in each draft, with what stood there before kept beside it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.draft_actions import answer
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.page_queries import apart_of, page_changes
from recruitment.applications.profile_actions import tell_support
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.tabs import PARAGRAPHS, Tab
from tests.builders.together import CLEANING, TEAM, WEEKENDS, a_list, three_jobs
from tests.builders.together_pages import LIST, boxes, filled, text_of
from tests.builders.vacancies import a_vacancy

ANSWERS = f"{LIST}/answers/1"


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


@pytest.fixture
def numbers(account: Account) -> list[int]:
    return list(a_list(account, three_jobs()))


@pytest.fixture
def box(client: FlaskClient, numbers: list[int]) -> str:
    return boxes(client.get(ANSWERS).text)[CLEANING]


def said(account: Account, numbers: list[int], asked: str = CLEANING) -> list[str]:
    db.session.expire_all()
    return [text_of(account, number, asked) for number in numbers]


def written_alone(account: Account, number: int, words: str) -> None:
    """On the draft's own page, meanwhile."""
    viewer, draft = Candidate(account.id), draft_of(Candidate(account.id), number)
    asked = next(question for question in draft.questions if question.text == CLEANING)
    answer(viewer, draft.application, draft.questions, draft.texts | {asked.id: words})
    db.session.commit()


def hows(account: Account, number: int) -> list[tuple[str, str]]:
    changes, _ = page_changes(Candidate(account.id), number, most=50)
    return [(change.version.page, change.version.how) for change in changes]


def test_it_saves_by_itself_in_every_draft_with_a_version_of_each(
    client: FlaskClient, account: Account, numbers: list[int], box: str
) -> None:
    tab = Tab(client, ANSWERS)
    told = tab.types(**{box: "I clean w"})
    assert told["said"].startswith("Saved at ")
    assert (told["fields"], told["apart"], told["keeps"]) == ({}, False, False)
    assert said(account, numbers) == ["I clean w"] * 3
    assert [hows(account, number) for number in numbers] == [[("criteria", "by_itself")]] * 3
    assert tab.send("", **{box: "I clean well."}).location == LIST
    assert said(account, numbers) == ["I clean well."] * 3
    assert [hows(account, number)[0] for number in numbers] == [("criteria", "saved")] * 3
    page = words_of(client.get(f"/candidate/applications/{numbers[0]}/versions").text)
    assert "I clean well." in page and "I clean w" in page


def test_what_is_typed_on_two_devices_is_joined_in_every_draft(
    client: FlaskClient, account: Account, numbers: list[int], box: str
) -> None:
    Tab(client, ANSWERS).send("", **{box: PARAGRAPHS})
    phone, desk = Tab(client, ANSWERS), Tab(client, ANSWERS)
    phone.types(**{box: PARAGRAPHS.replace("four", "five")})
    told = desk.types(**{box: PARAGRAPHS.replace("volunteers", "twelve volunteers")})
    both = PARAGRAPHS.replace("four", "five").replace("volunteers", "twelve volunteers")
    assert told["fields"] == {box: [both]}
    assert said(account, numbers) == [both] * 3
    # Whoever typed on goes on from what was sent.
    desk.read_from = told["sent"]
    desk.types(**{box: PARAGRAPHS.replace("volunteers", "twelve volunteers") + " It went well."})
    assert said(account, numbers) == [both + " It went well."] * 3


@pytest.mark.parametrize(
    ("act", "expected"),
    [("use", ["Of the list", "Of the list", "Written alone"]), ("leave", ["Of the list"] * 3),
     ("both", ["Of the list", "Of the list", "Of the list\n\nWritten alone"])],
)  # fmt: skip
def test_where_two_wrote_in_one_place_both_are_shown_and_one_chooses(
    client: FlaskClient, account: Account, numbers: list[int], box: str, act: str, expected: list[str]
) -> None:
    tab = Tab(client, ANSWERS)
    written_alone(account, numbers[2], "Written alone")
    assert tab.types(**{box: "Of the list"})["apart"]
    assert said(account, numbers) == ["Of the list"] * 3
    shown = tab.open()
    assert "You wrote this here as well" in shown and "Written alone" in shown
    (row,) = apart_of(Candidate(account.id), numbers[2], "criteria")
    assert tab.send(f"{act}-{row.id}", **{box: "Of the list"}).location == ANSWERS
    assert said(account, numbers) == expected
    assert not apart_of(Candidate(account.id), numbers[2], "criteria")


def test_an_answer_of_its_own_is_left_alone_and_ticks_wait_for_the_button(
    client: FlaskClient, account: Account, numbers: list[int], box: str
) -> None:
    Tab(client, ANSWERS).send("", **{box: "For all"})
    written_alone(account, numbers[1], "Of its own")
    tab = Tab(client, ANSWERS)
    (tick,) = [place for place in client.get(ANSWERS).text.split('"') if place.startswith(f"{numbers[1]}-criteria-")]
    ticked = {box: "For all again", f"replace_{box}": tick}
    tab.types(**ticked)
    assert said(account, numbers) == ["For all again", "Of its own", "For all again"]
    tab.send("", **ticked)
    assert said(account, numbers) == ["For all again"] * 3


def test_what_has_no_place_any_more_stays_in_the_browser(
    client: FlaskClient, account: Account, numbers: list[int], box: str
) -> None:
    other = boxes(client.get(ANSWERS).text)[TEAM]
    tab = Tab(client, ANSWERS)
    for number in numbers[1:]:
        submit(client, f"{LIST}/remove/{number}", LIST)
    told = tab.types(**{box: "Typed before the list changed", other: ""})
    assert told["keeps"]
    assert "Your list has changed" in told["said"]


@pytest.mark.parametrize(
    ("page", "fields", "kept"),
    [
        ("support", {"needs": "A room without steps"}, lambda draft: draft.support.needs),
        ("source", {"heard_from": "portal"}, lambda draft: draft.application.heard_from),
        ("declarations", {"right_to_work": "limited"}, lambda draft: draft.declaration.right_to_work),
    ],
)
def test_every_page_of_the_list_does(
    client: FlaskClient, account: Account, numbers: list[int], page: str, fields: dict[str, str], kept: Any
) -> None:
    Tab(client, f"{LIST}/{page}").types(**fields)
    db.session.expire_all()
    drafts = [draft_of(Candidate(account.id), number) for number in numbers]
    assert [kept(draft) for draft in drafts] == list(fields.values()) * 3
    assert all((page, "by_itself") in hows(account, number) for number in numbers)


def test_what_was_not_touched_takes_the_place_of_nothing(
    client: FlaskClient, account: Account, numbers: list[int]
) -> None:
    submit(client, f"/candidate/applications/{numbers[0]}/support", needs="A ramp")
    submit(client, f"/candidate/applications/{numbers[1]}/support", needs="More time")
    path = f"{LIST}/support"
    assert "Your drafts say this now" in client.get(path).text
    Tab(client, path).send("", needs="")
    needs = [draft_of(Candidate(account.id), number).support for number in numbers[:2]]
    assert [row.needs for row in needs] == ["A ramp", "More time"]
    Tab(client, path).send("", needs="A quiet room")
    db.session.expire_all()
    assert {draft_of(Candidate(account.id), number).support.needs for number in numbers} == {"A quiet room"}


def test_a_question_of_some_goes_to_those_that_ask_it(
    client: FlaskClient, account: Account, numbers: list[int]
) -> None:
    page = client.get(ANSWERS).text
    weekends = page.split('value="yes"')[0].rsplit('name="', 1)[1].split('"')[0]
    Tab(client, ANSWERS).types(**{weekends: "yes"})
    answered = [draft_of(Candidate(account.id), number).answered for number in numbers]
    assert [each.get(WEEKENDS.key) for each in answered] == [["yes"], ["yes"], None]


def test_each_job_is_told_of_the_claims_that_its_advert_offers(client: FlaskClient, account: Account) -> None:
    tell_support(Candidate(account.id), schemes=["disabled", "care"], needs="")
    db.session.commit()
    offers: list[list[str]] = [["guaranteed_interview", "veterans"], ["guaranteed_interview"], []]
    numbers = a_list(account, [a_vacancy(an_organisation(), schemes=each) for each in offers])
    path = f"{LIST}/support"
    page = client.get(path).text
    assert "Your drafts say this now" not in page
    assert filled(page)["schemes"] == ["disabled"]
    assert "care-experienced" not in page
    client.post(path, data=filled(page))
    claims = [draft_of(Candidate(account.id), number).guarantee for number in numbers]
    assert [row.schemes if row else [] for row in claims] == [["disabled"], ["disabled"], []]
    client.post(path, data={**filled(client.get(path).text), "schemes": ["disabled", "veteran"]})
    db.session.expire_all()
    claims = [draft_of(Candidate(account.id), number).guarantee for number in numbers]
    assert [row.schemes if row else [] for row in claims] == [["disabled", "veteran"], ["disabled"], []]
