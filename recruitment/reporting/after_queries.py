"""Figures of what comes after closing: promises kept, where those appointed came from, who is still in post."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func

from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.counted import Counted, FigureTable, counted_table, same_totals
from recruitment.reporting.fact_tables import ORIGINS, PROMISED, STAYING
from recruitment.reporting.tables import HiringFigure

PROMISES = ("kept", "missed")
SUMMED = (*ORIGINS, *STAYING, "unfilled", *(f"{how}_{kind}" for kind in PROMISED for how in PROMISES))


@dataclass(frozen=True)
class AfterClosing:
    promises: FigureTable
    by_kind: FigureTable
    origins: FigureTable
    unfilled: FigureTable
    staying: FigureTable


def after_closing(viewer: Viewer, years: Sequence[int] = ()) -> AfterClosing:
    """Of these financial years, or of all: promises of the adverts published in them, and what became of the vacancies
    that ended in them."""
    rows = _years(viewer, years)
    promised, by_kind = same_totals(
        counted_table(
            [Counted(row.year, row.name, {how: _whole(row, how) for how in PROMISES}) for row in rows], PROMISES
        ),
        counted_table(
            [
                Counted(row.year, kind, {how: getattr(row, f"{how}_{kind}") for how in PROMISES})
                for row in rows for kind in PROMISED
            ],
            PROMISES,
        ),
    )  # fmt: skip
    counts = [Counted(row.year, row.name, row._mapping) for row in rows]
    return AfterClosing(
        promises=promised,
        by_kind=by_kind,
        origins=counted_table(counts, ORIGINS),
        unfilled=counted_table(counts, ("unfilled",)),
        staying=counted_table(counts, STAYING),
    )


def _whole(row: Any, how: str) -> int:
    return sum(getattr(row, f"{how}_{kind}") for kind in PROMISED)


def years_with_figures(viewer: Viewer) -> set[int]:
    return set(db.session.scalars(visible(viewer, HiringFigure).with_only_columns(HiringFigure.year).distinct()))


def _years(viewer: Viewer, years: Sequence[int]) -> Sequence[Any]:
    """One row an organisation and year."""
    figure = HiringFigure
    wanted = visible(viewer, figure).where(figure.dimension == "month")
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    wanted = wanted.join(Organisation, Organisation.id == figure.organisation_id)
    sums = (func.sum(getattr(figure, name)).label(name) for name in SUMMED)
    columns = (figure.year, Organisation.name.label("name"), *sums)
    return db.session.execute(wanted.with_only_columns(*columns).group_by(figure.year, Organisation.name)).all()
