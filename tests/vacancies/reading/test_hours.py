from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.reading.hours import HoursReading, read_hours
from tests.vacancies.reading.adverts import ADVERTS, texts

NOTHING = HoursReading()


def week(low, high=None, **more):
    high = low if high is None else high
    return HoursReading(low=None if low is None else Decimal(low), high=Decimal(high), **more)


# Hours text and contract text of every real advert that has either.
HOURS = {
    ("Up to 37 hours per week; shift pattern, 2-week rolling rota", "Permanent"): week(None, 37),
    ("7 hours per week (Mondays)", "Temporary until 16 October 2026; Part Time"): week(7),
    (
        "Post 1 - 28 Hours per Week; Post 2 - 35 Hours per Week; variable shifts incl. weekends and sleepovers",
        "Post 1 Permanent; Post 2 Temporary until 31st August 2026",
    ): week(28, 35, several=(Decimal(28), Decimal(35)), full_time=Decimal(35)),
    ("20 hours per week (3:00pm to 7:00pm)", "Permanent, part time, 40-week basis"): week(20, weeks=Decimal(40)),
    ("36 Hours per week Monday to Thursday, 7:45am – 4:00pm, Friday 7:45am – 12:45pm", "Permanent"): week(36),
    ("Fife Council - 36 hours per week; NHS - 37 hours per week", "Permanent"): week(
        36, 37, several=(Decimal(36), Decimal(37))
    ),
    ("16.25 hours per week", "Permanent"): week("16.25"),
    ("25 hours per week", "Permanent, part time, 52 week basis"): week(25, weeks=Decimal(52)),
    ("14.4 hours per week", "Permanent, part-time, 39 week term-time basis"): week(
        "14.4", weeks=Decimal(39), is_term_time=True
    ),
    ("7.5 Hours per week (term time only)", None): week("7.5", is_term_time=True),
    ("12 per week, 39 weeks sessional", "Fixed term until 26/06/2025"): week(12, weeks=Decimal(39)),
    ("36 per week", None): week(36),
    ("36 per week, 39 weeks sessional", "Fixed term until 29/6/ [year missing at source]"): week(36, weeks=Decimal(39)),
    ("37 hours per week", "Permanent, Full Time"): week(37, full_time=Decimal(37)),
    ("37 hours per week", "Temporary; fixed term, term time full time (secondment possible)"): week(
        37, is_term_time=True, full_time=Decimal(37)
    ),
    ("36 hours per week, 52 weeks per year", "Permanent; Full Time"): week(
        36, weeks=Decimal(52), full_time=Decimal(36)
    ),
    (
        "20 Hours per week (CPD Additional Hour Added) - Monday to Friday, 9am to 1pm, 39 weeks per year",
        "Temporary for 1 year",
    ): week(20, weeks=Decimal(39)),
    (
        "26 or 31 Hours per week (CPD Additional Hour Added), 39 weeks per year",
        "Permanent 5x Positions available",
    ): week(26, 31, several=(Decimal(26), Decimal(31)), weeks=Decimal(39)),
    ("20 hours per week (CPD Additional Hour Added), 39 weeks per year", "Temporary until 16 August 2026"): week(
        20, weeks=Decimal(39)
    ),
    ("28.5 hours per week, 39 weeks per year", "Temporary until 16 August 2026"): week("28.5", weeks=Decimal(39)),
    (
        "Monday - Friday, 4.5 hours per day, more in school holidays",
        "Full Time [aggregator label; text says part time]",
    ): HoursReading(doubts=("The hours are not stated by the week: '4.5 hours per day'.",)),
    ("35 hours per week", "Permanent Post"): week(35),
    ("Full Time", "Permanent"): NOTHING,
    ("Supply/Casual/Relief", "Supply/Casual/Relief"): NOTHING,
    ("Full Time", "Apprenticeship"): NOTHING,
    ("0.5FTE job-share", "until October 2016"): HoursReading(fte=Decimal("0.5")),
    ("Up to 30 hours per week", None): week(None, 30),
    ("37-hour a week", None): week(37),
    (None, "Apprenticeship, four years"): NOTHING,
    ("Bank", "Staff Bank"): NOTHING,
    ("37.5", "PERMANENT"): week("37.5"),
    ("15.79 hours per week (Saturday and Sunday)", "Permanent"): week("15.79"),
    ("37.5", "Permanent"): week("37.5"),
    ("full-time and part-time", "Permanent"): NOTHING,
    (None, "permanent and pensionable"): NOTHING,
    ("22 hours per week, pro rata (35 FTE)", "Fixed Term until 18th July 2026"): week(22, full_time=Decimal(35)),
    ("39 hours per week", "Fixed Term –1 year/ full-time"): week(39, full_time=Decimal(39)),
}


