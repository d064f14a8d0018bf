"""Budgets of departments: what is set, what is spent of each, and what that says to whoever spends more."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Select, func

from recruitment.advertising.budget_tables import Budget
from recruitment.advertising.roles import require_ledger
from recruitment.advertising.rules import BudgetUse, financial_year
from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db


def set_budget(viewer: Staff, organisation_id: int, department: str, year: int, amount: int) -> Budget:
    """Sets what a department, or without one the whole organisation, may spend in a financial year, in pence without
    VAT; acts keep what it was. Raises NotVisible and Refused."""
    require_ledger(viewer, organisation_id)
    wanted = visible(viewer, Budget).where(
        Budget.organisation_id == organisation_id, Budget.department == department, Budget.year == year
    )
    row = db.session.scalars(wanted).one_or_none()
    before = str(row.amount) if row else None
    if row is None:
        row = Budget(organisation_id=organisation_id, department=department, year=year)
        db.session.add(row)
    row.amount, row.changed_by, row.changed_at = amount, viewer.person, clock.now()
    db.session.flush()
    record(viewer, "set_budget", row, before=before, after=str(amount))
    return row


def budgets_in_use(viewer: Viewer, organisation_id: int, year: int) -> list[BudgetUse]:
    """Each budget of a year with what is spent of it: of the whole organisation first, then by department."""
    wanted = visible(viewer, Budget).where(Budget.organisation_id == organisation_id, Budget.year == year)
    spent = spent_by_department(viewer, organisation_id, year)
    return [
        BudgetUse(row.department, year, row.amount, spent[row.department] if row.department else sum(spent.values()))
        for row in db.session.scalars(wanted.order_by(Budget.department))
    ]


def spent_by_department(viewer: Viewer, organisation_id: int, year: int) -> dict[str, int]:
    """Net pence of a financial year, less what credit notes took back; under "" what names no department."""
    first, last = clock.days_of_financial_year(year)
    wanted = (
        visible(viewer, Placement)
        .where(
            Placement.organisation_id == organisation_id,
            Placement.struck_at.is_(None),
            Placement.placed_on.between(first, last),
        )
        .group_by(Placement.department)
        .with_only_columns(Placement.department, func.sum(Placement.net))
    )
    found: dict[str, int] = defaultdict(int)
    for department, net in db.session.execute(wanted):
        found[department] = int(net)
    return found


def touched_by(viewer: Staff, entry: Placement) -> list[BudgetUse]:
    """The budgets that an entry counts in and that are nearly or wholly spent now."""
    uses = budgets_in_use(viewer, entry.organisation_id, entry.year)
    return [use for use in uses if use.warning and use.department in ("", entry.department)]


def budgets_to_watch(viewer: Staff, organisation_ids: Collection[int]) -> list[tuple[int, BudgetUse]]:
    """Of this financial year what is nearly or wholly spent, with its organisation: for the desk, which asks where
    `number_of_budgets` tells of any."""
    year = financial_year(clock.today())
    wanted = visible(viewer, Budget).where(Budget.organisation_id.in_(organisation_ids), Budget.year == year)
    budgeted = db.session.scalars(wanted.with_only_columns(Budget.organisation_id).distinct())
    return [
        (organisation_id, use)
        for organisation_id in sorted(budgeted)
        for use in budgets_in_use(viewer, organisation_id, year)
        if use.warning
    ]


def number_of_budgets(viewer: Staff, organisation_ids: Collection[int], year: int) -> Select[int]:
    """How many budgets are set for a financial year: where there is none, there is nothing to watch."""
    wanted = visible(viewer, Budget).where(Budget.organisation_id.in_(organisation_ids), Budget.year == year)
    return wanted.with_only_columns(func.count())
