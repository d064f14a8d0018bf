"""The whole path of an application: on a phone whose connection drops, without JavaScript, and by keyboard alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from recruitment.demonstration import PASSWORD
from recruitment.demonstration.accounts import CANDIDATE
from recruitment.demonstration.vacancies import SKETCHES
from tests.browser.candidate import RELATED
from tests.browser.desks import Arrive
from tests.browser.keyboard import enter, tab_to, write
from tests.browser.visitor import Device, Visitor

PHONE = Device("phone", 360, 740)
PLAIN = Device("phone without JavaScript", 360, 740, has_scripts=False)
DESK = Device("keyboard", 1280, 900)
MADE_UP = "(made up for this demonstration)"
ROADS = next(each for each in SKETCHES if each.title.startswith("Roads Operative"))
FERRY = next(each for each in SKETCHES if each.title == "Ferry Deckhand")
NURSERY = next(each for each in SKETCHES if each.title == "Early Years Practitioner")
CONVICTIONS = "Do you have unspent convictions, or spent ones that this check always shows?"
CRITERIA = "How you meet what the job asks for"
ANSWER = "I drove gritters for three winters."


def begin(visitor: Visitor, title: str) -> str:
    """Signs in from the advert and starts; returns the address of the draft."""
    visitor.open(f"/vacancies?q={title.replace(' ', '+')}")
    visitor.follow(f"{title} {MADE_UP}")
    visitor.follow("Apply for this job")
    visitor.sign_in(CANDIDATE, PASSWORD)
    visitor.press("Start your application")
    visitor.sees("This job closes on", "UK time")
    return visitor.page.url


def confirm_profile(visitor: Visitor) -> None:
    visitor.follow("Your name and contact details (Completed)")
    visitor.press("Save and continue")
    visitor.follow("Work, education and registrations (In progress)")
    visitor.press("Confirm and continue")
    visitor.follow("Referees (In progress)")
    visitor.press("Confirm and continue")


def send(visitor: Visitor, *sees: str) -> None:
    visitor.follow("Check your answers and send")
    visitor.sees(*sees)
    visitor.tick("What I have written is true and complete")
    visitor.press("Send your application")
    visitor.sees_heading("Application sent")


def type_on(box: Locator, text: str) -> None:
    box.press("Control+End")
    box.press_sequentially(text)


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(words)


def kept(visitor: Visitor) -> list[str]:
    found: list[str] = visitor.page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:'))")
    return found


@pytest.mark.slow
def test_on_a_phone_whose_connection_drops(arrive: Arrive) -> None:
    phone = arrive(PHONE)
    draft = begin(phone, ROADS.title)
    first, second = (text for text, _ in ROADS.criteria)
    phone.follow(f"{CRITERIA} (Not started)")
    type_on(phone.box(first), ANSWER)
    says(phone.page, "Saved at")
    phone.cut()
    type_on(phone.box(first), " And then came a tunnel.")
    says(phone.page, "Not saved: no connection; your words are kept on this device.")
    phone.look()
    phone.page.get_by_role("button", name="Save and continue").click()
    says(phone.page, "Not saved: no connection")
    type_on(phone.box(second), "Two years.")
    phone.connect()
    says(phone.page, "Saved at")
    phone.page.reload()
    phone.look()
    expect(phone.box(first)).to_have_value(f"{ANSWER} And then came a tunnel.")
    expect(phone.box(second)).to_have_value("Two years.")
    assert kept(phone) == []
    words_of_a_page_that_was_closed_come_back(phone, first)
    both_texts_of_two_windows_survive(phone, second)
    phone.open(f"{draft}/versions")
    phone.sees("You changed", "Two years.")
    phone.open(draft)
    confirm_profile(phone)
    phone.follow("Declarations (Not started)")
    phone.choose(RELATED, "No")
    phone.press("Save and continue")
    phone.follow("The employer’s questions (Not started)")
    answer_questions(phone)
    phone.open(draft)
    send(phone, ANSWER, "The train came out again.", "Typed in the other window.")
    assert kept(phone) == []


def words_of_a_page_that_was_closed_come_back(phone: Visitor, label: str) -> None:
    """The browser was closed without a connection: at the next visit the words are there, and are saved."""
    address = phone.page.url
    phone.cut()
    type_on(phone.box(label), " The train came out again.")
    says(phone.page, "kept on this device")
    phone.page.goto("about:blank")
    phone.connect()
    phone.open(address)
    says(phone.page, "Saved at")
    phone.look()
    expect(phone.box(label)).to_have_value(f"{ANSWER} And then came a tunnel. The train came out again.")


def both_texts_of_two_windows_survive(phone: Visitor, label: str) -> None:
    other = phone.context.new_page()
    other.goto(phone.page.url)
    theirs = other.get_by_label(label, exact=False).first
    theirs.press("Control+a")
    theirs.press_sequentially("Typed in the other window.")
    says(other, "Saved at")
    other.close()
    type_on(phone.box(label), " And a half.")
    says(phone.page, "Choose what to keep")
    phone.look()
    phone.sees("Typed in the other window.")
    expect(phone.box(label)).to_have_value("Two years. And a half.")
    phone.press("Keep both, this one last")
    expect(phone.box(label)).to_have_value("Two years. And a half.\n\nTyped in the other window.")
    expect(phone.main()).not_to_contain_text("You wrote this here as well")


def answer_questions(visitor: Visitor) -> None:
    """Whatever their kinds: boxes are filled, of choices the first is taken."""
    form = visitor.page.locator("form[data-page=questions]")
    for box in form.locator("textarea").all():
        box.fill("Category C.")
    for group in form.get_by_role("group").all():
        boxes = group.locator("input[type=text]").all()
        for box, value in zip(boxes, ("4", "1", "2027"), strict=False):
            box.fill(value)
        choice = group.locator("input[type=radio], input[type=checkbox]").first
        if choice.count():
            choice.check()
    visitor.press("Save and continue")


@pytest.mark.slow
def test_without_javascript(arrive: Arrive) -> None:
    plain = arrive(PLAIN)
    begin(plain, NURSERY.title)
    confirm_profile(plain)
    plain.follow(f"{CRITERIA} (Not started)")
    plain.fill({text: ANSWER for text, _ in NURSERY.criteria})
    plain.press("Save and continue")
    plain.follow(f"{CRITERIA} (Completed)")
    plain.fill({NURSERY.criteria[0][0]: "Quite another answer."})
    plain.press("Save and continue")
    plain.follow("See what you wrote earlier, or bring it back")
    plain.sees("You changed", "Quite another answer.")
    latest = plain.page.locator(".house_timeline__step").first
    plain.go(latest.get_by_role("link", name="Bring back what stood there before").click)
    plain.press("Bring back this answer")
    plain.sees("The earlier “How you meet what the job asks for” is back")
    plain.follow("Back to your application")
    plain.follow("The employer’s questions (Not started)")
    answer_questions(plain)
    plain.follow("Declarations (Not started)")
    plain.choose(RELATED, "No")
    plain.choose(CONVICTIONS, "No")
    plain.press("Save and continue")
    send(plain, ANSWER)


@pytest.mark.slow
def test_by_keyboard_alone(arrive: Arrive) -> None:
    visitor = arrive(DESK)
    visitor.open("/vacancies?q=ferry+deckhand")
    enter(visitor, f"{FERRY.title} {MADE_UP}")
    enter(visitor, "Apply for this job")
    write(visitor, "Email address", CANDIDATE)
    write(visitor, "Password", PASSWORD)
    enter(visitor, "Sign in")
    enter(visitor, "Start your application")
    enter(visitor, "Your name and contact details (Completed)")
    enter(visitor, "Save and continue")
    for section in ("Work, education and registrations (In progress)", "Referees (In progress)"):
        enter(visitor, section)
        enter(visitor, "Confirm and continue")
    enter(visitor, f"{CRITERIA} (Not started)")
    write(visitor, FERRY.criteria[0][0], ANSWER)
    says(visitor.page, "Saved at")
    enter(visitor, "Save and continue")
    enter(visitor, "Declarations (Not started)")
    tab_to(visitor, "Yes")
    visitor.page.keyboard.press("ArrowDown")
    enter(visitor, "Save and continue")
    enter(visitor, "Check your answers and send")
    tab_to(visitor, "What I have written is true and complete")
    visitor.page.keyboard.press("Space")
    enter(visitor, "Send your application")
    visitor.sees_heading("Application sent")
