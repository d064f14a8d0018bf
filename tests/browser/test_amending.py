"""A published advert is amended and extended: whoever began to apply is told what changed, and the record shows it."""

from datetime import timedelta

from recruitment.core import clock
from recruitment.demonstration import PASSWORD
from tests.browser.desks import Arrive, at_desk, on_both_screens, published_copy
from tests.browser.mailbox import open_letter
from tests.browser.visitor import Device, Visitor

COUNCIL = "glasgow-city-council"
SOURCE = "Early Years Practitioner (made up for this demonstration)"
CANDIDATE = "candidate@demo.example"
REASON, MESSAGE = "The nursery asked for it.", "You need not change what you wrote."
NEW_HOURS = "Mornings alone, from 8am."


@on_both_screens
def test_candidates_hear_what_changed(arrive: Arrive, device: Device) -> None:
    recruiter = at_desk(arrive, device, f"recruiter@{COUNCIL}.demo.example")
    approver = at_desk(arrive, device, f"approver@{COUNCIL}.demo.example")
    title = f"Play leader seen {device.name}"
    address = published_copy(recruiter, approver, SOURCE, title)
    public = recruiter.link("See its public page").get_attribute("href")
    assert public is not None
    candidate = begun_to_apply(arrive(device), public)
    amend(recruiter)
    open_letter(candidate, CANDIDATE, f"Changed: {title}, Glasgow City Council")
    candidate.sees(NEW_HOURS, MESSAGE)
    candidate.open(public)
    candidate.sees(NEW_HOURS)
    extend(recruiter, address)
    recruiter.sees("What was changed")
    for fold in recruiter.page.locator("details").all():
        fold.evaluate("one => one.open = true")
    recruiter.sees(NEW_HOURS, REASON, MESSAGE)
    recruiter.zoom()


def begun_to_apply(candidate: Visitor, public: str) -> Visitor:
    candidate.open(public)
    candidate.follow("Apply for this job")
    candidate.sign_in(CANDIDATE, PASSWORD)
    candidate.press("Start your application")
    return candidate


def amend(recruiter: Visitor) -> None:
    recruiter.follow("Amend the text")
    recruiter.fill({"More about the hours": NEW_HOURS})
    recruiter.press("Amend the advert", refused=422)
    recruiter.sees("Say why the advert is changed")
    recruiter.fill({"Why is it changed?": REASON, "Your message to candidates": MESSAGE})
    recruiter.press("Amend the advert")
    recruiter.sees("The public reads the new words now", "1 candidate is told so by email")


def extend(recruiter: Visitor, address: str) -> None:
    recruiter.open(address)
    recruiter.follow("Move the closing date")
    recruiter.enter_day("New closing date", clock.today() - timedelta(days=1))
    recruiter.fill({"Why is it changed?": REASON})
    recruiter.press("Move the closing date", refused=422)
    recruiter.sees("The new closing date must be in the future")
    recruiter.enter_day("New closing date", clock.today() + timedelta(days=90))
    recruiter.press("Move the closing date")
    recruiter.sees("The closing date is moved")
