"""Every kind of page that anyone may read, with the real adverts in it: accessible, and whole at 400% zoom."""

from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

from tests.browser.visitor import Device, Visitor

DESK = Device("reading", 1280, 1024)
# Pages of one kind that are looked at; of a kind with fewer, all are.
OF_A_KIND = 14
UNLISTED = (
    "/vacancies?q=teacher",
    "/vacancies?where=Kirkwall&miles=50&contract=permanent",
    "/vacancies?q=nothing+is+called+this",
    "/vacancies?where=Nowhere-on-Sea",
    "/vacancies?page=2&sort=closing",
    "/alerts/new?q=teacher&contract=permanent",
    "/alerts/new?where=Nowhere-on-Sea",
    "/alerts/asked",
    "/programme?status=approved",
    "/account/sign-in",
    "/account/register",
    "/account/recover",
    "/account/confirm",
    "/demo/mail",
)
MISSING = ("/nothing-is-here", "/vacancies/ZZZZZZZZ/no-such-advert", "/councils/no-such-council")
Arrive = Callable[[Device], Visitor]


def test_public_pages(arrive: Arrive, portal: str) -> None:
    reader = arrive(DESK)
    for path in (*listed(portal), *UNLISTED):
        reader.open(path)
        reader.zoom()
    for path in MISSING:
        reader.open(path, status=404)
        reader.zoom()


def listed(portal: str) -> list[str]:
    """Of each kind in the site map the first pages; what a kind is, the first part of the path tells."""
    with urlopen(f"{portal}/sitemap.xml", timeout=30) as answer:
        places = [element.text or "" for element in ElementTree.parse(answer).iter() if element.tag.endswith("}loc")]
    kinds: dict[str, list[str]] = defaultdict(list)
    for place in places:
        path = urlsplit(place).path
        kinds[path.split("/")[1] if path.count("/") > 1 else ""].append(path)
    assert {"", "vacancies", "councils", "programme"} <= kinds.keys()
    return [path for paths in kinds.values() for path in paths[:OF_A_KIND]]
