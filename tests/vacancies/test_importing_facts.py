"""Texts of an advert as the columns of a vacancy, with what is doubtful."""

import json
from decimal import Decimal
from typing import Any

import pytest

from recruitment.vacancies.importing_facts import LONGEST_GRADE, AdvertFacts, read_facts
from recruitment.vacancies.importing_rows import read_line


def facts(**texts: Any) -> AdvertFacts:
    return read_facts(read_line(json.dumps({"employer": "Fife Council", "title": "Cleaner", **texts})))


def values(*names: str, **texts: Any) -> tuple[Any, ...]:
    return tuple(facts(**texts).values[name] for name in names)


PAY = ("pay_basis", "pay_low", "pay_high", "is_pro_rata", "pay_note")


def test_one_rate() -> None:
    assert values(*PAY, salary_text="£25,885.80 to £28,175.91 pro rata") == ("annual", 2588580, 2817591, True, "")


def test_an_allowance_stands_apart() -> None:
    text = "£63,879 per annum (Point 3 of the DHT/HT Scale) plus £2,742 Distant Islands Allowance per annum"
    note = "Point 3 of the DHT/HT Scale; plus £2,742 Distant Islands Allowance"
    assert values(*PAY, salary_text=text) == ("annual", 6387900, 6387900, False, note)


def test_several_rates_of_one_advert() -> None:
    text = "Hourly Rate of Pay: £16.14 - £17.24 (Unqualified); £17.72 - £19.19 (Qualified)"
    assert values("pay_low", "pay_note", "other_rates", salary_text=text) == (
        1614, "Unqualified", [{"label": "Qualified", "basis": "hourly", "low": 1772, "high": 1919}],
    )  # fmt: skip


def test_the_same_pay_by_the_year_and_by_the_hour() -> None:
    text = "£11.59-12.31 per hour/ £22360.59 - £23,759.67 pro rata per annum"
    assert values("pay_basis", "other_rates", salary_text=text) == (
        "annual", [{"label": "By the hour", "basis": "hourly", "low": 1159, "high": 1231}],
    )  # fmt: skip


def test_pay_that_cannot_be_read_is_kept_as_text() -> None:
    read = facts(salary_text="FC4 £25, £28, Pro-Rata) [figures truncated at source]")
    assert read.values["pay_low"] is None
    assert read.values["pay_note"] == "As published: FC4 £25, £28, Pro-Rata) [figures truncated at source]"
    assert "The figures seem cut off at the source: '£25, £28,'." in read.doubts


def test_a_grade_is_not_said_twice() -> None:
    assert values("grade", "pay_note", salary_text="BAND 8A - £40,833 - £49,000", grade="Band 8A") == ("Band 8A", "")


@pytest.mark.parametrize(
    ("text", "low", "high", "note"),
    [
        ("16.25 hours per week", "16.25", "16.25", ""),
        ("37-hour a week", "37", "37", ""),
        ("36hrs/wk", "36", "36", ""),
        ("28 hours/week (Tuesday to Friday)", "28", "28", "Tuesday to Friday"),
        ("20 hours per week (3:00pm to 7:00pm)", "20", "20", "3:00pm to 7:00pm"),
        ("28.5 hours per week, 39 weeks per year", "28.5", "28.5", ""),
        ("26 or 31 Hours per week", "26", "31", "26 or 31 Hours per week"),
        ("Up to 30 hours per week", None, "30", "Up to 30 hours per week"),
        ("Full Time", None, None, ""),
        ("0.5FTE job-share", None, None, "0.5FTE job-share"),
    ],
)
def test_hours_and_what_else_their_text_says(text: str, low: str | None, high: str | None, note: str) -> None:
    assert values("hours_low", "hours_high", "hours_note", hours_text=text) == (
        low and Decimal(low), high and Decimal(high), note,
    )  # fmt: skip


def test_a_full_week_is_what_full_time_means_there() -> None:
    assert values("full_time_hours", hours_text="36 hours per week") == (Decimal(36),)
    assert values("full_time_hours", hours_text="22 hours per week (35 FTE)") == (Decimal(35),)
    assert values("full_time_hours", hours_text="20 hours per week") == (None,)


