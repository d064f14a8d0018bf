"""Verbs of the ledger: place, credit, strike out, correct."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func

from recruitment.advertising.queries import borne, credits_of, shares_of
from recruitment.advertising.roles import require_ledger
from recruitment.advertising.rules import Sum
from recruitment.advertising.sharing import Sharing, as_shared, credited, for_one
from recruitment.advertising.suppliers import supplier_named
from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

ROLL_UP = "roll_up_figures"
# Seconds.
GATHERED_FOR = 2


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """What was bought, from whom, when and for how much, in pence. `supplier` by name."""

    medium: str
    supplier: str
    placed_on: date
    net: int
    vat: int
    publication: str = ""
    department: str = ""
    order_number: str = ""
    invoice_number: str = ""
    invoiced_on: date | None = None
    note: str = ""
    campaign_id: int | None = None


def place(viewer: Staff, vacancy: Vacancy, purchase: Purchase) -> Placement:
    """Records one purchase for one vacancy; its department is the vacancy's unless another is named."""
    department = purchase.department or vacancy.department
    return place_shared(viewer, vacancy.organisation_id, replace(purchase, department=department), for_one(vacancy))


def place_shared(viewer: Staff, organisation_id: int, purchase: Purchase, sharing: Sharing) -> Placement:
    """Records one purchase and what each vacancy bears of it. Raises Refused and NotVisible."""
    require_ledger(viewer, organisation_id)
    _require_vacancies(viewer, organisation_id, sharing)
    row = _store(viewer, organisation_id, purchase, sharing.rule, sharing.shares(purchase.net, purchase.vat))
    record(viewer, "place", row)
    roll_up_soon()
    return row


@dataclass(frozen=True, kw_only=True)
class CreditNote:
    """What a supplier gave back, in pence above zero."""

    net: int
    vat: int
    credited_on: date
    number: str = ""
    note: str = ""


def credit(viewer: Staff, row: Placement, note: CreditNote) -> Placement:
    """Records a credit note against a placement, as an entry of its own below zero. Raises Refused for one of nothing
    or of more than is left of the placement, IllegalMove where that was struck out."""
    require_ledger(viewer, row.organisation_id)
    if row.is_credit:
        raise Refused("A credit note is recorded against the placement, not against another credit note.")
    _hold(viewer, row, "credit")
    entry = _credit(viewer, row, note)
    record(viewer, "credit", entry)
    roll_up_soon()
    return entry


def strike_out(viewer: Staff, row: Placement, reason: str) -> None:
    """Takes an entry, and the credit notes against it, out of all sums and keeps them readable. Raises IllegalMove when
    it was struck out already."""
    require_ledger(viewer, row.organisation_id)
    _strike(viewer, row, reason)
    for each in _live_credits(viewer, row):
        _strike(viewer, each, reason)
    roll_up_soon()


def correct(viewer: Staff, row: Placement, purchase: Purchase, sharing: Sharing, reason: str) -> Placement:
    """Strikes an entry out and records what is right in its place, each leading to the other; its credit notes come
    along. Raises Refused where these are more than the right entry, IllegalMove when it was struck out already."""
    require_ledger(viewer, row.organisation_id)
    if row.is_credit:
        raise Refused("Strike this credit note out and record the right one against its placement.")
    _require_vacancies(viewer, row.organisation_id, sharing)
    notes = _live_credits(viewer, row)
    _strike(viewer, row, reason)
    shares = sharing.shares(purchase.net, purchase.vat)
    right = _store(viewer, row.organisation_id, purchase, sharing.rule, shares, corrects_id=row.id)
    record(viewer, "correct", right, reason=reason)
    for note in notes:
        _strike(viewer, note, reason)
        again = CreditNote(net=-note.net, vat=-note.vat, credited_on=note.placed_on, number=note.invoice_number,
                           note=note.note)  # fmt: skip
        record(viewer, "correct", _credit(viewer, right, again, corrects_id=note.id), reason=reason)
    roll_up_soon()
    return right


