"""What went wrong is said in our own words, with what is known of it, and with a way on."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_limiter import RateLimitExceeded
from limits import parse
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from recruitment.core.viewers import Role
from tests.builders.accounts import a_member, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit

PROFILE = "/employer/profile"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 415, 429, 503])
def test_the_message_is_shown_as_text(app: Flask, status: int) -> None:
    with app.test_request_context("/"):
        page = render_template(f"errors/{status}.html", message="<b>Why</b>", status=status)
        assert "&lt;b&gt;Why&lt;/b&gt;" in page
        assert "house_lead" not in render_template(f"errors/{status}.html", message=None, status=status)


def test_why_a_page_may_not_be_opened(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation()))
    answer = client.get("/cosla/")
    assert answer.status_code == 403
    assert "Your account does not read COSLA" in answer.text


@pytest.mark.parametrize(("path", "start"), [("/employer/vacancies/999", "your desk"), ("/nothing", "home page")])
def test_where_to_start_again(client: FlaskClient, path: str, start: str) -> None:
    sign_in(client, a_member(an_organisation()))
    answer = client.get(path)
    assert answer.status_code == 404
    assert f"{start}</a>" in answer.text


def test_a_page_that_is_only_a_step_of_a_form(client: FlaskClient) -> None:
    answer = client.get("/account/sign-out")
    assert answer.status_code == 405
    assert "This page cannot be used that way" in answer.text
    assert "POST" in answer.headers["Allow"]


def test_a_form_that_is_no_form(client: FlaskClient) -> None:
    answer = client.post("/account/sign-in", json={})
    assert answer.status_code == 415
    assert "We cannot read what was sent" in answer.text


def test_too_many_tries_say_when_to_come_back(client: FlaskClient) -> None:
    for _ in range(5):
        submit(client, "/account/recover", email="somebody@test.example")
    answer = submit(client, "/account/recover", email="somebody@test.example")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")


def test_so_does_the_flood_guard(app: Flask) -> None:
    """Which is off in tests, so it is its exception that is answered."""
    flood = RateLimitExceeded(SimpleNamespace(limit=parse("600 per minute"), error_message=None))
    with app.test_request_context("/"):
        answer = app.make_response(app.handle_user_exception(flood))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "per 1 minute" not in answer.get_data(as_text=True)


def send(client: FlaskClient, url: str, size: int, **typed: str) -> TestResponse:
    """Posts a form with a picture of so many megabytes."""
    picture = FileStorage(BytesIO(b"x" * size * 1024 * 1024), "logo.png")
    token = TOKEN.search(client.get(url).text).group(1)
    boundary, body = encode_multipart({"csrf_token": token, **typed, "logo": picture})
    return client.post(url, data=body, content_type=f"multipart/form-data; boundary={boundary}")


class TestTooLarge:
    @pytest.fixture
    def administrator(self, client: FlaskClient) -> FlaskClient:
        sign_in(client, a_member(an_organisation("fife-council"), Role.ADMINISTRATOR))
        return client

    def test_a_logo_is_refused_beside_its_field(self, administrator: FlaskClient) -> None:
        answer = send(administrator, PROFILE, 13, about="We serve Fife.", website="")
        assert answer.status_code == 422
        assert "The picture must be smaller than 2 MB." in answer.text
        assert "We serve Fife." in answer.text

    @pytest.mark.parametrize(("url", "size"), [(PROFILE, 33), ("/employer/staff/invite", 13)])
    def test_beyond_all_measure(self, administrator: FlaskClient, url: str, size: int) -> None:
        answer = send(administrator, url, size)
        assert answer.status_code == 413
        assert "choose a smaller file" in answer.text
