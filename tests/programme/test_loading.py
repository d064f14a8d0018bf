"""The register's first filling says what the shipped file says, and a later release undoes nothing that people did."""

import json
from importlib import resources
from typing import Any

import pytest
from sqlalchemy import func, select

from recruitment.core.viewers import Operator
from recruitment.extensions import db
from recruitment.programme.actions import add, alter, withdraw
from recruitment.programme.fact_tables import Benefit, Change, Figure, Funding, Paper, Part, Step
from recruitment.programme.loading import load_register
from recruitment.programme.nouns import NOUNS
from recruitment.programme.queries import entry_of
from recruitment.programme.tables import Body, Programme, Project, Stage, Theme

TABLES = (Programme, Theme, Stage, Body, Project, Part, Step, Funding, Benefit, Figure, Paper, Change)
REGISTER = json.loads((resources.files("recruitment.programme") / "data" / "register.json").read_text("utf-8"))
PROJECTS = REGISTER["projects"]
KEEPER = Operator(1)

pytestmark = pytest.mark.usefixtures("database")


def counts() -> dict[str, int | None]:
    return {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) for model in TABLES}


def load() -> None:
    load_register()
    db.session.commit()
    db.session.expire_all()


def shipped(facts: str) -> int:
    return sum(len(each.get(facts, ())) for each in (REGISTER["programme"], *PROJECTS))


def test_every_entry_arrives() -> None:
    load()
    assert counts() == {
        "programme": 1, "theme": 5, "project_stage": 6, "programme_body": len(REGISTER["bodies"]),
        "project": len(PROJECTS), "project_part": shipped("parts"), "project_step": shipped("steps"),
        "project_funding": 2, "project_benefit": shipped("benefits"), "project_figure": 2,
        "project_paper": shipped("papers"), "register_change": len(PROJECTS),
    }  # fmt: skip


def test_loading_again_changes_nothing() -> None:
    load()
    before, ids = counts(), set(db.session.scalars(select(Project.id)))
    load()
    assert counts() == before
    assert set(db.session.scalars(select(Project.id))) == ids


def test_what_people_altered_added_and_withdrew_survives_a_release() -> None:
    load()
    crm = db.session.scalars(select(Project).where(Project.slug == "national-crm")).one()
    alter(KEEPER, crm, {"summary": "Altered."}, crm.version, "A mistake")
    facts = {"kind": "reported", "text": "Saved time", "pence": None, "date_text": "2009", "source": "A report"}
    add(KEEPER, NOUNS["benefits"], facts, "Reported", crm)
    gone = entry_of("scotland-excel").benefits[0]
    withdraw(KEEPER, gone, gone.version, "Not so")
    db.session.commit()
    before = counts()
    load()
    assert counts() == before
    entry = entry_of("national-crm")
    assert entry.project and entry.project.summary == "Altered."
    assert "Saved time" in [benefit.text for benefit in entry.benefits]
    assert gone.id not in [benefit.id for benefit in entry_of("scotland-excel").benefits]


def test_the_stages_follow_a_release() -> None:
    load()
    stage = db.session.scalars(select(Stage).where(Stage.slug == "stopped")).one()
    stage.name = "Ended"
    db.session.commit()
    load()
    assert db.session.scalars(select(Stage.name).where(Stage.slug == "stopped")).one() == "Stopped"


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["slug"])
def test_a_project_keeps_what_is_stated_and_what_is_not(project: dict[str, Any]) -> None:
    load()
    entry = entry_of(project["slug"])
    stored = entry.project
    assert stored is not None
    for fact in ("name", "summary", "description", "theme_note"):
        assert getattr(stored, fact) == project[fact]
    assert stored.theme.slug == project["theme"]
    assert stored.is_theme_inferred == project["theme_inferred"]
    assert [{"role": part.role, "body": part.body.slug, "words": part.words} for part in entry.parts] == project[
        "parts"
    ]
    assert {(step.label, step.date_text, step.is_expected) for step in entry.steps} == {
        (step["label"], step["date"], step.get("expected", False)) for step in project["steps"]
    }
    assert [(each.kind, each.text) for each in sorted(entry.benefits, key=lambda each: each.id)] == [
        (each["kind"], each["text"]) for each in project["benefits"]
    ]
    every = (*entry.parts, *entry.steps, *entry.funding, *entry.benefits, *entry.figures, *entry.papers)
    assert {fact.source for fact in every} == {REGISTER["source"]["words"]}
