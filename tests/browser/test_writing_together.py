"""Two colleagues at one page of a draft: it saves by itself, each is told of the other, and no text is lost."""

from playwright.sync_api import expect

from tests.browser.desks import Arrive, at_desk, copied_draft, on_both_screens
from tests.browser.visitor import Device, Visitor

COUNCIL = "highland-council"
SOURCE = "Roads Operative (Winter Service) (made up for this demonstration)"
PART = "Summary and duties (Completed)"
FIRST, SECOND = "The recruiter’s words about gritting.", "The manager’s words about ploughing."


@on_both_screens
def test_no_text_of_two_is_lost(arrive: Arrive, device: Device) -> None:
    recruiter = at_desk(arrive, device, f"recruiter@{COUNCIL}.demo.example")
    manager = at_desk(arrive, device, f"manager@{COUNCIL}.demo.example")
    address = copied_draft(recruiter, SOURCE, f"Gritter seen {device.name}")
    recruiter.follow(PART)
    manager.open(address)
    manager.follow(PART)
    saves_by_itself(recruiter, FIRST)
    manager_is_told_and_saves_over_it(manager)
    recruiter_brings_the_first_back(recruiter, address)
    manager.open(f"{address}/about")
    expect(manager.box("Summary")).to_have_value(FIRST)


def saves_by_itself(recruiter: Visitor, text: str) -> None:
    recruiter.fill({"Summary": text})
    expect(recruiter.page.locator("[data-saved]")).to_contain_text("Saved at")
    recruiter.look()
    recruiter.page.reload()
    recruiter.look()
    expect(recruiter.box("Summary")).to_have_value(text)


def manager_is_told_and_saves_over_it(manager: Visitor) -> None:
    """The page was opened before the recruiter typed, so both texts are shown before anything is decided."""
    manager.fill({"Summary": SECOND})
    manager.press("Save and go to the list of parts", refused=409)
    manager.sees("Example Recruiter has saved this page since you opened it", FIRST, SECOND)
    expect(manager.box("Summary")).to_have_value(SECOND)
    manager.zoom()
    manager.press("Save mine over it")


def recruiter_brings_the_first_back(recruiter: Visitor, address: str) -> None:
    recruiter.open(address)
    recruiter.follow("Earlier versions, and what changed")
    recruiter.sees_heading("Earlier versions")
    recruiter.sees("Example Manager changed “Summary and duties”", SECOND)
    recruiter.zoom()
    latest = recruiter.page.locator(".house_timeline__step").first
    recruiter.go(latest.get_by_role("link", name="Bring back what stood there before").click)
    recruiter.sees(FIRST, SECOND)
    recruiter.press("Bring it back")
    recruiter.sees("The earlier “Summary and duties” is back", "Example Recruiter brought back an earlier")
