"""What search engines are told: every reading page and live advert, and what is closed to them."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient

from recruitment import create_app
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.programme.loading import load_register
from recruitment.web.machine import sitemap
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy
from tests.conftest import settings_for
from tests.databases import sqlite_url

SPACE = {"s": sitemap.NAMESPACE}


def entries(client: FlaskClient) -> dict[str, str | None]:
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    found = fromstring(answer.text.encode()).findall("s:url", SPACE)
    return {each.findtext("s:loc", "", SPACE): each.findtext("s:lastmod", None, SPACE) for each in found}


def test_pages_projects_and_employers(client: FlaskClient) -> None:
    load_register()
    db.session.commit()
    found = entries(client)
    for path in ("/", "/vacancies", "/councils", "/councils/fife-council", "/programme", "/programme/national-crm",
                 "/figures", "/help"):  # fmt: skip
        assert f"http://127.0.0.1{path}" in found
    assert "http://127.0.0.1/account/sign-in" not in found


def test_every_page_that_it_names_opens(client: FlaskClient) -> None:
    load_register()
    a_vacancy(an_organisation("fife-council"))
    for address in entries(client):
        path = address.removeprefix("http://127.0.0.1")
        assert client.get(path).status_code in ((200, 503) if path in ("/vacancies", "/jobs") else (200,)), path


def test_live_adverts_alone_with_their_last_change(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    live = a_vacancy(fife, title="Home Carer")
    hidden = [a_vacancy(fife, state=state) for state in ("draft", "withdrawn", "filled")]
    hidden.append(a_vacancy(fife, closes_at=clock.now()))
    found = entries(client)
    address = f"http://127.0.0.1/vacancies/{live.reference}/home-carer"
    assert found[address] == clock.local(live.changed_at).isoformat(timespec="seconds")
    assert not [row for row in hidden if any(row.reference in each for each in found)]


def test_never_more_than_the_protocol_allows(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    fife = an_organisation("fife-council")
    for _ in range(5):
        a_vacancy(fife, criteria=0)
    pages = len(entries(client)) - 5
    monkeypatch.setattr(sitemap, "MOST", pages + 2)
    assert len(entries(client)) == pages + 2


def test_robots_find_the_sitemap_and_leave_forms_alone(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in lines
    assert "Disallow: /candidate/" in lines
    assert "Disallow: /" not in lines


def test_a_demonstration_is_not_for_robots(tmp_path: Path) -> None:
    app = create_app(settings_for(sqlite_url(tmp_path), tmp_path, MODE="demonstration"))
    assert "Disallow: /" in app.test_client().get("/robots.txt").text.splitlines()
