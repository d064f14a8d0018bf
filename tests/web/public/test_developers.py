"""The page for developers says all that the API's description says, because it is made from it."""

import re

from flask import Flask
from flask.testing import FlaskClient

from recruitment.web.public.developers import FEEDS


def test_every_request_parameter_and_part_is_explained(client: FlaskClient) -> None:
    page = client.get("/developers").text
    told = client.get("/api/v1/openapi.json").json
    for path, item in told["paths"].items():
        assert f"/{path.lstrip('/')}</code>" in page
        for request in item.values():
            for each in request.get("parameters", ()):
                assert f"<code>{each['name']}</code>" in page
    names = set(re.findall(r'<h3 id="(\w+)">', page))
    assert names == set(told["components"]["schemas"])
    assert set(re.findall(r'href="#([A-Z]\w+)"', page)) <= names


def test_every_feed_is_on_it(app: Flask) -> None:
    """Whatever machines may fetch is told of, but what is told of elsewhere, or serves our own search box."""
    untold = {"/health", "/robots.txt"}
    addresses = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("machine.")}
    addresses = {address for address in addresses if "<" not in address and not address.startswith("/api/")}
    assert {address for address, _, _ in FEEDS} == addresses - untold
