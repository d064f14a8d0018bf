"""An HR system writes drafts with its organisation's key, each once however often it is sent."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.accounts.key_tables import READING, WRITING, KeptAnswer
from recruitment.accounts.keys import ANSWERS_KEPT, OVERLAP, forget_kept_answers, key_of, make_key, revoke_key
from recruitment.accounts.keys import rotate_key as rotate
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.actions import change_local_rules
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.machine.idempotency import REPEATED
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.rows import a_row, drafts
from tests.builders.selection import PATIENCE, a_portal_of_its_own
from tests.builders.vacancies import QUESTIONS, a_bank_question, a_vacancy

pytestmark = pytest.mark.dialect
ALL = "/api/v1/employer/vacancies"


def a_body(**changed: Any) -> dict[str, Any]:
    """The example row as JSON."""
    row = a_row()
    closes = clock.today() + timedelta(days=28)
    return {
        **row, "posts": 2, "hours": 20, "weeks_a_year": 44.5, "full_time_hours": 37, "pay_basis": "annual",
        "pay_from": 27400, "pay_to": 28900.5, "pro_rata": True, "patterns": ["part_time", "term_time"],
        "essential_criteria": ["Work in a team", "Follow instructions"], "desirable_criteria": [],
        "questions": [row["questions"]], "documents_needed": [row["documents_needed"]],
        "workplaces": ["Example Primary School, KY1 1AB"], "disclosure": "pvg", "closing_date": closes.isoformat(),
        "category": "catering_cleaning", "contract_type": "permanent", **changed,
    }  # fmt: skip


class Program:
    """An HR system with a key."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self.client, self.key = client, key

    def send(self, method: str, address: str = ALL, body: Any = None, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(
            address, method=method, json=body, headers={"Authorization": f"Bearer {self.key}", **named}
        )


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def administrator(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR)


@pytest.fixture
def hr(client: FlaskClient, fife: Organisation, administrator: Staff) -> Program:
    return Program(client, a_key(administrator, fife))


def a_key(administrator: Staff, organisation: Organisation, *scopes: str) -> str:
    _, secret = make_key(administrator, organisation.id, "HR system", scopes or (READING, WRITING))
    db.session.commit()
    return secret


def test_a_vacancy_is_written_read_and_changed(hr: Program, administrator: Staff) -> None:
    made = hr.send("POST", body=a_body())
    assert made.status_code == 201, made.json
    assert made.location == made.json["links"]["self"]
    (draft,) = drafts(administrator)
    assert (draft.state, draft.own_reference, draft.created_by) == ("draft", "HR-2041", None)
    assert made.json["portal_reference"] == draft.reference
    sent = a_body()
    read = hr.send("GET", f"{ALL}/HR-2041").json
    for name in ("title", "posts", "hours", "pay_from", "pay_to", "patterns", "workplaces", "closing_date", "duties",
                 "essential_criteria", "category", "disclosure", "workforce", "pro_rata"):  # fmt: skip
        assert read[name] == sent[name], name
    changed = hr.send("PUT", f"{ALL}/HR-2041", {"title": "Cleaner", "category": "catering_cleaning"})
    assert (changed.status_code, changed.json["title"]) == (200, "Cleaner")
    assert changed.json["essential_criteria"] == sent["essential_criteria"]
    listed = hr.send("GET", f"{ALL}?state=draft").json
    assert [row["reference"] for row in listed["results"]] == ["HR-2041"] and listed["total"] == 1
    assert hr.send("GET", f"{ALL}?state=live").json["results"] == []
    db.session.expire_all()
    acts = db.session.scalars(visible(administrator, Act).where(Act.noun == "vacancy")).all()
    assert [(act.act, act.door, act.person) for act in acts] == [
        ("begin_draft", "api_key", None), ("write_post", "api_key", None),
    ]  # fmt: skip


def test_what_is_written_is_read_as_it_may_be_sent_again(hr: Program, administrator: Staff) -> None:
    made = hr.send("POST", body=a_body()).json
    again = {name: value for name, value in made.items() if name in a_body()}
    assert hr.send("PUT", f"{ALL}/HR-2041", again).status_code == 200
    acts = db.session.scalars(visible(administrator, Act).where(Act.noun == "vacancy")).all()
    assert [act.act for act in acts] == ["begin_draft"]


def test_colleagues_read_who_wrote_it(hr: Program, fife: Organisation) -> None:
    hr.send("POST", body=a_body())
    person = a_member(fife)
    sign_in(hr.client, person)
    (draft,) = drafts(as_staff(fife, person=person.id))
    assert "Your HR system" in hr.client.get(f"/employer/vacancies/{draft.id}").text


def test_a_reference_that_is_taken_answers_409_with_its_address(hr: Program, administrator: Staff) -> None:
    first = hr.send("POST", body=a_body())
    second = hr.send("POST", body=a_body(title="Another"))
    assert second.status_code == 409 and second.mimetype == "application/problem+json"
    assert second.json["vacancy"]["links"]["self"] == first.location
    assert hr.send("GET", first.location.removeprefix("http://127.0.0.1")).status_code == 200
    assert len(drafts(administrator)) == 1


def test_the_same_request_under_one_name_is_answered_as_it_was(hr: Program, administrator: Staff) -> None:
    answers = [hr.send("POST", body=a_body(), Idempotency_Key="one") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert answers[0].json == answers[1].json == answers[2].json
    assert answers[0].location == answers[2].location
    assert [answer.headers.get(REPEATED) for answer in answers] == [None, "true", "true"]
    other = hr.send("POST", body=a_body(reference="HR-2"), Idempotency_Key="one")
    assert other.status_code == 422 and "Idempotency-Key" in other.json["detail"]
    assert len(drafts(administrator)) == 1


def test_a_change_sent_again_does_not_undo_a_later_one(hr: Program, administrator: Staff) -> None:
    own = f"{ALL}/{hr.send('POST', body=a_body()).json['portal_reference']}"
    first, _, again = (hr.send("PUT", own, body=a_body(summary=said), Idempotency_Key=said) for said in "ABA")
    assert (again.json, again.headers[REPEATED], drafts(administrator)[0].summary) == (first.json, "true", "B")
    assert hr.send("PUT", own, body=a_body(summary="B"), Idempotency_Key="A").status_code == 422


def test_what_was_refused_may_be_mended_under_the_same_name(hr: Program) -> None:
    assert hr.send("POST", body=a_body(title=""), Idempotency_Key="one").status_code == 422
    assert hr.send("POST", body=a_body(), Idempotency_Key="one").status_code == 201


def test_an_answer_is_kept_for_a_day(hr: Program) -> None:
    hr.send("POST", body=a_body(), Idempotency_Key="one")
    keeping = System("keeping")
    forget_kept_answers()
    assert len(db.session.scalars(visible(keeping, KeptAnswer)).all()) == 1
    db.session.execute(changing(keeping, KeptAnswer).values(at=clock.now() - ANSWERS_KEPT))
    db.session.commit()
    assert hr.send("POST", body=a_body(reference="HR-2"), Idempotency_Key="one").status_code == 201
    assert len(db.session.scalars(visible(keeping, KeptAnswer)).all()) == 1


def test_every_field_that_is_wrong_is_named(hr: Program, administrator: Staff) -> None:
    body = a_body(title="x" * 201, posts="2", hours=1e300, colour="red", patterns=["part_time", 3], pro_rata="yes")
    refused = hr.send("POST", body=body)
    assert refused.status_code == 422
    said = {each["field"]: each["message"] for each in refused.json["errors"]}
    assert said == {"posts": "Send a number", "colour": "This field is not known", "pro_rata": "Send true or false",
                    "patterns": "Send a list of texts"}  # fmt: skip
    refused = hr.send("POST", body=a_body(title="x" * 201, hours=1e300, closing_date="soon", summary="\ud800"))
    said = {each["field"]: each["message"] for each in refused.json["errors"]}
    assert said == {
        "title": "The job title must be 200 characters or fewer",
        "hours": "This number is too large. Enter another one",
        "closing_date": "Enter a date, for example 27/3/2027",
        "summary": "This holds signs that cannot be stored. Enter it again",
    }  # fmt: skip
    assert drafts(administrator) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"[" * 100_000, b'{"posts": NaN}', b"\xff"])
