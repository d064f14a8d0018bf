"""An advert that own staff see first: they find it and begin to apply, and nobody else does."""

from datetime import date, timedelta

from recruitment.core import clock
from tests.browser.desks import Arrive, at_desk, copied_draft, on_both_screens
from tests.browser.visitor import Device, Visitor

COUNCIL = "highland-council"
SOURCE = "Roads Operative (Winter Service) (made up for this demonstration)"
INTERNAL = "/candidate/internal-vacancies"


@on_both_screens
def test_own_staff_see_it_first(arrive: Arrive, device: Device) -> None:
    recruiter = at_desk(arrive, device, f"recruiter@{COUNCIL}.demo.example")
    title = f"Snow clearer seen {device.name}"
    advert = copied_draft(recruiter, SOURCE, title)
    public_day = clock.today() + timedelta(days=4)
    release_in_stages(recruiter, public_day)
    recruiter.follow("Check and send for approval")
    recruiter.press("Send for approval")
    approve(at_desk(arrive, device, f"approver@{COUNCIL}.demo.example"), advert)
    recruiter.open(advert)
    recruiter.follow("Publish")
    recruiter.sees("It is released in stages", "Own staff from")
    recruiter.press("Publish")
    recruiter.sees("Open to some", "then to everybody")
    recruiter.zoom()
    colleague = at_desk(arrive, device, f"panel@{COUNCIL}.demo.example")
    a_colleague_begins_to_apply(colleague, title)
    nobody_else_finds_it(at_desk(arrive, device, "recruiter@moray-council.demo.example"), arrive(device), title)


def release_in_stages(recruiter: Visitor, public_day: date) -> None:
    recruiter.follow("Dates (Completed)")
    recruiter.enter_day("Public from", public_day)
    recruiter.unfold("Show it to staff first")
    # In the wrong order first.
    recruiter.enter_day("Our own staff", public_day + timedelta(days=2))
    recruiter.press("Save and go to the list of parts", refused=422)
    recruiter.sees("must come after the stage before it")
    recruiter.enter_day("Our own staff", clock.today())
    recruiter.fill({"Time, for our own staff": "00:01"})
    recruiter.press("Save and go to the list of parts")
    recruiter.sees("8 of 8 are complete")


def approve(approver: Visitor, advert: str) -> None:
    approver.open(advert)
    approver.follow("Read and decide")
    approver.press("Approve")


def a_colleague_begins_to_apply(colleague: Visitor, title: str) -> None:
    colleague.open(INTERNAL)
    colleague.sees("Highland Council")
    colleague.zoom()
    colleague.follow(title)
    colleague.sees_heading(title)
    colleague.follow("Apply for this job")
    colleague.press("Start your application")
    colleague.sees_heading(title)


def nobody_else_finds_it(of_another_council: Visitor, anyone: Visitor, title: str) -> None:
    of_another_council.open(INTERNAL)
    assert title not in of_another_council.main().inner_text()
    anyone.open(f"/vacancies?q={title}")
    assert anyone.page.get_by_role("link", name=title, exact=True).count() == 0
