"""Every endpoint stands behind a door, and every employer page with an id is closed to another organisation."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from recruitment.core.viewers import Role
from recruitment.web.doors import DOORS
from tests.builders.accounts import a_member, sign_in
from tests.builders.estate import an_estate
from tests.builders.organisations import an_organisation

NAMES = {door.name for door in DOORS}


def test_every_endpoint_is_behind_a_door(app: Flask) -> None:
    bare = [endpoint for endpoint, view in app.view_functions.items() if getattr(view, "door", None) not in NAMES]
    assert bare == []


def test_a_door_takes_only_its_own_addresses(app: Flask) -> None:
    prefixes = {door.name: door.url_prefix for door in DOORS if door.url_prefix}
    strays = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if (prefix := prefixes.get(rule.endpoint.split(".")[0])) and not rule.rule.startswith(prefix)
    ]
    assert strays == []


def employer_rules_with_an_id(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("employer.") and rule.arguments]


@pytest.fixture
def another_councils_administrator(client: FlaskClient) -> FlaskClient:
    """Somebody who may do everything, at another organisation."""
    sign_in(client, a_member(an_organisation("orkney-islands-council"), *Role))
    return client


def test_another_organisations_ids_answer_404(
    app: Flask, another_councils_administrator: FlaskClient, subtests: pytest.Subtests
) -> None:
    """The decisive test: made from the address map, so a new page joins it by itself."""
    estate = an_estate(an_organisation("fife-council"))
    rules = employer_rules_with_an_id(app)
    assert len(rules) > 15
    for rule in rules:
        unknown = rule.arguments - estate.keys()
        assert not unknown, f"{rule.rule}: say in tests/builders/estate.py what {unknown} is"
        path = app.url_map.bind("127.0.0.1").build(rule.endpoint, {name: estate[name] for name in rule.arguments})
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            with subtests.test(method=method, path=rule.rule):
                response = another_councils_administrator.open(path, method=method)
                assert response.status_code == 404


def test_the_owner_sees_what_the_other_does_not(app: Flask, client: FlaskClient, subtests: pytest.Subtests) -> None:
    """The same addresses, asked for by the organisation's own staff: else the test above could not fail."""
    fife = an_organisation("fife-council")
    estate = an_estate(fife)
    sign_in(client, a_member(fife, *Role))
    for rule in employer_rules_with_an_id(app):
        if "GET" in (rule.methods or set()):
            path = app.url_map.bind("127.0.0.1").build(rule.endpoint, {name: estate[name] for name in rule.arguments})
            with subtests.test(path=rule.rule):
                assert client.get(path).status_code in (200, 302, 303, 403, 409)
