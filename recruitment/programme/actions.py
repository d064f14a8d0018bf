"""Keeping the register: adding, altering, withdrawing and putting back, each told in its public history with a reason.

Nothing is deleted: what was public and is wrong is altered or withdrawn, and the history says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import keep_bytes
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import kind_of
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import changing, rows_hit
from recruitment.core.viewers import Cosla, Operator, Viewer
from recruitment.extensions import db
from recruitment.organisations.actions import slug_of
from recruitment.programme.fact_tables import UNSCANNED, WAITING, Change, Dated, Paper, Part
from recruitment.programme.nouns import OF_MODEL, Noun, title_of, told_of
from recruitment.programme.rules import TAKEN, sort_key
from recruitment.programme.tables import Body, Project, Theme

CHECK = "check_register_paper"
_SAME_NAME = "There is one of this name already. Use another name, or alter that one"
SAME: dict[Any, str] = {
    Theme: _SAME_NAME,
    Body: _SAME_NAME,
    Project: _SAME_NAME,
    Part: "The body has this part in the project already. Alter that one, or put it back if it is withdrawn",
}


def keeping_for(viewer: Viewer) -> str:
    """The body for which somebody keeps the register. Raises Refused for everybody else."""
    if isinstance(viewer, Operator):
        return "COSLA"
    if isinstance(viewer, Cosla) and viewer.keeps_for:
        return viewer.keeps_for
    raise Refused("COSLA’s operators and the Improvement Service keep the register. Your account reads it.")


def add(viewer: Viewer, noun: Noun, facts: dict[str, Any], why: str, project: Project | None = None) -> Any:
    """A new row, flushed. Raises Refused when there is such a one, or while its project is withdrawn."""
    keeper = keeping_for(viewer)
    _require_open(project)
    facts = _whole(noun, facts)
    row = noun.model(**facts, **_address(noun, facts), **({"project_id": project.id} if project else {}))
    with _once(noun):
        db.session.add(row)
    _remember(viewer, keeper, row, "added", why, told_of(noun, {}, facts))
    return row


def alter(viewer: Viewer, row: Any, facts: dict[str, Any], seen: int, why: str) -> None:
    """Changes a row that is still as it was `seen`. Raises Refused when nothing differs, IllegalMove when it is not."""
    keeper, noun = keeping_for(viewer), OF_MODEL[type(row)]
    before = {name: getattr(row, name) for name in {**facts, **noun.labels}}
    after = _whole(noun, {**before, **facts})
    told = told_of(noun, before, after)
    if not told:
        raise Refused("Nothing is altered. Change an answer first")
    with _once(noun):
        _change(viewer, row, seen, "alter", row.__class__.withdrawn_at.is_(None), **after)
    _remember(viewer, keeper, row, "altered", why, told)


def withdraw(viewer: Viewer, row: Any, seen: int, why: str) -> None:
    """Takes a row out of lists and figures. Raises Refused where others still stand on it."""
    keeper = keeping_for(viewer)
    _require_unneeded(row)
    still = row.__class__.withdrawn_at.is_(None)
    _change(viewer, row, seen, "withdraw", still, withdrawn_at=clock.now(), withdrawn_why=why)
    _remember(viewer, keeper, row, "withdrawn", why, [])


def put_back(viewer: Viewer, row: Any, seen: int, why: str) -> None:
    keeper = keeping_for(viewer)
    gone = row.__class__.withdrawn_at.is_not(None)
    _change(viewer, row, seen, "put back", gone, withdrawn_at=None, withdrawn_why="")
    _remember(viewer, keeper, row, "put back", why, [])


def stored(content: bytes, filename: str) -> dict[str, Any]:
    """The facts of a paper whose bytes are kept here. Raises Refused for what is no document."""
    kind = kind_of(content, filename)
    state = WAITING if current_app.config["SETTINGS"].clamd_url else UNSCANNED
    return {"url": "", "digest": keep_bytes(content), "kind": kind, "size": len(content), "state": state}


NO_FILE = {"digest": "", "kind": "", "size": 0, "state": ""}


@contextmanager
def _once(noun: Noun) -> Iterator[None]:
    """Raises Refused where another row has the same name, or the body the same part."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError as beaten:
        if noun.model not in SAME:
            raise
        raise Refused(SAME[noun.model]) from beaten


def _whole(noun: Noun, facts: dict[str, Any]) -> dict[str, Any]:
    """With what follows from the facts. Raises Refused for a date that is none."""
    if not issubclass(noun.model, Dated):
        return facts
    try:
        key = sort_key(facts.get("date_text", ""))
    except ValueError as problem:
        raise Refused(str(problem)) from problem
    if facts.get("stage_id") and not key and not facts.get("is_expected"):
        raise Refused("Enter when the stage was reached, as far as it is known")
    return {**facts, "date_key": key}


def _address(noun: Noun, facts: dict[str, Any]) -> dict[str, Any]:
    """Where a new theme, body or project is found for good, and its place after the others."""
    if noun.is_fact:
        return {}
    slug = slug_of(facts["name"])
    if not slug:
        raise Refused("Use letters or digits in the name")
    made: dict[str, Any] = {"slug": f"{slug}-project"[-80:] if noun.model is Project and slug in TAKEN else slug}
    if noun.model is not Body:
        made["position"] = (db.session.scalar(select(func.max(noun.model.position))) or 0) + 1
    return made


def _require_open(project: Project | None) -> None:
    if project is not None and project.is_withdrawn:
        raise Refused("The project is withdrawn. Put it back first")


def _require_unneeded(row: Any) -> None:
    if isinstance(row, Theme):
        needing = select(Project).where(Project.theme_id == row.id, Project.withdrawn_at.is_(None))
    elif isinstance(row, Body):
        needing = select(Part).where(Part.body_id == row.id, Part.withdrawn_at.is_(None))
    else:
        return
    if db.session.scalars(needing).first() is not None:
        what = "Projects are of this theme" if isinstance(row, Theme) else "The body has a part in projects"
        raise Refused(f"{what}. Change them first")


def _change(viewer: Viewer, row: Any, seen: int, act: str, still: Any, **values: Any) -> None:
    model = type(row)
    unchanged = changing(viewer, model).where(model.id == row.id, model.version == seen, still)
    if rows_hit(unchanged.values(**values, version=seen + 1, changed_at=clock.now())) != 1:
        raise IllegalMove(OF_MODEL[model].name, act)
    db.session.refresh(row)


def _remember(viewer: Viewer, keeper: str, row: Any, act: str, why: str, told: list[dict[str, str]]) -> None:
    project = row.id if isinstance(row, Project) else getattr(row, "project_id", None)
    noun = OF_MODEL[type(row)]
    db.session.add(
        Change(at=clock.now(), noun=noun.name, row_id=row.id, act=act, title=title_of(row), project_id=project,
               by=keeper, why=why, told=told)
    )  # fmt: skip
    record(viewer, f"register: {act}", row, reason=why)
    if isinstance(row, Paper) and row.state == WAITING:
        enqueue(CHECK, {"paper_id": row.id}, key=f"{CHECK}:{row.id}:{row.version}")
    db.session.flush()
