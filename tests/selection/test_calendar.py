"""A candidate's dates as iCalendar: read back by a parser, the same event under the same name, and nobody else's."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from recruitment.accounts.tables import Account
from recruitment.applications.actions import withdraw
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.keeping.erasure import erase
from recruitment.selection.actions import invite
from recruitment.selection.calendar_dates import dates_of
from recruitment.selection.calendar_feeds import end_feed, holder_of, make_feed
from recruitment.selection.calendar_files import as_calendar
from recruitment.selection.calendar_tables import CalendarFeed
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
SITE = "https://jobs.test.example"
TODAY = clock.today()
# In summer time and in winter time.
JULY, JANUARY = date(TODAY.year + 1, 7, 6), date(TODAY.year + 1, 1, 6)


def read(viewer: Candidate) -> list[Any]:
    found = Calendar.from_ical(as_calendar(dates_of(viewer), "Jobs: your applications", SITE))
    assert isinstance(found, Calendar)
    assert found["VERSION"] == "2.0"
    return list(found.walk("VEVENT"))


@pytest.fixture
def account() -> Account:
    return an_account("jo@test.example")


@pytest.fixture
def me(account: Account) -> Candidate:
    return Candidate(account.id)


@pytest.mark.parametrize("day", [JULY, JANUARY])
def test_a_drafts_closing_date_is_in_scotlands_time(me: Candidate, account: Account, day: date) -> None:
    draft = a_draft(a_vacancy(an_organisation(), title="Cook", closes_at=clock.end_of_day(day)), account)
    (event,) = read(me)
    assert event["UID"] == f"closing-{draft.id}@jobs.test.example"
    assert event["SUMMARY"] == "Closing: Cook"
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event.decoded("DTSTART").astimezone(clock.LONDON) == datetime(
        day.year, day.month, day.day, 23, 59, 59, tzinfo=clock.LONDON
    )


def test_zones_that_are_named_are_told(me: Candidate, account: Account) -> None:
    a_draft(a_vacancy(an_organisation()), account)
    whole = Calendar.from_ical(as_calendar(dates_of(me), "Jobs", SITE))
    assert [str(zone["TZID"]) for zone in whole.walk("VTIMEZONE")] == ["Europe/London"]


def test_promised_days_are_whole_days_that_end_before_the_next(me: Candidate, account: Account) -> None:
    vacancy = a_vacancy(
        an_organisation(), shortlist_by=TODAY + timedelta(days=40), interviews_from=TODAY + timedelta(days=50),
        interviews_to=TODAY + timedelta(days=52), decide_by=TODAY + timedelta(days=60),
    )  # fmt: skip
    an_application(vacancy, account=account)
    told = {event["UID"].partition("-")[0]: event for event in read(me)}
    assert told.keys() == {"shortlist", "interviews", "decision"}
    assert told["interviews"].decoded("DTSTART") == TODAY + timedelta(days=50)
    assert told["interviews"].decoded("DTEND") == TODAY + timedelta(days=53)
    assert told["decision"].decoded("DTEND") - told["decision"].decoded("DTSTART") == timedelta(days=1)


def test_an_interview_stands_there_once_invited_and_keeps_its_name_when_moved(me: Candidate, account: Account) -> None:
    application = an_application(a_vacancy(an_organisation()), account=account, state="shortlisted")
    at = (clock.now() + timedelta(days=9)).replace(microsecond=0)
    invite(as_staff(an_organisation()), application, at=at, meeting="in_person", place="Town House, Room 2")
    db.session.commit()
    (event,) = read(me)
    assert event.decoded("DTSTART") == at
    assert event["LOCATION"] == "Town House, Room 2"
    first = int(event["SEQUENCE"])
    moved = dates_of(me)[0]
    later = replace(moved, sequence=moved.sequence + 1)
    (again,) = Calendar.from_ical(as_calendar([later], "Jobs", SITE)).walk("VEVENT")
    assert again["UID"] == event["UID"]
    assert int(again["SEQUENCE"]) > first


def test_moving_a_promised_day_raises_the_sequence_and_not_the_name(me: Candidate, account: Account) -> None:
    vacancy = a_vacancy(an_organisation(), decide_by=TODAY + timedelta(days=60))
    an_application(vacancy, account=account)
    (before,) = read(me)
    values = {"decide_by": TODAY + timedelta(days=61), "changed_at": clock.now() + timedelta(minutes=1)}
    db.session.execute(changing(System("demonstration"), Vacancy).where(Vacancy.id == vacancy.id).values(values))
    db.session.commit()
    db.session.expire_all()
    (after,) = read(me)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after.decoded("DTSTART") == TODAY + timedelta(days=61)


def test_nothing_of_what_is_over_and_nothing_of_others(me: Candidate, account: Account) -> None:
    vacancy = a_vacancy(an_organisation(), decide_by=TODAY + timedelta(days=60))
    an_application(vacancy)
    mine = an_application(vacancy, account=account)
    assert len(read(me)) == 1
    withdraw(me, mine)
    db.session.commit()
    assert read(me) == []


def test_an_address_works_until_it_is_replaced_or_ended(me: Candidate) -> None:
    first = make_feed(me)
    assert holder_of(first) == me
    second = make_feed(me)
    assert holder_of(second) == me
    with pytest.raises(NotVisible):
        holder_of(first)
    end_feed(me)
    end_feed(me)
    for secret in (second, "", "x"):
        with pytest.raises(NotVisible):
            holder_of(secret)


def test_the_address_itself_is_stored_nowhere(me: Candidate) -> None:
    secret = make_feed(me)
    row = db.session.scalars(visible(me, CalendarFeed)).one()
    assert secret not in str(vars(row))
    assert len(secret) == 64


def test_the_address_ends_with_the_account(me: Candidate) -> None:
    secret = make_feed(me)
    erase(me, me.person, act="delete_account")
    db.session.commit()
    with pytest.raises(NotVisible):
        holder_of(secret)
