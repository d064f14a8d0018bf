"""A whole selection: forty applicants, a panel of three, eight interviews, two offers, one of them declined, one place
on a reserve list. What is data is built; every act is made by hand, in the browser."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from recruitment.core import clock
from recruitment.demonstration import PASSWORD
from tests.browser.desks import WIDE, at_desk
from tests.browser.selected import book_for_the_others, let_the_interviews_come, score_everybody
from tests.browser.sifted import FORTY, PANEL, add_forty
from tests.browser.visitor import Device, Visitor

Arrive = Callable[[Device], Visitor]
INTERVIEWED, IN_DAYS = 8, 8
# By their place among the applicants: who is offered the job first, and who stands in reserve. The last that the
# builder numbers was the first to apply.
FIRST, SECOND = 0, 1
SIGN = "S"
EMAILS = [f"zqs{FORTY - 1 - place}@test.example" for place in (FIRST, SECOND)]


@pytest.fixture
def vacancy_id(portal_database: str, portal: str, tmp_path: Path) -> int:
    """In the portal that runs."""
    return add_forty(portal_database, tmp_path, sign=SIGN)


@pytest.mark.slow
def test_from_forty_applicants_to_an_offer_that_is_accepted(
    arrive: Arrive, vacancy_id: int, portal_database: str, tmp_path: Path
) -> None:
    applications = score_everybody(portal_database, tmp_path, vacancy_id, 2)
    manager, member, recruiter = (at_desk(arrive, WIDE, email) for email in PANEL)
    shortlist(recruiter, vacancy_id, applications[:INTERVIEWED])
    invite(recruiter, vacancy_id)
    candidates = [signed_in(arrive, email, applications[place]) for place, email in enumerate(EMAILS)]
    interviews = [choose_a_time(each) for each in candidates]
    assert book_for_the_others(portal_database, tmp_path, vacancy_id) == INTERVIEWED - 2
    let_the_interviews_come(portal_database, tmp_path, vacancy_id, IN_DAYS + 1)
    for interview, mark in zip(interviews, ("4 Strong evidence", "3 Good evidence"), strict=True):
        record_held(recruiter, interview)
        for each in (manager, member, recruiter):
            score(each, interview, mark)
    recruiter.sees("Revealed, as all members had scored.")
    into_reserve(recruiter, candidates[SECOND], applications[SECOND])
    an_offer_is_declined(recruiter, candidates[FIRST], applications[FIRST])
    reject_the_others(recruiter, vacancy_id, FORTY - 2)
    an_offer_is_accepted(recruiter, candidates[SECOND], applications[SECOND])


def shortlist(recruiter: Visitor, vacancy_id: int, applications: list[int]) -> None:
    recruiter.open(f"/employer/vacancies/{vacancy_id}/applicants?sort=score")
    for number in applications:
        recruiter.page.locator(f"input[name=application][value='{number}']").check()
    recruiter.press("Shortlist")
    recruiter.sees_heading(f"Shortlist {len(applications)} applicants?")
    recruiter.press("Shortlist them")


def invite(recruiter: Visitor, vacancy_id: int) -> None:
    recruiter.open(f"/employer/vacancies/{vacancy_id}/interviews/new")
    recruiter.choose("How you will meet", "In person")
    recruiter.fill({"Address, link or telephone number": "The made-up town house"})
    recruiter.press("Save and add times")
    recruiter.enter_day("Date", clock.today() + timedelta(days=IN_DAYS))
    recruiter.fill({"The first begins at": "9am", "The last ends by": "5pm"})
    recruiter.press("Add these times")
    recruiter.follow("Invite applicants to Interview")
    for box in recruiter.page.get_by_role("checkbox").all():
        box.check()
    recruiter.press("Send the invitations")
    recruiter.sees(f"{INTERVIEWED} applicants are invited to choose a time.")


def signed_in(arrive: Arrive, email: str, application: int) -> Visitor:
    candidate = arrive(WIDE)
    candidate.open("/account/sign-in")
    candidate.sign_in(email, PASSWORD)
    candidate.open(f"/candidate/applications/{application}")
    return candidate


def choose_a_time(candidate: Visitor) -> str:
    """Returns the number of the interview."""
    candidate.go(candidate.page.locator("main a[href*='/candidate/interviews/']").first.click)
    candidate.page.get_by_role("radio").first.check()
    candidate.press("Book this time")
    candidate.sees("Your time is booked.")
    return candidate.page.url.rsplit("/", 1)[1]


def record_held(recruiter: Visitor, interview: str) -> None:
    recruiter.open(f"/employer/interviews/{interview}/hold")
    recruiter.press("Record that it was held")
    recruiter.sees("It is recorded that the interview was held.")


def score(member: Visitor, interview: str, mark: str) -> None:
    member.open(f"/employer/interviews/{interview}")
    member.follow("Score this interview")
    member.page.get_by_label(mark).check()
    member.page.get_by_label("Note on I1").fill("Spoke well with the children.")
    member.press("Save my scores")
    member.sees("Your scores are saved.")
    member.open(f"/employer/interviews/{interview}")


def into_reserve(recruiter: Visitor, candidate: Visitor, application: int) -> None:
    recruiter.open(f"/employer/applications/{application}/reserve")
    recruiter.press("Ask them")
    candidate.open(f"/candidate/applications/{application}")
    candidate.follow("Read what that means, and answer")
    candidate.choose("Your answer", "Yes, for Fife Council alone")
    candidate.press("Send your answer")
    candidate.sees("You are on Fife Council’s reserve list.")


def offer(recruiter: Visitor, application: int) -> None:
    recruiter.open(f"/employer/applications/{application}/offer")
    recruiter.fill({"Hours a week": "35", "Place of work": "The made-up gardens", "What the offer depends on": ""})
    recruiter.press("Look it over")
    recruiter.press("Send the offer")
    recruiter.sees("has your offer")


def an_offer_is_declined(recruiter: Visitor, candidate: Visitor, application: int) -> None:
    offer(recruiter, application)
    candidate.open(f"/candidate/applications/{application}/offer/decline")
    candidate.press("Decline the offer")
    candidate.sees("You have declined the offer.")


def an_offer_is_accepted(recruiter: Visitor, candidate: Visitor, application: int) -> None:
    """From the reserve list; before anybody is appointed come the checks, which other walks go through."""
    offer(recruiter, application)
    candidate.open(f"/candidate/applications/{application}/offer/accept")
    candidate.choose("Can you start then?", "Yes")
    candidate.press("Accept the offer")
    candidate.sees("You have accepted the offer.")


def reject_the_others(recruiter: Visitor, vacancy_id: int, number: int) -> None:
    recruiter.open(f"/employer/vacancies/{vacancy_id}/applicants")
    recruiter.page.get_by_label(f"Choose all {FORTY} in this list").check()
    recruiter.press("Mark as unsuccessful")
    recruiter.tick("Others met the criteria more fully")
    recruiter.press("Continue to the feedback")
    recruiter.press("Mark them as unsuccessful")
    recruiter.open(f"/employer/vacancies/{vacancy_id}/applicants?state=unsuccessful")
    recruiter.sees(f"Applicants 1 to {number} of {number}")
