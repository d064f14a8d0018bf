"""Until when an application is in time: stated to the second, and said ahead in the last half hour."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.web.candidate.draft_facts import exactly
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import words_of
from tests.builders.vacancies import a_vacancy

PAGES = ("", "/criteria", "/declarations", "/support", "/source", "/check")


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 12, 4, 12, tzinfo=UTC), "on Friday 4 December 2026 at 12:00 noon, UK time"),
        (datetime(2026, 7, 3, 22, 59, 59, tzinfo=UTC), "on Friday 3 July 2026 at 11:59:59pm, UK time"),
        (datetime(2026, 12, 4, 9, 5, tzinfo=UTC), "on Friday 4 December 2026 at 9:05am, UK time"),
        (datetime(2026, 12, 4, 12, 0, 1, tzinfo=UTC), "on Friday 4 December 2026 at 12:00:01pm, UK time"),
    ],
)
def test_the_moment_is_said_exactly(moment: datetime, expected: str) -> None:
    assert exactly(moment) == expected


def test_every_page_of_a_draft_says_until_when(client: FlaskClient, account: Account, subtests) -> None:
    closes_at = clock.now().replace(microsecond=0) + timedelta(days=3)
    draft = a_draft(a_vacancy(an_organisation(), closes_at=closes_at), account)
    for page in PAGES:
        with subtests.test(page):
            shown = words_of(client.get(f"/candidate/applications/{draft.id}{page}").text)
            assert f"This job closes {exactly(closes_at)}" in shown
            assert "This job closes in" not in shown


@pytest.mark.parametrize(
    ("left", "said"), [(1801, ""), (1790, "in 30 minutes"), (61, "in 2 minutes"), (50, "in 1 minute")]
)
def test_the_last_half_hour_is_said_ahead(client: FlaskClient, account: Account, left: int, said: str) -> None:
    closes_at = clock.now() + timedelta(seconds=left)
    draft = a_draft(a_vacancy(an_organisation(), closes_at=closes_at), account)
    shown = words_of(client.get(f"/candidate/applications/{draft.id}/criteria").text)
    assert (f"This job closes {said}." in shown) is bool(said)
    assert ("This job closes in" in shown) is bool(said)


def test_after_closing_no_page_says_that_it_is_to_come(client: FlaskClient, account: Account) -> None:
    vacancy = a_vacancy(an_organisation(), closes_at=clock.now() - timedelta(seconds=2))
    draft = a_draft(vacancy, account)
    for page in PAGES:
        assert "This job closes" not in client.get(f"/candidate/applications/{draft.id}{page}").text
