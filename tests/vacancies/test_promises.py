"""What an advert promises: the order of its days, how each stands, and how they move. Pure but for the last."""

from datetime import UTC, date, datetime, timedelta

import pytest

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.amending import amendments_of, extend, move_promises
from recruitment.vacancies.copying import copy
from recruitment.vacancies.promises import DAYS, in_words, misordered, promise_standing
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

DAY = timedelta(days=1)
# To its end in Scotland, where it is still summer time.
CLOSES = datetime(2026, 6, 4, 22, 59, tzinfo=UTC)
TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"shortlist_by": date(2026, 6, 5), "interviews_from": date(2026, 6, 9), "decide_by": date(2026, 6, 12)}, ()),
        ({"interviews_from": date(2026, 6, 9), "interviews_to": date(2026, 6, 9)}, ()),
        ({"decide_by": date(2026, 6, 5)}, ()),
        ({"shortlist_by": date(2026, 6, 4)}, ("shortlist_by",)),
        ({"decide_by": date(2026, 6, 4)}, ("decide_by",)),
        ({"shortlist_by": date(2026, 6, 9), "interviews_from": date(2026, 6, 9)}, ("interviews_from",)),
        ({"interviews_from": date(2026, 6, 9), "interviews_to": date(2026, 6, 8)}, ("interviews_to",)),
        ({"interviews_from": date(2026, 6, 9), "decide_by": date(2026, 6, 9)}, ("decide_by",)),
        ({"interviews_to": date(2026, 6, 9)}, ("interviews_from",)),
    ],
)
def test_each_day_follows_the_closing_date_and_the_one_before(days: dict[str, date], wrong: tuple[str, ...]) -> None:
    assert tuple(misordered(CLOSES, days)) == wrong


@pytest.mark.parametrize(
    ("due", "facts", "standing", "said"),
    [
        (date(2026, 6, 20), {}, "waiting", "Due in 10 days"),
        (date(2026, 6, 13), {}, "due", "Due in 3 days"),
        (date(2026, 6, 11), {}, "due", "Due in 1 day"),
        (date(2026, 6, 10), {}, "due", "Due today"),
        (date(2026, 6, 9), {}, "missed", "Missed by 1 day"),
        (date(2026, 6, 9), {"open_now": 0, "done_on": date(2026, 6, 9)}, "kept", "Kept on 9 June 2026"),
        (date(2026, 6, 7), {"open_now": 0, "done_on": date(2026, 6, 9)}, "missed",
         "Missed by 2 days, done on 9 June 2026"),
        (date(2026, 6, 9), {"open_now": 0, "applied": 0}, "empty", "Nobody applied"),
        # While it is open more may apply, so nothing is kept yet.
        (date(2026, 6, 20), {"open_now": 0, "done_on": date(2026, 6, 9), "has_closed": False}, "waiting",
         "Due in 10 days"),
    ],
)  # fmt: skip
def test_a_promise_is_waiting_due_missed_or_kept(due: date, facts: dict, standing: str, said: str) -> None:
    given = {"has_closed": True, "applied": 3, "open_now": 2, "done_on": None, **facts}
    found = promise_standing("shortlist", due, TODAY, **given)
    assert (found.standing, found.said) == (standing, said)


def test_a_jobseeker_reads_days_in_words() -> None:
    vacancy = Vacancy(shortlist_by=date(2026, 6, 9), interviews_from=date(2026, 6, 30), interviews_to=date(2026, 7, 1),
                      decide_by=date(2026, 7, 9))  # fmt: skip
    assert in_words(vacancy) == [
        ("Shortlist", "by 9 June 2026"), ("Interviews", "from 30 June to 1 July 2026"), ("Decision", "by 9 July 2026"),
    ]  # fmt: skip
    assert in_words(Vacancy()) == []


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


def promising(fife: Organisation, state: str = "published", **facts: object) -> Vacancy:
    today = clock.today()
    given = {"shortlist_by": today + 20 * DAY, "decide_by": today + 30 * DAY, **facts}
    return a_complete_vacancy(fife, state=state, **given)


def test_promised_days_move_along_with_the_closing_date(fife: Organisation) -> None:
    vacancy, viewer = promising(fife), as_staff(fife, Role.RECRUITER)
    before = {name: getattr(vacancy, name) for name in ("shortlist_by", "decide_by")}
    assert vacancy.closes_at is not None
    made = extend(viewer, vacancy, vacancy.closes_at + 7 * DAY, "More time.")
    db.session.commit()
    assert {name: getattr(vacancy, name) - 7 * DAY for name in before} == before
    assert set(made.changes) == {"closes_at", *before}


def test_moving_a_promise_needs_a_reason_keeps_the_order_and_is_on_record(fife: Organisation) -> None:
    vacancy, viewer = promising(fife), as_staff(fife, Role.RECRUITER)
    days = {"shortlist_by": clock.today() + 22 * DAY, "decide_by": clock.today() + 40 * DAY}
    with pytest.raises(Refused, match="reason"):
        move_promises(viewer, vacancy, days, " ")
    with pytest.raises(Refused, match="after"):
        move_promises(viewer, vacancy, {"decide_by": clock.today()}, "Sooner.")
    move_promises(viewer, vacancy, days, "Many applied.")
    db.session.commit()
    held = advert_of(viewer, vacancy.id).vacancy
    assert {name: getattr(held, name) for name in DAYS} == {**dict.fromkeys(DAYS), **days}
    assert [row.act for row in amendments_of(viewer, vacancy.id)] == ["move_promises"]


def test_a_copy_keeps_the_days_that_are_ahead(fife: Organisation) -> None:
    viewer = as_staff(fife, Role.RECRUITER)
    source = promising(fife, "draft")
    made = copy(viewer, advert_of(viewer, source.id), title="Cleaner again")
    assert (made.shortlist_by, made.decide_by) == (source.shortlist_by, source.decide_by)
    past = a_vacancy(fife, state="draft", shortlist_by=clock.today() - DAY, decide_by=clock.today() + DAY)
    made = copy(viewer, advert_of(viewer, past.id), title="Cleaner once more")
    assert (made.shortlist_by, made.decide_by) == (None, past.decide_by)
