"""An officer writes to several applicants with a template; a candidate chooses emails and a calendar address."""

from collections.abc import Callable

import pytest

from recruitment.demonstration import PASSWORD
from tests.browser.visitor import Device, Visitor

DESK = Device("officer", 1280, 1024)
PHONE = Device("candidate", 360, 740, has_scripts=False)
Arrive = Callable[[Device], Visitor]


@pytest.mark.slow
def test_writing_to_several_and_the_candidates_pages(arrive: Arrive) -> None:
    officer = arrive(DESK)
    officer.open("/employer/messages")
    officer.sign_in("recruiter@fife-council.demo.example", PASSWORD)
    officer.sees_heading("Messages")
    officer.open("/employer/vacancies")
    officer.follow("Library Assistant (made up for this demonstration)")
    applicants = officer.page.locator("a[href$='/applicants']").first
    officer.go(applicants.click)
    for box in officer.page.get_by_role("checkbox", name="Choose", exact=False).all()[:2]:
        box.check(force=True)
    officer.press("Write to them")
    officer.page.get_by_text("Begin with a template").click()
    officer.follow("We need more time")
    officer.press("Check before sending")
    officer.sees("Dear ", "We need more time to read every application with care")
    officer.zoom()
    officer.press("Send to 2 applicants")
    officer.sees("Your message is sent to 2 applicants.")

    candidate = arrive(PHONE)
    candidate.open("/candidate/")
    candidate.sign_in("candidate@demo.example", PASSWORD)
    candidate.sees_heading("Your applications")
    for path, heading in {"messages": "Messages", "notifications": "Your emails", "calendar": "Your dates"}.items():
        candidate.open(f"/candidate/{path}")
        candidate.sees_heading(heading)
        candidate.zoom()
    candidate.press("Make an address")
    candidate.sees("We show it only now")
