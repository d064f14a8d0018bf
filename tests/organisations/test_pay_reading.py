"""A pay table read row by row: no database."""

from datetime import datetime
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core.spreadsheets import Cell, Row, read_sheet
from recruitment.organisations.pay_reading import MOST_ROWS, PayReading, PointLine, as_csv, read_pay_rows

HOURS, WEEKS = Decimal(37), Decimal("52.143")
HEAD: Row = ["Point", "Grade", "Hourly rate"]


def read(*rows: Row) -> PayReading:
    return read_pay_rows([list(rows)], HOURS, WEEKS)


def lines(reading: PayReading) -> list[tuple[str, str, int]]:
    assert reading.problems == []
    return [(line.grade, line.label, line.pence) for line in reading.lines]


def of_text(text: str) -> PayReading:
    return read_pay_rows(read_sheet(text.encode(), MOST_ROWS), HOURS, WEEKS)


def test_titles_other_columns_and_empty_rows_count_for_nothing() -> None:
    reading = read(
        ["Pay of Example Council"], [], ["Grade", "Notes", "SCP", "£ per hour", "Monthly"],
        ["Grade 1", "new", 19, 13.6, 2000], [], [None, "merged", 20, "£13.75"], ["Grade 2", None, "SCP 21", 14, 1],
    )  # fmt: skip
    assert reading.basis == "hourly"
    assert lines(reading) == [("Grade 1", "19", 1360), ("Grade 1", "20", 1375), ("Grade 2", "21", 1400)]
    assert [line.row for line in reading.lines] == [4, 6, 7]


@pytest.mark.parametrize(
    ("heading", "rate", "basis", "pence"),
    [
        ("Hourly rate (£)", "14.20", "hourly", 1420),
        ("HOURLY RATE", 14.2, "hourly", 1420),
        ("Rate per hour", "£14.2", "hourly", 1420),
        ("Salary per hour", "14,20", "hourly", 1420),
        ("Annual salary (37 hours)", "£27,396.00", "annual", 2_739_600),
        ("Per annum", "27396", "annual", 2_739_600),
        ("Full-time salary £", 27396, "annual", 2_739_600),
        ("Year", "27.396,50", "annual", 2_739_650),
        ("FTE p.a. salary", " 27 396 ", "annual", 2_739_600),
    ],
)
def test_headings_and_amounts_in_many_spellings(heading: str, rate: Cell, basis: str, pence: int) -> None:
    reading = read(["Spinal column point", heading], ["Point 24", rate])
    assert (reading.basis, lines(reading)) == (basis, [("", "24", pence)])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_separator(separator: str) -> None:
    text = f'Point{separator}Annual{separator}Grade\n7{separator}"27,396"{separator}"Clerks, senior"\n'
    assert lines(of_text(text)) == [("Clerks, senior", "7", 2_739_600)]


def test_the_hourly_rate_counts_where_both_stand_there() -> None:
    reading = read(["Point", "Annual", "Hourly"], [24, 27396, 14.2])
    assert (reading.basis, lines(reading)) == ("hourly", [("", "24", 1420)])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([24, "G", None], "Point 24 has no hourly rate"),
        ([None, "G", 14.2], "no point"),
        ([24, "G", "=B2*2"], "“=B2*2”, not an amount"),
        ([24, "G", "14.20 to 15"], "not an amount"),
        ([24, "G", -14.2], "is no rate for an hour"),
        ([24, "G", True], "not an amount"),
        ([24, "G", float("inf")], "not an amount"),
        ([24, "G", float("nan")], "not an amount"),
        ([24, "G", 27396], "is no rate for an hour"),
        ([24, "G", "1.42"], "is no rate for an hour"),
        ([24, "G", datetime(2026, 4, 1)], "is a date, not an amount"),  # noqa: DTZ001 a cell knows no zone
        ([datetime(2026, 2, 1), "G", 14.2], "The point is a date"),  # noqa: DTZ001
        (["=24", "G", 14.2], "The point “=24” is no name"),
        (["24", "@grade", 14.2], "The grade “@grade” is no name"),
        (["twenty-four and a half", "G", 14.2], "is longer than 12"),
        (["24", "G" * 41, 14.2], "is longer than 40"),
        (["23", "G", 14.2], "Point 23 of G stands in row 2 already"),
    ],
)
def test_each_wrong_row_is_named_with_what_to_mend(row: Row, message: str) -> None:
    reading = read(HEAD, [23, "G", 14], row, [26, "H", 16])
    (problem,) = reading.problems
    assert problem.row == 3
    assert message in problem.message
    assert [line.label for line in reading.lines] == ["23", "26"], "the rows around it are read"


