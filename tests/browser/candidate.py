"""A candidate registers, tells a profile once, and applies with it to more than one council."""

import re
from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.mailbox import open_letter
from tests.browser.visitor import Visitor

PASSWORD = "three made-up words"
GIVEN_NAME, FAMILY_NAME = "Bracken", "Madeup"
NAME = f"{GIVEN_NAME} {FAMILY_NAME}"
PHONE = "0131 496 0999"
CONTACT = {
    "First name": GIVEN_NAME,
    "Last name": FAMILY_NAME,
    "Telephone number": PHONE,
    "Address": "2 Made-up Street",
    "Town or city": "Stirling",
    "Postcode": "fk8 1aa",
}
JOB = {"Job title": "Ranger", "Employer": "Invented Trails", "What you did": "Led walks and mended paths."}
REFEREE = {
    "Name": "Example Referee",
    "How they know you": "Line manager",
    "Organisation": "Invented Trails",
    "Email address": "referee@demo.example",
}
RELATED = "Are you related to, or a close friend of, an elected member or a senior officer of this employer?"
RIGHT_TO_WORK = "Do you have the right to work in the United Kingdom?"
ANSWER = "I did this for three years in a made-up team."
SUPPORT = "A room without steps."


def register(candidate: Visitor, email: str) -> None:
    """From the advert's own button; the address is confirmed by the letter. Ends signed in."""
    candidate.follow("Apply for this job")
    candidate.sees_heading("Sign in")
    candidate.follow("Create an account to apply for jobs")
    candidate.press("Create account", refused=422)
    candidate.fill({"Email address": email, "Password": PASSWORD, "The same password again": PASSWORD})
    candidate.press("Create account")
    candidate.sees_heading("Check your email")
    open_letter(candidate, email, "Confirm your email address")
    candidate.follow("Confirm your email address", candidate.page.get_by_role("paragraph"))
    candidate.sees("Your email address is confirmed")
    candidate.sign_in(email, PASSWORD)
    candidate.sees_heading("Apply for this job")


def tell_profile(candidate: Visitor) -> None:
    candidate.menu("My applications")
    candidate.sees("You have not applied for a job here yet")
    candidate.aside("Your pages", "Your profile")
    candidate.follow("Name and contact details (Not started)")
    candidate.press("Save", refused=422)
    candidate.fill(CONTACT)
    candidate.press("Save")
    _tell_job(candidate)
    _tell_qualification(candidate)
    _tell_registration(candidate)
    _tell_referee(candidate)
    candidate.follow("Right to work (Not started)")
    candidate.choose(RIGHT_TO_WORK, "Yes, without limit")
    candidate.press("Save")
    candidate.follow("Driving (Optional)")
    candidate.choose("Do you drive?", "I can drive and have a car to use")
    candidate.press("Save")
    candidate.follow("Languages and Gaelic (Optional)")
    candidate.follow("Add a language")
    candidate.fill({"Language": "Gaelic"})
    candidate.press("Save this language")
    _back_to_profile(candidate)
    expect(candidate.main().get_by_role("link", name="Not started")).to_have_count(0)


def _tell_job(candidate: Visitor) -> None:
    candidate.follow("Where you have worked (Not started)")
    candidate.follow("Add a job")
    candidate.fill(JOB)
    candidate.enter_month("When you started", 3, 2019)
    candidate.choose("Do you still work here?", "No")
    candidate.press("Save this job", refused=422)
    candidate.enter_month("When you left", 6, 2021)
    candidate.press("Save this job")
    candidate.sees("The job is saved", "March 2019 to June 2021", "June 2021 to")
    candidate.fill({"Anything else about time when you were not in work": "I cared for family."})
    candidate.press("Save what you wrote")
    _back_to_profile(candidate)


def _tell_qualification(candidate: Visitor) -> None:
    candidate.follow("Education and qualifications (Not started)")
    candidate.follow("Add a qualification")
    candidate.select("Qualification", "Higher, SCQF level 6")
    candidate.fill(
        {"Subject or name of the course": "Biology", "School, college, university or provider": "Made-up Academy"}
    )
    candidate.press("Save this qualification")
    candidate.sees("Biology")
    _back_to_profile(candidate)


