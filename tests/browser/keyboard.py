"""Using pages by the keyboard alone, where what has the focus must be seen."""

from typing import Any

from tests.browser.visitor import Visitor

# What has the focus, whether it is in the window once the page has scrolled to it, and whether it looks otherwise than
# without the focus. The design system draws some controls on their label or on what holds them.
FOCUSED = """async () => {
    const one = document.activeElement;
    if (one === document.body) return {name: "", isInWindow: true, isMarked: true};
    const named = one.labels?.[0] ?? one;
    const look = () => [one, named, one.parentElement].flatMap((each) => ["", "::before", "::after"].map((part) => {
        const style = getComputedStyle(each, part || null);
        return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join();
    })).join();
    const isInWindow = () => {
        const {top, bottom, left, right, width, height} = one.getBoundingClientRect();
        return width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    };
    const patience = performance.now() + 5000;
    while (!isInWindow() && performance.now() < patience) await new Promise(requestAnimationFrame);
    const focused = look();
    one.blur();
    const plain = look();
    one.focus({focusVisible: true, preventScroll: true});
    return {
        name: (one.getAttribute("aria-label") ?? (named.textContent || one.value)).trim().replace(/\\s+/gu, " "),
        isInWindow: isInWindow(),
        isMarked: focused !== plain,
    };
}"""


def next_stop(visitor: Visitor) -> str:
    """The name of what the Tab key leads to. Wherever that is, it can be seen."""
    visitor.page.keyboard.press("Tab")
    found: dict[str, Any] = visitor.page.evaluate(FOCUSED)
    name: str = found["name"]
    assert found["isInWindow"], f"“{name}” of {visitor.page.url} has the focus out of sight"
    assert found["isMarked"], f"“{name}” of {visitor.page.url} looks the same with the focus"
    return name


def tab_to(visitor: Visitor, name: str, opening: str | None = None) -> None:
    """Tabs until the focus is there; a fold of the name `opening` is opened on the way, as it hides what it holds.

    The way may lead once past the end of the page, whose name is empty, and on from its beginning.
    """
    met: list[str] = []
    while met.count("") < 2:
        met.append(next_stop(visitor))
        if met[-1] == name:
            return
        if met[-1] == opening:
            visitor.page.keyboard.press("Enter")
    raise AssertionError(f"the Tab key never came to “{name}”, but to {met}")


def write(visitor: Visitor, name: str, text: str) -> None:
    tab_to(visitor, name)
    visitor.page.keyboard.type(text)


def enter(visitor: Visitor, name: str) -> None:
    """Follows a link or presses a button by the Enter key."""
    tab_to(visitor, name)
    visitor.go(lambda: visitor.page.keyboard.press("Enter"))
