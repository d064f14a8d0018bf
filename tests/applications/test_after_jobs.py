"""What the worker looks at once adverts are out: everybody hears once, however long the worker was down."""

from datetime import timedelta
from typing import Any

import pytest

from recruitment.accounts.queries import address_of
from recruitment.applications.after_jobs import ask_still_in_post, warn_of_silence, watch_promises
from recruitment.applications.promise_clock import at_risk, clock_of
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.actions import reject, shortlist
from recruitment.vacancies.after_tables import PromiseKept
from recruitment.vacancies.amending import move_promises
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.outcomes import answer_still_in_post, still_in_post_of
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import count_view, store_views
from tests.builders.accounts import as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.stages import an_early_vacancy
from tests.builders.trays import found_of
from tests.builders.vacancies import a_vacancy

DAY = timedelta(days=1)
LETTERS = System("letters")


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def author(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def heard(viewer: Staff) -> list[str]:
    return [letter.name for letter in letters_to(address_of(viewer.person))]


def advertised(fife: Organisation, author: Staff, **facts: Any) -> Vacancy:
    now = clock.now()
    given = {"created_by": author.person, "public_from": now, "published_at": now, "closes_at": now + 30 * DAY, **facts}
    return a_vacancy(fife, **given)


def test_silence_is_told_once_from_the_fifth_day(fife: Organisation, author: Staff, later: list[timedelta]) -> None:
    bo = as_staff(fife, Role.RECRUITER)
    a_draft(advertised(fife, author))
    for passing, so_far in ((3, []), (1, ["nobody_has_applied"]), (0, ["nobody_has_applied"]),
                            (3, ["nobody_has_applied"])):  # fmt: skip
        later.append(passing * DAY)
        warn_of_silence()
        warn_of_silence()
        assert heard(author) == so_far
    assert heard(bo) == []
    letter = letters_to(address_of(author.person))[0]
    assert letter.facts["counts"] == "never opened, saved by nobody, 1 application begun, none sent"
    assert letter.facts["link"].endswith("/response")


def test_the_warning_says_which_signposts_led_to_the_advert(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    vacancy = advertised(fife, author)
    for source in ("", "social_media", "social_media"):
        count_view(vacancy, source)
    store_views()
    later.append(5 * DAY)
    warn_of_silence()
    (letter,) = letters_to(address_of(author.person))
    assert letter.facts["counts"].startswith("opened 3 times (2 by signposts)")
    assert letter.facts["signposts"] == [["On social media", 2]]
    assert letter.facts["suggestions"][0][1].startswith("Point to it from more places")


def test_silence_is_told_late_when_the_worker_was_down_and_never_once_somebody_applied(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    advertised(fife, author)
    an_application(advertised(fife, author))
    advertised(fife, author, source_key="elsewhere")
    advertised(fife, author, closes_at=clock.now() + 6 * DAY)
    later.append(12 * DAY)
    warn_of_silence()
    assert heard(author) == ["nobody_has_applied"]


def test_where_the_author_is_gone_every_recruiter_hears(fife: Organisation, later: list[timedelta]) -> None:
    ann, bo, boss = (as_staff(fife, role) for role in (Role.RECRUITER, Role.RECRUITER, Role.ADMINISTRATOR))
    a_vacancy(fife, public_from=clock.now(), closes_at=clock.now() + 30 * DAY, created_by=None)
    later.append(5 * DAY)
    warn_of_silence()
    assert (heard(ann), heard(bo), heard(boss)) == (["nobody_has_applied"], ["nobody_has_applied"], [])


def promising(fife: Organisation, author: Staff, **days: int) -> Vacancy:
    """Closes in an hour; promises so many days from today."""
    promised = {name: clock.today() + number * DAY for name, number in days.items()}
    return advertised(fife, author, closes_at=clock.now() + DAY / 24, **promised)


def test_a_promise_is_reminded_of_two_days_before_and_the_day_after_once_each(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    an_application(promising(fife, author, shortlist_by=6))
    for passing, so_far in ((3, []), (1, ["promise_due"]), (1, ["promise_due"]), (2, ["promise_due", "promise_missed"]),
                            (9, ["promise_due", "promise_missed"])):  # fmt: skip
        later.append(passing * DAY)
        watch_promises()
        watch_promises()
        assert heard(author) == so_far


def test_a_worker_that_was_down_tells_only_what_still_holds(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    an_application(promising(fife, author, shortlist_by=6))
    a_vacancy(fife)
    later.append(20 * DAY)
    watch_promises()
    assert heard(author) == ["promise_missed"]


def kept(vacancy: Vacancy) -> dict[str, tuple[int, int | None]]:
    """By kind: how many days after today's it was due, and done."""
    rows = db.session.scalars(visible(LETTERS, PromiseKept).where(PromiseKept.vacancy_id == vacancy.id))
    return {row.kind: ((row.due_on - clock.today()).days, row.done_on and (row.done_on - clock.today()).days)
            for row in rows}  # fmt: skip


def test_what_happened_keeps_a_promise(fife: Organisation, author: Staff, later: list[timedelta]) -> None:
    vacancy = promising(fife, author, shortlist_by=4, interviews_from=6, decide_by=8)
    first, second = an_application(vacancy), an_application(vacancy)
    later.append(2 * DAY)
    shortlist(author, first)
    db.session.commit()
    assert [promise.standing for promise in clock_of(vacancy)] == ["due", "waiting", "waiting"]
    reject(author, second, reason="Less experience", feedback="Thank you.")
    db.session.commit()
    assert [promise.said.partition(" on ")[0] for promise in clock_of(vacancy)] == [
        "Kept",
        "Due in 4 days",
        "Due in 6 days",
    ]
    watch_promises()
    assert kept(vacancy) == {"shortlist": (2, 0)}
    later.append(7 * DAY)
    reject(author, first, reason="Less experience", feedback="Thank you.")
    db.session.commit()
    watch_promises()
    assert kept(vacancy) == {"shortlist": (-5, -7), "interviews": (-3, 0), "decision": (-1, 0)}
    assert [promise.standing for promise in clock_of(vacancy)] == ["kept", "missed", "missed"]
    assert heard(author) == []


def test_moving_a_missed_promise_leaves_it_missed(fife: Organisation, author: Staff, later: list[timedelta]) -> None:
    vacancy = promising(fife, author, decide_by=4)
    an_application(vacancy)
    later.append(5 * DAY)
    watch_promises()
    move_promises(author, vacancy, {"decide_by": clock.today() + 9 * DAY}, "The panel was ill.")
    db.session.commit()
    watch_promises()
    assert kept(vacancy) == {"decision": (-1, None)}
    assert heard(author).count("promise_missed") == 1


def test_where_nobody_applied_nobody_waits(fife: Organisation, author: Staff, later: list[timedelta]) -> None:
    vacancy = promising(fife, author, decide_by=4)
    later.append(5 * DAY)
    watch_promises()
    assert (heard(author), kept(vacancy)) == ([], {})
    assert [promise.standing for promise in clock_of(vacancy)] == ["empty"]


def test_a_promise_is_at_risk_while_somebody_waits_for_it(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    late, early = promising(fife, author, shortlist_by=4), promising(fife, author, shortlist_by=9)
    application = an_application(late)
    an_application(early)
    later.append(2 * DAY)
    assert found_of(author, [at_risk(author, [fife.id])]) == [([late.id], 1)]
    shortlist(author, application)
    db.session.commit()
    assert found_of(author, [at_risk(author, [fife.id])]) == [([], 0)]


def test_what_closed_at_an_earlier_stage_has_its_clock_and_its_reminders(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    """It never was public, or would have been later."""
    now = clock.now()
    days = {"created_by": author.person, "shortlist_by": clock.today() + 4 * DAY, "closes_at": now + DAY / 24}
    for public_from in (NEVER, now + 9 * DAY):
        an_application(an_early_vacancy(fife, public_from=public_from, **days))
    begins = an_early_vacancy(fife, internal_from=now + 30 * DAY, **{**days, "closes_at": now + 40 * DAY})
    nobodys = an_early_vacancy(fife, **days)
    # While it is open nobody is late, and it is not said that nobody applied.
    assert [promise.standing for promise in clock_of(nobodys)] == ["waiting"]
    later.append(2 * DAY)
    found = found_of(author, [at_risk(author, [fife.id])])
    watch_promises()
    assert (found[0][1], heard(author)) == (2, ["promise_due", "promise_due"])
    assert [promise.standing for promise in clock_of(begins)] == ["due"]
    later.append(5 * DAY)
    watch_promises()
    assert heard(author).count("promise_missed") == 2


def test_six_months_on_one_question_is_asked_and_once_more(
    fife: Organisation, author: Staff, later: list[timedelta]
) -> None:
    vacancy = advertised(fife, author, state="filled", posts=2, posts_filled=2)
    a_vacancy(fife, state="unfilled", created_by=author.person)
    for passing, so_far in ((175, 0), (10, 1), (10, 1), (5, 2), (60, 2)):
        later.append(passing * DAY)
        ask_still_in_post()
        ask_still_in_post()
        assert heard(author).count("still_in_post") == so_far
    row = still_in_post_of(author, vacancy.id)
    assert row is not None and (row.appointed, row.answered_at) == (2, None)


def test_whoever_has_answered_is_not_asked_again(fife: Organisation, author: Staff, later: list[timedelta]) -> None:
    vacancy = advertised(fife, author, state="filled", posts_filled=1)
    later.append(190 * DAY)
    ask_still_in_post()
    answer_still_in_post(author, vacancy, still=1, gone=0, unknown=0)
    db.session.commit()
    later.append(30 * DAY)
    ask_still_in_post()
    assert heard(author) == ["still_in_post"]


def test_somebody_on_hold_still_waits(fife: Organisation, author: Staff) -> None:
    now = clock.now()
    vacancy = advertised(fife, author, closes_at=now - DAY, public_from=now - 9 * DAY, decide_by=clock.today() - DAY)
    an_application(vacancy, state="unsuccessful")
    an_application(vacancy, state="held", held_from="shortlisted")
    (decision,) = clock_of(vacancy)
    assert decision.standing == "missed" and decision.kept_on is None
    assert found_of(author, [at_risk(author, [fife.id])]) == [([vacancy.id], 1)]
