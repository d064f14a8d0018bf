"""Text for everyone is sent gzipped to whoever takes it; what is for one person never is."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.core.viewers import Role
from tests.builders.accounts import a_member, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.search import an_advert, an_index_at, follow

TAKES_GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def index(app: Flask, database: None, tmp_path: Path):
    with an_index_at(app, tmp_path):
        yield


def both(client: FlaskClient, path: str) -> tuple[TestResponse, TestResponse]:
    """The whole answer as it is, and as somebody gets it who takes gzip."""
    return client.get(path, buffered=True), client.get(path, headers=TAKES_GZIP, buffered=True)


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    "path", ["/", "/vacancies", "/help", "/vacancies.atom", "/api/v1/vacancies", "/feeds/indeed.xml"]
)
def test_what_is_for_everyone_is_sent_in_fewer_bytes(client: FlaskClient, path: str) -> None:
    for _ in range(3):
        an_advert()
    follow()
    plain, packed = both(client, path)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    for answer in (plain, packed):
        # A cache on the way keeps the two apart.
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers.get("Content-Length", type=int) in (None, len(answer.data))


def test_what_was_gzipped_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/help", headers=TAKES_GZIP)
    again = client.get("/help", headers=TAKES_GZIP | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_scripts_are_gzipped_and_pictures_of_dots_are_not(app: Flask, client: FlaskClient) -> None:
    files = f"/static/{app.config['STATIC_VERSION']}"
    plain, packed = both(client, f"{files}/js/house.js")
    assert gzip.decompress(packed.data) == plain.data
    for path in ("/brand/touch-icon.png", "/vendor/fonts/roboto-latin-400-normal.woff2"):
        assert "Content-Encoding" not in both(client, files + path)[1].headers


def test_the_style_sheet_has_a_twin_that_is_smaller_still(app: Flask, client: FlaskClient) -> None:
    _, answer = both(client, f"/static/{app.config['STATIC_VERSION']}/vendor/portal.css")
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "*;q=0"])
def test_nobody_gets_what_they_do_not_take(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/help", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert b"</html>" in answer.data


@pytest.mark.parametrize("path", ["/account/", "/employer/", "/candidate/", "/account/sign-in", "/nothing-is-here"])
def test_one_persons_pages_tell_nothing_by_their_length(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in both(client, path)[1].headers
    sign_in(client, a_member(an_organisation(), *Role))
    assert "Content-Encoding" not in both(client, path)[1].headers


def test_what_fits_a_packet_is_left_alone(client: FlaskClient) -> None:
    assert "Content-Encoding" not in both(client, "/brand.css")[1].headers
    assert client.head("/help", headers=TAKES_GZIP).data == b""
