"""The register as its keepers see it: all that is in it, withdrawn things too, each with the way to change it."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import Refused
from recruitment.core.viewers import Viewer
from recruitment.programme.actions import keeping_for
from recruitment.programme.fact_tables import INFECTED, WAITING
from recruitment.programme.history import last_changes
from recruitment.programme.keepers_queries import all_of, row_of
from recruitment.programme.nouns import NOUNS, Noun, in_words, title_of
from recruitment.programme.queries import Asked, projects_by, the_programme
from recruitment.programme.tables import Project
from recruitment.web.doors import cosla
from recruitment.web.public.programme import LONGEST_QUESTION, STAGE_COLOURS

SECTIONS = {
    "parts": "Bodies and their parts", "steps": "Stages and dates", "funding": "Funding decisions",
    "benefits": "Benefits", "figures": "Figures", "papers": "Documents and links",
}  # fmt: skip
STANDINGS = {
    WAITING: "Being checked for malware. It can be opened once that is done.",
    INFECTED: "Malware was found, so the file was deleted. Withdraw this entry, or put a clean file in its place.",
}


@cosla.get("/register")
def register(viewer: Viewer) -> ResponseReturnValue:
    words = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    found, usual = projects_by(Asked(words)), the_programme().source["words"]
    return render_template(
        "cosla/register/register.html",
        found=found,
        words=words,
        withdrawn=[project for project in all_of(Project) if project.is_withdrawn],
        changed=last_changes(),
        lists=[
            (key, name, _rows(NOUNS[key], None, usual)) for key, name in (("themes", "Themes"), ("bodies", "Bodies"))
        ],
        may_keep=may_keep(viewer),
        colours=STAGE_COLOURS,
    )


def may_keep(viewer: Viewer) -> bool:
    try:
        return bool(keeping_for(viewer))
    except Refused:
        return False


@cosla.get("/register/projects/<int:project_id>")
def register_project(viewer: Viewer, project_id: int) -> ResponseReturnValue:
    project = row_of(Project, project_id)
    return render_template(
        "cosla/register/register_project.html",
        project=project,
        facts=_told(NOUNS["projects"], project),
        sections=[(key, name, _rows(NOUNS[key], project.id, project.source)) for key, name in SECTIONS.items()],
        may_keep=may_keep(viewer),
    )


@cosla.get("/register/programme")
def register_programme(viewer: Viewer) -> ResponseReturnValue:
    """What is of the programme as a whole: dates, decisions for several projects together, documents."""
    usual = the_programme().source["words"]
    return render_template(
        "cosla/register/register_programme.html",
        sections=[(key, name, _rows(NOUNS[key], None, usual)) for key, name in SECTIONS.items() if key != "parts"],
        may_keep=may_keep(viewer),
    )


def _rows(noun: Noun, project_id: int | None, usual: str) -> list[dict[str, Any]]:
    """Each with its facts; its source where it is not the `usual` one."""
    return [
        {
            "id": row.id,
            "title": title_of(row),
            "facts": [
                (name, said) for name, said in _told(noun, row) if name != noun.labels[noun.titled_by] and said != usual
            ],
            "withdrawn": row.withdrawn_why if row.is_withdrawn else "",
            "standing": STANDINGS.get(getattr(row, "state", ""), ""),
            "alter": url_for("cosla.alter_entry", kind=noun.key, row_id=row.id),
            "withdraw": url_for("cosla.withdraw_entry", kind=noun.key, row_id=row.id),
        }
        for row in all_of(noun.model, project_id)
    ]


def _told(noun: Noun, row: Any) -> list[tuple[str, str]]:
    """The facts that it has, in words."""
    said = ((label, in_words(name, getattr(row, name), getattr(row, "is_money", False)))
            for name, label in noun.labels.items() if getattr(row, name) is not False)  # fmt: skip
    return [(label, words) for label, words in said if words]
