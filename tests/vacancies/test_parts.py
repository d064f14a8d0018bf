"""The facts of an advert as they are kept: every column has its part, and what is kept comes back the same."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.vacancies.parts import COLUMNS, UNWRITTEN, columns_of, kept, kept_part, mark_of
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Vacancy

AMOUNTS = st.none() | st.decimals(0, 99, places=2)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
MOMENTS = st.none() | st.datetimes(timezones=st.timezones())
TEXTS = st.text()


def test_every_column_is_of_one_part_or_of_none() -> None:
    written = [name for part in PARTS for name in COLUMNS[part]]
    assert sorted([*written, *UNWRITTEN]) == sorted(column.key for column in Vacancy.__table__.columns)


@given(hours=AMOUNTS, ends=DAYS, closes=MOMENTS, title=TEXTS, patterns=st.lists(TEXTS))
def test_what_is_kept_comes_back(
    hours: Decimal | None, ends: date | None, closes: object, title: str, patterns: list[str]
) -> None:
    facts = {"hours_low": hours, "contract_ends": ends, "closes_at": closes, "title": title, "patterns": patterns}
    assert columns_of(kept(facts)) == facts


@given(hours=st.decimals(0, 99, places=2))
def test_equal_facts_have_one_mark(hours: Decimal) -> None:
    one, other = Vacancy(hours_low=hours), Vacancy(hours_low=hours.quantize(Decimal("0.000")))
    assert mark_of(kept_part("contract", one, [], [])) == mark_of(kept_part("contract", other, [], []))


@given(title=TEXTS, other=TEXTS)
def test_other_facts_have_another_mark(title: str, other: str) -> None:
    marks = {mark_of(kept_part("post", Vacancy(title=each), [], [])) for each in (title, other)}
    assert len(marks) == len({title, other})


def test_moments_are_equal_whatever_their_zone() -> None:
    now = clock.now()
    assert kept({"closes_at": clock.local(now)}) == kept({"closes_at": now}) != kept(
        {"closes_at": now + timedelta(seconds=1)}
    )  # fmt: skip
