"""Documents that the register keeps: what they may be, and that none is opened before it was checked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from recruitment.core.errors import Refused
from recruitment.core.worker import run_next
from recruitment.extensions import db
from recruitment.programme.actions import add, stored
from recruitment.programme.fact_tables import CLEAN, INFECTED, UNSCANNED, WAITING, Paper
from recruitment.programme.nouns import NOUNS
from tests.builders.documents import EICAR, a_pdf
from tests.builders.programme import OPERATOR, a_project, a_register
from tests.core.scanner import a_scanner

FACTS = {"title": "Business case", "publisher": "Example Board", "date_text": "2007", "source": "The Board"}
Configure = Callable[[str | None], None]


@pytest.fixture(autouse=True)
def register(client: FlaskClient) -> None:
    a_register()


@pytest.fixture
def scanned_at(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Configure:
    def configure(url: str | None) -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], clamd_url=url))

    return configure


def a_paper(content: bytes, filename: str = "case.pdf") -> Paper:
    paper: Paper = add(OPERATOR, NOUNS["papers"], {**FACTS, **stored(content, filename)}, "Published", a_project())
    db.session.commit()
    return paper


def state_of(paper: Paper) -> str:
    db.session.expire_all()
    return db.session.scalars(select(Paper.state).where(Paper.id == paper.id)).one()


def test_without_a_scanner_it_is_open_at_once(client: FlaskClient, scanned_at: Configure) -> None:
    scanned_at(None)
    paper = a_paper(a_pdf("A case"))
    assert paper.state == UNSCANNED
    answer = client.get(f"/programme/documents/{paper.id}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=business-case.pdf"
    assert f'href="/programme/documents/{paper.id}" download' in client.get("/programme/national-crm").text


def test_it_waits_for_the_scanner(client: FlaskClient, scanned_at: Configure) -> None:
    with a_scanner() as url:
        scanned_at(url)
        paper = a_paper(a_pdf("A case"))
        assert paper.state == WAITING
        assert client.get(f"/programme/documents/{paper.id}").status_code == 404
        assert "Being checked before it can be opened" in client.get("/programme/national-crm").text
        assert run_next()
        assert state_of(paper) == CLEAN
        assert client.get(f"/programme/documents/{paper.id}").status_code == 200


def test_an_infected_one_is_never_opened(client: FlaskClient, scanned_at: Configure) -> None:
    with a_scanner() as url:
        scanned_at(url)
        paper = a_paper(EICAR, "case.txt")
        assert run_next()
    assert state_of(paper) == INFECTED
    assert client.get(f"/programme/documents/{paper.id}").status_code == 404


@pytest.mark.parametrize("content", [b"", b"MZ program", b"<html></html>", b"PK\x03\x04"])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        stored(content, "case.pdf")


def test_no_other_row_is_a_document(client: FlaskClient) -> None:
    link = db.session.scalars(select(Paper).where(Paper.url != "")).first()
    assert link is not None
    for number in (link.id, 10_000):
        assert client.get(f"/programme/documents/{number}").status_code == 404
