"""Reads of the register. All of it is open, so no viewer is asked for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from recruitment.core.errors import NotVisible
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.programme.fact_tables import (
    LEAD,
    PARTNER,
    SPONSOR,
    Benefit,
    Dated,
    Figure,
    Funding,
    Paper,
    Part,
    Step,
)  # fmt: skip
from recruitment.programme.tables import Body, Programme, Project, Stage, Theme

FACTS: tuple[Any, ...] = (Part, Step, Funding, Benefit, Figure, Paper)
BESIDE: dict[Any, Any] = {Part: selectinload(Part.body), Step: selectinload(Step.stage)}


@dataclass
class Entry:
    """A project, or with none the programme, and its facts that are not withdrawn."""

    project: Project | None
    parts: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    funding: list[Funding] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def theme(self) -> str:
        """Its slug; the programme itself is of none."""
        return self.project.theme.slug if self.project else ""

    @property
    def reached(self) -> Step | None:
        """The step of the stage at which the project stands: of those reached the latest."""
        return next((step for step in reversed(self.steps) if step.stage and not step.is_expected), None)

    @property
    def stage(self) -> Stage | None:
        return self.reached.stage if self.reached else None

    def parts_as(self, role: str) -> list[Part]:
        return [part for part in self.parts if part.role == role]

    @property
    def words(self) -> str:
        """All that a search looks through."""
        project = self.project
        said = [project.name, project.summary, project.description, project.theme.name] if project else []
        said += [part.body.name + " " + part.body.full_name + " " + part.words for part in self.parts]
        said += [f"{step.label} {step.note}" for step in self.steps]
        said += [f"{each.label} {each.fund} {each.note}" for each in self.funding]
        said += [each.text for each in self.benefits] + [each.label for each in self.figures]
        said += [f"{paper.title} {paper.publisher}" for paper in self.papers]
        return " ".join(said).casefold()


@dataclass(frozen=True)
class Choice:
    """A theme, stage or body to filter by, with how many projects it would leave beside the other filters."""

    slug: str
    name: str
    description: str
    count: int


@dataclass(frozen=True)
class Asked:
    """What the list is asked for; an empty part means all."""

    words: str = ""
    theme: str = ""
    stage: str = ""
    body: str = ""


@dataclass(frozen=True)
class ProjectList:
    """The projects that all filters leave, and the choices of each."""

    entries: list[Entry]
    themes: list[Choice]
    stages: list[Choice]
    bodies: list[Choice]
    total: int


def the_programme() -> Programme:
    """Raises NotVisible where the register has not been loaded."""
    wanted = select(Programme).options(selectinload(Programme.board_body))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotVisible("the register is not loaded")
    return found


def entries() -> list[Entry]:
    """Every project that is not withdrawn, in the register's order."""
    wanted = select(Project).where(Project.withdrawn_at.is_(None)).options(selectinload(Project.theme))
    return _with_facts(db.session.scalars(wanted.order_by(Project.position, Project.id)).all())


def entry_of(slug: str) -> Entry:
    """One project with its facts, withdrawn or not: what was public can be read. Raises NotVisible."""
    wanted = select(Project).where(Project.slug == slug).options(selectinload(Project.theme))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotVisible("no such project")
    return _with_facts([found])[0]


def of_the_programme() -> Entry:
    """What is of the programme as a whole."""
    return _with_facts([None])[0]


def _with_facts(projects: Sequence[Project | None]) -> list[Entry]:
    made = {project.id if project else None: Entry(project) for project in projects}
    numbers = [number for number in made if number is not None]
    for model, name in zip(FACTS, ("parts", "steps", "funding", "benefits", "figures", "papers"), strict=True):
        of_these = model.project_id.in_(numbers) if numbers else model.project_id.is_(None)
        wanted = select(model).where(of_these, model.withdrawn_at.is_(None)).order_by(model.id)
        if model in BESIDE:
            wanted = wanted.options(BESIDE[model])
        rows = db.session.scalars(wanted).all()
        # What has no date stands last, in the order in which it was written down.
        for row in sorted(rows, key=_by_date) if issubclass(model, Dated) else rows:
            getattr(made[row.project_id], name).append(row)
    return list(made.values())


def _by_date(row: Any) -> tuple[bool, str, int]:
    return (not row.date_key, row.date_key, row.id)


