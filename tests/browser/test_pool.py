"""Somebody joins the talent pool, a recruiter asks them about a vacancy, and learns who they are once they say yes."""

import pytest

from recruitment.demonstration import PASSWORD
from tests.browser.desks import Arrive, at_desk
from tests.browser.visitor import Device

DESK = Device("pool", 1280, 1024)
SUMMARY = "I have run school kitchens for ten years."


@pytest.mark.slow
def test_from_joining_to_being_known(arrive: Arrive) -> None:
    person = arrive(DESK)
    person.open("/candidate/pool")
    person.sign_in("candidate@demo.example", PASSWORD)
    person.follow("Join the talent pool")
    person.fill({"What you can do": SUMMARY, "Miles that you would travel (optional)": "25"})
    person.tick("Teaching and education")
    person.page.get_by_label("I agree that recruiters").check()
    person.press("Join")
    person.sees(SUMMARY, "You hide from no employer")
    recruiter = at_desk(arrive, DESK, "recruiter@moray-council.demo.example")
    recruiter.open("/employer/pool?q=kitchens")
    recruiter.sees(SUMMARY)
    recruiter.go(lambda: recruiter.main().locator("h3 a").first.click())
    recruiter.follow("Ask them about a vacancy")
    vacancy = recruiter.box("Which vacancy").locator("option").nth(1).inner_text()
    recruiter.select("Which vacancy", vacancy)
    recruiter.fill({"Your message": "Come and see our kitchens."})
    recruiter.press("Send")
    recruiter.sees("Waits for an answer")
    person.open("/candidate/pool")
    person.follow("The Moray Council")
    person.sees("Come and see our kitchens.")
    person.choose("Your answer", "Yes: show this employer who I am and how to reach me")
    person.press("Send your answer")
    person.sees("You said yes")
    recruiter.open("/employer/approaches")
    recruiter.sees("Said yes", "candidate@demo.example")
    person.open("/candidate/pool")
    person.follow("Leave the talent pool")
    person.press("Leave the talent pool")
    person.follow("Join the talent pool")
