"""What has to be true of every page that a browser meets; each breach is kept with the page's address."""

import re
from typing import Any
from urllib.parse import urldefrag

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from recruitment.settings import PROJECT

SCRIPT = re.compile(r"<script type=\"module\".*?</script>", re.DOTALL)
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 level AA; what axe calls best practice goes beyond it.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
VIOLATIONS = """async (rules) => (await axe.run(document, rules)).violations.map((violation) => ({
    rule: violation.id, help: violation.help,
    nodes: violation.nodes.map((node) => `${node.html.slice(0, 300)} ${node.failureSummary}`),
}))"""
# Elements that stick out of the page, unless something round them scrolls by itself.
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    const excess = document.documentElement.scrollWidth - room;
    if (excess <= 0) return null;
    const out = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return `${excess}px: ${out.slice(-3).map((one) => one.outerHTML.slice(0, 160)).join(" | ")}`;
}"""


class Watch:
    """The pages met by the people of one test, and what was wrong with them."""

    def __init__(self, browser: Browser, portal: str) -> None:
        self.portal = portal
        self.faults: list[str] = []
        self.seen = 0
        # Whether the connection is cut on purpose.
        self.is_cut = False
        self._browser = browser
        self._axe = AXE.read_text()
        self._examiners: dict[tuple[int, int], Page] = {}
        self._arrived: list[str] = []
        self._pages: list[Page] = []

    def over(self, page: Page) -> None:
        """Listens to a page from now on; `look` is then owed for every document that comes to it."""
        self._pages.append(page)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(page.url, f"script failed: {error}"))
        page.on("request", self._requested)
        page.on("requestfailed", self._request_failed)
        page.on("response", self._responded)

    def look(self, page: Page, *, has_scripts: bool) -> None:
        """The page as it now stands. Rather a late list of all faults than a walk that ends at the first."""
        self.seen += 1
        met = urldefrag(page.url).url
        if met in self._arrived:
            self._arrived.remove(met)
        if excess := page.evaluate(TOO_WIDE):
            self._note(page.url, f"wider than the window of {page.viewport_size} by {excess}")
        for violation in self._examined(page if has_scripts else self._copy(page)):
            told = "\n    ".join(violation["nodes"])
            self._note(page.url, f"{violation['rule']}: {violation['help']}\n    {told}")

    def where(self) -> str:
        """Where everybody is now, for whoever reads why a test failed."""
        return "\n".join(f"{page.url}: {page.title()}" for page in self._pages)

    def end(self) -> None:
        """Raises AssertionError with every fault, and with every page that nobody looked at."""
        for page in self._examiners.values():
            page.context.close()
        self.faults += [f"{url}\n  was met and not looked at" for url in self._arrived]
        assert not self.faults, f"{len(self.faults)} faults on {self.seen} pages\n" + "\n".join(self.faults)

    def _note(self, url: str, fault: str) -> None:
        told = f"{url}\n  {fault}"
        if told not in self.faults:
            self.faults.append(told)

    def _examined(self, page: Page) -> list[dict[str, Any]]:
        page.evaluate(self._axe)
        return page.evaluate(VIOLATIONS, RULES)

    def _copy(self, page: Page) -> Page:
        """The same page in a browser that runs the checker's script, and still none of the page's own."""
        size = page.viewport_size
        assert size is not None
        key = (size["width"], size["height"])
        if key not in self._examiners:
            self._examiners[key] = self._browser.new_context(viewport=size).new_page()
            # A page of the portal, whose address the relative ones of every copy start from.
            self._examiners[key].goto(f"{self.portal}/help")
        self._examiners[key].set_content(SCRIPT.sub("", page.content()))
        return self._examiners[key]

    def _console(self, message: ConsoleMessage) -> None:
        """What could not be loaded is told by the answers themselves."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self._note(str(message.location.get("url")), f"console {message.type}: {message.text}")

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.portal}/", "data:", "blob:")):
            self._note(request.frame.url, f"asks another host: {request.url}")

    def _request_failed(self, request: Request) -> None:
        """A request that was given up because the person moved on, or became a download, has not failed."""
        if request.failure != "net::ERR_ABORTED" and not self.is_cut:
            self._note(request.frame.url, f"request failed: {request.url} {request.failure}")

    def _responded(self, response: Response) -> None:
        """Documents are judged by whoever opens them: a refusal may be what was asked for."""
        request = response.request
        if request.is_navigation_request():
            if "text/html" in response.headers.get("content-type", "") and not 300 <= response.status < 400:
                self._arrived.append(response.url)
        elif response.status >= 400:
            self._note(request.frame.url, f"{request.url} answered {response.status}")
