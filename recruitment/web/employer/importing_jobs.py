"""The worker's part of an import: every row is checked while anybody may write, then all are stored in one go."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from sqlalchemy import select

from recruitment.accounts.queries import posts_of
from recruitment.core import clock
from recruitment.core.documents import keep
from recruitment.core.errors import DomainError, IllegalMove, Refused
from recruitment.core.jobs import handler
from recruitment.core.moves import make_move
from recruitment.core.spreadsheets import inert, read_sheet
from recruitment.core.tenancy import changing
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.import_actions import CHECKING, IMPORTING, LIMITS, RESULT, content_of, import_of
from recruitment.vacancies.import_tables import IMPORT, LONGEST_PROBLEM, VacancyImport
from recruitment.vacancies.row_columns import BY_NAME, COLUMNS, MISTAKES, OUTCOME
from recruitment.vacancies.row_reading import MOST_ROWS, MOST_TITLES, SheetRow, rows_of_sheet
from recruitment.vacancies.row_storing import RowFacts, outcome, standing, store_rows
from recruitment.web.rows import RowCheck

SYSTEM: Final = System("import")
# Rows that are checked before the progress is told.
STEP: Final = 100
# Of mistakes that the page tells; the sheet has all.
MOST_TOLD: Final = 50
REFUSED: Final = "refused"
WORDS: Final = {"new": "New", "changed": "Changed", "unchanged": "Unchanged", REFUSED: "Not imported"}


@dataclass
class Found:
    """What was found of each row: its outcome, what is wrong by column, and what to store of those that are right."""

    rows: Sequence[SheetRow]
    outcomes: list[str] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    facts: list[RowFacts] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {what: self.outcomes.count(what) for what in WORDS}

    @property
    def mistakes(self) -> list[dict[str, Any]]:
        """The first of them, for the page."""
        told = (
            {"row": row.number, "reference": _shown(row.cells.get("reference")), "column": BY_NAME[name].heading,
             "message": message}
            for row, problems in zip(self.rows, self.problems, strict=True)
            for name, message in problems.items()
        )  # fmt: skip
        return [mistake for _, mistake in zip(range(MOST_TOLD), told, strict=False)]


@handler(CHECKING)
def check_vacancy_import(import_id: int, person: int) -> None:
    """The dry run."""
    _work(import_id, person, "checking", partial(_say_what_was_found, act="find"))


@handler(IMPORTING)
def import_vacancies(import_id: int, person: int) -> None:
    """Checks once more, because the world may have moved since somebody looked, and stores all rows or none."""
    _work(import_id, person, "importing", _store)


def _work(import_id: int, person: int, state: str, end: Any) -> None:
    """Does nothing where another worker has been faster."""
    with only_reading():
        row = import_of(SYSTEM, import_id)
        is_due, organisation_id, document_id = row.state == state, row.organisation_id, row.document_id
        viewer = Staff(person, posts_of(person))
    if not is_due:
        return
    try:
        found = _check(viewer, import_id, organisation_id, document_id)
        end(viewer, import_id, organisation_id, found)
    except DomainError as problem:
        if isinstance(problem, IllegalMove) and problem.noun == IMPORT.noun:
            return
        said = str(problem) if isinstance(problem, Refused) else "Whoever uploaded the file works here no longer."
        with transaction():
            make_move(SYSTEM, import_of(SYSTEM, import_id), IMPORT, "fail", problem=said[:LONGEST_PROBLEM])


def _check(viewer: Staff, import_id: int, organisation_id: int, document_id: int) -> Found:
    """A step of rows at a time, between which others read how far it is; nobody who writes is kept waiting."""
    with only_reading():
        content = content_of(viewer, document_id)
    rows = rows_of_sheet(read_sheet(content, MOST_ROWS + MOST_TITLES + 1, LIMITS))
    _tell(import_id, rows_total=len(rows), rows_done=0)
    with only_reading():
        organisation = db.session.scalars(select(Organisation).where(Organisation.id == organisation_id)).one()
        check = RowCheck.of(viewer, organisation)
    found, seen = Found(rows), dict[str, int]()
    for first in range(0, len(rows), STEP):
        with only_reading():
            for row, what, problems, facts in _checked(viewer, organisation_id, check, rows[first : first + STEP]):
                again = seen.setdefault(facts.reference, row.number) if facts else row.number
                if facts and again != row.number:
                    what, problems = REFUSED, {"reference": f"This reference stands in row {again} already. Remove one"}
                found.outcomes.append(what)
                found.problems.append(problems)
                if facts:
                    found.facts.append(facts)
        _tell(import_id, rows_done=min(first + STEP, len(rows)))
    return found


def _checked(
    viewer: Staff, organisation_id: int, check: RowCheck, rows: Sequence[SheetRow]
) -> Iterator[tuple[SheetRow, str, dict[str, str], RowFacts | None]]:
    references = [" ".join(_shown(row.cells.get("reference")).split()) for row in rows]
    known = standing(viewer, organisation_id, references)
    for row, reference in zip(rows, references, strict=True):
        held = known.get(reference)
        checked = check.check(row.cells, held.vacancy if held else None)
        if checked.facts is None:
            yield row, REFUSED, checked.problems, None
            continue
        try:
            yield row, outcome(checked.facts, held), {}, checked.facts
        except Refused as problem:
            yield row, REFUSED, {"reference": str(problem)}, checked.facts


def _tell(import_id: int, **facts: Any) -> None:
    with transaction():
        db.session.execute(changing(SYSTEM, VacancyImport).where(VacancyImport.id == import_id).values(**facts))


def _say_what_was_found(viewer: Staff, import_id: int, organisation_id: int, found: Found, *, act: str) -> None:
    content = sheet_with_mistakes(found).encode("utf-8-sig")
    with transaction():
        result = keep(organisation_id, RESULT, "rows.csv", "text/csv", content, is_public=False)
        row = import_of(SYSTEM, import_id)
        changes: dict[str, Any] = {"result_id": result.id, "mistakes": found.mistakes, **found.counts}
        make_move(SYSTEM, row, IMPORT, act, **changes)


def _store(viewer: Staff, import_id: int, organisation_id: int, found: Found) -> None:
    """One transaction. Where a row may not be stored any longer, the page says which, as after the first check."""
    if found.counts[REFUSED]:
        _say_what_was_found(viewer, import_id, organisation_id, found, act="find_again")
        return
    with transaction():
        stored = store_rows(viewer, organisation_id, found.facts)
        changes: dict[str, Any] = {"imported_at": clock.now(), **stored.counts}
        make_move(SYSTEM, import_of(SYSTEM, import_id), IMPORT, "store", **changes)


def sheet_with_mistakes(found: Found) -> str:
    """Every row as it was read, what becomes of it, and what is to mend; nothing in it is calculated when opened."""
    used = [column for column in COLUMNS if any(column.name in row.cells for row in found.rows)]
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["Row", OUTCOME, MISTAKES, *(column.heading for column in used)])
    for row, what, problems in zip(found.rows, found.outcomes, found.problems, strict=True):
        mistakes = "\n".join(f"{BY_NAME[name].heading}: {message}" for name, message in problems.items())
        cells = [inert(_shown(row.cells.get(column.name))) for column in used]
        lines.writerow([row.number, WORDS[what], inert(mistakes), *cells])
    return written.getvalue()


def _shown(cell: Any) -> str:
    """As it would be read again."""
    if cell is None:
        return ""
    if hasattr(cell, "strftime") and hasattr(cell, "year"):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
