"""Lists, reasons, feedback and messages, without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from recruitment.applications.lifecycle import APPLICATION, STATE_NAMES
from recruitment.core.viewers import Role
from recruitment.selection.rules import (
    GENERAL,
    LONGEST_SEARCH,
    NOT_SHOWN,
    PIPELINE,
    STAGES,
    Sift,
    chosen,
    clock_time,
    drafted_feedback,
    for_the_record,
    happenings,
    interview_message,
    long_day,
    points,
    reasons,
    registered,
    together,
    working_life,
)

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def criterion(number: int, kind: str = "essential", assessed_by: str = "application") -> Any:
    return SimpleNamespace(
        id=number, position=number, text=f"Criterion {number}", kind=kind, assessed_by=assessed_by
    )  # fmt: skip


def answer(number: int, text: str, words: str = "As it stood") -> Any:
    return SimpleNamespace(criterion_id=number, text=text, criterion_text=words, kind="essential")


@pytest.mark.parametrize(
    ("asked", "sift"),
    [
        ({}, Sift()),
        ({"state": "submitted", "q": "  Mhairi   B ", "sort": "name"}, Sift("submitted", "Mhairi B", "name")),
        ({"state": "draft"}, Sift()),
        ({"state": "nonsense", "sort": "nonsense", "page": "3"}, Sift()),
        ({"q": "x" * 500}, Sift(q="x" * LONGEST_SEARCH)),
    ],
)
def test_a_list_is_what_its_address_asks_for(asked: dict[str, str], sift: Sift) -> None:
    assert Sift.asked(asked) == sift
    assert Sift.asked(sift.address) == sift


def test_the_usual_list_needs_no_words_in_its_address() -> None:
    assert Sift().address == {}
    assert Sift("interview", sort="newest").address == {"state": "interview", "sort": "newest"}


def test_every_stage_but_the_draft_can_be_listed() -> None:
    assert set(STAGES) == set(APPLICATION.states) - {"draft"}
    assert set(PIPELINE) <= set(STAGES)
    assert set(STAGES) <= set(STATE_NAMES)


@pytest.mark.parametrize(
    ("states", "roles", "acts"),
    [
        (["submitted"], [Role.RECRUITER], ["shortlist", "set_aside", "reject"]),
        (["interview"], [Role.HIRING_MANAGER], ["reject"]),
        (["submitted"], [Role.PANEL_MEMBER, Role.APPROVER], []),
        (["withdrawn", "unsuccessful"], [Role.ADMINISTRATOR], []),
        ([], [Role.RECRUITER], []),
    ],
)
def test_what_may_be_done_to_several(states: list[str], roles: list[Role], acts: list[str]) -> None:
    assert [move.act for move in together(states, roles)] == acts


def test_reasons_begin_with_what_is_essential() -> None:
    given = reasons([criterion(1, "desirable"), criterion(2), criterion(3)])
    assert [reason.key for reason in given[:3]] == ["criterion-2", "criterion-3", "criterion-1"]
    assert given[3:] == GENERAL
    assert len({reason.key for reason in given}) == len(given)


def test_what_is_no_reason_is_not_chosen() -> None:
    every = reasons([criterion(1)])
    assert [reason.key for reason in chosen(every, ["absent", "criterion-9", "criterion-1"])] == [
        "criterion-1",
        "absent",
    ]


def test_the_feedback_names_the_criteria_and_says_the_rest_in_sentences() -> None:
    given = chosen(reasons([criterion(1), criterion(2, "desirable")]), ["criterion-1", "criterion-2", "filled"])
    assert drafted_feedback(given) == (f"{NOT_SHOWN}\n- Criterion 1\n- Criterion 2\n\nEvery post has now been filled.")
    assert for_the_record(given) == "Essential: Criterion 1; Desirable: Criterion 2; Every post has been filled"


def test_feedback_without_criteria_speaks_of_none() -> None:
    assert drafted_feedback(GENERAL[:1]) == GENERAL[0].sentence
    assert NOT_SHOWN not in drafted_feedback(GENERAL)


def test_a_criterion_that_holds_a_colon_is_told_whole() -> None:
    one = criterion(1)
    one.text = "Driving: a licence of category B"
    assert drafted_feedback(reasons([one])[:1]).endswith("- Driving: a licence of category B")


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        (datetime(2026, 8, 3, 9, 30, tzinfo=UTC), "Monday 3 August 2026", "10:30am"),
        (datetime(2026, 12, 1, 9, 5, tzinfo=UTC), "Tuesday 1 December 2026", "9:05am"),
        (datetime(2026, 8, 3, 23, 15, tzinfo=UTC), "Tuesday 4 August 2026", "12:15am"),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "Tuesday 1 December 2026", "12:00pm"),
    ],
)
def test_times_are_read_in_scotland(moment: datetime, day: str, time: str) -> None:
    assert (long_day(moment), clock_time(moment)) == (day, time)


def test_an_invitation_says_when_how_where_and_what_else() -> None:
    said = interview_message(NOON, "online", "https://meet.test.example/1", "Bring\nnothing.")
    assert said == (
        "When: Monday 3 August 2026 at 1:00pm\nHow: Online\nWhere: https://meet.test.example/1\n\nBring\nnothing."
    )
    assert interview_message(NOON, "in_person", "Room 1", "").endswith("Where: Room 1")


def test_each_criterion_stands_beside_its_answer() -> None:
    specification = [criterion(1), criterion(2), criterion(3, assessed_by="interview")]
    first, second, third = points(specification, [answer(1, "I can.")])
    assert (first.text, first.answer) == ("As it stood", "I can.")
    assert (second.text, second.answer) == ("Criterion 2", "")
    assert (third.answer, third.assessed_by) == (None, "interview")


def test_an_answer_to_no_criterion_comes_first() -> None:
    statement, asked = points([criterion(1)], [answer(0, "Because.", "Why you are right for this job")])
    assert (statement.text, statement.answer) == ("Why you are right for this job", "Because.")
    assert asked.answer == ""


def a_job(started: str, ended: str | None) -> dict[str, Any]:
    return {
        "job_title": "Cook", "employer": "Example School", "started": started, "ended": ended, "duties": "",
        "reason_for_leaving": "", "is_scottish_council": False,
    }  # fmt: skip


def test_the_latest_job_comes_first() -> None:
    jobs = working_life(
        [a_job("2018-01-01", "2019-01-01"), a_job("2021-01-01", None), a_job("2019-02-01", "2020-01-01")]
    )
    assert [job.started.year for job in jobs] == [2021, 2019, 2018]
    assert (jobs[0].ended, jobs[1].ended) == (None, date(2020, 1, 1))


def test_registrations_have_dates() -> None:
    held = registered([{"body": "SSSC", "number": "1", "expires": "2027-03-01"},
                       {"body": "PVG scheme", "number": "", "expires": None}])  # fmt: skip
    assert [one.expires for one in held] == [date(2027, 3, 1), None]


def step(state: str, minutes: int) -> Any:
    return SimpleNamespace(state=state, at=NOON + timedelta(minutes=minutes))


def act(after: str, minutes: int, person: int) -> Any:
    return SimpleNamespace(after=after, at=NOON + timedelta(minutes=minutes, microseconds=5), person=person)


def test_each_step_has_its_own_act() -> None:
    """Reopened and rejected again: the second time belongs to whoever did it the second time."""
    progress = [step("submitted", 0), step("unsuccessful", 1), step("submitted", 2), step("unsuccessful", 3)]
    acts = [act("draft", -1, 1), act("unsuccessful", 1, 2), act("submitted", 2, 3), act("unsuccessful", 3, 4)]
    happened = happenings(progress, acts)
    assert [one.act and one.act.person for one in happened] == [None, 2, 3, 4]
    assert [one.state for one in happened] == ["Received", "Unsuccessful", "Received", "Unsuccessful"]
