"""How rows of a sheet of vacancies are checked and stored, by the worker."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from recruitment.core.errors import Refused
from recruitment.core.jobs import handler
from recruitment.core.viewers import Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.import_actions import VACANCIES
from recruitment.vacancies.row_columns import VACANCIES as LAYOUT
from recruitment.vacancies.row_reading import SheetRow
from recruitment.vacancies.row_storing import RowFacts, outcome, standing, store_rows
from recruitment.web.employer.import_work import REFUSED, Line, Work, shown
from recruitment.web.rows import RowCheck


def _opened(viewer: Staff, organisation: Organisation) -> Callable[[Sequence[SheetRow]], Iterator[Line]]:
    check = RowCheck.of(viewer, organisation)

    def checked(rows: Sequence[SheetRow]) -> Iterator[Line]:
        references = [" ".join(shown(row.cells.get("reference")).split()) for row in rows]
        known = standing(viewer, organisation.id, references)
        for row, reference in zip(rows, references, strict=True):
            held = known.get(reference)
            found = check.check(row.cells, held.vacancy if held else None)
            if found.facts is None:
                yield row, REFUSED, found.problems, None
                continue
            try:
                yield row, outcome(found.facts, held), {}, found.facts
            except Refused as problem:
                yield row, REFUSED, {"reference": str(problem)}, found.facts

    return checked


def _reference_of(facts: RowFacts) -> str:
    return facts.reference


def _stored(viewer: Staff, organisation_id: int, facts: Sequence[RowFacts]) -> Mapping[str, int]:
    return store_rows(viewer, organisation_id, facts).counts


WORK: Final = Work(VACANCIES, LAYOUT, _opened, "reference", _reference_of, _stored)


@handler(VACANCIES.checking)
def check_vacancy_import(import_id: int, person: int) -> None:
    WORK.check(import_id, person)


@handler(VACANCIES.importing)
def import_vacancies(import_id: int, person: int) -> None:
    WORK.run(import_id, person)
