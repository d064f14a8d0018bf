"""The first filling of the register. People keep it from then on, so what a later release ships changes none of it."""

import json
from importlib import resources
from typing import Any

from sqlalchemy import select

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.programme.fact_tables import Benefit, Change, Figure, Funding, Paper, Part, Step
from recruitment.programme.rules import sort_key
from recruitment.programme.tables import Body, Programme, Project, Stage, Theme

PROGRAMME = "shared-services"
BY = "The register’s first filling"
Facts = dict[str, Any]


def load_register() -> None:
    """Puts `data/register.json` into empty tables; stages alone follow each release. The caller commits."""
    source = resources.files("recruitment.programme") / "data" / "register.json"
    register: Facts = json.loads(source.read_text(encoding="utf-8"))
    stages = _stages(register["stages"])
    if db.session.scalars(select(Programme)).first() is None:
        _fill(register, stages)


def _stages(shipped: list[Facts]) -> dict[str, Stage]:
    rows = {row.slug: row for row in db.session.scalars(select(Stage))}
    for position, facts in enumerate(shipped):
        row = rows.setdefault(facts["slug"], Stage(slug=facts["slug"]))
        row.position, row.name, row.description = position, facts["name"], facts["description"]
        db.session.add(row)
    db.session.flush()
    return rows


def _fill(register: Facts, stages: dict[str, Stage]) -> None:
    told = register["source"]["words"]
    bodies = {facts["slug"]: Body(**facts, source=told) for facts in register["bodies"]}
    themes = {
        facts["slug"]: Theme(**facts, position=position, source=told)
        for position, facts in enumerate(register["themes"])
    }
    db.session.add_all([*bodies.values(), *themes.values()])
    db.session.flush()
    db.session.add(_programme(register, bodies))
    _add_facts(register["programme"], None, stages, told)
    for position, facts in enumerate(register["projects"]):
        project = _project(facts, themes, position, told)
        db.session.add(project)
        db.session.flush()
        for part in facts["parts"]:
            body = bodies[part["body"]].id
            db.session.add(
                Part(project_id=project.id, body_id=body, role=part["role"], words=part["words"], source=told)
            )
        _add_facts(facts, project.id, stages, told)
        db.session.flush()
        db.session.add(_entered(project, told))
    db.session.flush()


def _programme(register: Facts, bodies: dict[str, Body]) -> Programme:
    programme, board, fund = register["programme"], register["board"], register["fund"]
    return Programme(
        slug=PROGRAMME,
        **{name: programme[name] for name in ("name", "as_of", "summary", "description")},
        source=register["source"],
        board=board,
        board_body_id=bodies[board["body"]].id,
        fund_name=fund["name"],
        fund_description=fund["description"],
    )


SAME_NAMES = ("slug", "name", "theme_note", "summary", "description")


def _project(facts: Facts, themes: dict[str, Theme], position: int, told: str) -> Project:
    return Project(
        **{name: facts[name] for name in SAME_NAMES},
        position=position,
        theme_id=themes[facts["theme"]].id,
        is_theme_inferred=facts["theme_inferred"],
        has_live_figures=facts["live_figures"],
        source=told,
    )


def _add_facts(facts: Facts, project: int | None, stages: dict[str, Stage], told: str) -> None:
    """Steps, funding, benefits, figures and papers; what a kind has none of is left out of the file."""
    of = {"project_id": project, "source": told}
    for each in facts.get("steps", ()):
        stage = stages[each["stage"]].id if "stage" in each else None
        note, expected = each.get("note", ""), each.get("expected", False)
        db.session.add(Step(**of, **_dated(each), label=each["label"], stage_id=stage, note=note, is_expected=expected))
    for each in facts.get("funding", ()):
        same = {name: each.get(name, "") for name in ("label", "fund", "decided_by", "note")}
        db.session.add(Funding(**of, **_dated(each), **same, pence=each.get("pence")))
    for each in facts.get("benefits", ()):
        db.session.add(Benefit(**of, **_dated(each), kind=each["kind"], text=each["text"]))
    for each in facts.get("figures", ()):
        same = {name: each[name] for name in ("label", "number", "unit", "note")}
        db.session.add(Figure(**of, **_dated(each), **same, is_money=each["money"]))
    for each in facts.get("papers", ()):
        same = {name: each.get(name, "") for name in ("title", "publisher", "url")}
        db.session.add(Paper(**of, **_dated(each), **same))


def _dated(facts: Facts) -> Facts:
    words = facts.get("date", "")
    return {"date_text": words, "date_key": sort_key(words)}


def _entered(project: Project, told: str) -> Change:
    return Change(
        at=clock.now(), noun="project", row_id=project.id, act="entered", title=project.name, project_id=project.id,
        by=BY, why=f"Taken from the {told}", told=[],
    )  # fmt: skip
