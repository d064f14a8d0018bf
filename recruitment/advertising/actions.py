"""Verbs of the ledger: record, strike out."""

from datetime import UTC, date, datetime

from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import changing, rows_hit
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

LEDGER_ROLES = (Role.ADMINISTRATOR, Role.RECRUITER)
ROLL_UP = "roll_up_figures"
# Seconds.
GATHERED_FOR = 2


def may_keep_ledger(viewer: Staff, organisation_id: int) -> bool:
    return viewer.has_role(organisation_id, *LEDGER_ROLES)


def place(
    viewer: Staff,
    vacancy: Vacancy,
    *,
    medium: str,
    supplier: str,
    publication: str,
    placed_on: date,
    net: int,
    vat: int,
    order_number: str,
) -> Placement:
    """Records one purchase, in pence. Raises Refused for roles that do not keep the ledger."""
    _require_ledger(viewer, vacancy.organisation_id)
    row = Placement(
        organisation_id=vacancy.organisation_id,
        vacancy_id=vacancy.id,
        medium=medium,
        supplier=supplier,
        publication=publication,
        placed_on=placed_on,
        net=net,
        vat=vat,
        order_number=order_number,
        recorded_by=viewer.person,
    )
    db.session.add(row)
    db.session.flush()
    record(viewer, "place", row)
    _roll_up_soon()
    return row


def strike_out(viewer: Staff, row: Placement, reason: str) -> None:
    """Takes an entry out of all sums and keeps it readable. Raises IllegalMove when it was struck out already."""
    _require_ledger(viewer, row.organisation_id)
    struck = rows_hit(
        changing(viewer, Placement)
        .where(Placement.id == row.id, Placement.struck_at.is_(None))
        .values(struck_at=clock.now(), struck_reason=reason)
    )
    if struck != 1:
        raise IllegalMove("entry", "strike_out", "struck out")
    record(viewer, "strike_out", row, reason=reason)
    _roll_up_soon()


def _roll_up_soon() -> None:
    """One recount for all entries of a moment: many entries in a row would keep the worker, and its lock, busy.

    An entry that is committed later than that is counted by the next regular recount.
    """
    due = clock.now().timestamp() // GATHERED_FOR + 1
    due_at = datetime.fromtimestamp(due * GATHERED_FOR, UTC)
    enqueue(ROLL_UP, key=f"{ROLL_UP}:entries:{due:.0f}", due_at=due_at)


def _require_ledger(viewer: Staff, organisation_id: int) -> None:
    if not may_keep_ledger(viewer, organisation_id):
        raise Refused("Recruiters and administrators record what advertising costs.")