def test_a_body_that_is_no_vacancy(hr: Program, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {hr.key}"}
    refused = hr.client.post(ALL, data=body, content_type="application/json", headers=headers)
    assert refused.status_code == 400 and refused.mimetype == "application/problem+json"
    assert hr.client.post(ALL, data=body, content_type="text/plain", headers=headers).status_code == 415


def test_what_is_no_draft_any_longer_stays(hr: Program, fife: Organisation) -> None:
    live = a_vacancy(fife, own_reference="HR-1", category_code=a_body()["category"])
    refused = hr.send("PUT", f"{ALL}/HR-1", {"title": "Another", "category": "catering_cleaning"})
    assert refused.status_code == 409 and "no draft any longer" in refused.json["detail"]
    assert refused.json["vacancy"]["state"] == "live"
    same = hr.send("PUT", f"{ALL}/{live.reference}", {"reference": "HR-9", "title": "x", "category": "x"})
    assert same.status_code == 422 and same.json["errors"][0]["field"] == "reference"
    nameless = a_vacancy(fife, state="draft")
    assert hr.send("PUT", f"{ALL}/{nameless.reference}", {}).status_code == 409


def test_references_with_strokes_and_spaces(hr: Program) -> None:
    hr.send("POST", body=a_body(reference="EDU/12 34/2026"))
    assert hr.send("GET", f"{ALL}/EDU%2F12%2034%2F2026").json["reference"] == "EDU/12 34/2026"


def test_another_organisations_vacancies_are_not_there(hr: Program) -> None:
    theirs = a_vacancy(an_organisation("orkney-islands-council"), state="draft", own_reference="HR-7")
    for address in (f"{ALL}/HR-7", f"{ALL}/{theirs.reference}"):
        assert hr.send("GET", address).status_code == 404
        assert hr.send("PUT", address, {"title": "Mine"}).status_code == 404
    assert hr.send("GET").json["results"] == []
    assert hr.send("POST", body=a_body(reference="HR-7")).status_code == 201


def test_without_a_key_that_works_nobody_comes_in(
    client: FlaskClient, hr: Program, administrator: Staff, fife: Organisation
) -> None:
    for headers in ({}, {"Authorization": "Bearer serp_guessed"}, {"Authorization": "Basic eDp5"}):
        refused = client.get(ALL, headers=headers)
        assert refused.status_code == 401 and refused.headers["WWW-Authenticate"].startswith("Bearer")
        assert client.post(ALL, json=a_body(), headers=headers).status_code == 401


def test_a_key_does_only_what_it_may(client: FlaskClient, administrator: Staff, fife: Organisation) -> None:
    reader, writer = (Program(client, a_key(administrator, fife, scope)) for scope in (READING, WRITING))
    assert reader.send("POST", body=a_body()).status_code == 403
    assert writer.send("POST", body=a_body()).status_code == 201
    assert (reader.send("GET").status_code, writer.send("GET").status_code) == (200, 403)
    assert (reader.send("GET", f"{ALL}/HR-2041").status_code, writer.send("GET", f"{ALL}/HR-2041").status_code) == (
        200, 403,
    )  # fmt: skip
    assert reader.send("PUT", f"{ALL}/HR-2041", {"title": "x"}).status_code == 403


def test_after_a_rotation_both_keys_work_for_a_day(
    client: FlaskClient, administrator: Staff, fife: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, first = make_key(administrator, fife.id, "HR system", [READING])
    second = rotate(administrator, key)
    db.session.commit()
    assert first not in key.digest and first != second
    answers = [Program(client, secret).send("GET").status_code for secret in (first, second)]
    assert answers == [200, 200]
    db.session.expire_all()
    assert key_of(administrator, key.id).last_used_at is not None
    later = clock.now() + OVERLAP + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert [Program(client, secret).send("GET").status_code for secret in (first, second)] == [401, 200]
    revoke_key(administrator, key_of(administrator, key.id))
    db.session.commit()
    assert Program(client, second).send("GET").status_code == 401


@pytest.mark.parametrize("names", [("one", "one"), ("one", "two"), ("", "")], ids=["one name", "two names", "no name"])
def test_two_equal_requests_at_once_make_one_draft(app: Flask, tmp_path: Path, names: tuple[str, str]) -> None:
    with a_portal_of_its_own(app, tmp_path) as portal:
        fife = an_organisation("fife-council")
        administrator = as_staff(fife, Role.ADMINISTRATOR)
        key, body, start = a_key(administrator, fife), a_body(), threading.Barrier(2)

        def send(name: str) -> int:
            start.wait(PATIENCE)
            headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": name}
            return portal.test_client().post(ALL, json=body, headers=headers).status_code

        with ThreadPoolExecutor(2) as programs:
            answers = sorted(programs.map(send, names))
        assert answers == ([201, 201] if names[0] == names[1] == "one" else [201, 409])
        (draft,) = db.session.scalars(visible(administrator, Vacancy)).all()
        assert len(advert_of(administrator, draft.id).criteria) == 2


def test_questions_are_taken_from_the_bank_or_sent_in_full(hr: Program, fife: Organisation) -> None:
    held = a_bank_question(fife)
    full = "Which depot? | One of several answers | North / South | look at: South"
    sent = hr.send("POST", body=a_body(questions=[str(held.id), full], hide_names=True))
    assert sent.status_code == 201
    assert sent.json["questions"] == ["Can you work weekends? | Yes or no | look at: No | required", full]
    assert (sent.json["hide_names"], sent.json["documents_needed"]) == (True, ["Copy of your driving licence"])
    bounded = ["How many hours? | A number | look at: below 10", "When? | A date | look at: after 30 June 2027"]
    assert hr.send("POST", body=a_body(reference="Third", questions=bounded)).json["questions"] == bounded
    refused = hr.send("POST", body=a_body(reference="Other", questions=["Do you like cats?"]))
    assert refused.status_code == 422
    assert [each["field"] for each in refused.json["errors"]] == ["questions"]
    foreign = a_bank_question(an_organisation("orkney-islands-council"), QUESTIONS[1])
    assert hr.send("POST", body=a_body(reference="Other", questions=[str(foreign.id)])).status_code == 422


def test_new_drafts_follow_the_organisations_rule_on_names(
    hr: Program, fife: Organisation, administrator: Staff
) -> None:
    change_local_rules(administrator, fife, hides_names=True)
    db.session.commit()
    assert hr.send("POST", body=a_body()).json["hide_names"] is True
    assert hr.send("POST", body=a_body(reference="Other", hide_names=False)).json["hide_names"] is False
