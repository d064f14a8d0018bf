"""The worker's part of any import: every row is checked while anybody may write, then all are stored in one go."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from sqlalchemy import select

from recruitment.accounts.queries import posts_of
from recruitment.core import clock
from recruitment.core.documents import keep
from recruitment.core.errors import DomainError, IllegalMove, Refused
from recruitment.core.moves import make_move
from recruitment.core.spreadsheets import inert, read_sheet
from recruitment.core.tenancy import changing
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.import_actions import LIMITS, RESULT, Kind, content_of, import_of
from recruitment.vacancies.import_tables import IMPORT, LONGEST_PROBLEM
from recruitment.vacancies.row_columns import MISTAKES, OUTCOME, Layout
from recruitment.vacancies.row_reading import MOST_ROWS, MOST_TITLES, SheetRow, rows_of_sheet

SYSTEM: Final = System("import")
# Rows that are checked before the progress is told.
STEP: Final = 100
# Of mistakes that the page tells; the sheet has all.
MOST_TOLD: Final = 50
REFUSED: Final = "refused"
WORDS: Final = {"new": "New", "changed": "Changed", "unchanged": "Unchanged", REFUSED: "Not imported"}
# Row, outcome, what is wrong by column, and what is to be stored.
Line = tuple[SheetRow, str, dict[str, str], Any]


@dataclass(frozen=True)
class Work:
    """How one kind of sheet is checked and stored.

    `opened`: for a viewer and an organisation what checks some rows; `key_of` facts: what may not stand in two rows,
    named by the column `key`; `store`: stores facts, and counts them by outcome.
    """

    kind: Kind
    layout: Layout
    opened: Callable[[Staff, Organisation], Callable[[Sequence[SheetRow]], Iterable[Line]]]
    key: str
    key_of: Callable[[Any], str]
    store: Callable[[Staff, int, Sequence[Any]], Mapping[str, int]]

    def check(self, import_id: int, person: int) -> None:
        """The dry run."""
        self._work(import_id, person, "checking", partial(self._say_what_was_found, act="find"))

    def run(self, import_id: int, person: int) -> None:
        """Checks once more, because the world may have moved since somebody looked, and stores all rows or none."""
        self._work(import_id, person, "importing", self._store)

    def _work(self, import_id: int, person: int, state: str, end: Any) -> None:
        """Does nothing where another worker has been faster."""
        with only_reading():
            row = import_of(SYSTEM, import_id, self.kind)
            is_due, organisation_id, document_id = row.state == state, row.organisation_id, row.document_id
            viewer = Staff(person, posts_of(person))
        if not is_due:
            return
        try:
            found = self._check(viewer, import_id, organisation_id, document_id)
            end(viewer, import_id, organisation_id, found)
        except DomainError as problem:
            if isinstance(problem, IllegalMove) and problem.noun == IMPORT.noun:
                return
            said = str(problem) if isinstance(problem, Refused) else "Whoever uploaded the file works here no longer."
            with transaction():
                row = import_of(SYSTEM, import_id, self.kind)
                make_move(SYSTEM, row, IMPORT, "fail", problem=said[:LONGEST_PROBLEM])

    def _check(self, viewer: Staff, import_id: int, organisation_id: int, document_id: int) -> "Found":
        """A step of rows at a time, between which others read how far it is; nobody who writes is kept waiting."""
        with only_reading():
            content = content_of(viewer, document_id)
        rows = rows_of_sheet(read_sheet(content, MOST_ROWS + MOST_TITLES + 1, LIMITS), self.layout)
        self._tell(import_id, rows_total=len(rows), rows_done=0)
        with only_reading():
            organisation = db.session.scalars(select(Organisation).where(Organisation.id == organisation_id)).one()
            check = self.opened(viewer, organisation)
        found, seen = Found(rows, self.layout, self.key), dict[str, int]()
        for first in range(0, len(rows), STEP):
            with only_reading():
                for line in check(rows[first : first + STEP]):
                    self._take(found, seen, line)
            self._tell(import_id, rows_done=min(first + STEP, len(rows)))
        return found

    def _take(self, found: "Found", seen: dict[str, int], line: Line) -> None:
        row, what, problems, facts = line
        again = seen.setdefault(self.key_of(facts), row.number) if facts else row.number
        if facts and again != row.number:
            heading = self.layout.by_name[self.key].heading.lower()
            what, problems = REFUSED, {self.key: f"This {heading} stands in row {again} already. Remove one"}
        found.outcomes.append(what)
        found.problems.append(problems)
        if facts:
            found.facts.append(facts)

    def _tell(self, import_id: int, **facts: Any) -> None:
        model: Any = self.kind.model
        with transaction():
            db.session.execute(changing(SYSTEM, model).where(model.id == import_id).values(**facts))

    def _say_what_was_found(
        self, viewer: Staff, import_id: int, organisation_id: int, found: "Found", *, act: str
    ) -> None:
        content = sheet_with_mistakes(found).encode("utf-8-sig")
        with transaction():
            result = keep(organisation_id, RESULT, "rows.csv", "text/csv", content, is_public=False)
            row = import_of(SYSTEM, import_id, self.kind)
            changes: dict[str, Any] = {"result_id": result.id, "mistakes": found.mistakes, **found.counts}
            make_move(SYSTEM, row, IMPORT, act, **changes)

    def _store(self, viewer: Staff, import_id: int, organisation_id: int, found: "Found") -> None:
        """One transaction. Where a row may not be stored any longer, the page says which, as after the first check."""
        if found.counts[REFUSED]:
            self._say_what_was_found(viewer, import_id, organisation_id, found, act="find_again")
            return
        with transaction():
            counts = self.store(viewer, organisation_id, found.facts)
            changes: dict[str, Any] = {"imported_at": clock.now(), **counts}
            make_move(SYSTEM, import_of(SYSTEM, import_id, self.kind), IMPORT, "store", **changes)


@dataclass
class Found:
    """What was found of each row: its outcome, what is wrong by column, and what to store of those that are right."""

    rows: Sequence[SheetRow]
    layout: Layout
    key: str
    outcomes: list[str] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    facts: list[Any] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {what: self.outcomes.count(what) for what in WORDS}

    @property
    def mistakes(self) -> list[dict[str, Any]]:
        """The first of them, for the page."""
        told = (
            {"row": row.number, "reference": shown(row.cells.get(self.key)),
             "column": self.layout.by_name[name].heading, "message": message}
            for row, problems in zip(self.rows, self.problems, strict=True)
            for name, message in problems.items()
        )  # fmt: skip
        return [mistake for _, mistake in zip(range(MOST_TOLD), told, strict=False)]


def sheet_with_mistakes(found: Found) -> str:
    """Every row as it was read, what becomes of it, and what is to mend; nothing in it is calculated when opened."""
    used = [column for column in found.layout.columns if any(column.name in row.cells for row in found.rows)]
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["Row", OUTCOME, MISTAKES, *(column.heading for column in used)])
    for row, what, problems in zip(found.rows, found.outcomes, found.problems, strict=True):
        mistakes = "\n".join(f"{found.layout.by_name[name].heading}: {message}" for name, message in problems.items())
        cells = [inert(shown(row.cells.get(column.name))) for column in used]
        lines.writerow([row.number, WORDS[what], inert(mistakes), *cells])
    return written.getvalue()


def shown(cell: Any) -> str:
    """As it would be read again."""
    if cell is None:
        return ""
    if hasattr(cell, "strftime") and hasattr(cell, "year"):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
