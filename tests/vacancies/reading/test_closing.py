from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.reading.closing import ClosingReading, read_closing
from tests.vacancies.reading.adverts import ADVERTS, texts

LONDON = ZoneInfo("Europe/London")


def summer(year, month, day):
    """The last second of a day in British Summer Time."""
    return datetime(year, month, day, 22, 59, 59, tzinfo=UTC)


def winter(year, month, day):
    return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)


CLOSINGS = {
    ("Closing Date: 09/06/2023", None): ClosingReading(summer(2023, 6, 9)),
    ("Closing date 3rd July 2025; interviews 18th July 2025", None): ClosingReading(
        summer(2025, 7, 3), interview_on=date(2025, 7, 18)
    ),
    ("Closing Date: Sunday 08 March 2026; interviews w/c 16 March 2026", None): ClosingReading(
        winter(2026, 3, 8), interview_on=date(2026, 3, 16), is_interview_week=True
    ),
    ("Thursday 24th July 2025", None): ClosingReading(summer(2025, 7, 24)),
    ("Closing Date: 5 June 2026", None): ClosingReading(summer(2026, 6, 5)),
    (None, "Listed on 2026-02-28"): ClosingReading(posted_on=date(2026, 2, 28)),
    ("Closes: 11/04/2024", "28/03/2024"): ClosingReading(summer(2024, 4, 11), posted_on=date(2024, 3, 28)),
    ("Sunday 15th March 2026; interview Thursday 26th March 2026", None): ClosingReading(
        winter(2026, 3, 15), interview_on=date(2026, 3, 26)
    ),
    ("Wednesday 6 August 2025; interviews w/c 18 August 2025", None): ClosingReading(
        summer(2025, 8, 6), interview_on=date(2025, 8, 18), is_interview_week=True
    ),
    ("Wednesday 11 June 2025; interview Monday 16 June 2025", None): ClosingReading(
        summer(2025, 6, 11), interview_on=date(2025, 6, 16)
    ),
    ("Wednesday 10 December 2025; interviews w/c 15 December 2025", None): ClosingReading(
        winter(2025, 12, 10), interview_on=date(2025, 12, 15), is_interview_week=True
    ),
    ("Thursday 11 December 2025; interviews w/c 15 December 2025", None): ClosingReading(
        winter(2025, 12, 11), interview_on=date(2025, 12, 15), is_interview_week=True
    ),
    # Summer time ended at two o'clock on the morning of 30 October 2016.
    ("30 Oct 2016; interviews w/c 14 November 2016", "17 Oct 2016"): ClosingReading(
        winter(2016, 10, 30), interview_on=date(2016, 11, 14), is_interview_week=True, posted_on=date(2016, 10, 17)
    ),
    ("Closing on 14/10/2026", "30/09/2026"): ClosingReading(summer(2026, 10, 14), posted_on=date(2026, 9, 30)),
    ("Closing on 27/10/2026", "28/09/2026"): ClosingReading(winter(2026, 10, 27), posted_on=date(2026, 9, 28)),
    ("Closing on 18/10/2026", "17/09/2026"): ClosingReading(summer(2026, 10, 18), posted_on=date(2026, 9, 17)),
    ("Closing on 03/11/2026", "28/09/2026"): ClosingReading(winter(2026, 11, 3), posted_on=date(2026, 9, 28)),
    ("Closing on 31/03/2027", "25/03/2026"): ClosingReading(summer(2027, 3, 31), posted_on=date(2026, 3, 25)),
    ("Closing on 25/06/2030", "25/11/2024"): ClosingReading(summer(2030, 6, 25), posted_on=date(2024, 11, 25)),
    ("12.00pm on Friday 5th December 2014; interview Monday 15th December 2014", None): ClosingReading(
        datetime(2014, 12, 5, 12, tzinfo=UTC), interview_on=date(2014, 12, 15)
    ),
    ("February 11 (2022)", None): ClosingReading(winter(2022, 2, 11)),
    ("November 16", None): ClosingReading(doubts=("The date 'November 16' has no year.",)),
    ("09/03/2026", "23/02/2026"): ClosingReading(winter(2026, 3, 9), posted_on=date(2026, 2, 23)),
    ("12 NOON ON 29TH MAY 2018", None): ClosingReading(datetime(2018, 5, 29, 11, tzinfo=UTC)),
    ("Monday 4th November 2024", None): ClosingReading(winter(2024, 11, 4)),
    ("30th April 2012", None): ClosingReading(summer(2012, 4, 30)),
    ("Friday 12th September 2014; may close early", None): ClosingReading(summer(2014, 9, 12), may_close_early=True),
    ("16 MAY 2018", None): ClosingReading(summer(2018, 5, 16)),
    ("15 September 2025", "26 August 2025"): ClosingReading(summer(2025, 9, 15), posted_on=date(2025, 8, 26)),
}


