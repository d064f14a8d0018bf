"""Reads of the register. All of it is open, so no viewer is asked for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from recruitment.core.errors import NotVisible
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.programme.tables import Body, FundRound, Part, Programme, Project, Status, Theme

_WHOLE = (
    selectinload(Project.theme),
    selectinload(Project.status),
    selectinload(Project.parts).selectinload(Part.body),
)


@dataclass(frozen=True)
class Choice:
    """A theme or status to filter by, with how many projects it would leave beside the other filter."""

    slug: str
    name: str
    description: str
    count: int


@dataclass(frozen=True)
class ProjectList:
    """The projects that both filters leave, and the choices of each."""

    projects: list[Project]
    themes: list[Choice]
    statuses: list[Choice]
    total: int


def the_programme() -> Programme:
    """Raises NotVisible where the register has not been loaded."""
    wanted = select(Programme).options(selectinload(Programme.board_body))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotVisible("the register is not loaded")
    return found


def fund_rounds() -> Sequence[FundRound]:
    return db.session.scalars(select(FundRound).order_by(FundRound.slug)).all()


def projects_by(theme: str | None, status: str | None) -> ProjectList:
    """The register's projects, of a theme and of a status where those are given, in its order."""
    every = db.session.scalars(select(Project).options(*_WHOLE).order_by(Project.position)).all()
    of_theme = [project for project in every if theme in (None, project.theme.slug)]
    of_status = [project for project in every if status in (None, project.status.slug)]
    return ProjectList(
        projects=[project for project in of_theme if project in of_status],
        themes=_choices(Theme, (project.theme_id for project in of_status)),
        statuses=_choices(Status, (project.status_id for project in of_theme)),
        total=len(every),
    )


def _choices(model: Any, chosen: Iterable[int]) -> list[Choice]:
    counts = Counter(chosen)
    rows = db.session.scalars(select(model).order_by(model.position))
    return [Choice(row.slug, row.name, row.description, counts[row.id]) for row in rows]


def project_of(slug: str) -> Project:
    """One entry with its theme, status and bodies. Raises NotVisible."""
    found = db.session.scalars(select(Project).where(Project.slug == slug).options(*_WHOLE)).one_or_none()
    if found is None:
        raise NotVisible("no such project")
    return found


def neighbours(project: Project) -> Sequence[Project]:
    """Other projects of the same theme."""
    same = select(Project).where(Project.theme_id == project.theme_id, Project.id != project.id)
    return db.session.scalars(same.options(selectinload(Project.status)).order_by(Project.position)).all()


def council_slugs(bodies: Iterable[Body]) -> dict[int, str]:
    """Of the bodies that are councils here, the address of each one's page by the body's id."""
    codes = {body.gss_code: body.id for body in bodies if body.gss_code}
    wanted = select(Organisation).where(Organisation.gss_code.in_(codes))
    slugs = {found.gss_code: found.slug for found in db.session.scalars(wanted)}
    return {body: slugs[code] for code, body in codes.items() if code in slugs}
