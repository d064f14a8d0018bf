"""Who applied and who went how far, by what applicants told of themselves: published once a year, thin cells never."""

from collections.abc import Mapping, Sequence
from typing import Final

from recruitment.applications.equality.tables import STAGES
from recruitment.core.viewers import Cosla, Operator, Staff, Viewer
from recruitment.reporting.equality_queries import Cell, Funnel, funnels, side_by_side
from recruitment.reporting.equality_release import counted_answers
from recruitment.reporting.reports.filters import ANSWER, OF_WHOM, PUBLISHED_YEAR
from recruitment.reporting.reports.frame import (
    COUNT,
    NAME,
    SHARE,
    Absent,
    Asked,
    Column,
    Report,
    Table,
    Value,
)

STAGE_COLUMNS: Final = tuple(
    column
    for name in STAGES.values()
    for column in (Column(name, COUNT, "equality"), Column(f"{name}, share", SHARE, "equality"))
)
NOTHING: Final = (
    "There is nothing to show yet. The figures of a financial year are published when it is over, on 1 April or the "
    "day after."
)


def _equality(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    if not asked.years:
        return ()
    own = isinstance(viewer, Staff) and asked.one("of") == "own"
    organisation_id = viewer.organisation_ids[0] if isinstance(viewer, Staff) and own else None
    compares = isinstance(viewer, Cosla | Operator)
    answers = counted_answers()
    return [
        _table(funnel, "Answer", _links(asked, funnel.code, answers) if compares else {})
        for funnel in funnels(viewer, asked.years[0], organisation_id)
    ]


def _compared(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    question, _, answer = (asked.one("answer") or "").partition(".")
    funnel = side_by_side(viewer, asked.years[0], question, answer) if asked.years else None
    return [] if funnel is None else [_table(funnel, "Organisation", {})]


def _table(funnel: Funnel, head: str, links: Mapping[str, tuple[str, Mapping[str, str]]]) -> Table:
    shown = [(name, cells) for name, cells in funnel.lines if any(cell.count is not None for cell in cells)]
    hidden = [name for name, cells in funnel.lines if all(cell.count is None for cell in cells)]
    return Table(
        funnel.code.replace("_", "-"), funnel.name, (Column(head, NAME), *STAGE_COLUMNS),
        tuple((name, *_parts(cells)) for name, cells in shown),
        _says(shown),
        note=f"Withheld at every stage: {'; '.join(hidden)}." if hidden else "", links=links,
    )  # fmt: skip


def _parts(cells: Sequence[Cell]) -> tuple[Value, ...]:
    return tuple(
        Absent.WITHHELD if part is None else part
        for cell in cells
        for part in ((cell.count, cell.share) if cell.count is not None and cell.share is not None else (None, None))
    )


def _says(shown: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    applied = [(cells[0].share, name) for name, cells in shown if cells[0].share is not None]
    if not applied:
        return "Too few to show anything of."
    share, name = max(applied)
    return f"Of those who applied and are shown here, {share:.0%} answered “{name}”." if len(applied) > 1 else ""


def _links(
    asked: Asked, question: str, answers: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, Mapping[str, str]]]:
    year = str(asked.years[0])
    return {
        words: (COMPARED.code, {"answer": f"{question}.{answer}", "year": year})
        for answer, words in answers[question].items()
    }


LEAD: Final = (
    "Who applied, and who was shortlisted, interviewed, offered and appointed, by what applicants told of themselves. "
    "Sums of a whole year."
)
EQUALITY: Final = Report("equality", "Equality", LEAD, "People", (PUBLISHED_YEAR,), _equality, nothing=NOTHING)
OWN_EQUALITY: Final = Report(
    "equality", "Equality", LEAD, "People", (PUBLISHED_YEAR, OF_WHOM), _equality, nothing=NOTHING
)
COMPARED: Final = Report(
    "equality-compared", "Equality side by side", "One answer at each organisation, where the count is not withheld.",
    "People", (PUBLISHED_YEAR, ANSWER), _compared,
    nothing="No organisation has enough applications of this answer to show them apart.",
)  # fmt: skip
