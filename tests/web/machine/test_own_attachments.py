"""Documents that an HR system attaches to its drafts; and the record that says which key did it."""

import base64
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.accounts.key_tables import READING, SCOPES
from recruitment.accounts.keys import make_key
from recruitment.core.file_kinds import LARGEST_DOCUMENT
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.web.machine.idempotency import HEADER, REPEATED
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.documents import an_attachment
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

CONTENT = base64.b64encode(b"Clean classrooms.").decode()
SENT = {"name": "Job description", "filename": "job.txt", "content": CONTENT}


def a_key(*scopes: str) -> str:
    fife = an_organisation("fife-council")
    _, secret = make_key(as_staff(fife, Role.ADMINISTRATOR), fife.id, "Payroll", scopes or list(SCOPES))
    db.session.commit()
    return secret


def post(client: FlaskClient, reference: str, key: str, once: str = "", **sent: Any) -> TestResponse:
    """`once`: the Idempotency-Key."""
    headers = {"Authorization": f"Bearer {key}"} | ({HEADER: once} if once else {})
    return client.post(f"/api/v1/employer/attachments/{reference}", json={**SENT, **sent}, headers=headers)


def test_attaching_and_listing(client: FlaskClient) -> None:
    draft, key = a_vacancy(an_organisation("fife-council"), state="draft", own_reference="POST/1"), a_key()
    answer = post(client, "POST/1", key)
    assert answer.status_code == 201
    shown = {"name": "Job description", "kind": "txt", "size": 17, "state": "not scanned"}
    assert answer.json == shown
    an_attachment(draft, name="Pack", state="waiting")
    found = client.get(f"/api/v1/employer/attachments/{draft.reference}", headers={"Authorization": f"Bearer {key}"})
    assert found.json["results"] == [shown, {**shown, "name": "Pack", "state": "waiting for scan"}]
    twice = post(client, draft.reference, key)
    assert (twice.status_code, twice.json["vacancy"]["portal_reference"]) == (409, draft.reference)


def test_a_document_that_is_sent_again_is_attached_once(client: FlaskClient) -> None:
    draft, key = a_vacancy(an_organisation("fife-council"), state="draft"), a_key()
    assert post(client, draft.reference, key, "one", content="!").status_code == 422
    first, again = (post(client, draft.reference, key, "one") for _ in range(2))
    assert (first.status_code, again.status_code, again.headers[REPEATED]) == (201, 201, "true")
    assert first.json == again.json
    assert post(client, draft.reference, key, "one", name="Other").status_code == 422
    assert post(client, draft.reference, key, "two").status_code == 409
    assert post(client, draft.reference, key, "x" * 256).status_code == 400
    found = client.get(f"/api/v1/employer/attachments/{draft.reference}", headers={"Authorization": f"Bearer {key}"})
    assert found.json["results"] == [first.json]


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"content": "!"}, "content"), ({"content": base64.b64encode(b"\x00\x01").decode()}, "content"),
     ({"name": ""}, "name"), ({"name": "x" * 81}, "name"), ({"name": 1}, "name"), ({"filename": "x" * 201}, "filename"),
     ({"path": "x"}, "path")],
)  # fmt: skip
def test_what_is_wrong_is_said_by_field(client: FlaskClient, sent: dict[str, Any], field: str) -> None:
    draft = a_vacancy(an_organisation("fife-council"), state="draft")
    answer = post(client, draft.reference, a_key(), **sent)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]


def test_limits_and_rights(client: FlaskClient) -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    draft, live, other = a_vacancy(fife, state="draft"), a_vacancy(fife), a_vacancy(orkney, state="draft")
    key = a_key()
    too_large = base64.b64encode(b"x" * (LARGEST_DOCUMENT + 100_000)).decode()
    assert post(client, draft.reference, key, content=too_large).status_code in (413, 422)
    assert post(client, live.reference, key).status_code == 409
    assert post(client, other.reference, key).status_code == 404
    assert post(client, draft.reference, a_key(READING)).status_code == 403
    assert post(client, draft.reference, "serp_wrong").status_code == 401


def test_the_record_says_which_key(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    draft = a_vacancy(fife, state="draft")
    post(client, draft.reference, a_key())
    sign_in(client, a_member(fife, Role.RECRUITER))
    assert "by the key “Payroll”" in client.get(f"/employer/vacancies/{draft.id}").text
