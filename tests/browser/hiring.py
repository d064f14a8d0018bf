"""A recruiter leads an applicant from the list of applicants to the post, or tells them why not."""

import re
from collections.abc import Sequence
from datetime import timedelta

from playwright.sync_api import expect

from recruitment.core import clock
from tests.browser.candidate import ANSWER, JOB, REFEREE, SUPPORT
from tests.browser.visitor import Visitor

RIGHT_TO_WORK = "Right to work in the UK"
CHECKS = (RIGHT_TO_WORK, "Reference 1", "Reference 2", "Level 1 disclosure", "Qualifications", "Fitness for the work")


def open_applicant(recruiter: Visitor, title: str, name: str, reference: str, asked: Sequence[str]) -> None:
    """Found by reference among the applicants of a live vacancy, with the answers to what it asked."""
    recruiter.open("/employer/vacancies?state=live")
    recruiter.follow(title)
    recruiter.go(recruiter.page.get_by_role("link", name="See the applicants").click)
    recruiter.fill({"Name or reference": reference})
    recruiter.press("Find")
    recruiter.sees("Applicants 1 to 1 of 1")
    recruiter.follow(name)
    recruiter.sees("Received", *asked, ANSWER, JOB["Job title"], REFEREE["Name"], SUPPORT)


def shortlist(recruiter: Visitor, name: str, message: str) -> None:
    recruiter.follow("Shortlist")
    recruiter.sees_heading(f"Shortlist {name}")
    recruiter.fill({"Your message": message})
    recruiter.press("Shortlist")
    recruiter.sees(f"{name} is on the shortlist", "Shortlisted")


def invite(recruiter: Visitor, name: str) -> None:
    recruiter.follow("Invite to interview")
    recruiter.sees(SUPPORT)
    recruiter.press("Send the invitation", refused=422)
    recruiter.enter_day("Date of the interview", clock.today() + timedelta(days=40))
    recruiter.fill({"Time": "10:30am", "Address, link or telephone number": "Made-up reserve, the hide"})
    recruiter.choose("How you will meet", "In person")
    recruiter.press("Send the invitation")
    recruiter.sees(f"{name} is invited to an interview")


def offer(recruiter: Visitor, name: str) -> None:
    recruiter.follow("Make an offer")
    recruiter.press("Look it over")
    recruiter.sees("This offer has not been sent")
    recruiter.press("Send the offer")
    recruiter.sees(f"{name} has your offer", "Answer awaited")


def clear_checks(recruiter: Visitor, name: str) -> None:
    """From the offer that was accepted: the right to work is seen, the others are not needed for this post."""
    open_offer(recruiter, name)
    recruiter.sees("Accepted")
    recruiter.follow("Checks before the first day")
    for check in CHECKS:
        recruiter.follow(check)
        if check.startswith("Reference"):
            recruiter.page.get_by_text("End this check without the reference").click()
        if check == RIGHT_TO_WORK:
            recruiter.choose("What has happened?", "It is in order")
        else:
            recruiter.choose("What has happened?", "It is not needed")
            recruiter.fill({"Why?": "Known from their last post here"})
        recruiter.press("Enter it")
    recruiter.sees(f"Nothing keeps {name} from starting.")


def confirm(recruiter: Visitor, name: str) -> None:
    open_offer(recruiter, name)
    recruiter.follow("Confirm the offer")
    recruiter.press("Confirm the offer")
    recruiter.sees(f"The offer to {name} is confirmed")


def open_offer(recruiter: Visitor, name: str) -> None:
    recruiter.open("/employer/offers")
    recruiter.follow(name)
    recruiter.sees_heading(f"Offer to {name}")


def appoint(recruiter: Visitor, name: str) -> None:
    recruiter.follow("Appoint")
    recruiter.sees_heading(f"Appoint {name}?")
    recruiter.press(f"Appoint {name}")
    recruiter.sees(f"{name} is appointed. Every post is filled now.")


def reject(recruiter: Visitor, name: str, criterion: str) -> None:
    """The reasons first; the feedback is drafted from them."""
    recruiter.follow("Mark as unsuccessful")
    recruiter.press("Continue to the feedback")
    recruiter.sees("There is a problem", "Choose at least one reason")
    recruiter.tick(f"Essential: {criterion}")
    recruiter.press("Continue to the feedback")
    expect(recruiter.box("Feedback for the candidate")).to_have_value(re.compile(re.escape(criterion)))
    recruiter.press("Mark as unsuccessful")
    recruiter.sees(f"{name} is marked as unsuccessful")
