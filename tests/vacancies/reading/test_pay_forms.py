"""Ways of writing pay that the real adverts do not show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.reading.pay import read_pay
from tests.vacancies.reading.rates import annual, hourly

QUALIFIED_OR_NOT = (hourly(12_50, label="Qualified"), hourly(11_20, label="Unqualified"))


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("£30k", (annual(30000_00),)),
        ("£30k - £35k", (annual(30000_00, 35000_00),)),
        ("£30-35k", (annual(30000_00, 35000_00),)),
        ("£28-£32k", (annual(28000_00, 32000_00),)),
        ("£25 000 - £28 000", (annual(25000_00, 28000_00),)),
        ("25000 - 30000", (annual(25000_00, 30000_00),)),
        ("£16 - 18 per hour", (hourly(16_00, 18_00),)),
        ("£11.59p/h", (hourly(11_59),)),
        ("from £12.50ph", (hourly(12_50, label="Starting salary"),)),
        ("£12.50 / hour", (hourly(12_50),)),
        ("£17.72 rising to £19.19 per hour", (hourly(17_72, 19_19),)),
        ("£25,885.80 per annum to £28,175.91 per annum", (annual(25885_80, 28175_91),)),
        ("between £25,000 and £28,000 (36 hours per week)", (annual(25000_00, 28000_00),)),
        ("£12.50 Qualified, £11.20 Unqualified", QUALIFIED_OR_NOT),
        ("Qualified £12.50 Unqualified £11.20", QUALIFIED_OR_NOT),
        ("Grade 6: £24,000 - £26,000 pa, pro rata for 30 hours", (annual(24000_00, 26000_00, "Grade 6"),)),
        ("SCP 25 - 28 (£14.50 - £15.60)", (hourly(14_50, 15_60, "SCP 25 - 28"),)),
        ("£25,000 - 2 posts", (annual(25000_00),)),
        ("£25,000 - 3 schools", (annual(25000_00),)),
        ("Ref 12345: £25,000", (annual(25000_00, label="Ref 12345"),)),
        ("37.50 hours at £12.00 per hour", (hourly(12_00),)),
        ("£9 or £10 per hour", (hourly(9_00), hourly(10_00))),
        ("£13.50, plus a bonus", (hourly(13_50),)),
        ("£13, per hour", (hourly(13_00),)),
        ("£3,100 per annum (5 hours a week)", (annual(3100_00),)),
    ],
)
def test_other_ways_to_write_it(text, rates):
    reading = read_pay(text)
    assert reading.rates == rates
    assert reading.doubts == ()


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("£24,9", "The figures seem cut off at the source: '£24,9'."),
        ("£1,25,000", "The figures seem cut off at the source: '£1,25,000'."),
        ("£ - £", "The figures seem cut off at the source: '£ - £'."),
        ("£24,909 - £25,", "The figures seem cut off at the source: '£24,909 - £25,'."),
        ("£500 per week", "Pay is not stated by the hour or the year: '£500 per week'."),
        ("£3,000 to £3,360", "It is not clear whether '£3,000 to £3,360' is pay by the hour or by the year."),
        ("£13.50 - £25,000", "It is not clear whether '£13.50 - £25,000' is pay by the hour or by the year."),
        ("£25,000 per hour", "'£25,000' is given as hourly pay but does not look like it."),
        ("competitive", "No rate of pay could be read from 'competitive'."),
        ("£20,000,000,000", "It is not clear whether '£20,000,000,000' is pay by the hour or by the year."),
    ],
)
def test_what_is_not_sure_is_no_rate(text, doubt):
    reading = read_pay(text)
    assert reading.rates == ()
    assert reading.doubts == (doubt,)
    assert reading.remainder


@pytest.mark.parametrize(
    ("text", "rate", "doubt"),
    [
        ("Up to £30,000 pa", annual(30000_00), "Only the highest pay is stated: 'up to £30,000'."),
        ("£30,000 - £25,000", annual(25000_00, 30000_00), "The higher figure comes first: '£30,000 - £25,000'."),
        ("£15.2 per hour", hourly(15_20), "A figure in '£15.2' is not in whole pence; it was read as £15.20."),
        ("£12.5051 an hour", hourly(12_51), "A figure in '£12.5051' is not in whole pence; it was read as £12.51."),
        ("£10,000 - £50,000", annual(10000_00, 50000_00), "The range '£10,000 - £50,000' is unusually wide."),
    ],
)
def test_a_rate_with_a_doubt(text, rate, doubt):
    reading = read_pay(text)
    assert reading.rates == (rate,)
    assert reading.doubts == (doubt,)


def test_allowances_stand_apart():
    reading = read_pay("£12.60 an hour plus £2,000 islands allowance, plus relocation up to £8,000")
    assert reading.rates == (hourly(12_60),)
    assert reading.allowances == (("islands allowance", 2000_00), ("relocation up to", 8000_00))


def test_an_allowance_named_between_two_sums_is_the_second():
    reading = read_pay("£25,000 Island allowance £2,000")
    assert reading.rates == (annual(25000_00),)
    assert reading.allowances == (("Island allowance", 2000_00),)


def test_an_allowance_cut_off_at_the_source_is_none():
    reading = read_pay("£63,879 per annum plus £2, Distant Islands Allowance")
    assert reading.rates == (annual(63879_00),)
    assert reading.allowances == ()
    assert reading.doubts == ("The figures seem cut off at the source: '£2,'.",)
    assert reading.remainder == "plus £2, Distant Islands Allowance"


def test_an_allowance_by_the_hour_says_so():
    assert read_pay("£12.21 per hour + £0.50 per hour at weekends").allowances == (("per hour at weekends", 50),)


def test_an_allowance_that_is_a_range_is_left_to_the_recruiter():
    reading = read_pay("£30,000 plus £1,000 - £2,000 allowance")
    assert reading.rates == (annual(30000_00),)
    assert reading.allowances == ()
    assert reading.doubts == ("The allowance is not one sum: 'plus £1,000 - £2,000 allowance'.",)


def _written(pence, thousands, drop_pence):
    whole = f"{pence // 100:,}" if thousands else str(pence // 100)
    return whole if drop_pence and pence % 100 == 0 else f"{whole}.{pence % 100:02d}"


UNITS = {
    "hourly": ["", " per hour", " an hour", "ph", " p/h", " per hr", "/hour"],
    "annual": ["", " per annum", " per year", " pa", " p.a.", " a year", "/annum"],
}
BOUNDS = {"hourly": (3_00, 150_00), "annual": (8_000_00, 500_000_00)}


@given(
    basis=st.sampled_from(["hourly", "annual"]),
    data=st.data(),
    thousands=st.booleans(),
    drop_pence=st.booleans(),
    dash=st.sampled_from([" - ", "-", " – ", "–", " to ", " — ", " rising to "]),
    sign=st.sampled_from(["£", ""]),
    around=st.sampled_from(
        ["{}", "Salary: {}", "{} (pro rata)", "Grade 5 ({})", "FC4 {} pro rata", "{}; 36 hours per week"]
    ),
)
def test_a_range_as_written_is_read_back(basis, data, thousands, drop_pence, dash, sign, around):
    least, most = BOUNDS[basis]
    low = data.draw(st.integers(least, most))
    high = data.draw(st.integers(low, most))
    unit = data.draw(st.sampled_from(UNITS[basis]))
    pay = f"£{_written(low, thousands, drop_pence)}{dash}{sign}{_written(high, thousands, drop_pence)}{unit}"
    (rate,) = read_pay(around.format(pay)).rates
    assert (rate.basis, rate.low_pence, rate.high_pence) == (basis, low, high)


@given(low=st.integers(10_000_00, 400_000_00), high=st.integers(10_000_00, 400_000_00))
def test_a_range_without_pound_signs_is_read_back(low, high):
    low, high = sorted((low, high))
    (rate,) = read_pay(f"FC4 {_written(low, True, False)} to {_written(high, False, False)}").rates
    assert (rate.low_pence, rate.high_pence) == (low, high)


@given(figure=st.integers(8_000_00, 400_000_00), keep=st.integers(0, 2))
def test_a_figure_cut_off_behind_its_comma_is_never_a_rate(figure, keep):
    whole, after = f"{figure // 100:,}".split(",")[:2]
    reading = read_pay(f"£{whole},{after[:keep]} per year")
    assert reading.rates == ()
    assert len(reading.doubts) == 1