def test_every_hours_text_of_the_adverts_is_in_the_table():
    assert set(HOURS) == texts("hours_text", "contract_text")


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_real_advert(advert):
    expected = HOURS.get((advert["hours_text"], advert["contract_text"]), NOTHING)
    assert read_hours(advert["hours_text"], advert["contract_text"], advert["salary_text"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 to 20 hours per week", week(16, 20)),
        ("between 10 and 15 hours a week", week(10, 15)),
        ("16-20 hours per week, 52 weeks a year", week(16, 20, weeks=Decimal(52))),
        ("17½ hours", week("17.5")),
        ("37 hours 30 minutes per week", week("37.5")),
        ("32hrs 15mins", week("32.25")),
        ("35hpw", week(35)),
        ("36 hours/week", week(36)),
        ("a 36 hour week", week(36)),
        ("18.5 hrs per wk over 4 days", week("18.5")),
        ("Level 2 - 36 hours", week(36)),
        ("2 x 17.5 hours per week", week("17.5")),
        ("FTE 0.6", HoursReading(fte=Decimal("0.6"))),
        ("1.0 WTE", HoursReading(fte=Decimal("1.0"))),
        ("Full time (37 hours)", week(37, full_time=Decimal(37))),
        ("Full-time is 36 hours; 20 hours offered", week(20, full_time=Decimal(36))),
        ("35 hours FTE", HoursReading(full_time=Decimal(35))),
        ("37 hours a week averaged over 52 weeks", week(37)),
        ("36 hours, full time or job share", week(36)),
        ("5 days per week", NOTHING),
        ("9am to 5pm, 24/7", NOTHING),
    ],
)
def test_other_ways_to_write_it(text, expected):
    assert read_hours(text) == expected


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("70 hours per fortnight", "The hours are not stated by the week: '70 hours per fortnight'."),
        ("12 hours per month", "The hours are not stated by the week: '12 hours per month'."),
        ("40 hours per 4 weeks", "The hours are not stated by the week: '40 hours per 4 weeks'."),
        ("1,200 hours per annum", "No hours a week could be read from '1,200 hours per annum'."),
        ("24 hour service", "No hours a week could be read from '24 hour service'."),
        ("100 hours per week", "Hours a week outside what is likely: '100 hours per week'."),
        ("0.5", "'0.5' may be hours or a share of full time."),
        ("39 weeks a year, 52 weeks a year", "Several numbers of weeks a year are stated: 39, 52."),
        ("60 weeks a year", "A year does not have 60 weeks."),
        ("35 FTE or 37 FTE", "Several full-time weeks are stated: 35 hours, 37 hours."),
    ],
)
def test_what_is_not_sure_is_left_open(text, doubt):
    assert replace(read_hours(text), doubts=()) == NOTHING
    assert read_hours(text).doubts == (doubt,)


@pytest.mark.parametrize(
    ("text", "contract"),
    [("44 hours a week", None), ("44 hours per week", "Full time"), ("Full time is 44 hours", None)],
)
def test_a_week_longer_than_any_full_time_leaves_full_time_open(text, contract):
    reading = read_hours(text, contract)
    assert reading.full_week is None
    assert reading.doubts == ("44 hours a week are more than full time; what full time is there is not known.",)


def test_a_long_week_beside_a_stated_full_time_is_no_doubt():
    reading = read_hours("44 hours per week (37 FTE)")
    assert (reading.high, reading.full_week, reading.doubts) == (Decimal(44), Decimal(37), ())


@pytest.mark.parametrize("contract", ["Temporary for 39 weeks", "Fixed term up to 52 weeks", "52 weeks fixed term"])
def test_a_contracts_length_is_not_weeks_a_year(contract):
    assert read_hours(None, contract).weeks is None


@pytest.mark.parametrize(
    ("hours", "contract", "full_week"),
    [
        ("36 hours per week", None, Decimal(36)),
        ("Up to 37 hours per week", None, Decimal(37)),
        ("20 hours per week", None, None),
        ("36 or 37 hours per week", None, None),
        ("30-37 hours per week", None, None),
        ("22 hours per week (35 FTE)", None, Decimal(35)),
        ("34 hours per week", "Full time", None),
        ("full time and part time, 36 hours", None, Decimal(36)),
    ],
)
def test_full_week_to_reckon_pay_by(hours, contract, full_week):
    assert read_hours(hours, contract).full_week == full_week


@given(low=st.integers(4, 288), steps=st.integers(1, 40))
def test_a_range_of_quarter_hours_is_read_back(low, steps):
    first, last = Decimal(low) / 4, Decimal(min(low + steps, 288)) / 4
    reading = read_hours(f"{first} to {last} hours per week")
    assert (reading.low, reading.high) == (first, last)
