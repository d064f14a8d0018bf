"""Bytes that Chromium takes from the network for a page and all that it asks for: headers and compressed bodies."""

from collections.abc import Sequence

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET

KILOBYTE = 1000
# Kilobytes: of the first page that a browser ever sees, and of each page after it.
FIRST, LATER = 100, 15


def weigh(portal: str, paths: Sequence[str]) -> list[float]:
    """Kilobytes of each page, opened one after another by a browser that has seen nothing before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = browser.new_page()
        weights = [_weight(page, portal + path) for path in paths]
        browser.close()
    return weights


def _weight(page: Page, address: str) -> float:
    """What comes out of the browser's cache weighs nothing."""
    taken: list[float] = []
    network = page.context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda told: taken.append(told["encodedDataLength"]))
    network.send("Network.enable")
    answer = page.goto(address, wait_until="networkidle")
    network.detach()
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address} was not answered")
    return sum(taken) / KILOBYTE
