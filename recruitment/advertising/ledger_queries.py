"""The ledger as a list: narrowed, a page at a time, with the sum of all that it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_
from sqlalchemy.orm import aliased

from recruitment.advertising.queries import WITH_SUPPLIER, credits_of
from recruitment.advertising.rules import Sum, financial_year
from recruitment.advertising.supplier_tables import Supplier
from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db

PAGE = 25


@dataclass(frozen=True)
class Narrowed:
    """What of the ledger is asked for; an empty part means all. `words`: part of a number, a title or a supplier's
    name. Entries that were struck out are shown only where `with_struck` says so, and counted in no sum."""

    organisation_id: int
    year: int | None = None
    medium: str = ""
    supplier_id: int | None = None
    department: str = ""
    campaign_id: int | None = None
    words: str = ""
    with_struck: bool = False


@dataclass(frozen=True)
class LedgerPage:
    """`sum` and `live`: of all entries asked for that were not struck out; `total`: entries to be listed."""

    entries: Sequence[Placement]
    sum: Sum
    live: int
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def ledger(viewer: Staff, asked: Narrowed, page: int = 1) -> LedgerPage:
    """The latest first."""
    where = _where(asked)
    base = _with_supplier(viewer).where(*where)
    counted = base.with_only_columns(
        func.count(),
        func.count().filter(Placement.struck_at.is_(None)),
        func.sum(Placement.net).filter(Placement.struck_at.is_(None)),
        func.sum(Placement.vat).filter(Placement.struck_at.is_(None)),
        maintain_column_froms=True,
    )
    total, live, net, vat = db.session.execute(counted).one()
    at = min(max(page, 1), max(1, -(-total // PAGE)))
    wanted = base.order_by(Placement.placed_on.desc(), Placement.id.desc()).limit(PAGE).offset((at - 1) * PAGE)
    entries = db.session.scalars(wanted.options(WITH_SUPPLIER)).all()
    return LedgerPage(entries, Sum(int(net or 0), int(vat or 0)), live, total, at)


def _with_supplier(viewer: Staff) -> Select[Any]:
    return visible(viewer, Placement, Supplier).join(Placement.supplier)


def _where(asked: Narrowed) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [Placement.organisation_id == asked.organisation_id]
    if asked.year is not None:
        where.append(Placement.placed_on.between(*clock.days_of_financial_year(asked.year)))
    for column, value in (
        (Placement.medium, asked.medium), (Placement.supplier_id, asked.supplier_id),
        (Placement.department, asked.department), (Placement.campaign_id, asked.campaign_id),
    ):  # fmt: skip
        if value:
            where.append(column == value)
    if asked.words:
        places = (Placement.order_number, Placement.invoice_number, Placement.publication, Supplier.name)
        where.append(or_(*(place.icontains(asked.words, autoescape=True) for place in places)))
    if not asked.with_struck:
        where.append(Placement.struck_at.is_(None))
    return where


def years_of_ledger(viewer: Staff, organisation_id: int) -> list[int]:
    """The financial years in which something was placed, and the present one, the latest first."""
    days = visible(viewer, Placement).where(Placement.organisation_id == organisation_id)
    first, last = db.session.execute(
        days.with_only_columns(func.min(Placement.placed_on), func.max(Placement.placed_on))
    ).one()
    now = financial_year(clock.today())
    years = range(financial_year(first), financial_year(last) + 1) if first else ()
    return sorted({*years, now}, reverse=True)


def departments_of_ledger(viewer: Staff, organisation_id: int) -> list[str]:
    wanted = visible(viewer, Placement).where(Placement.organisation_id == organisation_id, Placement.department != "")
    return sorted(set(db.session.scalars(wanted.with_only_columns(Placement.department))), key=str.casefold)


def entries_by_ids(viewer: Staff, ids: Sequence[int]) -> dict[int, Placement]:
    wanted = _with_supplier(viewer).where(Placement.id.in_(ids)).options(WITH_SUPPLIER)
    return {row.id: row for row in db.session.scalars(wanted)}


@dataclass(frozen=True)
class History:
    """Everything that hangs together with an entry: the one it replaced, the one that replaced it, the placement that
    it credits, the credit notes against it, and who did what."""

    corrects: Placement | None
    corrected_by: Placement | None
    credits: Placement | None
    notes: Sequence[Placement]
    acts: Sequence[Act]


def history_of(viewer: Staff, row: Placement) -> History:
    later = aliased(Placement)
    after = visible(viewer, later).where(later.corrects_id == row.id)
    corrected_by = db.session.scalars(after).one_or_none()
    kin = entries_by_ids(viewer, [each for each in (row.corrects_id, row.credits_id) if each is not None])
    acts = visible(viewer, Act).where(Act.noun == Placement.__tablename__, Act.row_id == row.id).order_by(Act.id)
    return History(
        corrects=kin.get(row.corrects_id or 0),
        corrected_by=corrected_by,
        credits=kin.get(row.credits_id or 0),
        notes=credits_of(viewer, row.id),
        acts=db.session.scalars(acts).all(),
    )


def entries_with_number(viewer: Staff, organisation_id: int, numbers: Sequence[str]) -> dict[str, list[Placement]]:
    """Live placements by the order or invoice number that the organisation gave them; credit notes are left out."""
    found: dict[str, list[Placement]] = {}
    wanted = _with_supplier(viewer).where(
        Placement.organisation_id == organisation_id,
        Placement.struck_at.is_(None),
        Placement.credits_id.is_(None),
        or_(Placement.order_number.in_(numbers), Placement.invoice_number.in_(numbers)),
    )
    for row in db.session.scalars(wanted.order_by(Placement.id).options(WITH_SUPPLIER)):
        for number in {row.order_number, row.invoice_number} & set(numbers):
            found.setdefault(number, []).append(row)
    return found
