"""Every kind of page that signed-in people come to by links: accessible, and whole at 400% zoom."""

import re
from collections import deque
from collections.abc import Callable
from urllib.parse import urldefrag, urlsplit

import pytest

from recruitment.demonstration import PASSWORD
from tests.browser.visitor import Device, Visitor

DESK = Device("signed in", 1280, 1024)
# Numbers and references tell pages of one kind apart.
NAMES = re.compile(r"\d+|\b[A-Z0-9]{8}\b")
# Left to test_public_pages.py and to the walk.
OUTSIDE = re.compile(r"/(?!account|candidate|employer|cosla)")
PEOPLE = {
    "/candidate/": "candidate@demo.example",
    "/employer/": "admin@fife-council.demo.example",
    "/cosla/figures": "analyst@cosla.demo.example",
    "/cosla/figures/spend": "analyst@cosla.demo.example",
    "/cosla/register": "keeper@improvement-service.demo.example",
}
Arrive = Callable[[Device], Visitor]


@pytest.mark.slow
@pytest.mark.parametrize(("start", "email"), PEOPLE.items())
def test_signed_in_pages(arrive: Arrive, start: str, email: str) -> None:
    visitor = arrive(DESK)
    visitor.open(start)
    visitor.zoom()
    visitor.sign_in(email, PASSWORD)
    known = {kind_of(start)}
    waiting = deque([start])
    while waiting:
        visitor.open(waiting.popleft())
        visitor.zoom()
        for path in links_on(visitor):
            if kind_of(path) not in known:
                known.add(kind_of(path))
                waiting.append(path)
    assert len(known) > 3


def kind_of(path: str) -> str:
    return NAMES.sub("…", urlsplit(path).path)


def links_on(visitor: Visitor) -> list[str]:
    """Paths of signed-in pages to which the page itself leads, not its header. Files are no pages."""
    found = visitor.main().locator("a[href]:not([download])").evaluate_all("links => links.map((link) => link.href)")
    paths = [urldefrag(link).url.removeprefix(visitor.portal) for link in found if link.startswith(visitor.portal)]
    return [path for path in paths if not OUTSIDE.match(path) and not urlsplit(path).path.endswith((".csv", ".ics"))]
