"""The register in the database says what the shipped file says, however often it is loaded."""

import json
from importlib import resources

import pytest
from sqlalchemy import func, select

from recruitment.extensions import db
from recruitment.programme.loading import load_register
from recruitment.programme.queries import project_of
from recruitment.programme.tables import Body, FundRound, Part, Programme, Project, Status, Theme

TABLES = (Programme, FundRound, Theme, Status, Body, Project, Part)
REGISTER = json.loads((resources.files("recruitment.programme") / "data" / "register.json").read_text("utf-8"))

pytestmark = pytest.mark.usefixtures("database")


def counts() -> dict[str, int | None]:
    return {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) for model in TABLES}


def load() -> None:
    load_register()
    db.session.commit()
    db.session.expire_all()


def test_every_entry_arrives() -> None:
    load()
    assert counts() == {
        "programme": 1,
        "fund_round": 1,
        "theme": 5,
        "project_status": 4,
        "programme_body": len(REGISTER["bodies"]),
        "project": len(REGISTER["projects"]),
        "project_body": sum(
            len(project["lead_bodies"] or ()) + len(project["partner_bodies"] or ()) for project in REGISTER["projects"]
        ),
    }


def test_loading_again_changes_nothing() -> None:
    load()
    before, ids = counts(), set(db.session.scalars(select(Project.id)))
    load()
    assert counts() == before
    assert set(db.session.scalars(select(Project.id))) == ids


def test_a_changed_entry_is_put_right_and_a_strange_one_goes() -> None:
    load()
    changed = project_of("national-crm")
    changed.name = "Something else"
    strange = {"status_id": changed.status_id, "status_note": "", "theme_id": changed.theme_id, "theme_note": ""}
    db.session.add(
        Project(slug="strange", name="Strange", position=99, is_theme_inferred=False, has_live_figures=False,
                summary="", description=[], **strange)
    )  # fmt: skip
    db.session.commit()
    load()
    assert project_of("national-crm").name == "National CRM"
    assert "strange" not in set(db.session.scalars(select(Project.slug)))


@pytest.mark.parametrize("shipped", REGISTER["projects"], ids=lambda shipped: shipped["slug"])
def test_a_project_keeps_what_is_stated_and_what_is_not(shipped: dict) -> None:
    load()
    stored = project_of(shipped["slug"])
    for fact in ("name", "status_note", "summary", "description", "benefits", "dates", "money"):
        assert getattr(stored, fact) == shipped[fact]
    assert stored.theme.slug == shipped["theme"]
    assert stored.is_theme_inferred == shipped["theme_inferred"]
    assert [part.body.slug for part in stored.leads] == (shipped["lead_bodies"] or [])
    assert [{"body": part.body.slug, "role": part.words} for part in stored.partners] == (
        shipped["partner_bodies"] or []
    )
