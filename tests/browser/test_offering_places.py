"""Places offered under the box that asks where: by keyboard, by pointer, and without a script."""

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Device, Visitor

DESK = Device("offered a place", 1280, 900)
PHONE = Device("offered a place on a telephone", 360, 740)
PLAIN = Device("typing a place without scripts", 1280, 900, has_scripts=False)
Arrive = Callable[[Device], Visitor]


def type_place(visitor: Visitor, letters: str) -> tuple[Locator, Locator]:
    """The box, once it has become more than a plain one, and the list below it."""
    box = visitor.page.get_by_label("Where", exact=True)
    box.click()
    expect(box).to_have_role("combobox")
    box.press_sequentially(letters)
    return box, visitor.page.get_by_role("listbox", name="Places")


def test_a_place_is_taken_by_keyboard(arrive: Arrive) -> None:
    visitor = arrive(DESK)
    visitor.open("/")
    box, offered = type_place(visitor, "kirkw")
    expect(offered.get_by_role("option").first).to_have_text("Kirkwall, Orkney Islands Town")
    box.press("ArrowDown")
    expect(offered.get_by_role("option", selected=True)).to_have_text("Kirkwall, Orkney Islands Town")
    visitor.look()
    box.press("Enter")
    expect(offered).to_be_hidden()
    expect(box).to_have_value("Kirkwall, Orkney Islands")
    visitor.go(lambda: box.press("Enter"))
    visitor.sees("of Kirkwall, Orkney Islands")
    assert visitor.page.url.endswith("/vacancies?where=Kirkwall%2C+Orkney+Islands&miles=10")


def test_the_list_goes_away_and_what_was_typed_stays(arrive: Arrive) -> None:
    visitor = arrive(DESK)
    visitor.open("/vacancies")
    box, offered = type_place(visitor, "kirk")
    expect(offered).to_be_visible()
    box.press("Escape")
    expect(offered).to_be_hidden()
    expect(box).to_have_value("kirk")


def test_a_place_is_taken_by_touch(arrive: Arrive) -> None:
    visitor = arrive(PHONE)
    visitor.open("/vacancies")
    box, offered = type_place(visitor, "steòrn")
    expect(offered.get_by_role("option").first).to_contain_text("Steòrnabhagh (Stornoway, Na h-Eileanan Siar)")
    offered.get_by_role("option").first.click()
    expect(offered).to_be_hidden()
    expect(box).to_have_value("Stornoway, Na h-Eileanan Siar")
    visitor.look()


def test_without_scripts_the_box_is_a_plain_one(arrive: Arrive) -> None:
    visitor = arrive(PLAIN)
    visitor.open("/")
    visitor.page.get_by_label("Where", exact=True).fill("Stornoway")
    visitor.press("Search jobs")
    visitor.sees("of Stornoway")
