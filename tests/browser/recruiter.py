"""A recruiter writes an advert part by part, sends it for approval, mends it, publishes it."""

from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import expect

from recruitment.core import clock
from tests.browser.mailbox import open_letter
from tests.browser.visitor import Visitor

SUMMARY = "Look after birds, paths and visitors in a made-up reserve by the sea."
DUTIES = "## Your week\n\n* count the birds\n* mend the paths\n* lead **guided walks**"
# Text, kind, assessed by.
CRITERIA = (
    ("Experience of work outdoors in all weathers", "Essential", "Application form"),
    ("Able to lead a group of visitors safely", "Essential", "Application form"),
    ("A certificate in first aid", "Desirable", "Application form"),
    ("Able to explain nature to children", "Desirable", "Interview"),
)
IN_WRITING = tuple(text for text, _, assessed_by in CRITERIA if assessed_by == "Application form")


@dataclass(frozen=True)
class Post:
    """What one walk advertises; its title is its own, so that several walks can use one portal."""

    title: str
    council: str
    council_slug: str
    place: str
    postcode: str

    @property
    def closes_on(self) -> date:
        return clock.today() + timedelta(days=30)


def begin_advert(recruiter: Visitor, post: Post) -> None:
    recruiter.sees_heading("Your desk")
    recruiter.follow("Write an advert")
    recruiter.press("Start the advert", refused=422)
    recruiter.fill({"Job title": post.title, "Department or service": "Countryside"})
    recruiter.press("Start the advert")


def write_advert(recruiter: Visitor, post: Post) -> None:
    """All parts, from the first page on; ends on the advert's own page."""
    recruiter.select("Category", "Parks, grounds and bereavement")
    recruiter.fill({"Number of posts": "1", "Your own reference": "REQ-0001"})
    recruiter.press("Save and continue")
    _write_about(recruiter)
    write_criteria(recruiter)
    ask_nothing_more(recruiter)
    _write_contract(recruiter)
    _write_pay(recruiter)
    _write_place(recruiter, post)
    _write_checks(recruiter)
    _write_dates(recruiter, post)
    recruiter.sees("8 of 8 are complete")


def _write_about(recruiter: Visitor) -> None:
    recruiter.sees_heading("Summary and duties")
    recruiter.fill({"Summary": SUMMARY, "What the job involves": DUTIES})
    recruiter.press("Preview")
    preview = recruiter.page.get_by_role("region", name="How it will look")
    expect(preview.get_by_role("heading", name="Your week")).to_be_visible()
    expect(preview.get_by_role("listitem")).to_have_text(["count the birds", "mend the paths", "lead guided walks"])
    recruiter.press("Save and continue")


def write_criteria(recruiter: Visitor) -> None:
    """Three rows stand ready; the fourth is asked for, and a fifth is taken away again."""
    recruiter.sees_heading("Person specification")
    for number, (text, kind, assessed_by) in enumerate(CRITERIA, 1):
        row = recruiter.group(f"Criterion {number}")
        if not row.is_visible():
            recruiter.press("Add another criterion")
        recruiter.fill({"Criterion": text}, row)
        recruiter.choose("Essential or desirable", kind, row)
        recruiter.select("Assessed by", assessed_by, row)
    recruiter.press("Add another criterion")
    recruiter.press("Remove criterion 5")
    expect(recruiter.box("Criterion", recruiter.group("Criterion 4"))).to_have_value(CRITERIA[3][0])
    recruiter.press("Save and continue")


def ask_nothing_more(recruiter: Visitor) -> None:
    """Questions for applicants are the one part that may stay empty."""
    recruiter.sees_heading("Questions for applicants")
    recruiter.press("Save and continue")


def _write_contract(recruiter: Visitor) -> None:
    recruiter.sees_heading("Contract and hours")
    recruiter.choose("Type of contract", "Permanent")
    recruiter.choose("Working pattern", "Part time")
    recruiter.choose("Working pattern", "Job share")
    recruiter.fill({"Hours a week": "28", "Full-time hours a week": "35"})
    recruiter.press("Save and continue")


