"""The shipped register into the database: run again it changes nothing, after a new release what is new."""

import json
from collections.abc import Iterable
from importlib import resources
from typing import Any

from sqlalchemy import delete, select

from recruitment.extensions import db
from recruitment.programme.tables import LEAD, PARTNER, Body, FundRound, Part, Programme, Project, Status, Theme

PROGRAMME = "shared-services"
Facts = dict[str, Any]


def load_register() -> None:
    """Puts `data/register.json` into the tables; what it no longer names goes. The caller commits."""
    source = resources.files("recruitment.programme") / "data" / "register.json"
    register: Facts = json.loads(source.read_text(encoding="utf-8"))
    db.session.execute(delete(Part))
    bodies = _store(Body, map(_body, register["bodies"]))
    themes = _store(Theme, _in_order(register["themes"]))
    statuses = _store(Status, _in_order(map(_status, register["statuses"])))
    rounds = _store(FundRound, map(_round, register["fund"]["rounds"]))
    programmes = _store(Programme, [_programme(register, bodies)])
    projects = _store(Project, _in_order(_project(each, themes, statuses) for each in register["projects"]))
    _store_parts(projects, bodies, register["projects"])
    # Last, and in this order, so that nothing goes while a row still points to it.
    for model, kept in (
        (Project, projects), (Programme, programmes), (FundRound, rounds), (Theme, themes), (Status, statuses),
        (Body, bodies),
    ):  # fmt: skip
        db.session.execute(delete(model).where(model.slug.not_in(kept)))


def _store(model: Any, wanted: Iterable[Facts]) -> dict[str, int]:
    """Rows of `model` made or changed by their slug; returns the id of each slug."""
    rows = {row.slug: row for row in db.session.scalars(select(model))}
    stored = {}
    for facts in wanted:
        row = rows.get(facts["slug"]) or model()
        for name, value in facts.items():
            setattr(row, name, value)
        db.session.add(row)
        stored[facts["slug"]] = row
    db.session.flush()
    return {slug: row.id for slug, row in stored.items()}


def _in_order(entries: Iterable[Facts]) -> list[Facts]:
    return [{**facts, "position": position} for position, facts in enumerate(entries)]


def _body(facts: Facts) -> Facts:
    same = ("slug", "name", "full_name", "kind", "description")
    return {**{name: facts[name] for name in same}, "gss_code": facts["council_gss"]}


def _status(facts: Facts) -> Facts:
    return {"slug": facts["code"], "name": facts["name"], "description": facts["description"]}


def _round(facts: Facts) -> Facts:
    return {
        "slug": facts["approved_month"],
        "label": facts["label"],
        "approved": facts["approved"],
        "approved_by": facts["approved_by"],
        "money_label": facts["money"]["label"],
        "pence": facts["money"]["pence"],
    }


def _programme(register: Facts, bodies: dict[str, int]) -> Facts:
    programme, board, fund = register["programme"], register["board"], register["fund"]
    return {
        "slug": PROGRAMME,
        **{name: programme[name] for name in ("name", "as_of", "summary", "description", "dates")},
        "source": register["source"],
        "board": board,
        "board_body_id": bodies[board["body"]],
        "fund_name": fund["name"],
        "fund_description": fund["description"],
    }


SAME_NAMES = ("slug", "name", "status_note", "theme_note", "summary", "description", "benefits", "dates", "money")


def _project(facts: Facts, themes: dict[str, int], statuses: dict[str, int]) -> Facts:
    return {
        **{name: facts[name] for name in SAME_NAMES},
        "status_id": statuses[facts["status"]],
        "theme_id": themes[facts["theme"]],
        "is_theme_inferred": facts["theme_inferred"],
        "has_live_figures": facts["live_figures"],
    }


def _store_parts(projects: dict[str, int], bodies: dict[str, int], register: list[Facts]) -> None:
    for facts in register:
        leads = [(body, LEAD, "") for body in facts["lead_bodies"] or ()]
        partners = [(each["body"], PARTNER, each["role"]) for each in facts["partner_bodies"] or ()]
        db.session.add_all(
            Part(project_id=projects[facts["slug"]], body_id=bodies[body], position=position, role=role, words=words)
            for position, (body, role, words) in enumerate((*leads, *partners))
        )
    db.session.flush()
