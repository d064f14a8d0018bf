"""Help and promises: there, and true of the system."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core.keeping import Keeping, Period
from recruitment.extensions import Base, db
from recruitment.programme.loading import load_register
from recruitment.web.public.help import PERIODS


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/help", "Help"),
        ("/contact", "Contact"),
        ("/accessibility", "Accessibility"),
        ("/privacy", "Privacy"),
        ("/cookies", "Cookies"),
    ],
)
def test_a_page_of_the_house(client: FlaskClient, path: str, title: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert re.search(rf"<h1[^>]*>{title}</h1>", page.text)


def test_every_period_has_its_words() -> None:
    assert PERIODS.keys() == set(Period)


def test_privacy_names_every_purpose_for_which_something_personal_is_kept(client: FlaskClient) -> None:
    page = unescape(client.get("/privacy").text)
    purposes = {
        keeping.purpose
        for keeping in (mapper.class_.__keeping__ for mapper in Base.registry.mappers)
        if isinstance(keeping, Keeping) and keeping.personal
    }
    assert len(purposes) > 10
    assert [purpose for purpose in purposes if purpose not in page] == []


def test_the_cookie_is_named_as_it_is(app: Flask, client: FlaskClient) -> None:
    assert app.config["SESSION_COOKIE_NAME"] in client.get("/cookies").text
    client.get("/account/sign-in")
    assert {cookie.key for cookie in client._cookies.values()} == {app.config["SESSION_COOKIE_NAME"]}


def test_links_of_the_help_lead_somewhere(client: FlaskClient) -> None:
    load_register()
    db.session.commit()
    for page in ("/help", "/contact", "/privacy", "/cookies", "/accessibility"):
        for path in set(re.findall(r'href="(/[a-z/-]*)"', client.get(page).text)):
            assert client.get(path).status_code not in (404, 410, 500), f"{page} leads to {path}"