def _write_pay(recruiter: Visitor) -> None:
    recruiter.sees_heading("Pay")
    recruiter.press("Save and continue", refused=422)
    recruiter.choose("How is the pay set?", "By another amount or range")
    recruiter.choose("The pay is for", "A full-time year")
    recruiter.fill({"From": "30,000", "To": "33,000"})
    # The list of the tables' grades has the same name.
    recruiter.page.get_by_role("textbox", name="Grade").fill("Grade 7")
    recruiter.tick("Part-time and term-time staff are paid their share of this (pro rata)")
    recruiter.press("Work it out")
    sees_pay_three_ways(recruiter)
    recruiter.press("Save and continue")


def sees_pay_three_ways(reader: Visitor) -> None:
    """£30,000 ÷ 52.143 ÷ 35 is £16.44, £33,000 likewise £18.08; 28 of 35 hours are four fifths of either year."""
    reader.sees("£16.44 to £18.08", "£30,000 to £33,000", "£24,000 to £26,400")


def _write_place(recruiter: Visitor, post: Post) -> None:
    recruiter.sees_heading("Where the work is")
    recruiter.choose("Where is the work?", "At one or several workplaces")
    workplace = recruiter.group("Workplace 1")
    recruiter.fill({"Name of the workplace": "Made-up reserve", "Postcode": "ZZ1 1ZZ"}, workplace)
    recruiter.press("Save and continue", refused=422)
    recruiter.fill({"Postcode": post.postcode}, workplace)
    recruiter.press("Save and continue")


def _write_checks(recruiter: Visitor) -> None:
    recruiter.sees_heading("Checks and schemes")
    recruiter.choose("Disclosure check", "Level 1 disclosure")
    recruiter.press("Save and continue")


def _write_dates(recruiter: Visitor, post: Post) -> None:
    recruiter.sees_heading("Dates")
    recruiter.enter_day("Closing date", post.closes_on)
    recruiter.press("Save and continue")


def send_for_approval(recruiter: Visitor, post: Post) -> None:
    """From the advert's own page, after a look at its preview."""
    recruiter.follow("Preview it as the public will read it")
    recruiter.sees_heading(post.title)
    sees_pay_three_ways(recruiter)
    recruiter.follow("Back to the advert")
    recruiter.follow("Check and send for approval")
    recruiter.sees(CRITERIA[0][0])
    recruiter.press("Send for approval")
    recruiter.sees("The advert is with your approvers", "Waiting for approval")


def mend_returned_advert(recruiter: Visitor, post: Post, reason: str) -> None:
    """From the letter that says so; ends with all parts complete again."""
    open_letter(recruiter, f"recruiter@{post.council_slug}.demo.example", f"Returned: {post.title}")
    recruiter.sees(reason)
    recruiter.follow("Change the advert")
    recruiter.sees("Returned by the approver", reason)
    recruiter.follow("Summary and duties (Completed)")
    recruiter.fill({"Summary": f"{SUMMARY} You work outdoors."})
    recruiter.press("Save and go to the list of parts")


def publish(recruiter: Visitor, post: Post) -> str:
    """Returns the address of the public page."""
    recruiter.open("/employer/")
    recruiter.follow(post.title)
    recruiter.sees("Approved")
    recruiter.follow("Publish")
    recruiter.choose("When should it be public?", "Now")
    recruiter.press("Publish")
    recruiter.sees("The advert is public now")
    path = recruiter.link("See its public page").get_attribute("href")
    assert path is not None
    return path


def record_placement(recruiter: Visitor, post: Post, *, medium: str, net: str, vat: str) -> None:
    recruiter.open("/employer/vacancies")
    recruiter.fill({"Title or reference": post.title})
    recruiter.press("Show")
    recruiter.follow(post.title)
    recruiter.follow("See Advertising")
    recruiter.sees("Nothing has been spent on this vacancy yet")
    recruiter.follow("Record a placement")
    recruiter.press("Record the placement", refused=422)
    recruiter.select("Medium", medium)
    recruiter.fill({"Supplier": "Invented Radio", "Title or site": "Made-up FM", "Net cost": net, "VAT": vat})
    recruiter.enter_day("Date of the placement", clock.today())
    recruiter.press("Record the placement")
    recruiter.sees("The placement is recorded", "Invented Radio, Made-up FM", net)
