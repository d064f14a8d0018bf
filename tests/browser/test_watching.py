"""The watch sees what it is there for: on a page with one of each fault, every one is reported."""

import pytest
from playwright.sync_api import Browser

from tests.browser.watching import Watch

ELSEWHERE = "http://elsewhere.example/picture.png"
BAD = f"""<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1>
<link rel="stylesheet" href="/no-such.css"><img src="/no-such.png" alt=""><p style="color: red">Styled inline</p>
<img src="{ELSEWHERE}" width="900" height="9"><input></main>"""
HEADERS = {"Content-Type": "text/html", "Content-Security-Policy": "default-src 'self'; img-src *"}
SEEN = (
    "wider than the window",
    "image-alt",
    "label",
    "console error",
    "asks another host",
    "no-such.css",
    "no-such.png answered 404",
)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_fault_is_seen(chromium: Browser, portal: str, has_scripts: bool) -> None:
    watch = Watch(chromium, portal)
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=has_scripts)
    context.route(f"{portal}/bad", lambda route: route.fulfill(body=BAD, headers=HEADERS))
    context.route(ELSEWHERE, lambda route: route.fulfill(body=""))
    page = context.new_page()
    watch.over(page)
    page.goto(f"{portal}/bad")
    watch.look(page, has_scripts=has_scripts)
    page.goto(f"{portal}/help")
    with pytest.raises(AssertionError) as told:
        watch.end()
    context.close()
    assert not [fault for fault in SEEN if fault not in str(told.value)]
    assert f"{portal}/help\n  was met and not looked at" in str(told.value)
