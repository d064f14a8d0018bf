"""When nobody has applied: from which day it is said, and what is suggested from which facts. Pure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruitment.vacancies.silence import Counts, is_silent, suggestions
from recruitment.vacancies.tables import Criterion, Vacancy

DAY = timedelta(days=1)
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)


def an_advert(**facts: Any) -> Vacancy:
    given = {
        "title": "Cleaner", "state": "published", "public_from": NOW - 4 * DAY, "closes_at": NOW + 20 * DAY,
        "category_code": "cleaning", "summary": "Keeps a school clean.", "duties": "", "pay_low": 100, "pay_note": "",
        "in_gaelic": {}, **facts,
    }  # fmt: skip
    return Vacancy(**given)


def criteria(number: int) -> list[Criterion]:
    return [Criterion(text=f"Can do thing {each}", kind="essential") for each in range(number)]


@pytest.mark.parametrize(
    ("facts", "sent", "is_it"),
    [
        # The day of opening is the first, whatever the hour.
        ({"public_from": datetime(2026, 6, 6, 22, tzinfo=UTC)}, 0, True),
        ({"public_from": datetime(2026, 6, 6, 23, 30, tzinfo=UTC)}, 0, False),
        ({}, 1, False),
        ({"closes_at": NOW - DAY}, 0, False),
        ({"closes_at": None}, 0, True),
        ({"state": "filled"}, 0, False),
        ({"source_key": "elsewhere"}, 0, False),
    ],
)
def test_it_is_said_from_the_fifth_day_in_scotland_on(facts: dict[str, Any], sent: int, is_it: bool) -> None:
    assert is_silent(an_advert(**facts), sent, NOW) is is_it


def acts(vacancy: Vacancy, counts: Counts, number: int = 2) -> list[str]:
    return [each.act for each in suggestions(vacancy, criteria(number), counts, NOW)]


def test_what_few_have_found_wants_signposts_and_plain_titles() -> None:
    found = suggestions(an_advert(title="CLEANER (SCHOOLS) FTC12345"), criteria(2), Counts(3, 0, 0, 0), NOW)
    assert found[0].act == "signposts"
    assert "opened 3 times" in found[0].why
    assert "amend" in [each.act for each in found]


def test_what_is_read_and_left_wants_pay_words_and_fewer_criteria() -> None:
    whys = " ".join(each.why for each in suggestions(an_advert(pay_low=None), criteria(12), Counts(400, 2, 0, 0), NOW))
    assert "does not say what the job pays" in whys
    assert "asks for 12 things" in whys
    assert "signposts" not in acts(an_advert(), Counts(400, 2, 0, 0))


def test_what_is_begun_and_not_sent_asks_too_much() -> None:
    found = suggestions(an_advert(), criteria(12), Counts(400, 2, 3, 0), NOW)
    assert "3 people began to apply" in found[0].why
    assert "12 questions" in found[0].why
    asking = suggestions(an_advert(questions=[{}, {}]), criteria(7), Counts(400, 2, 3, 0), NOW)
    assert "9 questions" in asking[0].why
    assert [each.act for each in asking] == ["preview", "copy"]
    assert [each.act for each in found] == ["preview", "copy"]
    assert suggestions(an_advert(), criteria(2), Counts(400, 2, 1, 0), NOW)[0].why.startswith("1 person began")


def test_what_closes_soon_wants_more_time() -> None:
    assert acts(an_advert(closes_at=NOW + 2 * DAY), Counts(400, 2, 1, 0))[-1] == "extend"
    assert "extend" not in acts(an_advert(), Counts(400, 2, 1, 0))


def test_counts_in_words() -> None:
    assert Counts(1_200, 1, 1, 0).in_words == "opened 1,200 times, saved once, 1 application begun, none sent"
    assert Counts(12, 1, 1, 0, signposted=5).opened == "opened 12 times (5 by signposts)"
    assert Counts(0, 0, 0, 0).in_words == "never opened, saved by nobody, no application begun, none sent"