@pytest.mark.parametrize(
    ("hours", "pay", "unknown"),
    [
        ("18 hours per week", "£13.40 per hour", "pay of a full-time year"),
        ("30-36 hours per week", "£26,400 per annum pro rata", "pay for these hours"),
    ],
)
def test_pay_that_needs_full_time_hours_is_in_doubt_without_them(hours: str, pay: str, unknown: str) -> None:
    doubt = f"No full-time hours are stated, so the {unknown} cannot be worked out."
    assert doubt in facts(hours_text=hours, salary_text=pay).doubts
    assert doubt not in facts(hours_text=f"{hours} (36 FTE)", salary_text=pay).doubts
    assert doubt not in facts(hours_text=hours, salary_text="").doubts
    assert doubt not in facts(hours_text="", salary_text=pay).doubts
    both = "£26,400 per annum pro rata; £14.06 per hour"
    assert doubt not in facts(hours_text=hours, salary_text=both).doubts


CONTRACT = ("contract_type", "contract_ends", "contract_note", "posts")


def test_a_contract_that_ends() -> None:
    kind, ends, note, posts = values(*CONTRACT, contract_text="Temporary until 16 August 2026")
    assert (kind, str(ends), note, posts) == ("temporary", "2026-08-16", "", 1)
    assert values(*CONTRACT, contract_text="Temporary for 1 year")[2] == "1 year"


def test_why_a_contract_ends_is_kept_beside_how_long_it_lasts() -> None:
    assert values(*CONTRACT, contract_text="Temporary, sickness cover")[2] == "sickness cover"
    assert values(*CONTRACT, contract_text="Fixed term for 9 months, paternity cover")[2] == "9 months, paternity cover"


def test_a_permanent_post_has_no_end_even_beside_one_that_has() -> None:
    text = "Post 1 Permanent; Post 2 Temporary until 31st August 2026"
    assert values(*CONTRACT, contract_text=text, title="Worker - 2 posts") == ("permanent", None, text, 2)


def test_silence_about_disclosure_is_no_promise_of_none() -> None:
    assert values("disclosure_level", "disclosure_note") == ("", "")
    assert values("disclosure_level", "disclosure_workforce", disclosure_text="PVG Adults") == ("pvg", "adults")
    assert values("disclosure_level", "disclosure_note", disclosure_text="Criminal convictions declaration") == (
        "", "Criminal convictions declaration",
    )  # fmt: skip


def test_the_first_sentence_sums_up_and_remarks_about_the_copy_stay_out() -> None:
    read = values("summary", "duties", description="Keeps a school clean. Works alone. A good dirty-data case.")
    assert read == ("Keeps a school clean.", "Works alone.")
    assert values("summary", description="Known from the council's news page: trade apprentices.") == (
        "Trade apprentices.",
    )
    silent = facts(description="Search-result card only: no body text was stored for this vacancy.")
    assert silent.values["summary"] == ""
    assert "No description of the job is given." in silent.doubts


def test_what_is_missing_is_in_doubt() -> None:
    assert facts().doubts == (
        "No pay is stated.",
        "No contract type is stated.",
        "No closing date is stated.",
        "No description of the job is given.",
    )
    assert facts(title="Xyzzy").values["category_code"] is None
    assert "No kind of work could be suggested from the title or description." in facts(title="Xyzzy").doubts


def test_what_was_inferred_is_said() -> None:
    said = "Not stated outright where the advert was found, but inferred: title, location."
    assert facts(inferred_fields=["title", "location", "nonsense"]).doubts[0] == said


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/x", "no address", "http://[", "//a.example"])
def test_only_web_addresses_are_linked(url: str) -> None:
    read = facts(source_url=url)
    assert read.values["source_url"] == ""
    assert "The address of the source is no web address." in read.doubts


def test_an_internal_advert_is_told_by_title_or_description() -> None:
    assert facts(title="Early Years Officer, Internal Vacancy Only").is_internal
    assert facts(description="Internal applicants only. One day a week.").is_internal
    assert not facts(description="Works with internal and external auditors.").is_internal


def test_long_texts_fit_their_columns() -> None:
    read = facts(grade="g" * 900, reference="r" * 900, salary_text="pay " * 400, hours_text="hours " * 300)
    assert len(read.values["grade"]) == LONGEST_GRADE
    assert len(read.values["own_reference"]) == 60
    assert max(len(read.values["pay_note"]), len(read.values["hours_note"])) == 300
    assert "Grade or reference is too long and was cut." in read.doubts
