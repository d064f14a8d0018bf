"""The figures that everybody may read: sums of all organisations, a year at a time, and nothing of any one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func

from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.reporting.queries import Filters, spend, years_known
from recruitment.reporting.rules import smallest_shown, suppressed
from recruitment.reporting.saving_queries import Saving, savings, together
from recruitment.reporting.tables import HiringFigure

REPORTING: Final = System("reporting")
# A year's spend is told once as many employers have entered theirs, so that it is no single one's.
FEWEST_EMPLOYERS: Final = 3


@dataclass(frozen=True)
class PublicYear:
    """A financial year of all employers together. What is None is withheld; `saving` is None where no organisation, or
    too few, has a spend of before the portal to compare with."""

    year: int
    organisations: int
    placements: int | None
    net: int | None
    applications: int | None
    saving: Saving | None


def public_years() -> list[PublicYear]:
    """Newest first. A year in which nothing was entered and nobody applied is left out."""
    counts = _applications()
    hidden = suppressed(counts, smallest_shown())
    compared = savings(REPORTING)
    found = []
    for year in sorted({*years_known(REPORTING), *counts}, reverse=True):
        spent = spend(REPORTING, Filters((year,)))
        number = len(spent.by_organisation)
        if not number and not counts[year]:
            continue
        is_told = number >= FEWEST_EMPLOYERS
        found.append(PublicYear(
            year, number, spent.whole.placements if is_told else None, spent.whole.sum.net if is_told else None,
            None if year in hidden else counts[year], _saving(year, compared),
        ))  # fmt: skip
    return found


def _saving(year: int, compared: Sequence[Saving]) -> Saving | None:
    each = [saving for saving in compared if saving.year == year]
    return together("All", year, each) if len(each) >= FEWEST_EMPLOYERS else None


def _applications() -> Counter[int]:
    """To vacancies published in each year."""
    figure = HiringFigure
    wanted = visible(REPORTING, figure).where(figure.dimension == "month").group_by(figure.year)
    found = db.session.execute(wanted.with_only_columns(figure.year, func.sum(figure.submitted)))
    return Counter({year: int(submitted) for year, submitted in found})
