"""Keeping the register on its pages: who may, each noun's form, previews, mistakes, two at once, withdrawing."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from recruitment.extensions import db
from recruitment.programme.actions import alter
from recruitment.programme.fact_tables import Benefit, Change, Figure, Funding, Paper, Step
from recruitment.programme.keepers_queries import row_of
from recruitment.programme.nouns import NOUNS
from recruitment.programme.queries import body_by_slug
from recruitment.programme.tables import Body, Project, Theme
from tests.builders.accounts import a_national, an_account, sign_in
from tests.builders.documents import a_pdf
from tests.builders.pages import filled, submit, words_of
from tests.builders.programme import OPERATOR, a_project, a_register, an_entry

REGISTER = "/cosla/register"
WHY = {"source": "A minute, Example Board, 2008", "why": "The minute tells of it"}


@pytest.fixture
def keeper(client: FlaskClient) -> None:
    a_register()
    sign_in(client, a_national("keeper"))


def adding(kind: str, project: bool = True) -> str:
    return f"{REGISTER}/{kind}/new" + (f"?project={a_project().id}" if project else "")


def how_many(model: Any) -> int | None:
    return db.session.scalar(select(func.count()).select_from(model))


def newest(model: Any) -> Any:
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id.desc()).limit(1)).one()


def altering(client: FlaskClient, row: Any, **typed: Any) -> Any:
    """The form as it stands, with this typed over it."""
    path = f"{REGISTER}/{next(key for key, noun in NOUNS.items() if noun.model is type(row))}/{row.id}"
    page = client.get(path).text
    boxes = {name: values for name, values in filled(page).items() if name != "csrf_token"}
    return submit(client, path, **{**boxes, "why": "Clearer", **typed})


@pytest.mark.parametrize("role", ["operator", "keeper"])
def test_operators_and_keepers_keep_it(client: FlaskClient, role: str) -> None:
    a_register()
    sign_in(client, a_national(role))
    assert "Add a project" in client.get(REGISTER).text
    answer = submit(client, adding("benefits"), kind="reported", text="Calls answered sooner", **WHY)
    assert answer.location == f"{REGISTER}/projects/{a_project().id}"
    assert newest(Change).by == {"operator": "COSLA", "keeper": "Improvement Service"}[role]
    assert "Calls answered sooner" in client.get(answer.location).text
    assert "Calls answered sooner" in client.get("/programme/national-crm").text


def test_an_analyst_reads_it_and_changes_nothing(client: FlaskClient) -> None:
    a_register()
    sign_in(client, a_national("analyst"))
    crm, benefit = a_project(), an_entry().benefits[0]
    for path in (REGISTER, f"{REGISTER}/projects/{crm.id}", f"{REGISTER}/programme"):
        page = client.get(path)
        assert page.status_code == 200
        assert "/new" not in page.text and "/withdraw" not in page.text and "Alter" not in page.text
    before = how_many(Change)
    for path in (adding("benefits"), f"{REGISTER}/benefits/{benefit.id}", f"{REGISTER}/benefits/{benefit.id}/withdraw"):
        assert client.get(path).status_code == 403
        assert client.post(path, data={"text": "x", **WHY}).status_code in (400, 403, 422)
    assert how_many(Change) == before


def test_others_are_turned_away(client: FlaskClient) -> None:
    a_register()
    assert client.get(REGISTER).status_code == 302
    sign_in(client, an_account())
    assert client.get(REGISTER).status_code == 403


def test_a_keeper_begins_at_the_register_and_brings_nobody_in(client: FlaskClient, keeper: None) -> None:
    assert client.get("/cosla/").location == REGISTER
    assert "Improvement Service · Register keeper" in client.get(REGISTER).text
    for path in ("/cosla/organisations", "/cosla/people"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    ("kind", "model", "typed", "kept"),
    [
        ("steps", Step, {"stage_id": "", "label": "Contract renewed", "date_text": "May 2010", "note": ""},
         {"label": "Contract renewed", "date_key": "2010-05-00", "stage_id": None, "is_expected": False}),
        ("funding", Funding, {"label": "Second phase", "fund": "A fund", "pence": "£10,000,000.50", "date_text": ""},
         {"pence": 1_000_000_050, "date_key": "", "decided_by": ""}),
        ("funding", Funding, {"label": "Second phase", "fund": "A fund", "pence": ""}, {"pence": None}),
        ("figures", Figure, {"label": "Councils", "what": "count", "amount": "1,021", "unit": "councils"},
         {"number": 1021, "is_money": False}),
        ("figures", Figure, {"label": "Cost", "what": "money", "amount": "12.34", "unit": "a call"},
         {"number": 1234, "is_money": True}),
        ("papers", Paper, {"title": "Report", "where": "web", "link": "https://www.board.example/report"},
         {"url": "https://www.board.example/report", "digest": "", "state": ""}),
        ("papers", Paper, {"title": "Report", "where": "nowhere", "link": "https://www.board.example/x"}, {"url": ""}),
    ],
)  # fmt: skip
def test_each_noun_has_its_form(
    client: FlaskClient, keeper: None, kind: str, model: Any, typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert submit(client, adding(kind), **typed, **WHY).status_code == 303
    row = newest(model)
    assert {name: getattr(row, name) for name in kept} == kept
    assert (row.project_id, row.source) == (a_project().id, WHY["source"])
    altered = altering(client, row, source="Another minute")
    assert altered.status_code == 303
    assert newest(Change).told == [{"name": "Source", "before": WHY["source"], "after": "Another minute"}]


def test_themes_bodies_and_projects(client: FlaskClient, keeper: None) -> None:
    theme = submit(client, adding("themes", False), name="Fire & rescue", description="Shared stations", **WHY)
    assert theme.location == REGISTER
    assert newest(Theme).slug == "fire-and-rescue" or newest(Theme).slug == "fire-rescue"
    body = {"name": "Fife Council", "kind": "council", "gss_code": "S12000047"}
    assert submit(client, adding("bodies", False), **body, **WHY).status_code == 303
    assert newest(Body).gss_code == "S12000047"
    facts = {"name": "Shared Stations", "theme_id": str(newest(Theme).id), "summary": "Stations shared.",
             "description": "One.\r\n\r\nTwo."}  # fmt: skip
    added = submit(client, adding("projects", False), **facts, **WHY)
    project = newest(Project)
    assert added.location == f"{REGISTER}/projects/{project.id}"
    assert project.paragraphs == ["One.", "Two."]
    part = {"body_id": str(newest(Body).id), "role": "sponsor", "words": "Pays for it"}
    assert submit(client, f"{REGISTER}/parts/new?project={project.id}", **part, **WHY).status_code == 303
    page = words_of(client.get("/programme/shared-stations").text)
    assert "Sponsors Fife Council Pays for it" in page
    assert "Stage Not stated in the source" in page


def test_a_document_is_kept_and_given_out(client: FlaskClient, keeper: None) -> None:
    file = (io.BytesIO(a_pdf("A case")), "case.pdf")
    typed = {"title": "Business case", "where": "here", "file": file}
    assert submit(client, adding("papers"), **typed, **WHY).status_code == 303
    paper = newest(Paper)
    assert client.get(f"/programme/documents/{paper.id}").status_code == 200
    # Altered without another file, it keeps the one that it has.
    assert altering(client, paper, title="The business case").status_code == 303
    assert newest(Paper).digest == paper.digest != ""


def test_of_the_programme_as_a_whole(client: FlaskClient, keeper: None) -> None:
    typed = {"label": "Another round", "fund": "A fund", "pence": "1000000", "date_text": "2008"}
    assert submit(client, adding("funding", False), **typed, **WHY).location == f"{REGISTER}/programme"
    assert newest(Funding).project_id is None
    assert "Another round" in client.get("/programme").text
    assert client.get(adding("parts", False)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("benefits", {}, ["Say what the benefit is", "Choose whether the benefit is expected or reported",
                          "Say where this is stated", "Say why the register is changed"]),
        ("steps", {"label": "x", "date_text": "soon"}, ["Write the date as far as it is known"]),
        ("steps", {"label": "x", "stage_id": "1"}, ["Enter when the stage was reached"]),
        ("steps", {"label": "x", "stage_id": "99999"}, ["Choose one of the answers that the page offers"]),
        ("funding", {"label": "x", "fund": "y", "pence": "lots"}, ["Enter an amount in pounds"]),
        ("funding", {"label": "x", "fund": "y", "pence": "0"}, ["Enter an amount in pounds"]),
        ("figures", {"label": "x", "what": "count", "amount": "2.5", "unit": "y"}, ["Enter a whole number"]),
        ("papers", {"title": "x", "where": "web", "link": "javascript:alert(1)"}, ["Enter the address in full"]),
        ("papers", {"title": "x", "where": "here"}, ["Choose the file"]),
        ("parts", {"role": "king"}, ["Choose the part of the body"]),
    ],
)  # fmt: skip
def test_mistakes_are_told_and_nothing_typed_is_lost(
    client: FlaskClient, keeper: None, kind: str, typed: dict[str, str], told: list[str]
) -> None:
    before = how_many(Change)
    answer = submit(client, adding(kind), **typed)
    assert answer.status_code == 422
    for message in told:
        assert answer.text.count(message) >= 2, "in the summary and beside the field"
    if "date_text" in typed:
        assert f'value="{typed["date_text"]}"' in answer.text
    assert how_many(Change) == before


def test_what_is_no_document_is_told(client: FlaskClient, keeper: None) -> None:
    typed = {"title": "Program", "where": "here", "file": (io.BytesIO(b"MZ program"), "case.pdf")}
    answer = submit(client, adding("papers"), **typed, **WHY)
    assert answer.status_code == 422
    assert "The file is a program. Choose a document" in answer.text
    assert 'value="Program"' in answer.text


def test_a_preview_stores_nothing_and_keeps_what_was_typed(client: FlaskClient, keeper: None) -> None:
    benefit = an_entry().benefits[0]
    before = how_many(Change)
    answer = altering(client, benefit, text="Savings <i>through</i> it", preview="1")
    assert answer.status_code == 200
    page = words_of(answer.text)
    assert f"Now: {benefit.text} Then: Savings <i>through</i> it" in page
    assert "Nothing is saved yet" in page
    assert "Savings &lt;i&gt;through&lt;/i&gt; it</textarea>" in answer.text
    assert how_many(Change) == before


def test_of_two_editors_the_second_is_told_and_loses_nothing(client: FlaskClient, keeper: None) -> None:
    benefit = an_entry().benefits[0]
    path = f"{REGISTER}/benefits/{benefit.id}"
    boxes = filled(client.get(path).text)
    alter(OPERATOR, benefit, {"text": "The colleague’s words"}, 1, "Clearer")
    db.session.commit()
    typed = {**boxes, "text": "My words", "why": "Clearer still"}
    answer = client.post(path, data=typed)
    assert answer.status_code == 422
    assert "Somebody has changed this entry since the page was opened" in answer.text
    assert "Now: The colleague’s words Then: My words" in words_of(answer.text)
    assert ">My words</textarea>" in answer.text or "My words</textarea>" in answer.text
    assert newest(Change).told[0]["after"] == "The colleague’s words"
    again = client.post(path, data={**typed, "seen": filled(answer.text)["seen"][-1]})
    assert again.status_code == 303
    assert newest(Change).told == [{"name": "Benefit", "before": "The colleague’s words", "after": "My words"}]


def test_nothing_altered_is_told(client: FlaskClient, keeper: None) -> None:
    benefit = an_entry().benefits[0]
    answer = altering(client, benefit, text=benefit.text)
    assert answer.status_code == 422
    assert "Nothing is altered. Change an answer first" in answer.text


def test_withdrawing_and_putting_back(client: FlaskClient, keeper: None) -> None:
    benefit = an_entry().benefits[0]
    path = f"{REGISTER}/benefits/{benefit.id}/withdraw"
    assert "Say why" in submit(client, path, seen="1").text
    assert submit(client, path, seen="1", why="Misread").location == f"{REGISTER}/projects/{a_project().id}"
    db.session.expire_all()
    assert row_of(Benefit, benefit.id).withdrawn_why == "Misread"
    assert "Withdrawn" in client.get(f"{REGISTER}/projects/{a_project().id}").text
    assert client.get(f"{REGISTER}/benefits/{benefit.id}").location == path
    late = submit(client, f"{REGISTER}/benefits/{benefit.id}", page=path, seen="1", kind="expected", text="x", **WHY)
    assert "Put it back first, then alter it" in late.text
    assert "Put back the benefit?" in client.get(path).text
    # The page that a colleague had opened before withdraws nothing, and puts nothing back.
    assert submit(client, path, seen="1", why="Late").status_code == 422
    assert submit(client, path, seen="2", why="Not misread").status_code == 303
    db.session.expire_all()
    assert not row_of(Benefit, benefit.id).is_withdrawn


def test_a_body_that_is_needed_says_why_it_stays(client: FlaskClient, keeper: None) -> None:
    body = body_by_slug("solace")
    assert body is not None
    answer = submit(client, f"{REGISTER}/bodies/{body.id}/withdraw", seen="1", why="Gone")
    assert answer.status_code == 422
    assert "The body has a part in projects. Change them first" in answer.text


@pytest.mark.parametrize("path", ["benefits/99999", "benefits/99999/withdraw", "projects/99999", "nonsense/new",
                                  "benefits/new?project=99999"])  # fmt: skip
def test_what_is_not_there(client: FlaskClient, keeper: None, path: str) -> None:
    assert client.get(f"{REGISTER}/{path}").status_code == 404


def test_finding_a_project(client: FlaskClient, keeper: None) -> None:
    page = words_of(client.get(f"{REGISTER}?q=payroll").text)
    assert "1 of 12 projects" in page
    assert "No project holds these words" in client.get(f"{REGISTER}?q=nowhere").text
