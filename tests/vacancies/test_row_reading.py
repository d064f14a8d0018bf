"""Cells and JSON read as what a person would have typed."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core.errors import Refused
from recruitment.vacancies.row_columns import BY_NAME, COLUMNS, VACANCIES, folded
from recruitment.vacancies.row_reading import rows_of_sheet, typed

CATEGORIES = {"catering_cleaning": "Catering, cleaning and facilities"}


def box(name: str, value: Any) -> Any:
    read = typed({name: value}, CATEGORIES)
    return read.boxes.get(name), read.problems.get(name, "")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", "Cook", "Cook"), ("reference", 2041, "2041"), ("reference", 2041.0, "2041"),
        ("hours", 17.5, "17.5"), ("hours", 0.1 + 0.2, "0.3"), ("posts", "1 000", "1000"),
        ("closing_date", date(2027, 3, 7), ["7", "3", "2027"]), ("closing_date", "2027-03-07", ["07", "03", "2027"]),
        ("closing_date", datetime(2027, 3, 7, 9, tzinfo=UTC), ["7", "3", "2027"]),
        ("closing_date", "7.3.2027", ["7", "3", "2027"]),
        ("category", "catering cleaning and FACILITIES", "catering_cleaning"),
        ("patterns", "Part time; shift", ["part_time", "shift"]), ("patterns", ["full_time"], ["full_time"]),
        ("essential_criteria", "One, two\n\nThree", ["One, two", "Three"]),
        ("pro_rata", False, "no"), ("pro_rata", "X", "yes"), ("home_based", 0, "no"),
        ("disclosure", "level_2", "level_2"), ("workforce", "Protected adults", "adults"), ("grade", "", None),
    ],
)  # fmt: skip
def test_what_is_read(name: str, value: Any, expected: Any) -> None:
    assert box(name, value) == (expected, "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("title", date(2027, 1, 2), "This is a date to the spreadsheet"), ("closing_date", "soon", "Enter a date"),
        ("closing_date", time(9), "Enter a date"), ("closing_date", 45000, "Enter a date"),
        ("pro_rata", "perhaps", "Enter yes or no"), ("contract_type", "for ever", "Enter one of: Permanent; "),
        ("hours", float("nan"), "too large"), ("hours", 1e300, "too large"), ("summary", "\ud800", "cannot be stored"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(name: str, value: Any, said: str) -> None:
    read, problem = box(name, value)
    assert read is None and said in problem


@given(st.sampled_from(COLUMNS), st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
       | st.times() | st.lists(st.text(), max_size=3))  # fmt: skip
def test_whatever_stands_there_is_read_or_refused(column: Any, value: Any) -> None:
    read = typed({column.name: value}, CATEGORIES)
    assert not (read.boxes and read.problems)
    for said in read.boxes.values():
        "".join(said).encode()


def test_every_column_is_known_by_name_and_by_heading() -> None:
    assert len(BY_NAME) == len(COLUMNS)
    assert all(
        VACANCIES.headings[folded(name)] is column for column in COLUMNS for name in (column.name, column.heading)
    )


def test_headings_below_a_title_and_in_any_order() -> None:
    rows = rows_of_sheet(
        [[["Vacancies of May"], [], ["title", "REFERENCE", None, "Category"], [None, None], ["Cook", 7]]]
    )
    assert [(row.number, row.cells) for row in rows] == [(5, {"title": "Cook", "reference": 7})]


def test_of_several_ways_to_read_the_one_with_headings_counts() -> None:
    commas, semicolons = (
        [["Reference;Title;Category"], ["1;2;3"]],
        [["Reference", "Title", "Category"], ["1", "2", "3"]],
    )
    assert len(rows_of_sheet([commas, semicolons])) == 1
    with pytest.raises(Refused, match="No row names the columns"):
        rows_of_sheet([commas])
