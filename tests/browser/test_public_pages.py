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
    "/vacancies?where=Kirkwall&miles=50&water=1&home=1&pay_from=25000&posted=14&closing=14&disclosure=pvg&scheme=veterans",
    "/vacancies?q=nothing+is+called+this",
    "/vacancies?q=pupil+suport+assistant+part+time",
    "/vacancies?q=gardner&exactly=1",
    "/vacancies?where=Nowhere-on-Sea",
    "/vacancies?page=2&sort=closing",
    "/alerts/new?q=teacher&contract=permanent",
    "/alerts/new?where=Nowhere-on-Sea",
    "/alerts/asked",
    "/programme?stage=approved&q=islands",
    "/programme/bodies/orkney-islands-council",
    "/programme/shared-electronic-recruitment-portal",
    "/saved",
    "/jobs/social-work/in/foula",
    "/account/sign-in",
    "/account/register",
    "/account/recover",
    "/account/confirm",
    "/demo/mail",
    "/councils/fife-council/on-your-site",
    "/embed/fife-council",
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
    places = [place for part in locations(f"{portal}/sitemap.xml") for place in locations(part)]
    kinds: dict[str, list[str]] = defaultdict(list)
    for place in places:
        path = urlsplit(place).path
        kinds[path.split("/")[1] if path.count("/") > 1 else ""].append(path)
    assert {"", "vacancies", "councils", "programme", "jobs", "jobs-in"} <= kinds.keys()
    return [path for paths in kinds.values() for path in paths[:OF_A_KIND]]


def locations(address: str) -> list[str]:
    """What a site map, or the index of several, names."""
    with urlopen(address, timeout=30) as answer:
        return [element.text or "" for element in ElementTree.parse(answer).iter() if element.tag.endswith("}loc")]
