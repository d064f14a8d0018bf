"""Published equality figures as tables: answers down, stages across, what is withheld left empty."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, select

from recruitment.applications.equality.questions import versions
from recruitment.applications.equality.tables import STAGES
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.equality_release import counted_answers
from recruitment.reporting.tables import EqualityFigure


@dataclass(frozen=True)
class Cell:
    """`count` and `share` are None where they are withheld; the share is of all that is shown of the stage."""

    count: int | None = None
    share: float | None = None


@dataclass(frozen=True)
class Funnel:
    """One characteristic: for each answer, or each organisation, one cell a stage in the order of STAGES."""

    code: str
    name: str
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]

    @property
    def shows_something(self) -> bool:
        return any(cell.count is not None for _, cells in self.lines for cell in cells)


Key = tuple[str, str]


def equality_years(viewer: Viewer) -> list[int]:
    """The financial years that are published, newest first."""
    wanted = visible(viewer, EqualityFigure).with_only_columns(EqualityFigure.year).distinct()
    return sorted(db.session.scalars(wanted), reverse=True)


def funnels(viewer: Viewer, year: int, organisation_id: int | None) -> list[Funnel]:
    """Every characteristic in one year, of one organisation or, without one, of all together."""
    found = _counts(viewer, EqualityFigure.year == year, _of(organisation_id))
    by_question: dict[str, dict[Key, int]] = defaultdict(dict)
    for figure in found:
        by_question[figure.question][figure.answer, figure.stage] = figure.count
    names = question_names()
    return [
        Funnel(code, names[code], tuple(_lines(list(answers.items()), by_question[code])))
        for code, answers in counted_answers().items()
    ]


def side_by_side(viewer: Viewer, year: int, question: str, answer: str) -> Funnel | None:
    """One answer at each organisation of which something is shown; None for what is no answer."""
    words = counted_answers().get(question, {}).get(answer)
    if words is None:
        return None
    wanted = (EqualityFigure.year == year, EqualityFigure.question == question)
    found = [figure for figure in _counts(viewer, *wanted) if figure.organisation_id is not None]
    shown: dict[tuple[int, str], int] = defaultdict(int)
    for figure in found:
        shown[figure.organisation_id, figure.stage] += figure.count
    counts = {(figure.organisation_id, figure.stage): figure.count for figure in found if figure.answer == answer}
    rows = select(Organisation.id, Organisation.name).where(Organisation.id.in_({number for number, _ in counts}))
    lines = [
        (name, tuple(_cell(counts.get((number, stage)), shown[number, stage]) for stage in STAGES))
        for number, name in sorted(db.session.execute(rows), key=lambda row: row[1])
    ]
    return Funnel(f"{question}-{answer}", f"{question_names()[question]}: {words}", tuple(lines))


def question_names() -> dict[str, str]:
    return {question.code: question.short for version in versions() for question in version.questions}


def _of(organisation_id: int | None) -> ColumnElement[bool]:
    if organisation_id is None:
        return EqualityFigure.organisation_id.is_(None)
    return EqualityFigure.organisation_id == organisation_id


def _counts(viewer: Viewer, *where: ColumnElement[bool]) -> Sequence[Any]:
    """A threshold that was raised since hides what was published under the lower one."""
    smallest = current_app.config["SETTINGS"].suppression_threshold
    return db.session.scalars(visible(viewer, EqualityFigure).where(*where, EqualityFigure.count >= smallest)).all()


def _lines(answers: Sequence[Key], counts: dict[Key, int]) -> Sequence[tuple[str, tuple[Cell, ...]]]:
    shown = {stage: sum(count for (_, at), count in counts.items() if at == stage) for stage in STAGES}
    return [
        (words, tuple(_cell(counts.get((code, stage)), shown[stage]) for stage in STAGES)) for code, words in answers
    ]


def _cell(count: int | None, shown: int) -> Cell:
    return Cell() if count is None else Cell(count, count / shown if shown else None)
