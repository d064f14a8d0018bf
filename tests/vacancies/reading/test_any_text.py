"""Whatever stands in an advert, reading it raises nothing and yields facts of the promised shapes."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.organisations.tables import KINDS
from recruitment.vacancies import vocabulary
from recruitment.vacancies.reading.checks import read_disclosure, read_registration
from recruitment.vacancies.reading.closing import read_closing
from recruitment.vacancies.reading.contract import read_contract
from recruitment.vacancies.reading.employer import kind_of, normal_name
from recruitment.vacancies.reading.hours import LONGEST_WEEK, read_hours
from recruitment.vacancies.reading.pay import read_pay
from recruitment.vacancies.reading.place import read_place
from tests.vacancies.reading.adverts import ADVERTS

FIELDS = ("salary_text", "hours_text", "contract_text", "closing_text", "posted_text", "location", "title")
WHOLE = sorted({advert[field] for advert in ADVERTS for field in FIELDS if advert[field]})
WORDS = sorted({word for text in WHOLE for word in text.split()})
UNITS = ["k", "per hour", "pa", "FTE", "weeks", "hours", "until"]
MARKS = [*" ,.;:/-–£()[]&+'’½²", *UNITS, "0", "00", "9" * 30, "\n", "ſun", "٣"]

pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.text(max_size=4))
shuffled = st.builds(str.join, st.sampled_from(["", " "]), st.lists(pieces, max_size=12))
any_text = st.one_of(st.none(), st.text(), shuffled, st.sampled_from(WHOLE))
many = settings(max_examples=400, deadline=None)


def is_plain_text(value):
    return isinstance(value, str) and "\n" not in value


@many
@given(any_text, any_text)
def test_pay(text, hours):
    reading = read_pay(text, hours)
    for rate in reading.rates:
        assert rate.basis in vocabulary.PAY_BASES
        assert 0 < rate.low_pence <= rate.high_pence
        assert is_plain_text(rate.label)
    assert all(pence >= 0 and label and is_plain_text(label) for label, pence in reading.allowances)
    assert all(doubt.endswith(".") and is_plain_text(doubt) for doubt in reading.doubts)
    assert is_plain_text(reading.remainder)
    assert reading.main_rate is None or reading.main_rate in reading.rates


@many
@given(any_text, any_text, any_text)
def test_hours(hours, contract, salary):
    reading = read_hours(hours, contract, salary)
    assert reading.high is None or 0 < reading.high <= LONGEST_WEEK
    assert reading.low is None or (reading.high is not None and 0 < reading.low <= reading.high)
    assert all(reading.low <= value <= reading.high for value in reading.several)
    assert reading.weeks is None or 1 <= reading.weeks <= 53
    assert reading.fte is None or 0 < reading.fte <= 1
    assert reading.full_time is None or 30 <= reading.full_time < 50


@many
@given(any_text, any_text, any_text, any_text, any_text)
def test_contract(contract, title, hours, salary, description):
    reading = read_contract(contract, title, hours, salary, description)
    assert set(reading.types) <= set(vocabulary.CONTRACT_TYPES)
    assert len(set(reading.types)) == len(reading.types)
    assert [code for code in vocabulary.PATTERNS if code in reading.patterns] == list(reading.patterns)
    assert reading.posts is None or 1 <= reading.posts <= 999


@many
@given(any_text, any_text)
def test_closing(closing, posted):
    reading = read_closing(closing, posted)
    assert reading.closes_at is None or reading.closes_at.utcoffset() == timedelta(0)
    assert reading.closes_at is not None or reading.doubts or not (closing or "").strip()


@many
@given(any_text)
def test_checks(text):
    disclosure, registration = read_disclosure(text), read_registration(text)
    assert disclosure.level is None or disclosure.level in vocabulary.DISCLOSURE_LEVELS
    assert disclosure.workforce is None or disclosure.workforce in vocabulary.WORKFORCES
    assert set(registration.codes) <= set(vocabulary.REGISTRATIONS)


@many
@given(any_text)
def test_place(text):
    reading = read_place(text)
    assert all(name and name == name.strip() for name in (*reading.names, *reading.workplaces))
    assert len(set(reading.names)) == len(reading.names)
    assert len(reading.workplaces) != 1


@pytest.mark.parametrize("again", ["House ", "Nursery ", "X and ", "(", ";", "mon 1/1/", "£1, ", "pro rata for "])
def test_a_text_that_repeats_itself_a_thousand_times(again):
    text = again * 1000
    assert read_place(text).is_home_based is False
    assert read_closing(text).closes_at is None
    assert read_pay(text).rates == ()
    assert read_contract(text).types == ()


@many
@given(any_text, any_text)
def test_employer(sector, name):
    assert is_plain_text(normal_name(name))
    assert kind_of(sector, name) in KINDS
