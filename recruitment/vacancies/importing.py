"""Adverts as published, one JSON object a line, into vacancies of the organisations that employ.

A line that fails stops no other; each is reported. Lines met again change nothing, or what changed at their source.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.exc import DBAPIError

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.organisations.actions import add_organisation
from recruitment.organisations.queries import organisations
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.importing_rows import (
    LONGEST_LINE,
    PublishedAdvert,
    Unreadable,
    Unusable,
    read_line,
)
from recruitment.vacancies.importing_storing import IMPORT, store
from recruitment.vacancies.reading.employer import kind_of, normal_name

Progress = Callable[[str], None]
# Lines that are committed together: few enough that others may write between.
BATCH = 100
# Seconds of silence after which somebody who waits wants to hear something.
SILENCE = 2.0
STATUSES = ("imported", "updated", "unchanged", "refused")
CLEAN, SOME_REFUSED, UNREADABLE = 0, 1, 2
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a line. `status`: one of STATUSES; `reason` says why it was refused."""

    line: int
    status: str
    title: str = ""
    employer: str = ""
    reference: str = ""
    doubts: tuple[str, ...] = ()
    reason: str = ""

    @property
    def sentence(self) -> str:
        """The row as one line of text."""
        what = f"{self.title} ({self.employer})" if self.title else "not an advert"
        if self.status == "refused":
            return f"line {self.line}: refused: {what}: {self.reason}"
        if self.doubts and self.status != "unchanged":
            return f"line {self.line}: {self.status} with doubts: {what}: {' '.join(self.doubts)}"
        return f"line {self.line}: {self.status}: {what}"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """`exit_code`: CLEAN, SOME_REFUSED, or UNREADABLE with the `problem`."""

    rows: tuple[RowReport, ...]
    exit_code: int
    problem: str = ""

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(row.status for row in self.rows)
        doubtful = sum(bool(row.doubts) and row.status == "imported" for row in self.rows)
        return {**{name: counted[name] for name in STATUSES}, "imported_with_doubts": doubtful}

    @property
    def summary(self) -> str:
        counts = self.counts
        said = [f"{counts[name]} {name}" for name in STATUSES]
        return f"{', '.join(said)}; {counts['imported_with_doubts']} of those imported have doubts"

    def as_dict(self) -> dict[str, Any]:
        """For the report as JSON."""
        return {
            "exit_code": self.exit_code,
            "problem": self.problem,
            "counts": self.counts,
            "rows": [asdict(row) for row in self.rows],
        }


def import_adverts(
    lines: Iterable[str | bytes],
    *,
    create_organisations: bool,
    dry_run: bool,
    move_closing_dates: bool,
    progress: Progress,
) -> list[RowReport]:
    """Takes adverts in and reports a row for each line that is not empty; the caller commits.

    `create_organisations` adds employers that are not there, councils excepted. `dry_run` reports the same and stores
    nothing. `move_closing_dates` is for demonstrations: what has closed, or never says when, closes in weeks to come.
    """
    return _Intake(create_organisations, dry_run, move_closing_dates, progress).take(enumerate(lines, start=1))


def run_import(
    path: Path,
    *,
    create_organisations: bool,
    dry_run: bool,
    move_closing_dates: bool,
    progress: Progress,
) -> ImportResult:
    """Imports a file and commits as it goes."""
    intake = _Intake(create_organisations, dry_run, move_closing_dates, progress)
    rows: list[RowReport] = []
    try:
        with path.open("rb") as file:
            numbered = enumerate(_lines(file), start=1)
            while batch := list(islice(numbered, BATCH)):
                with transaction():
                    rows += intake.take(batch)
    except OSError as problem:
        return ImportResult(tuple(rows), UNREADABLE, f"{path} cannot be read: {problem.strerror}")
    if rows and intake.unreadable == len(rows):
        return ImportResult(tuple(rows), UNREADABLE, f"{path} holds no line that is a JSON object")
    refused = any(row.status == "refused" for row in rows)
    return ImportResult(tuple(rows), SOME_REFUSED if refused else CLEAN)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines of a file; of one that is too long no more than shows that it is."""
    # A byte more than fits shows it, whatever the characters.
    most = 4 * LONGEST_LINE + 1
    while line := file.readline(most):
        yield line
        while len(line) == most and not line.endswith(b"\n"):
            line = file.readline(most)


@dataclass
class _Intake:
    """The state of one import: which employers there are, and which adverts were met."""

    create_organisations: bool
    dry_run: bool
    move_closing_dates: bool
    progress: Progress
    unreadable: int = 0
    met: dict[str, int] = field(default_factory=dict)
    employers: dict[str, Organisation] = field(default_factory=dict)
    spoke_at: float = field(default_factory=clock.ticks)

    def take(self, numbered: Iterable[tuple[int, str | bytes]]) -> list[RowReport]:
        """Reports of the lines, stored within the caller's transaction."""
        self.employers = {normal_name(each.name): each for each in organisations()}
        trial = db.session.begin_nested() if self.dry_run else None
        reports = [self._report(number, line) for number, line in numbered if line.strip()]
        if trial is not None:
            trial.rollback()
        return reports

    def _report(self, number: int, line: str | bytes) -> RowReport:
        report = self._taken(number, line)
        if clock.ticks() - self.spoke_at >= SILENCE:
            self.progress(f"Importing adverts: {number:,} lines read")
            self.spoke_at = clock.ticks()
        return report

    def _taken(self, number: int, line: str | bytes) -> RowReport:
        try:
            advert = read_line(line)
        except Unreadable as problem:
            self.unreadable += 1
            return RowReport(number, "refused", reason=str(problem))
        except Unusable as problem:
            return RowReport(number, "refused", reason=str(problem))
        first = self.met.setdefault(advert.source_key, number)
        if first != number:
            return _refused(number, advert, f"It is the same advert as in line {first}.")
        try:
            with db.session.begin_nested():
                return self._stored(number, advert)
        except (Unusable, Refused) as problem:
            return _refused(number, advert, str(problem))
        except DBAPIError as problem:
            if problem.connection_invalidated:
                raise
            log.exception("line %d of an import could not be stored", number)
            return _refused(number, advert, f"The database did not take it ({type(problem).__name__}).")

    def _stored(self, number: int, advert: PublishedAdvert) -> RowReport:
        organisation = self._employer(advert)
        stored = store(advert, organisation, clock.now(), move=self.move_closing_dates)
        # Only now, as what was added goes again when the advert is refused.
        self.employers[normal_name(advert.employer)] = organisation
        vacancy = stored.vacancy
        return RowReport(
            number, stored.status, advert.title, organisation.name, vacancy.reference, tuple(vacancy.doubts)
        )  # fmt: skip

    def _employer(self, advert: PublishedAdvert) -> Organisation:
        known = self.employers.get(normal_name(advert.employer))
        if known is not None:
            return known
        kind = kind_of(advert.sector, advert.employer)
        if kind == "council":
            raise Unusable(f"'{advert.employer}' is none of the councils here.")
        if not self.create_organisations:
            raise Unusable(f"'{advert.employer}' is no organisation here, and none was to be added.")
        return add_organisation(IMPORT, advert.employer, kind)


def _refused(number: int, advert: PublishedAdvert, reason: str) -> RowReport:
    return RowReport(number, "refused", advert.title, advert.employer, reason=reason)
