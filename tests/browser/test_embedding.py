"""The line of script on another website: the list stands there at its own height and leads here."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

PAGE = """<!doctype html><html lang="en"><title>Jobs</title><h1>Work for us</h1>
<script src="{portal}/embed/fife-council.js" async></script>"""


@pytest.fixture
def council(portal: str, tmp_path: Path) -> Iterator[str]:
    """The address of another site's page with the line in it."""
    (tmp_path / "jobs.html").write_text(PAGE.format(portal=portal))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/jobs.html"
        server.shutdown()


def test_a_list_on_another_site(chromium: Browser, portal: str, council: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(council)
    frame = page.frame_locator("iframe[title='Jobs at Fife Council']")
    expect(frame.get_by_role("heading", name="Jobs at Fife Council")).to_be_visible()
    inside = page.frames[1]
    inside.wait_for_function("document.documentElement.scrollHeight <= window.innerHeight")
    assert inside.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    frame.get_by_role("listitem").first.get_by_role("link").click()
    page.wait_for_url(f"{portal}/vacancies/**")
    page.close()