def test_every_closing_text_of_the_adverts_is_in_the_table():
    assert set(CLOSINGS) == texts("closing_text", "posted_text")


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_real_advert(advert):
    expected = CLOSINGS.get((advert["closing_text"], advert["posted_text"]), ClosingReading())
    assert read_closing(advert["closing_text"], advert["posted_text"]) == expected


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("5pm on Friday 4 July 2025", 17, 0),
        ("4 July 2025 at 23:59", 23, 59),
        ("4/7/2025, 11.59 p.m.", 23, 59),
        ("4.7.2025 at 12.30pm", 12, 30),
        ("12:00 noon, 4 July 2025", 12, 0),
        ("midday on the 4th of July 2025", 12, 0),
        ("1700 hours on 4 July '25", 17, 0),
        ("Closing date: 23.59 hours, 4 July 2025", 23, 59),
        ("9am, July 4th, 2025", 9, 0),
        ("Interviews at 10am on 18 July 2025; closing at 5pm on 4 July 2025", 17, 0),
    ],
)
def test_time_of_day(text, hour, minute):
    reading = read_closing(text)
    assert reading.closes_at is not None
    assert reading.closes_at.astimezone(LONDON) == datetime(2025, 7, 4, hour, minute, tzinfo=LONDON)
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "midnight on 4 July 2025",
        "12 midnight, 4 July 2025",
        "4 July 2025",
        "04/07/25",
        "2025-07-04",
        "4 July 2025; interviews at 10am on 18 July 2025",
        "Posted 1 June 2025, closes 4 July 2025",
        "Interviews 18 July 2025. Apply by 4 July 2025",
    ],
)
def test_no_time_closes_at_the_end_of_the_day(text):
    assert read_closing(text).closes_at == summer(2025, 7, 4)
    assert read_closing(text).doubts == ()


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Thursday 8 March 2026", "'Thursday 8 March 2026' is a Sunday."),
        ("00:00 on 8 March 2026", "'00:00' may mean the start or the end of the day; the end was taken."),
        ("12am on 8 March 2026", "'12am' may mean the start or the end of the day; the end was taken."),
        ("25pm on 8 March 2026", "'25pm' is not a time of day; the end of the day was taken."),
        ("8 March 2026, extended to 15 March 2026", "Several closing dates are stated; the first was taken."),
        ("8 March 2026; interviews 1 March 2026", "The interview is before the closing date."),
        ("8 March 2026; interviews Friday 18 March 2026", "'Friday 18 March 2026' is a Wednesday."),
    ],
)
def test_a_closing_moment_with_a_doubt(text, doubt):
    assert read_closing(text).closes_at == winter(2026, 3, 8)
    assert read_closing(text).doubts == (doubt,)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("16 November", "The date '16 November' has no year."),
        ("5 June 12 noon", "The date '5 June' has no year."),
        ("16/11", "The date '16/11' has no year."),
        ("May 2026", "The date 'May 2026' names no day."),
        ("31/02/2025", "'31/02/2025' is not a likely date."),
        ("05/13/2025", "'05/13/2025' is not a likely date."),
        ("5 June 0206", "'5 June 0206' is not a likely date."),
        ("ASAP", "No closing date could be read from 'ASAP'."),
        ("Interviews 3 July 2025", "No closing date could be read from 'Interviews 3 July 2025'."),
    ],
)
def test_what_is_not_sure_is_left_open(text, doubt):
    assert read_closing(text).closes_at is None
    assert read_closing(text).doubts == (doubt,)


def test_closing_before_posting_is_doubted():
    reading = read_closing("1 March 2026", "Posted 8 March 2026")
    assert reading.doubts == ("The closing date is before the date of posting.",)


@pytest.mark.parametrize(
    ("text", "may_close_early"),
    [
        ("4 July 2025 - may close early", True),
        ("4 July 2025 (we reserve the right to close this early)", True),
        ("4 July 2025; early applications welcome", False),
    ],
)
def test_may_close_early(text, may_close_early):
    assert read_closing(text).may_close_early is may_close_early


FORMS = ["%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%A %d %B %Y", "%a %d %b %Y", "%Y-%m-%d", "%B %d, %Y", "Closing %d %B, %Y"]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
def test_a_date_as_written_is_read_back(day, form):
    reading = read_closing(day.strftime(form))
    assert reading.closes_at is not None
    assert reading.closes_at.utcoffset() == timedelta(0)
    assert reading.closes_at.astimezone(LONDON) == datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=LONDON)
    assert reading.doubts == ()
