"""Pay, hours, places and closing dates in words."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from recruitment.core import clock
from recruitment.vacancies.tables import Vacancy, Workplace
from recruitment.vacancies.words import place_in_words, postcode_in_words
from recruitment.web.public import words

FULL_TIME = {"hours_low": Decimal(36), "hours_high": Decimal(36), "full_time_hours": Decimal(36)}
HALF = {"hours_low": Decimal(18), "hours_high": Decimal(18), "full_time_hours": Decimal(36)}


def a_post(**facts: Any) -> Vacancy:
    given = {"pay_basis": "annual", "pay_low": 2_400_000, "pay_high": 2_600_000, "patterns": [], "is_pro_rata": False}
    return Vacancy(**{**given, **facts})


def amounts(vacancy: Vacancy) -> dict[str, str]:
    return {what: amount for what, amount, _ in words.pay_rows(vacancy)}


def test_a_yearly_rate_gives_the_hour_and_the_posts_own_year() -> None:
    assert amounts(a_post(**HALF, is_pro_rata=True)) == {
        "An hour": "£12.79 to £13.85",
        "A full-time year": "£24,000 to £26,000",
        "A year in this post": "£12,000 to £13,000",
    }


def test_an_hourly_rate_gives_both_years_to_the_pound() -> None:
    post = a_post(pay_basis="hourly", pay_low=1300, pay_high=1300, **HALF)
    assert amounts(post) == {
        "An hour": "£13.00",
        "A full-time year": "£24,403",
        "A year in this post": "£12,201",
    }
    assert words.pay_method(post).startswith("The advert gives the hourly rate. A full-time year is that rate for 36")


def test_weeks_of_a_term_time_post_are_named() -> None:
    post = a_post(**HALF, weeks_a_year=Decimal(39), is_pro_rata=True)
    assert words.pay_method(post).endswith("and 39 weeks, to the nearest pound.")
    assert words.hours_in_words(post) == "18 hours a week, 39 weeks a year"


def test_what_may_be_either_is_not_worked_out() -> None:
    assert amounts(a_post(**HALF)) == {"A year, as advertised": "£24,000 to £26,000"}
    assert "which of the two it is" in words.pay_method(a_post(**HALF))


def test_a_pay_table_is_named_and_may_count_its_year_otherwise() -> None:
    table = "Teachers, rates from 1 August 2026"
    post = a_post(**FULL_TIME, pay_table=table, year_weeks=Decimal("52.000"))
    said = words.pay_method(post)
    assert "divided by 52 weeks and by 36 hours" in said
    assert "for its hours a week and 52 weeks" in said
    assert said.endswith(f"Pay table: {table}.")
    # 24,000 / 52 / 36 = 12.8205...; 26,000 likewise 13.8888...
    assert amounts(post)["An hour"] == "£12.82 to £13.89"


def test_allowances_say_how_much_or_how() -> None:
    rows = [("Islands", 264_600, "part-time staff get their share"), ("Nights", None, "time and a third")]
    post = a_post(allowances=[{"label": label, "amount": amount, "note": note} for label, amount, note in rows])
    assert words.allowances(post) == [
        ("Islands", "£2,646 a year, part-time staff get their share"),
        ("Nights", "time and a third"),
    ]
    assert words.allowances(a_post()) == []


def test_without_full_time_hours_only_the_year_is_known() -> None:
    post = a_post(is_pro_rata=True, hours_low=Decimal(20), hours_high=Decimal(20))
    assert amounts(post) == {"A full-time year": "£24,000 to £26,000"}
    assert "how many hours a week are full time" in words.pay_method(post)


def test_without_pay_nothing_is_said() -> None:
    post = a_post(pay_basis=None, pay_low=None, pay_high=None)
    assert (words.pay_rows(post), words.pay_method(post)) == ([], "")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "£24,000 to £26,000 a year"),
        ({"is_pro_rata": True}, "£24,000 to £26,000 a year, pro rata"),
        ({"pay_basis": "hourly", "pay_low": 1310, "pay_high": 1310}, "£13.10 an hour"),
        ({"pay_basis": None, "pay_low": None, "pay_high": None, "pay_note": "Band 2"}, "Band 2"),
    ],
)
def test_pay_in_short(facts: dict[str, Any], said: str) -> None:
    assert words.pay_in_short(a_post(**facts)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, ""),
        ("36", "36", "36 hours a week"),
        ("17.50", None, "17.5 hours a week"),
        ("1", "1", "1 hour a week"),
        ("10", "20.00", "10 to 20 hours a week"),
    ],
)
def test_hours(low: str | None, high: str | None, said: str) -> None:
    decimals = [None if each is None else Decimal(each) for each in (low, high)]
    assert words.hours_in_words(a_post(hours_low=decimals[0], hours_high=decimals[1])) == said


def test_patterns_read_as_one_line_in_the_usual_order() -> None:
    assert words.patterns_in_words(a_post(patterns=["job_share", "full_time"])) == "Full time, job share"


@pytest.mark.parametrize(
    ("labels", "is_home_based", "said"),
    [
        ([], False, ""),
        ([], True, "Home-based"),
        (["Cupar", "Newburgh"], False, "Cupar; Newburgh"),
        (["Cupar", "Newburgh", "Leven", "Wick"], False, "Cupar and 3 other places"),
    ],
)
def test_places(labels: list[str], is_home_based: bool, said: str) -> None:
    workplaces = [Workplace(label=label) for label in labels]
    assert words.place_in_short(a_post(is_home_based=is_home_based), workplaces) == said


@pytest.mark.parametrize(
    ("label", "locality", "postcode", "place", "after"),
    [
        ("Depot", "Kirkcaldy", "KY11XT", "Depot, Kirkcaldy", "KY1 1XT"),
        ("Depot", "", "KY11XT", "Depot", "KY1 1XT"),
        ("Depot", "", "", "Depot", ""),
        ("Elgin High School, ELGIN", "Elgin", "IV306UD", "Elgin High School, ELGIN", "IV30 6UD"),
        ("Saint Andrews Nursery", "St Andrews", "KY169AA", "Saint Andrews Nursery", "KY16 9AA"),
        ("Cupar", "Cupar", "", "Cupar", ""),
        ("IV30 6UD", "Elgin", "IV306UD", "Elgin", "IV30 6UD"),
        ("IV30 6UD", "", "IV306UD", "IV30 6UD", ""),
    ],
)
def test_a_place_says_its_town_and_postcode_once(
    label: str, locality: str, postcode: str, place: str, after: str
) -> None:
    workplace = Workplace(label=label, locality=locality, postcode=postcode)
    assert (place_in_words(workplace), postcode_in_words(workplace)) == (place, after)


def test_a_list_tells_towns_and_a_single_postcode() -> None:
    depot, school = Workplace(label="Depot", locality="Wick"), Workplace(label="Wick High School", locality="Wick")
    alone = Workplace(label="Depot", locality="Wick", postcode="KW14AA")
    assert words.place_in_short(a_post(), [alone]) == "Depot, Wick, KW1 4AA"
    assert words.place_in_short(a_post(), [depot, school]) == "Depot, Wick; Wick High School"
    assert words.place_in_short(a_post(), [depot, school] * 2) == "Depot, Wick and 3 other places"


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (0, "today"), (1, "tomorrow"), (12, "in 12 days"), (90, "in 90 days"), (124, "in about 4 months"),
        (731, "in about 2 years"), (1306, "in about 4 years"),
    ],
)  # fmt: skip
def test_closing(days: int, left: str) -> None:
    closes_at = clock.end_of_day(clock.today() + timedelta(days=days))
    assert words.time_left(closes_at) == left
    said = words.closing_in_words(closes_at)
    assert said.endswith(" at 11:59pm")
    assert said.startswith(left) == (days < 2)