def as_recorded(viewer: Staff, row: Placement) -> tuple[Purchase, Sharing]:
    """What an entry says, to be corrected."""
    purchase = Purchase(
        medium=row.medium, supplier=row.supplier.name, placed_on=row.placed_on, net=row.net, vat=row.vat,
        publication=row.publication, department=row.department, order_number=row.order_number,
        invoice_number=row.invoice_number, invoiced_on=row.invoiced_on, note=row.note, campaign_id=row.campaign_id,
    )  # fmt: skip
    return purchase, as_shared(row.shared_by, shares_of(viewer, [row.id])[row.id])


def _store(
    viewer: Staff, organisation_id: int, purchase: Purchase, rule: str, shares: Mapping[int, Sum], **links: Any
) -> Placement:
    facts = {name: value for name, value in vars(purchase).items() if name != "supplier"}
    supplier = supplier_named(viewer, organisation_id, purchase.supplier)
    row = Placement(
        organisation_id=organisation_id, supplier_id=supplier.id, shared_by=rule, recorded_by=viewer.person, **facts,
        **links,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _share(row, shares)
    return row


def _share(row: Placement, shares: Mapping[int, Sum]) -> None:
    db.session.add_all(
        PlacementShare(
            organisation_id=row.organisation_id, placement_id=row.id, vacancy_id=key, net=bears.net, vat=bears.vat
        )
        for key, bears in shares.items()
    )
    db.session.flush()


def _credit(viewer: Staff, row: Placement, note: CreditNote, **links: Any) -> Placement:
    left, by_vacancy = borne(viewer, row)
    if note.net <= 0 and note.vat <= 0:
        raise Refused("A credit note gives something back. Enter how much")
    if note.net > left.net or note.vat > left.vat:
        raise Refused("Credit notes cannot give back more than the placement cost.")
    entry = Placement(
        organisation_id=row.organisation_id, credits_id=row.id, campaign_id=row.campaign_id, medium=row.medium,
        supplier_id=row.supplier_id, publication=row.publication, department=row.department, shared_by=row.shared_by,
        placed_on=note.credited_on, net=-note.net, vat=-note.vat, invoice_number=note.number,
        order_number=row.order_number, note=note.note, recorded_by=viewer.person, **links,
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    _share(entry, credited(note.net, note.vat, by_vacancy))
    return entry


def _live_credits(viewer: Staff, row: Placement) -> list[Placement]:
    return [note for note in credits_of(viewer, row.id) if note.struck_at is None]


def _hold(viewer: Staff, row: Placement, act: str) -> None:
    """Of two who change what one placement costs, one waits here."""
    live = changing(viewer, Placement).where(Placement.id == row.id, Placement.struck_at.is_(None))
    if rows_hit(live.values(recorded_by=Placement.recorded_by)) != 1:
        raise IllegalMove("entry", act, "struck out")


def _strike(viewer: Staff, row: Placement, reason: str) -> None:
    live = changing(viewer, Placement).where(Placement.id == row.id, Placement.struck_at.is_(None))
    if rows_hit(live.values(struck_at=clock.now(), struck_reason=reason)) != 1:
        raise IllegalMove("entry", "strike_out", "struck out")
    db.session.expire(row, ["struck_at", "struck_reason"])
    record(viewer, "strike_out", row, reason=reason)


def _require_vacancies(viewer: Staff, organisation_id: int, sharing: Sharing) -> None:
    """Raises NotVisible where a vacancy is not the organisation's."""
    wanted = visible(viewer, Vacancy).where(
        Vacancy.organisation_id == organisation_id, Vacancy.id.in_(list(sharing.weights))
    )
    if db.session.scalars(wanted.with_only_columns(func.count())).one() != len(sharing.weights):
        raise NotVisible("a vacancy of another organisation")


def roll_up_soon() -> None:
    """One recount for all entries of a moment: many entries in a row would keep the worker, and its lock, busy.

    An entry that is committed later than that is counted by the next regular recount.
    """
    due = clock.now().timestamp() // GATHERED_FOR + 1
    due_at = datetime.fromtimestamp(due * GATHERED_FOR, UTC)
    enqueue(ROLL_UP, key=f"{ROLL_UP}:entries:{due:.0f}", due_at=due_at)
