"""One person at a browser of their own, who finds things on pages by what is written there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Browser, Locator, Page, Response, expect

from recruitment.core import clock
from tests.browser.watching import Watch

OPTIONAL = " (optional)"
# Seconds for what worker and follower do meanwhile; a machine may be busy with other tests.
PATIENCE = 60
TIMEOUT = 20_000
# Of 1280 by 1024 this is left at 400%.
ZOOMED = {"width": 320, "height": 256}


@dataclass(frozen=True)
class Device:
    """What somebody uses the portal with."""

    name: str
    width: int
    height: int
    has_scripts: bool = True


class Visitor:
    """Every page that a visitor comes to is looked at by the watch."""

    def __init__(self, browser: Browser, watch: Watch, device: Device) -> None:
        self.portal, self.watch, self.device = watch.portal, watch, device
        self.context = browser.new_context(
            viewport={"width": device.width, "height": device.height},
            java_script_enabled=device.has_scripts,
            locale="en-GB",
        )
        self.context.set_default_timeout(TIMEOUT)
        self.page: Page = self.context.new_page()
        watch.over(self.page)

    # Going somewhere

    def open(self, path: str, status: int = 200) -> None:
        """By address: typed, or a link of a letter."""
        self._arrive(self.page.goto(path if path.startswith("http") else f"{self.portal}{path}"), status)

    def follow(self, text: str, within: Locator | None = None) -> None:
        """The first link of these words."""
        self.go(self.link(text, within).first.click)

    def press(self, text: str, within: Locator | None = None, *, refused: int | None = None) -> None:
        """The button of these words, which sends its form. `refused` is the status of an answer that asks again."""
        button = (within or self.page).get_by_role("button", name=text, exact=True)
        self.go(button.click, refused or 200)

    def menu(self, text: str) -> None:
        """A link of the header, which a small screen folds away."""
        if self.unfold("Menu"):
            self.look()
        self.follow(text, self.page.get_by_role("navigation", name="Main"))

    def aside(self, section: str, text: str) -> None:
        """A link beside a signed-in page, which a small screen folds away under the section's name."""
        beside = self.page.get_by_role("navigation", name=section)
        fold = beside.get_by_role("button", name=section) if self.device.has_scripts else beside.get_by_text(section)
        link = self.link(text, beside)
        expect(fold.or_(link).filter(visible=True).first).to_be_visible()
        if not link.is_visible():
            fold.click()
            self.look()
        self.follow(text, beside)

    def await_page(self, path: str, text: str) -> None:
        """Opens the page once it says `text`, as worker and follower take their moment."""
        begun = clock.ticks()
        while text not in self.context.request.get(f"{self.portal}{path}").text():
            assert clock.ticks() - begun < PATIENCE, f"{path} never said “{text}”"
            clock.wait(0.2)
        self.open(path)

    def look(self) -> None:
        """The page has changed without being loaded anew."""
        self.watch.look(self.page, has_scripts=self.device.has_scripts)

    def zoom(self) -> None:
        """To 400% of a window of 1280 by 1024, and back."""
        self.page.set_viewport_size(ZOOMED)
        self.look()
        self.page.set_viewport_size({"width": self.device.width, "height": self.device.height})

    def go(self, act: Callable[[], object], status: int = 200) -> None:
        """Does what leads to another page."""
        with self.page.expect_navigation(wait_until="load") as moved:
            act()
        self._arrive(moved.value, status)

    def _arrive(self, answer: Response | None, status: int) -> None:
        assert answer is not None, f"{self.page.url} was not loaded"
        self.look()
        assert answer.status == status, f"{answer.url} answered {answer.status}: {self.heading()}"
        if status == 422:
            expect(self.page.get_by_role("alert")).to_contain_text("There is a problem")

    def cut(self) -> None:
        """The connection drops, as in a tunnel."""
        self.watch.is_cut = True
        self.context.set_offline(True)

    def connect(self) -> None:
        self.context.set_offline(False)
        self.watch.is_cut = False

    # Finding

    def link(self, text: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("link", name=text, exact=True)

    def group(self, question: str, within: Locator | None = None) -> Locator:
        """A question with several controls, by its legend."""
        name = re.compile(f"^{re.escape(question)}({re.escape(OPTIONAL)})?$")
        return (within or self.page).get_by_role("group", name=name)

    def box(self, label: str, within: Locator | None = None) -> Locator:
        """A control by its label."""
        name = re.compile(f"^{re.escape(label)}({re.escape(OPTIONAL)})?$")
        return (within or self.page).get_by_label(name)

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).first.inner_text()

    def main(self) -> Locator:
        return self.page.get_by_role("main")

    # Answering

    def fill(self, answers: Mapping[str, str], within: Locator | None = None) -> None:
        for label, text in answers.items():
            self.box(label, within).fill(text)

    def choose(self, question: str, answer: str, within: Locator | None = None) -> None:
        self.group(question, within).get_by_label(answer, exact=True).check()

    def tick(self, label: str, within: Locator | None = None) -> None:
        self.box(label, within).check()

    def select(self, label: str, option: str, within: Locator | None = None) -> None:
        self.box(label, within).select_option(label=option)

    def enter_day(self, question: str, day: date) -> None:
        self.fill({"Day": str(day.day), "Month": str(day.month), "Year": str(day.year)}, self.group(question))

    def enter_month(self, question: str, month: int, year: int) -> None:
        self.fill({"Month": str(month), "Year": str(year)}, self.group(question))

    def unfold(self, title: str) -> bool:
        """Opens what is folded under this title, unless it stands open or this screen does not fold it."""
        summary = self.page.locator("summary").filter(has_text=re.compile(rf"^\s*{re.escape(title)}\b")).first
        is_folded = summary.is_visible() and summary.locator("..").get_attribute("open") is None
        if is_folded:
            summary.click()
        return is_folded

    # Reading

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.main()).to_contain_text(text)

    def sees_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def sign_in(self, email: str, password: str) -> None:
        """On the sign-in page, wherever it came up."""
        self.fill({"Email address": email, "Password": password})
        self.press("Sign in", self.main())
