"""The door for HR systems does what its description says, whatever is sent."""

import re

import pytest
from flask import Flask
from hypothesis import given
from schemathesis import Case, GenerationMode

from recruitment.accounts.key_tables import SCOPES
from recruitment.accounts.keys import make_key
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.web.doors import SAFE
from recruitment.web.machine.idempotency import REPEATED
from recruitment.web.machine.openapi_own import NAMED, own_paths
from tests.builders.accounts import as_staff
from tests.builders.offers import an_appointment
from tests.builders.organisations import an_organisation
from tests.builders.rows import a_row
from tests.builders.vacancies import a_vacancy
from tests.web.machine.test_described_api import AS_IT_IS, BOUNDED, described, every_check

ALL = "/api/v1/employer/vacancies"
APPOINTED = "/api/v1/employer/appointments"
DOCUMENTS = "/api/v1/employer/attachments/{reference}"
OPERATIONS = [
    (ALL, "GET"), (ALL, "POST"), (f"{ALL}/{{reference}}", "GET"), (f"{ALL}/{{reference}}", "PUT"),
    (DOCUMENTS, "GET"), (DOCUMENTS, "POST"), (APPOINTED, "GET"), (f"{APPOINTED}/handed-over", "POST"),
]  # fmt: skip


@pytest.fixture
def headers(app: Flask, database: None) -> dict[str, str]:
    fife = an_organisation("fife-council")
    a_row()
    a_vacancy(fife, state="draft", own_reference="HR-1")
    an_appointment(a_vacancy(fife))
    _, secret = make_key(as_staff(fife, Role.ADMINISTRATOR), fife.id, "HR system", list(SCOPES))
    db.session.commit()
    return {**AS_IT_IS, "Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "otherwise"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_is_sent_is_answered_as_described(
    app: Flask, headers: dict[str, str], path: str, method: str, mode: GenerationMode
) -> None:
    """A description cannot say all that makes a vacancy right, nor does a list refuse what it does not understand."""
    operation = described(app, mode)[path][method]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Case) -> None:
        loose = ("positive_data_acceptance", "negative_data_rejection", "ignored_auth")
        case.call_and_validate(headers=headers, **every_check(*loose))

    send()


def test_whatever_changes_something_may_be_sent_again(app: Flask) -> None:
    """Every such address of the door takes the header, and the document says what becomes of a repeat."""
    unsafe = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("program.")
        for method in rule.methods or ()
        if method not in SAFE
    }
    assert len(unsafe) >= 3
    for path, method in unsafe:
        told = own_paths()[path][method]
        (header,) = (each for each in told["parameters"] if each["in"] == "header")
        assert header == NAMED
        assert {"409", "422"} <= told["responses"].keys()
        assert [answer["headers"].keys() for answer in told["responses"].values() if "headers" in answer] == [
            {REPEATED}
        ]
    for said in ("same request again", "Another request under it", "duplicate"):
        assert said in NAMED["description"]
