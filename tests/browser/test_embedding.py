"""The line of script on another website: the list stands there at its own height and leads here."""

from playwright.sync_api import Browser, expect

COUNCIL = "http://council.example/jobs"
PAGE = """<!doctype html><html lang="en"><title>Jobs</title><h1>Work for us</h1>
<script src="{portal}/embed/fife-council.js" async></script>"""


def test_a_list_on_another_site(chromium: Browser, portal: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.route(COUNCIL, lambda route: route.fulfill(body=PAGE.format(portal=portal), content_type="text/html"))
    page.goto(COUNCIL)
    frame = page.frame_locator("iframe[title='Jobs at Fife Council']")
    expect(frame.get_by_role("heading", name="Jobs at Fife Council")).to_be_visible()
    inside = page.frames[1]
    inside.wait_for_function("document.documentElement.scrollHeight <= window.innerHeight")
    assert inside.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    frame.get_by_role("listitem").first.get_by_role("link").click()
    page.wait_for_url(f"{portal}/vacancies/**")
    page.close()
