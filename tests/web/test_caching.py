"""What others may keep of our answers: everyone's pages for as long as they hold, one person's never."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from recruitment.web.caching import FOR_EVERYONE, HOW_LONG, LIVE, NOBODY
from tests.builders.accounts import a_member, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.search import an_advert, an_index_at, follow, later, leave
from tests.builders.vacancies import a_vacancy

SECONDS = re.compile(r"(max-age|s-maxage)=([0-9]+)")


@pytest.fixture
def index(app: Flask, database: None, tmp_path: Path):
    with an_index_at(app, tmp_path):
        yield


def page(vacancy: Vacancy) -> str:
    return f"/vacancies/{vacancy.reference}/cleaner"


def test_every_name_is_an_endpoints(app: Flask) -> None:
    assert set(HOW_LONG) <= set(app.view_functions)
    assert len(HOW_LONG) == sum(map(len, FOR_EVERYONE.values()))


def test_what_tells_of_live_adverts_is_kept_a_second_at_most() -> None:
    kept = dict(SECONDS.findall(LIVE))
    assert {name: int(seconds) for name, seconds in kept.items()} == {"max-age": 0, "s-maxage": 1}
    assert "stale" not in LIVE


@pytest.mark.usefixtures("index")
def test_the_same_is_not_sent_twice(client: FlaskClient) -> None:
    vacancy = an_advert()
    follow()
    for path in ("/", "/vacancies", page(vacancy), "/councils/fife-council", "/vacancies.atom", "/help",
                 "/api/v1/vacancies", f"/api/v1/vacancies/{vacancy.reference}"):  # fmt: skip
        first = client.get(path)
        assert first.headers["Cache-Control"].startswith("public, "), path
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), path
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert "Cookie" not in again.headers.get("Vary", "")


def test_an_advert_says_when_it_changed_last(client: FlaskClient) -> None:
    morning = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    vacancy = a_vacancy(an_organisation(), public_from=morning - timedelta(days=3))
    vacancy.changed_at = morning - timedelta(days=2)
    db.session.commit()
    for path in (page(vacancy), f"/api/v1/vacancies/{vacancy.reference}"):
        # A page says "closes tomorrow", so with each day it is another.
        first = client.get(path)
        assert first.last_modified == morning
        assert client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304


def test_whoever_asks_since_when_is_told_of_the_closing(app: Flask, client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation(), closes_at=clock.now() + timedelta(hours=1))
    before = client.get(page(vacancy)).headers["Last-Modified"]
    with later(app, hours=2):
        after = client.get(page(vacancy), headers={"If-Modified-Since": before})
    assert after.status_code == 410
    assert after.headers["Cache-Control"] == NOBODY


@pytest.mark.parametrize("path", ["/account/", "/employer/", "/candidate/", "/cosla/figures/spend", "/account/sign-in"])
def test_one_persons_pages_are_nobodys_to_keep(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == NOBODY
    sign_in(client, a_member(an_organisation(), *Role))
    assert client.get(path).headers["Cache-Control"] == NOBODY


def test_forms_and_errors_are_nobodys_to_keep(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation())
    for path in (f"{page(vacancy)}/report", "/nothing", "/vacancies/ZZZZ/nothing", "/api/v1/vacancies/ZZZZ"):
        assert client.get(path).headers["Cache-Control"] == NOBODY
    leave(vacancy)
    gone = client.get(page(vacancy))
    assert (gone.status_code, gone.headers["Cache-Control"]) == (410, NOBODY)
