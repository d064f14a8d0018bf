"""On a telephone: jobs of several councils, answered once, adapted for one, sent together; then one more from that."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from recruitment.demonstration import PASSWORD
from recruitment.demonstration.accounts import CANDIDATE
from tests.browser.visitor import Device, Visitor

TELEPHONE = Device("applying together", 360, 740)
# Real adverts ask for no more than this.
STATEMENT = "Tell the employer why you are right for this job"
COMMON, OWN = "I have taught made-up classes for nine years.", "On this island I would teach in Gaelic too."
Arrive = Callable[[Device], Visitor]


@pytest.mark.slow
def test_several_jobs_are_applied_for_at_once(arrive: Arrive) -> None:
    person = arrive(TELEPHONE)
    gather(person, adverts_of_employers(person, "teacher", 3))
    person.zoom()
    person.sees("3 of at most 10", "Told once, for all of them", "Similar jobs of other employers")
    answer_once(person)
    person.follow("Check your answers and send")
    person.sees("What all of them get", "What several of them get", "What each of them gets")
    adapt_for_one(person)
    person.zoom()
    person.press("Send what is ticked", refused=422)
    person.tick("What I have written in each of them is true and complete")
    person.press("Send what is ticked")
    person.sees_heading("3 applications sent")
    person.sees("For each we have sent you an email of its own")
    person.follow("See your applications")
    expect(person.main().get_by_text("Received", exact=True).first).to_be_visible()
    begin_from_earlier(person)


def adverts_of_employers(person: Visitor, words: str, most: int) -> list[str]:
    """Addresses of real adverts, which ask for a statement alone, of as many employers."""
    person.open(f"/vacancies?q={words}")
    jobs = person.page.locator(".house_job").filter(has_not_text="made up for this demonstration")
    found = jobs.evaluate_all(
        "jobs => jobs.map((job) => [job.querySelector('.house_job__employer').firstChild.textContent.trim(),"
        " job.querySelector('a').getAttribute('href')])"
    )
    by_employer: dict[str, str] = {}
    for employer, path in found:
        by_employer.setdefault(employer, path)
    assert len(by_employer) >= most, by_employer
    return list(by_employer.values())[:most]


def gather(person: Visitor, adverts: list[str]) -> None:
    """Each from its advert; the first asks to sign in."""
    for at, path in enumerate(adverts):
        person.open(path)
        person.follow("Apply to this and others at once")
        if at == 0:
            person.sign_in(CANDIDATE, PASSWORD)
        person.sees_heading("Apply to this job and others at once")
        person.press("Put it on your list")
        person.sees("is on your list")


def answer_once(person: Visitor) -> None:
    person.open("/candidate/together")
    person.follow("Your details, work and referees (In progress)")
    person.press("Confirm all of this and continue")
    person.follow("What several of them ask (Not started)")
    person.fill({STATEMENT: COMMON})
    person.press("Save and continue")
    right_to_work = person.page.get_by_role("link", name="Right to work").first
    person.go(right_to_work.click)
    person.page.get_by_label("Yes, without limit").check()
    for box in person.page.locator("input[name^=convictions_][value=no]").all():
        box.check()
    person.press("Save and continue")
    person.follow("Members and officers of each employer (Not started)")
    person.press("Save and continue", refused=422)
    for box in person.page.locator("input[name^=related_][value=no]").all():
        box.check()
    person.press("Save and continue")
    person.follow("Interview and support (Optional)")
    person.press("Save and continue")
    person.follow("Where you saw these jobs (Optional)")
    person.choose("Where did you see these jobs?", "On this site or in one of its emails")
    person.press("Save and continue")
    person.sees("3 of 3 are ready to send")


def adapt_for_one(person: Visitor) -> None:
    link = person.page.get_by_role("link", name="Put shared answers differently for").first
    person.go(link.click)
    expect(person.box(STATEMENT)).to_have_value(COMMON)
    person.fill({STATEMENT: OWN})
    person.press("Save and continue")
    person.sees_heading("Check your answers")
    person.sees(COMMON, OWN, "gets an answer of its own")


def begin_from_earlier(person: Visitor) -> None:
    """Another job: what was written before is offered, taken and put back."""
    person.open(adverts_of_employers(person, "finance officer", 1)[0])
    person.follow("Apply for this job")
    person.press("Start your application")
    person.follow("Start from an earlier application")
    person.zoom()
    use = person.page.get_by_role("button", name="Use this answer").first
    person.go(use.click)
    person.sees("The earlier answer is in your draft", "Used in this draft")
    undo = person.page.get_by_role("button", name="Undo").first
    person.go(undo.click)
    person.sees("what stood there before is back")
