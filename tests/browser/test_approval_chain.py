"""A chain of two steps: an administrator sets it, a named colleague approves first, whoever else may approves last."""

from playwright.sync_api import expect

from tests.browser.desks import Arrive, at_desk, copied_draft, on_both_screens
from tests.browser.mailbox import open_letter
from tests.browser.visitor import Device, Visitor

COUNCIL = "orkney-islands-council"
SOURCE = "Ferry Deckhand (made up for this demonstration)"
FIRST_STEP, LAST_STEP = "Harbour master", "Finance"


@on_both_screens
def test_an_advert_climbs_its_chain(arrive: Arrive, device: Device) -> None:
    administrator = at_desk(arrive, device, address_of("admin"))
    department = f"Ferries seen {device.name}"
    make_approver(administrator, "Example Manager")
    set_chain(administrator, department)
    recruiter = at_desk(arrive, device, address_of("recruiter"))
    title = f"Bosun seen {device.name}"
    advert = copied_draft(recruiter, SOURCE, title)
    recruiter.follow("Job and category (Completed)")
    recruiter.fill({"Department or service": department})
    recruiter.press("Save and go to the list of parts")
    recruiter.follow("Check and send for approval")
    recruiter.sees("It is approved in 2 steps", f"{FIRST_STEP}: Example Manager", LAST_STEP)
    recruiter.press("Send for approval")
    first_step_by_letter(arrive(device), title)
    last_step_at_the_desk(arrive, device, title)
    recruiter.open(advert)
    recruiter.sees("Approved", FIRST_STEP, LAST_STEP)
    recruiter.zoom()


def address_of(role: str) -> str:
    return f"{role}@{COUNCIL}.demo.example"


def make_approver(administrator: Visitor, name: str) -> None:
    administrator.open("/employer/staff")
    administrator.follow(f"Change the roles of {name}")
    administrator.page.get_by_label("Approver", exact=True).check()
    administrator.press("Save roles")
    administrator.sees(f"The roles of {name} are saved")


def set_chain(administrator: Visitor, department: str) -> None:
    administrator.open("/employer/chains")
    administrator.follow("Add a chain")
    administrator.press("Save the chain", refused=422)
    administrator.fill({"Name of the chain": department, "Departments": department})
    first = administrator.group("Step 1")
    administrator.fill({"Name of the step": FIRST_STEP}, first)
    administrator.choose("Who may approve it?", "Colleagues whom you name", first)
    administrator.press("Save the chain", refused=422)
    administrator.sees("Choose at least one colleague")
    administrator.choose("Colleagues", "Example Manager", administrator.group("Step 1"))
    if not administrator.group("Step 2").is_visible():
        administrator.press("Add another step")
    administrator.fill({"Name of the step": LAST_STEP}, administrator.group("Step 2"))
    administrator.press("Save the chain")
    administrator.sees(f"For department {department}", FIRST_STEP, LAST_STEP)
    administrator.zoom()


def first_step_by_letter(approver: Visitor, title: str) -> None:
    """The letter's link is signed, and still asks who comes by it."""
    open_letter(approver, address_of("manager"), f"For your approval: {title}")
    approver.follow("Read the advert")
    approver.sign_in(address_of("manager"), "try the portal")
    approver.sees(f"It waits for you at {FIRST_STEP}", f"it goes to the next step: {LAST_STEP}")
    approver.press("Approve")
    approver.sees("You approved this step")
    open_letter(approver, address_of("manager"), f"For your approval: {title}")
    approver.follow("Read the advert")
    approver.sees_heading("This advert waits for you no longer")


def last_step_at_the_desk(arrive: Arrive, device: Device, title: str) -> None:
    approver = at_desk(arrive, device, address_of("approver"))
    approver.follow(title, approver.page.get_by_role("region", name="To approve"))
    approver.follow("Read and decide")
    expect(approver.page.get_by_role("table")).to_contain_text("Example Manager")
    approver.press("Approve")
    approver.sees("The advert is approved. A recruiter can publish it now.")
