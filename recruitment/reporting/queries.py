"""Figures of spend, filtered and summed as they are shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from recruitment.advertising.media import media_names, online_media
from recruitment.advertising.rules import Sum, financial_year, total, year_name
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.rules import smallest_shown, suppressed_over_years
from recruitment.reporting.tables import HiringFigure, SpendFigure


@dataclass(frozen=True)
class Filters:
    """What of the spend is asked for; an empty part means all."""

    years: tuple[int, ...] = ()
    organisations: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One line of a table. `applications` is None where it does not apply or is too small to show."""

    name: str
    placements: int
    sum: Sum
    applications: int | None = None
    is_suppressed: bool = False

    @property
    def cost_of_an_application(self) -> int | None:
        """Net pence for each application, to the nearest penny."""
        if not self.applications:
            return None
        return (2 * self.sum.net + self.applications) // (2 * self.applications)


@dataclass(frozen=True)
class Spend:
    by_organisation: tuple[Row, ...]
    by_medium: tuple[Row, ...]
    by_year: tuple[Row, ...]
    whole: Row
    share_online: float | None


def spend(viewer: Viewer, filters: Filters) -> Spend:
    """The spend that a viewer reaches. Applications count for adverts published in the years, whatever the medium."""
    names = _names(filters.organisations)
    figures = [
        figure for figure in _figures(viewer, SpendFigure, "medium", filters, names) if _is_asked(figure, filters)
    ]
    counts: dict[int, int] = defaultdict(int)
    years: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for figure in _figures(viewer, HiringFigure, "month", filters, names):
        counts[figure.organisation_id] += figure.submitted
        years[figure.year][figure.organisation_id] += figure.submitted
    hidden = suppressed_over_years(years.values(), smallest_shown())
    by_organisation = [
        Row(row.name, row.placements, row.sum, None if key in hidden else counts.get(key, 0), key in hidden)
        for key, row in _grouped(figures, lambda figure: figure.organisation_id, names.__getitem__)
    ]
    return Spend(
        by_organisation=tuple(sorted(by_organisation, key=lambda row: (-row.sum.net, row.name))),
        by_medium=_rows(figures, lambda figure: figure.key, media_names().__getitem__),
        by_year=tuple(row for _, row in sorted(_grouped(figures, lambda figure: figure.year, year_name))),
        whole=_whole(figures, by_organisation),
        share_online=_share_online(figures),
    )


def years_known(viewer: Viewer) -> list[int]:
    """The financial years that have figures, and the present one, newest first."""
    found = db.session.scalars(visible(viewer, SpendFigure).with_only_columns(SpendFigure.year).distinct())
    return sorted({*found, financial_year(clock.today())}, reverse=True)


def organisations_known(viewer: Viewer) -> list[Organisation]:
    """The organisations that have figures, by name."""
    reached = list(
        db.session.scalars(visible(viewer, SpendFigure).with_only_columns(SpendFigure.organisation_id).distinct())
    )
    return list(
        db.session.scalars(select(Organisation).where(Organisation.id.in_(reached)).order_by(Organisation.name))
    )


def _names(slugs: Sequence[str]) -> dict[int, str]:
    wanted = select(Organisation.id, Organisation.name)
    if slugs:
        wanted = wanted.where(Organisation.slug.in_(slugs))
    return {organisation_id: name for organisation_id, name in db.session.execute(wanted)}


def _figures(viewer: Viewer, model: Any, dimension: str, filters: Filters, names: dict[int, str]) -> list[Any]:
    where: list[ColumnElement[bool]] = [model.dimension == dimension]
    if filters.years:
        where.append(model.year.in_(filters.years))
    if filters.organisations:
        where.append(model.organisation_id.in_(names))
    return list(db.session.scalars(visible(viewer, model).where(*where)))


def _is_asked(figure: SpendFigure, filters: Filters) -> bool:
    return not filters.media or figure.key in filters.media


def _grouped(
    figures: Iterable[SpendFigure], key: Callable[[SpendFigure], Any], name: Callable[[Any], str]
) -> list[tuple[Any, Row]]:
    groups: dict[Any, list[SpendFigure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return [
        (each, Row(name(each), sum(figure.placements for figure in members), total(members)))
        for each, members in groups.items()
    ]


def _rows(
    figures: Iterable[SpendFigure], key: Callable[[SpendFigure], Any], name: Callable[[Any], str]
) -> tuple[Row, ...]:
    rows = (row for _, row in _grouped(figures, key, name))
    return tuple(sorted(rows, key=lambda row: (-row.sum.net, row.name)))


def _whole(figures: list[SpendFigure], rows: list[Row]) -> Row:
    """The sum of what is shown: applications only where every line shows its own, so that none can be subtracted."""
    shown = [row.applications for row in rows if row.applications is not None]
    applications = sum(shown) if len(shown) == len(rows) else None
    return Row("Total", sum(figure.placements for figure in figures), total(figures), applications)


def _share_online(figures: list[SpendFigure]) -> float | None:
    whole, online = sum(figure.net for figure in figures), online_media()
    if not whole:
        return None
    return sum(figure.net for figure in figures if figure.key in online) / whole
