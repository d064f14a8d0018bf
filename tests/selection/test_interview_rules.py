"""Times laid out over a day, in each room, round the breaks; and their entries in calendars."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from recruitment.core.clock import LONDON, local
from recruitment.selection.interview_calendar import CANCEL, REQUEST, Entry, Guest, calendar_of
from recruitment.selection.interview_rules import Laid, Layout, laid_out, may_change_until, overlapping, span_in_words

DAY = date(2027, 6, 14)


def starts(layout: Layout) -> list[str]:
    return [f"{local(one.starts_at):%H:%M}{' ' + one.room if one.room else ''}" for one in laid_out(layout)]


def test_a_day_is_filled_round_its_breaks() -> None:
    layout = Layout(DAY, time(9), time(15), 45, 15, breaks=[(time(12), time(13))])
    assert starts(layout) == ["09:00", "10:00", "11:00", "13:00", "14:00"]


def test_every_room_has_every_time() -> None:
    assert starts(Layout(DAY, time(9), time(11), 60, rooms=["A", "B"])) == ["09:00 A", "09:00 B", "10:00 A", "10:00 B"]


def test_a_day_that_is_too_short_has_none() -> None:
    assert laid_out(Layout(DAY, time(9), time(9, 30), 45)) == ()
    with pytest.raises(ValueError, match="takes some time"):
        laid_out(Layout(DAY, time(9), time(10), 0))


@given(
    begins=st.times(time(6), time(12)),
    hours=st.integers(1, 10),
    minutes=st.integers(5, 120),
    pause=st.integers(0, 60),
    lunch=st.tuples(st.times(time(10), time(12)), st.integers(1, 120)),
)
def test_no_time_runs_into_another_a_break_or_the_evening(
    begins: time, hours: int, minutes: int, pause: int, lunch: tuple[time, int]
) -> None:
    ends = time(min(23, begins.hour + hours), begins.minute)
    stop = (datetime.combine(DAY, lunch[0]) + timedelta(minutes=lunch[1])).time()
    laid = laid_out(Layout(DAY, begins, ends, minutes, pause, rooms=["A", "B"], breaks=[(lunch[0], stop)]))
    for at, one in enumerate(laid):
        assert not overlapping([one], laid[:at])
        assert local(one.starts_at).time() >= begins.replace(tzinfo=None)
        assert one.ends_at <= datetime.combine(DAY, ends, LONDON)
        assert one.ends_at - one.starts_at == timedelta(minutes=minutes)
        low, high = (datetime.combine(DAY, each, LONDON) for each in (lunch[0], stop))
        assert one.ends_at <= low or one.starts_at >= high


def test_only_the_same_room_is_in_the_way() -> None:
    at = datetime(2027, 6, 14, 9, tzinfo=UTC)
    held = [Laid(at, at + timedelta(hours=1), "A")]
    same = Laid(at + timedelta(minutes=59), at + timedelta(hours=2), "A")
    after, beside = Laid(at + timedelta(hours=1), at + timedelta(hours=2), "A"), Laid(at, at + timedelta(hours=1), "B")
    assert overlapping([same, after, beside], held) == (same,)


def test_words_and_limits_are_those_of_scotland() -> None:
    at = datetime(2027, 6, 14, 9, 30, tzinfo=UTC)
    assert span_in_words(at, at + timedelta(minutes=45)) == "Monday 14 June 2027, 10:30am to 11:15am"
    assert may_change_until(at, 24) == at - timedelta(days=1)


def an_entry(**facts: object) -> Entry:
    at = datetime(2027, 6, 14, 9, 30, tzinfo=UTC)
    told = {
        "uid": "interview-1@jobs.example", "sequence": 2, "starts_at": at, "ends_at": at + timedelta(minutes=45),
        "summary": "Interview: Gàrradair; and, more", "place": "Room 2, Town House\nHigh Street",
        "description": "Bring “photo” ID", "organiser": Guest("Fife Council", "no-reply@jobs.example"),
        "guest": Guest("Jo Example", "jo@test.example"), "stamped_at": at, **facts,
    }  # fmt: skip
    return Entry(**told)


@pytest.mark.parametrize(("method", "status"), [(REQUEST, "CONFIRMED"), (CANCEL, "CANCELLED")])
def test_an_entry_is_read_back_by_a_calendar(method: str, status: str) -> None:
    read = Calendar.from_ical(calendar_of([an_entry()], method))
    assert read["method"] == method and read["version"] == "2.0"
    (event,) = read.walk("VEVENT")
    assert event["uid"] == "interview-1@jobs.example" and event["sequence"] == 2 and event["status"] == status
    assert event["summary"] == "Interview: Gàrradair; and, more"
    assert event["location"] == "Room 2, Town House\nHigh Street"
    assert event["organizer"] == "mailto:no-reply@jobs.example" and event["attendee"] == "mailto:jo@test.example"
    assert event.decoded("dtstart") == datetime(2027, 6, 14, 9, 30, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert [str(zone["tzid"]) for zone in read.walk("VTIMEZONE")] == ["Europe/London"]


def test_no_line_is_longer_than_calendars_take() -> None:
    text = calendar_of([an_entry(description="Much to say. " * 60)], REQUEST)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
