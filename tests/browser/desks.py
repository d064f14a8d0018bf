"""How people of a council come to their desk, and to an advert of their own, on a wide and a narrow screen."""

from collections.abc import Callable

import pytest

from recruitment.demonstration import PASSWORD
from tests.browser.visitor import Device, Visitor

Arrive = Callable[[Device], Visitor]

WIDE, NARROW = Device("wide", 1280, 900), Device("narrow", 360, 740)
on_both_screens = pytest.mark.parametrize(
    "device", [pytest.param(each, id=each.name, marks=pytest.mark.slow) for each in (WIDE, NARROW)]
)


def at_desk(arrive: Arrive, device: Device, email: str) -> Visitor:
    """Signed in, before the desk of whoever has this address."""
    visitor = arrive(device)
    visitor.open("/")
    visitor.menu("For employers")
    visitor.sign_in(email, PASSWORD)
    visitor.sees_heading("Your desk")
    return visitor


def open_advert(staff: Visitor, title: str) -> None:
    staff.open("/employer/vacancies")
    staff.fill({"Title or reference": title})
    staff.press("Show")
    staff.follow(title)
    staff.sees_heading(title)


def copied_draft(staff: Visitor, source: str, title: str) -> str:
    """A draft that says all that a live advert of the demonstration says. Returns its address."""
    open_advert(staff, source)
    staff.follow("Copy this advert")
    staff.fill({"Job title of the new advert": title})
    staff.press("Make the draft")
    staff.sees_heading(title)
    return staff.page.url


def published_copy(recruiter: Visitor, approver: Visitor, source: str, title: str) -> str:
    """The same once it is approved and public. Returns the address of its page at the desk."""
    address = copied_draft(recruiter, source, title)
    recruiter.follow("Check and send for approval")
    recruiter.press("Send for approval")
    approver.open(address)
    approver.follow("Read and decide")
    approver.press("Approve")
    recruiter.open(address)
    recruiter.follow("Publish")
    recruiter.choose("When should it be public?", "Now")
    recruiter.press("Publish")
    recruiter.sees("The advert is public now")
    return address
