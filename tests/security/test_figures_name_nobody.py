"""What COSLA's analyst can fetch, by any address there is, tells of no person: made from the address map."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.applications.tables import Contact
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.programme.loading import load_register
from recruitment.reporting.actions import roll_up
from recruitment.reporting.reports.catalogue import COUNCIL, NATIONAL
from tests.builders.accounts import a_member, a_national, an_account, sign_in
from tests.builders.applications import an_application
from tests.builders.estate import an_estate
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy
from tests.security.test_nobody_is_named import opened

PERSON = {"given_name": "Zebedee", "family_name": "Quagmire", "email": "zq-secret@test.example",
          "phone": "0131 496 0777", "address": "7 Hidden Close", "postcode": "ZZ9 9ZZ"}  # fmt: skip
COLLEAGUE = "Wilhelmina Recruiter"
# What arguments of one name mean at another door.
OTHERWISE = {"cosla": {"kind": "projects", "row_id": 1}}
TELLING = (*PERSON.values(), COLLEAGUE, "Secret vacancy draft")


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    load_register()
    fife = an_organisation("fife-council")
    account = an_account(email=PERSON["email"], name="Zebedee Quagmire")
    application = an_application(a_vacancy(fife), account=account)
    db.session.execute(
        changing(System("keeping"), Contact).where(Contact.application_id == application.id).values(**PERSON)
    )
    a_member(fife, Role.RECRUITER, account=an_account(email="wilhelmina@test.example", name=COLLEAGUE))
    a_vacancy(fife, state="draft", title="Secret vacancy draft")
    roll_up()
    db.session.commit()
    return fife


def paths(app: Flask, fife: Organisation) -> Iterator[str]:
    """Everything that can be fetched, each report by its name."""
    estate = an_estate(fife) | {"reference": "A-7K2M-9QXT"}
    bound = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        door = rule.endpoint.partition(".")[0]
        if "GET" not in (rule.methods or set()) or door in ("static", "demo", "security") or "logout" in rule.rule:
            continue
        if not rule.arguments <= estate.keys():
            continue
        known = estate | OTHERWISE.get(door, {})
        codes = [each.code for each in (NATIONAL if door == "cosla" else COUNCIL)]
        for code in codes if "report" in rule.arguments else [""]:
            yield bound.build(rule.endpoint, {name: (known | {"report": code})[name] for name in rule.arguments})


@pytest.mark.slow
@pytest.mark.parametrize("role", ["analyst", "operator"])
def test_no_address_tells_them_of_a_person(
    app: Flask, client: FlaskClient, fife: Organisation, role: str, subtests: pytest.Subtests
) -> None:
    sign_in(client, a_national(role))
    asked = list(paths(app, fife))
    assert {"/cosla/figures/spend", "/cosla/figures/equality.xlsx", "/employer/figures/fife-council/spend"} <= {*asked}
    for path in asked:
        with subtests.test(path=path):
            answer = client.get(path)
            text = opened(answer.get_data(), answer.mimetype)
            assert [word for word in TELLING if word in text] == []
            if path.startswith(("/employer/", "/api/v1/employer")):
                assert answer.status_code in (302, 401, 403, 404)


@pytest.mark.slow
def test_a_recruiter_of_the_council_does_see_them(client: FlaskClient, fife: Organisation) -> None:
    """Else the test above could not fail."""
    sign_in(client, a_member(fife, Role.RECRUITER))
    assert "Secret vacancy draft" in client.get("/employer/vacancies").text