def projects_by(asked: Asked) -> ProjectList:
    """The register's projects that hold every word, of the theme, stage and body asked for."""
    every = entries()
    wanted = asked.words.casefold().split()
    spoken = [entry for entry in every if all(word in entry.words for word in wanted)]

    def left(without: str) -> list[Entry]:
        return [
            entry for entry in spoken
            if (without == "theme" or asked.theme in ("", entry.theme))
            and (without == "stage" or asked.stage in ("", entry.stage.slug if entry.stage else "none"))
            and (without == "body" or not asked.body or asked.body in {part.body.slug for part in entry.parts})
        ]  # fmt: skip

    named = {part.body for entry in every for part in entry.parts if not part.body.is_withdrawn}
    with_body = Counter(number for entry in left("body") for number in {part.body_id for part in entry.parts})
    return ProjectList(
        entries=left(""),
        themes=_choices(themes(), (entry.project.theme_id for entry in left("theme") if entry.project)),
        stages=_choices(stages(), (entry.stage.id for entry in left("stage") if entry.stage)),
        bodies=[Choice(each.slug, each.name, "", with_body[each.id]) for each in sorted(named, key=_by_name)],
        total=len(every),
    )


def _by_name(row: Any) -> str:
    return str(row.name.removeprefix("The ").casefold())


def stages() -> Sequence[Stage]:
    return db.session.scalars(select(Stage).order_by(Stage.position)).all()


def _choices(rows: Iterable[Any], chosen: Iterable[int]) -> list[Choice]:
    counts = Counter(chosen)
    return [Choice(row.slug, row.name, row.description, counts[row.id]) for row in rows]


def neighbours(project: Project) -> Sequence[Project]:
    """Other projects of the same theme."""
    same = select(Project).where(
        Project.theme_id == project.theme_id, Project.id != project.id, Project.withdrawn_at.is_(None)
    )
    return db.session.scalars(same.order_by(Project.position, Project.id)).all()


def themes(besides: int | None = None) -> Sequence[Theme]:
    """Those not withdrawn, in their order; and the one of this id, whatever became of it."""
    wanted = select(Theme).where(or_(Theme.withdrawn_at.is_(None), Theme.id == besides))
    return db.session.scalars(wanted.order_by(Theme.position, Theme.id)).all()


def bodies(besides: int | None = None) -> list[Body]:
    """The same, by name."""
    wanted = select(Body).where(or_(Body.withdrawn_at.is_(None), Body.id == besides))
    return sorted(db.session.scalars(wanted), key=_by_name)


def body_by_slug(slug: str) -> Body | None:
    return db.session.scalars(select(Body).where(Body.slug == slug)).one_or_none()


def body_by_code(gss_code: str | None) -> Body | None:
    """The body that a council of organisations is in the register."""
    if not gss_code:
        return None
    return db.session.scalars(select(Body).where(Body.gss_code == gss_code)).one_or_none()


def parts_of(body: Body) -> list[tuple[Part, Entry]]:
    """What a body has a part in: what it leads, then where it is a partner, then what it sponsors."""
    order = (LEAD, PARTNER, SPONSOR)
    found = [(part, entry) for entry in entries() for part in entry.parts if part.body_id == body.id]
    return sorted(found, key=lambda pair: order.index(pair[0].role))


def projects_of_bodies() -> dict[int, int]:
    """In how many projects each body has a part, by its id."""
    return Counter(number for entry in entries() for number in {part.body_id for part in entry.parts})


def paper_of(paper_id: int) -> Paper:
    """A document kept here that may be opened. Raises NotVisible."""
    wanted = select(Paper).where(Paper.id == paper_id, Paper.withdrawn_at.is_(None), Paper.digest != "")
    found = db.session.scalars(wanted).one_or_none()
    if found is None or not found.is_open:
        raise NotVisible("no such document")
    return found


def council_slugs(found: Iterable[Body]) -> dict[int, str]:
    """Of the bodies that are councils here, the address of each one's page by the body's id."""
    codes = {body.gss_code: body.id for body in found if body.gss_code}
    wanted = select(Organisation).where(Organisation.gss_code.in_(codes))
    slugs = {each.gss_code: each.slug for each in db.session.scalars(wanted)}
    return {body: slugs[code] for code, body in codes.items() if code in slugs}


def on_the_timeline() -> dict[str, list[tuple[Any, Project | None]]]:
    """Everything with a date by year, oldest first."""
    found = [
        (row, entry.project)
        for entry in (of_the_programme(), *entries())
        for row in (*entry.steps, *entry.funding, *entry.papers)
        if row.date_key
    ]
    years: dict[str, list[tuple[Any, Project | None]]] = defaultdict(list)
    for row, project in sorted(found, key=_in_time):
        years[row.date_key[:4]].append((row, project))
    return dict(years)


def _in_time(pair: tuple[Any, Project | None]) -> tuple[Any, ...]:
    """What is only known to have been done by a date follows what has the date; the programme comes first."""
    row, project = pair
    said = row.date_text.casefold()
    return (
        row.date_key,
        said.startswith("by "),
        not said.startswith("early"),
        said,
        project.position if project else -1,
        row.id,
    )