def _tell_registration(candidate: Visitor) -> None:
    candidate.follow("Registrations and memberships (Optional)")
    candidate.follow("Add a registration or membership")
    candidate.choose("Registration or membership", "PVG scheme")
    candidate.press("Save this registration")
    _back_to_profile(candidate)


def _tell_referee(candidate: Visitor) -> None:
    candidate.follow("Referees (Not started)")
    candidate.follow("Add a referee")
    candidate.fill(REFEREE)
    candidate.press("Save this referee")
    candidate.sees(REFEREE["Name"])
    _back_to_profile(candidate)


def _back_to_profile(candidate: Visitor) -> None:
    candidate.follow("Your profile", candidate.page.get_by_role("navigation", name="Breadcrumb"))


def apply(candidate: Visitor, path: str, title: str, asked: Sequence[str]) -> str:
    """The task list from top to bottom; what the profile holds is confirmed, never typed. `asked` are the criteria
    that the application answers. Returns the reference.
    """
    candidate.open(path)
    candidate.follow("Apply for this job")
    candidate.press("Start your application")
    candidate.sees_heading(title)
    candidate.sees("From your profile")
    _confirm_profile(candidate)
    _answer_criteria(candidate, asked)
    _declare(candidate)
    _ask_for_support(candidate)
    _say_where_seen(candidate)
    candidate.sees("Every section is finished")
    candidate.follow("Check your answers and send")
    candidate.sees(NAME, PHONE, JOB["Employer"], REFEREE["Name"], ANSWER, "Yes, without limit", *asked)
    candidate.press("Send your application", refused=422)
    candidate.tick("What I have written is true and complete")
    candidate.press("Send your application")
    candidate.sees_heading("Application sent")
    told = re.search(r"Your reference number\s+(\S+)", candidate.main().inner_text())
    assert told is not None
    return told[1]


def _confirm_profile(candidate: Visitor) -> None:
    candidate.follow("Your name and contact details (Completed)")
    expect(candidate.box("Telephone number")).to_have_value(PHONE)
    candidate.press("Save and continue")
    candidate.follow("Work, education and registrations (In progress)")
    candidate.sees("Ranger, Invented Trails", "Biology", "PVG scheme", "I cared for family.")
    candidate.press("Confirm and continue")
    candidate.follow("Referees (In progress)")
    candidate.press("Confirm and continue")


def _answer_criteria(candidate: Visitor, asked: Sequence[str]) -> None:
    candidate.follow("How you meet what the job asks for (Not started)")
    expect(candidate.main().get_by_role("textbox")).to_have_count(len(asked))
    candidate.fill(dict.fromkeys(asked, ANSWER))
    candidate.press("Save and continue")


def _declare(candidate: Visitor) -> None:
    candidate.follow("Declarations (Not started)")
    candidate.press("Save and continue", refused=422)
    candidate.choose(RELATED, "No")
    expect(candidate.group(RIGHT_TO_WORK).get_by_label("Yes, without limit")).to_be_checked()
    candidate.choose("Do you have any unspent convictions?", "No")
    candidate.press("Save and continue")


def _ask_for_support(candidate: Visitor) -> None:
    candidate.follow("Interview and support (Optional)")
    candidate.fill({"What would help you to take part": SUPPORT})
    candidate.press("Save and continue")


def _say_where_seen(candidate: Visitor) -> None:
    candidate.follow("Where you saw this job (Optional)")
    candidate.choose("Where did you see this job?", "In a local newspaper")
    candidate.choose("Do you work for a Scottish council now?", "No")
    candidate.press("Save and continue")


def sees_state(candidate: Visitor, title: str, state: str, *more: str) -> None:
    """On the candidate's own page of the application."""
    candidate.open("/candidate/")
    candidate.follow(title)
    candidate.sees(state, *more)


def accept_offer(candidate: Visitor, title: str) -> None:
    sees_state(candidate, title, "Offer made", "Your offer")
    candidate.follow("Read it and answer")
    candidate.sees("Level 1 disclosure", "Do not give notice where you work now")
    candidate.go(candidate.main().get_by_role("link", name="Accept the offer").first.click)
    candidate.press("Accept the offer", refused=422)
    candidate.choose("Can you start then?", "Yes")
    candidate.press("Accept the offer")
    candidate.sees("You accepted on")
