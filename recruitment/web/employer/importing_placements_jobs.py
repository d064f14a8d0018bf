"""How rows of a sheet of placements are checked and stored, by the worker: by the form in which people record one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from recruitment.advertising.campaigns import campaigns_of, vacancies_named
from recruitment.advertising.importing import LAYOUT, PLACEMENTS, RowOfSpend, outcome, recorded, store
from recruitment.advertising.media import media_offered
from recruitment.advertising.sharing import over
from recruitment.core.errors import Refused
from recruitment.core.jobs import handler
from recruitment.core.viewers import Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.row_reading import SheetRow, Typed, typed
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.import_work import REFUSED, Line, Work
from recruitment.web.employer.placement_forms import PurchaseForm
from recruitment.web.rows import NO_TOKEN

# Columns that are fields of the form; the others say what is advertised.
FIELDS: Final = (
    "order_number", "invoice_number", "invoiced_on", "medium", "supplier", "publication", "placed_on", "net", "vat",
    "department", "note",
)  # fmt: skip


def _opened(viewer: Staff, organisation: Organisation) -> Callable[[Sequence[SheetRow]], Iterator[Line]]:
    media = media_offered()
    campaigns = {row.name.casefold(): row.id for row in campaigns_of(viewer, [organisation.id]) if not row.ended_at}

    def read(row: SheetRow) -> tuple[RowOfSpend | None, dict[str, str]]:
        told = typed(row.cells, layout=LAYOUT, codes_of={"medium": media})
        problems = dict(told.problems)
        if not told.boxes.keys() & {"order_number", "invoice_number"}:
            problems.setdefault("order_number", "Enter an order number or an invoice number")
        form = _form(told, problems)
        vacancies = _vacancies(viewer, organisation.id, told, problems)
        name = str(told.boxes.get("campaign", ""))
        campaign_id = campaigns.get(name.casefold())
        if name and campaign_id is None:
            problems["campaign"] = "You have no running campaign of this name. Check it, or make the campaign first"
        if problems:
            return None, {column.name: problems[column.name] for column in LAYOUT.columns if column.name in problems}
        purchase = form.purchase(campaign_id=campaign_id)
        if not purchase.department and vacancies:
            purchase = replace(purchase, department=vacancies[0].department)
        return RowOfSpend(purchase, over(str(told.boxes.get("shared_by", "equally")), vacancies)), {}

    def checked(rows: Sequence[SheetRow]) -> Iterator[Line]:
        read_rows = [(row, *read(row)) for row in rows]
        known = recorded(viewer, organisation.id, [facts.number for _, facts, _ in read_rows if facts])
        for row, facts, problems in read_rows:
            if facts is None:
                yield row, REFUSED, problems, None
                continue
            try:
                yield row, outcome(facts, known.get(facts.number, [])), {}, facts
            except Refused as problem:
                yield row, REFUSED, {"order_number": str(problem)}, facts

    return checked


def _form(told: Typed, problems: dict[str, str]) -> PurchaseForm:
    """Filled as a person would fill it; what is wrong with it is told by column."""
    boxes: MultiDict[str, Any] = MultiDict()
    for name in FIELDS:
        value = told.boxes.get(name, "")
        boxes.setlist(name, value if isinstance(value, list) else [value])
    form = PurchaseForm(formdata=boxes, meta=NO_TOKEN)
    form.offer((), ())
    if not form.validate():
        for name, said in form.errors.items():
            problems.setdefault(name or "order_number", str(said[0]))
    return form


def _vacancies(viewer: Staff, organisation_id: int, told: Typed, problems: dict[str, str]) -> list[Vacancy]:
    references = [str(line) for line in told.boxes.get("vacancies", ())]
    if not references:
        return []
    found, unknown = vacancies_named(viewer, organisation_id, references)
    if unknown:
        problems["vacancies"] = f"You have no vacancy with the reference {unknown[0][:40]}. Check it, or remove it"
    return found


def _number_of(facts: RowOfSpend) -> str:
    return facts.number


WORK: Final = Work(PLACEMENTS, LAYOUT, _opened, "order_number", _number_of, store)


@handler(PLACEMENTS.checking)
def check_placement_import(import_id: int, person: int) -> None:
    WORK.check(import_id, person)


@handler(PLACEMENTS.importing)
def import_placements(import_id: int, person: int) -> None:
    WORK.run(import_id, person)
