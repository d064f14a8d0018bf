"""The earlier versions of a draft's pages: what changed, bringing it back, and how many are kept."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.page_actions import MOST_VERSIONS, SITTING
from recruitment.applications.page_queries import page_changes
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit, words_of
from tests.builders.tabs import PARAGRAPHS, Tab, path_of, text_of
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


def versions(account: Account, draft: Application) -> list[tuple[str, str]]:
    found, _ = page_changes(Candidate(account.id), draft.id, most=100)
    return [(change.version.how, change.version.page) for change in found]


def test_versions_tell_what_changed_and_bring_it_back(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    submit(client, path_of(draft), answer_0="The first answer.")
    submit(client, path_of(draft), answer_0="The second answer.")
    page = client.get(path_of(draft, "versions"))
    assert "You changed “How you meet what the job asks for”" in words_of(page.text)
    (latest, *_), _ = page_changes(Candidate(account.id), draft.id, most=5)
    address = path_of(draft, f"versions/{latest.version.id}")
    assert "The first answer." in client.get(address).text
    shown = filled(client.get(address).text)["read_from"][0]
    assert submit(client, address, read_from=shown).status_code == 303
    assert text_of(account, draft) == "The first answer."
    assert versions(account, draft)[0] == ("brought_back", "criteria")


def test_a_version_is_brought_back_only_as_it_was_shown(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    submit(client, path_of(draft), answer_0="The first answer.")
    submit(client, path_of(draft), answer_0="The second answer.")
    (latest, *_), _ = page_changes(Candidate(account.id), draft.id, most=5)
    address = path_of(draft, f"versions/{latest.version.id}")
    shown = filled(client.get(address).text)["read_from"][0]
    submit(client, path_of(draft), answer_0="The third answer.")
    assert submit(client, address, read_from=shown).location == address
    assert text_of(account, draft) == "The third answer."


def test_one_sitting_is_one_version_unless_much_goes(
    client: FlaskClient, account: Account, draft: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = Tab(client, path_of(draft))
    for text in ("I", "I clean", "I clean well.", PARAGRAPHS):
        tab.types(answer_0=text)
    assert versions(account, draft) == [("by_itself", "criteria")]
    tab.types(answer_0="")
    assert len(versions(account, draft)) == 2, "whoever empties a box by mistake finds its text"
    later = clock.now() + SITTING + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    tab.types(answer_0="Anew.")
    assert len(versions(account, draft)) == 3


def test_the_oldest_versions_go(client: FlaskClient, account: Account, draft: Application) -> None:
    for number in range(MOST_VERSIONS + 3):
        submit(client, path_of(draft), answer_0=f"Answer {number}.")
    assert len(versions(account, draft)) == MOST_VERSIONS
