"""The keyboard alone is enough to search and to apply, and what has the focus can be seen."""

from collections.abc import Callable

from playwright.sync_api import expect

from recruitment.demonstration import PASSWORD
from recruitment.demonstration.accounts import CANDIDATE
from tests.browser.keyboard import enter, next_stop, tab_to, write
from tests.browser.visitor import Device, Visitor

DESK = Device("keyboard", 1280, 900)
TITLE = "Housing Officer (made up for this demonstration)"
Arrive = Callable[[Device], Visitor]


def test_skip_link_leads_past_the_header(arrive: Arrive) -> None:
    visitor = arrive(DESK)
    visitor.open("/vacancies")
    assert next_stop(visitor) == "Skip to main content"
    visitor.page.keyboard.press("Enter")
    assert next_stop(visitor) == "What"


def test_searching_by_keyboard(arrive: Arrive) -> None:
    visitor = arrive(DESK)
    visitor.open("/")
    write(visitor, "What", "housing officer")
    write(visitor, "Where", "Edinburgh")
    enter(visitor, "Search jobs")
    tab_to(visitor, "Permanent (1 job)", opening="Contract")
    visitor.page.keyboard.press("Space")
    enter(visitor, "Apply filters")
    visitor.sees("Remove filter Permanent")
    enter(visitor, TITLE)
    visitor.sees_heading(TITLE)


def test_applying_by_keyboard(arrive: Arrive) -> None:
    visitor = arrive(DESK)
    visitor.open("/vacancies?q=housing+officer")
    enter(visitor, TITLE)
    enter(visitor, "Apply for this job")
    write(visitor, "Email address", CANDIDATE)
    write(visitor, "Password", PASSWORD)
    enter(visitor, "Sign in")
    enter(visitor, "Start your application")
    enter(visitor, "Your name and contact details (Completed)")
    enter(visitor, "Save and continue")
    enter(visitor, "Declarations (Not started)")
    tab_to(visitor, "Yes")
    visitor.page.keyboard.press("ArrowDown")
    tab_to(visitor, "Yes")
    visitor.page.keyboard.press("ArrowDown")
    enter(visitor, "Save and continue")
    expect(visitor.link("Declarations (Completed)")).to_be_visible()
    enter(visitor, "Delete this draft")
    enter(visitor, "Delete this draft")
    visitor.sees("The draft is deleted")
