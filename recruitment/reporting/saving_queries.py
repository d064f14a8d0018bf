"""What is spent now against what was spent before the portal, of the councils of which both are known."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from recruitment.advertising.price_tables import Baseline
from recruitment.advertising.prices import price_index
from recruitment.advertising.rules import in_real_terms
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.queries import Filters, spend, years_known


@dataclass(frozen=True)
class Saving:
    """Of one organisation, or of several together, in a financial year; pence without VAT. `baseline_then` is what was
    spent in a year before the portal, `baseline` the same in this year's money, None where its prices are not known."""

    name: str
    year: int
    organisations: int
    baseline_then: int
    baseline: int | None
    spent: int

    @property
    def in_cash(self) -> int:
        return self.baseline_then - self.spent

    @property
    def in_real_terms(self) -> int | None:
        return None if self.baseline is None else self.baseline - self.spent


def savings(viewer: Viewer, years: Sequence[int] = (), organisations: Sequence[str] = ()) -> list[Saving]:
    """Of each organisation and year that has a baseline and a spend on record, by year and name."""
    index, before = price_index(), _baselines()
    found = []
    for year in sorted(years or years_known(viewer)):
        for row in spend(viewer, Filters((year,), tuple(organisations))).by_organisation:
            baseline = before.get(row.name)
            if baseline is not None:
                now = in_real_terms(baseline.amount, baseline.year, year, index)
                found.append(Saving(row.name, year, 1, baseline.amount, now, row.sum.net))
    return sorted(found, key=lambda each: (each.year, each.name))


def together(name: str, year: int, each: Sequence[Saving]) -> Saving:
    """Their sum; in real terms where it is known of all of them."""
    known = [saving.baseline for saving in each if saving.baseline is not None]
    return Saving(
        name, year, len({saving.name for saving in each}), sum(saving.baseline_then for saving in each),
        sum(known) if len(known) == len(each) else None, sum(saving.spent for saving in each),
    )  # fmt: skip


def _baselines() -> dict[str, Baseline]:
    """The latest of each organisation, by its name; what is stated of all together can be compared with no part."""
    rows = select(Organisation.name, Baseline).join(Baseline, Baseline.organisation_id == Organisation.id)
    return {name: row for name, row in db.session.execute(rows.order_by(Baseline.year))}
