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


def listed(client: FlaskClient, path: str, kind: str) -> dict[str, str | None]:
    answer = client.get(path)
    assert answer.mimetype == "application/xml"
    root = fromstring(answer.text.encode())
    assert root.tag == f"{{{sitemap.NAMESPACE}}}{'sitemapindex' if kind == 'sitemap' else 'urlset'}"
    return {each.findtext("s:loc", "", SPACE): each.findtext("s:lastmod", None, SPACE)
            for each in root.findall(f"s:{kind}", SPACE)}  # fmt: skip


def files(client: FlaskClient) -> dict[str, str | None]:
    """The files of the index, by path."""
    found = listed(client, "/sitemap.xml", "sitemap")
    return {address.removeprefix("http://127.0.0.1"): changed for address, changed in found.items()}


def entries(client: FlaskClient) -> dict[str, str | None]:
    """Every address in every file; none stands in two."""
    parts = [listed(client, path, "url") for path in files(client)]
    together = {address: changed for part in parts for address, changed in part.items()}
    assert len(together) == sum(map(len, parts))
    return together


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


@pytest.mark.dialect
def test_files_are_bounded_and_their_adverts_stay_in_them(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "SPAN", 3)
    fife = an_organisation("fife-council")
    adverts = [a_vacancy(fife, criteria=0) for _ in range(7)]
    before = {path: listed(client, path, "url") for path in files(client) if "vacancies" in path}
    assert sum(map(len, before.values())) == 7 and max(map(len, before.values())) <= 3
    for path in before:
        assert files(client)[path] == max(filter(None, before[path].values()))
    adverts[3].state = "withdrawn"
    db.session.commit()
    after = {path: listed(client, path, "url") for path in files(client) if "vacancies" in path}
    gone = {path: set(before[path]) - set(after.get(path, {})) for path in before}
    assert sum(map(len, gone.values())) == 1
    assert all(set(after[path]) <= set(before[path]) for path in after)


@pytest.mark.parametrize("part", ["nothing", "vacancies-", "vacancies-x", "vacancies-99999999999", "0"])
def test_a_file_that_is_not_in_the_index(client: FlaskClient, part: str) -> None:
    assert client.get(f"/sitemaps/{part}.xml").status_code == 404


def test_the_same_is_not_sent_again(client: FlaskClient) -> None:
    a_vacancy(an_organisation("fife-council"))
    for path in ("/sitemap.xml", *files(client)):
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_robots_find_the_sitemap_and_leave_forms_alone(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in lines
    assert "Disallow: /candidate/" in lines
    assert "Disallow: /" not in lines


def test_a_demonstration_is_not_for_robots(tmp_path: Path) -> None:
    app = create_app(settings_for(sqlite_url(tmp_path), tmp_path, MODE="demonstration"))
    assert "Disallow: /" in app.test_client().get("/robots.txt").text.splitlines()
