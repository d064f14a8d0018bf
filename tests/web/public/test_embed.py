"""An employer's jobs on its own website: the small page, the script, and how to use them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, an_advert, an_index_at, follow, later, leave

PAGE = "/embed/fife-council"


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield


def test_live_jobs_of_that_employer_alone(client: FlaskClient) -> None:
    an_advert(title="Cook")
    an_advert(an_organisation("orkney-islands-council"), title="Pilot")
    an_advert(title="Old", closes_at=clock.now() - timedelta(hours=1))
    follow()
    page = client.get(PAGE).text
    assert "Cook" in page and "Pilot" not in page and "Old" not in page
    assert '<base target="_top">' in page
    assert "council=fife-council" in client.get(f"{PAGE}?council=orkney-islands-council").text


def test_filters_of_the_list(client: FlaskClient) -> None:
    category = a_category()
    an_advert(title="Cook", category_code=category.code)
    an_advert(title="Driver")
    follow()
    page = client.get(f"{PAGE}?category={category.slug}").text
    assert "Cook" in page and "Driver" not in page
    assert f"/vacancies?council=fife-council&amp;category={category.slug}" in page


def test_gone_within_a_second_of_closing_and_of_withdrawing(app: Flask, client: FlaskClient) -> None:
    an_advert(title="Cook", closes_at=clock.now() + timedelta(minutes=10))
    withdrawn = an_advert(title="Driver")
    follow()
    # Before the index has heard of it.
    leave(withdrawn)
    page = client.get(PAGE).text
    assert "Cook" in page and "Driver" not in page
    with later(app, minutes=10, seconds=1):
        assert "No job is open" in client.get(PAGE).text


def test_only_this_page_may_be_framed(client: FlaskClient) -> None:
    follow()
    for path, ancestors in ((PAGE, "*"), ("/", "'none'"), ("/councils/fife-council", "'none'"), ("/nothing", "'none'")):
        assert f"frame-ancestors {ancestors}" in client.get(path).headers["Content-Security-Policy"]


def test_without_an_index_it_says_so(client: FlaskClient) -> None:
    answer = client.get(PAGE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "cannot be shown" in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/embed/nobody", "/embed/nobody.js", "/councils/nobody/on-your-site"])
def test_no_such_employer(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_script_is_tiny_and_may_run_anywhere(client: FlaskClient) -> None:
    script = client.get(f"{PAGE}.js")
    assert script.content_type == "text/javascript; charset=utf-8"
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert '"http://127.0.0.1/embed/fife-council"' in script.text
    assert len(script.data) < 2_000


def test_how_to_use_it(client: FlaskClient) -> None:
    page = client.get("/councils/fife-council/on-your-site").text
    assert '&lt;script src="http://127.0.0.1/embed/fife-council.js"' in page
    assert '&lt;iframe src="http://127.0.0.1/embed/fife-council"' in page
    assert "/councils/fife-council/on-your-site" in client.get("/councils/fife-council").text


def test_an_employer_has_a_feed_of_its_own(client: FlaskClient) -> None:
    vacancy = an_advert(title="Cook & baker")
    an_advert(an_organisation("orkney-islands-council"))
    follow()
    page = client.get("/councils/fife-council").text
    assert '<link rel="alternate" type="application/atom+xml" title="Jobs at Fife Council"' in page
    feed = feedparser.parse(client.get("/vacancies.atom?council=fife-council").data)
    assert (feed.bozo, feed.version, feed.feed.title) == (False, "atom10", "Jobs at Fife Council")
    (entry,) = feed.entries
    assert (entry.title, entry.author) == ("Cook & baker", "Fife Council")
    assert entry.link == f"http://127.0.0.1/vacancies/{vacancy.reference}/cook-baker"
    assert entry.updated_parsed is not None and entry.id.endswith(vacancy.reference)


@pytest.mark.parametrize("title", ["Cook <b>", "a & b", "\x0b\x1f", "Còcaire 🍲", "]]>", "&amp;"])
def test_a_feed_reader_reads_any_title_in_any_search(client: FlaskClient, title: str) -> None:
    an_advert(title=title, summary=title)
    follow()
    feed = feedparser.parse(client.get("/vacancies.atom?q=&sort=pay&page=1").data)
    assert not feed.bozo
    assert len(feed.entries) == 1
    assert feed.feed.id == "http://127.0.0.1/vacancies.atom"