def test_the_same_point_may_stand_in_two_grades() -> None:
    reading = read(HEAD, [25, "Grade 4", 15], [25, "Grade 5", 15])
    assert lines(reading) == [("Grade 4", "25", 1500), ("Grade 5", "25", 1500)]


def test_a_year_that_does_not_follow_from_the_hour_shows_a_mistake() -> None:
    head: Row = ["Point", "Hourly", "Annual"]
    assert read(head, [24, 14.2, 27396]).problems == []
    # 52 weeks: 14.20 x 37 x 52 = 27,320.80
    assert "comes to £27,396 in a full-time year" in read(head, [24, 14.2, "27,320.80"]).problems[0].message
    assert read_pay_rows([[head, [24, 14.2, "27,320.80"]]], HOURS, Decimal(52)).problems == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "must name its columns"),
        ([["Pay"], [24, 14.2]], "must name its columns"),
        ([["Point", "Grade"], [24, "G"]], "must name its columns"),
        ([["Point", "Annual 35 hours", "Annual 37 hours"], [24, 1, 2]], "could both be the annual rate"),
        ([HEAD], "no point below the headings"),
    ],
)
def test_a_table_without_clear_headings(rows: list[Row], message: str) -> None:
    (problem,) = read(*rows).problems
    assert message in problem.message


def test_what_looks_odd_is_pointed_out_and_kept() -> None:
    reading = read(HEAD, [23, "G", 14.005], [24, "G", 13.9], [25, "G", 15])
    assert lines(reading) == [("G", "23", 1401), ("G", "24", 1390), ("G", "25", 1500)]
    assert [(doubt.row, "rounded" in doubt.message, "pays less" in doubt.message) for doubt in reading.doubts] == [
        (2, True, False), (3, False, True),
    ]  # fmt: skip


def test_a_table_may_run_down() -> None:
    assert read(HEAD, [25, "G", 15], [24, "G", 14.5], [23, "G", 14]).doubts == []


@pytest.mark.parametrize("name", ["example_pay_table.csv", "example_teachers.csv", "example_chief_officers.csv"])
def test_the_examples_are_right(name: str) -> None:
    text = (resources.files("recruitment.organisations") / "data" / name).read_bytes()
    hours = Decimal(35) if "teachers" in name else HOURS
    reading = read_pay_rows(read_sheet(text, MOST_ROWS), hours, WEEKS)
    assert (reading.problems, reading.doubts) == ([], [])
    assert len(reading.lines) >= 5


LABELS = st.text("0123456789ABCDEFGHIJ", min_size=1, max_size=8)
POINTS = st.lists(
    st.tuples(st.sampled_from(["Grade 1", "Grade 2, upper", "Teacher"]), LABELS, st.integers(400, 30_000)),
    min_size=1, max_size=30, unique_by=lambda point: point[:2],
)  # fmt: skip


@given(POINTS)
def test_what_was_read_reads_as_the_same_again(points: list[tuple[str, str, int]]) -> None:
    read_once = [PointLine(row, *point) for row, point in enumerate(points, 2)]
    assert lines(of_text(as_csv(read_once, "hourly"))) == points


CELLS = st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.datetimes())


@given(st.lists(st.lists(CELLS, max_size=4), max_size=12))
def test_any_rows_are_points_or_problems(rows: list[Row]) -> None:
    reading = read(HEAD, *rows)
    assert reading.lines or reading.problems
    assert all(line.label and 400 <= line.pence <= 30_000 for line in reading.lines)
    assert len({(line.grade, line.label) for line in reading.lines}) == len(reading.lines)
