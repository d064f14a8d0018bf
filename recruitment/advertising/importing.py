"""A sheet of placements: its columns, and how its rows become entries of the ledger, all of them or none.

The organisation's own order number, or the invoice number where there is none, says whether an entry is recorded
already: the same row again changes nothing, and one that says something else corrects the entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recruitment.advertising.actions import Purchase, as_recorded, correct, place_shared
from recruitment.advertising.import_tables import PlacementImport
from recruitment.advertising.ledger_queries import entries_with_number
from recruitment.advertising.queries import shares_of
from recruitment.advertising.rules import Sum, name_key
from recruitment.advertising.sharing import Sharing
from recruitment.advertising.tables import Placement
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.import_actions import Kind
from recruitment.vacancies.row_columns import Column, Layout

PLACEMENTS: Final = Kind(PlacementImport, "check_placement_import", "import_placements", "placements")
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
CORRECTED = "The same number was imported again with other facts"
SHARED_BY: Final = {"equally": "Equally", "posts": "By posts"}
COLUMNS: Final = (
    Column("order_number", "Order number", "", "text", "Your order number. The same number again changes nothing, or "
           "corrects the entry; give each line of an order a number of its own, such as PO-2041/2", "PO-2041"),
    Column("invoice_number", "Invoice number", "", "text", "The supplier’s. It tells entries apart where there is no "
           "order number", "INV-7781"),
    Column("invoiced_on", "Invoice date", "", "date", "The date of the invoice", "14/5/2026"),
    Column("medium", "Medium", "", "choice", "Where it was placed, by its name", "Local press", is_needed=True),
    Column("supplier", "Supplier", "", "text", "Who was paid", "Example Newspapers", is_needed=True),
    Column("publication", "Title or site", "", "text", "For example the newspaper’s name", "The Example Courier"),
    Column("placed_on", "Placed on", "", "date", "The day on which it appeared. It decides the financial year",
           "4/5/2026", is_needed=True),
    Column("net", "Net", "", "pounds", "The cost without VAT, in pounds", "1,234.50", is_needed=True),
    Column("vat", "VAT", "", "pounds", "In pounds; empty for the standard rate of the day, 0 for none", "246.90"),
    Column("vacancies", "Vacancies", "", "lines", "References of the vacancies it advertises, yours or the portal’s, "
           "with semicolons between; empty for advertising that names none"),
    Column("shared_by", "Shared by", "", "choice", "How it is shared out over several vacancies; equally unless given",
           codes=SHARED_BY),
    Column("campaign", "Campaign", "", "text", "The name of one of your campaigns"),
    Column("department", "Department", "", "text", "Whose budget it comes from; the vacancy’s unless given",
           "Facilities"),
    Column("note", "Note", "", "text", "For your colleagues"),
)  # fmt: skip
LAYOUT: Final = Layout(COLUMNS, "placement", "placements")


@dataclass(frozen=True)
class RowOfSpend:
    """What a row says."""

    purchase: Purchase
    sharing: Sharing

    @property
    def number(self) -> str:
        """By which it is told apart."""
        return self.purchase.order_number or self.purchase.invoice_number


@dataclass(frozen=True)
class Recorded:
    """An entry that bears a row's number, with its shares in pence."""

    entry: Placement
    purchase: Purchase
    shares: Mapping[int, Sum]


def recorded(viewer: Staff, organisation_id: int, numbers: Sequence[str]) -> dict[str, list[Recorded]]:
    """By number what is recorded already."""
    found = entries_with_number(viewer, organisation_id, numbers)
    shares = shares_of(viewer, [entry.id for entries in found.values() for entry in entries])
    return {
        number: [
            Recorded(
                entry,
                as_recorded(viewer, entry)[0],
                {each.vacancy_id: Sum(each.net, each.vat) for each in shares.get(entry.id, ())},
            )
            for entry in entries
        ]
        for number, entries in found.items()
    }


def meant(row: RowOfSpend, held: Sequence[Recorded]) -> Recorded | None:
    """The entry that a row is about. Raises Refused where its number leads to several."""
    # An invoice number tells entries apart only where there is no order number on either side.
    by_order = bool(row.purchase.order_number)
    same = [
        each
        for each in held
        if each.purchase.order_number == row.purchase.order_number
        and (by_order or each.purchase.invoice_number == row.purchase.invoice_number)
    ]
    if len(same) > 1:
        raise Refused("Several entries of the ledger have this number. Correct them on their own pages")
    return same[0] if same else None


def outcome(row: RowOfSpend, held: Sequence[Recorded]) -> str:
    """Raises Refused where its number leads to several entries."""
    entry = meant(row, held)
    if entry is None:
        return NEW
    shares = row.sharing.shares(row.purchase.net, row.purchase.vat)
    is_same = _plain(entry.purchase) == _plain(row.purchase) and dict(entry.shares) == shares
    return UNCHANGED if is_same else CHANGED


def _plain(purchase: Purchase) -> dict[str, object]:
    return vars(purchase) | {"supplier": name_key(purchase.supplier)}


def store(viewer: Staff, organisation_id: int, rows: Sequence[RowOfSpend]) -> dict[str, int]:
    """How many were new, changed or unchanged. Raises Refused where one cannot be stored, and then none may be."""
    counts = {NEW: 0, CHANGED: 0, UNCHANGED: 0}
    known = recorded(viewer, organisation_id, [row.number for row in rows])
    for row in rows:
        held = known.get(row.number, [])
        what, entry = outcome(row, held), meant(row, held)
        counts[what] += 1
        if entry is None:
            place_shared(viewer, organisation_id, row.purchase, row.sharing)
        elif what == CHANGED:
            correct(viewer, entry.entry, row.purchase, row.sharing, CORRECTED)
    return counts
