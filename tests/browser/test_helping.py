"""Somebody asks for help to apply, and a recruiter enters the application for them: on a phone and on a desk."""

from collections.abc import Callable

import pytest

from recruitment.demonstration import PASSWORD
from tests.browser.visitor import Device, Visitor

Arrive = Callable[[Device], Visitor]
PHONE = Device("asking", 360, 740)
DESK = Device("entering", 1280, 1024)


@pytest.mark.slow
def test_help_is_asked_for_and_given(arrive: Arrive) -> None:
    asker = arrive(PHONE)
    asker.open("/vacancies?council=fife-council")
    asker.go(asker.page.locator(".house_job").first.get_by_role("link").first.click)
    asker.follow("Ask for help to apply")
    asker.sees_heading("Ask for help to apply")
    asker.look()
    asker.page.get_by_label("A paper form").check()
    asker.page.get_by_label("Your name").fill("Morag Asker")
    asker.page.get_by_label("Telephone", exact=True).check()
    asker.page.get_by_label("Your telephone number").fill("01334 000001")
    asker.go(asker.page.get_by_role("button", name="Send your request").click)
    asker.sees("Your request is sent")
    asker.zoom()

    staff = arrive(DESK)
    staff.open("/employer/adjustments")
    staff.sign_in("recruiter@fife-council.demo.example", PASSWORD)
    staff.look()
    staff.go(staff.main().get_by_role("link", name="Morag Asker").first.click)
    staff.page.get_by_label("Agree", exact=True).check()
    staff.page.get_by_label("What you tell the person").fill("We call you today.")
    staff.go(staff.page.get_by_role("button", name="Keep the answer").click)
    staff.go(staff.page.get_by_role("button", name="I have told them by telephone").click)
    staff.follow("Enter an application for this person")
    staff.zoom()
    staff.page.get_by_label("By telephone").check()
    staff.go(staff.page.get_by_role("button", name="Go on").click)
    staff.sees_heading("Morag Asker")
    for section in ("Name and contact details", "Work, education and registrations", "Referees", "Declarations"):
        staff.go(staff.main().get_by_role("link", name=section).first.click)
        staff.zoom()
        staff.follow("Back without saving")
