"""What was spent, by whatever it may be grouped by."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from recruitment.advertising.media import media_names, online_media
from recruitment.advertising.rules import Sum
from recruitment.advertising.supplier_tables import SharedSupplier, Supplier
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.fact_tables import VacancyFact
from recruitment.reporting.hiring_queries import NOT_SAID, names_of, share
from recruitment.reporting.tables import SpendFigure
from recruitment.reporting.tallies import REPORTING
from recruitment.vacancies.tables import Vacancy

GROUPINGS: Final[Mapping[str, tuple[str, Any]]] = {
    "organisation": ("month", SpendFigure.organisation_id),
    "year": ("month", SpendFigure.year),
    "month": ("month", SpendFigure.key),
    "medium": ("medium", SpendFigure.key),
    "supplier": ("supplier", SpendFigure.key),
    "department": ("department", SpendFigure.key),
}


@dataclass(frozen=True)
class SpendLine:
    """`key`: an organisation's number, a year, 2026-04, a medium's code, a name. Money is pence; `sum` has net, VAT and
    gross, less what credit notes took back."""

    key: Any
    name: str
    placements: int
    sum: Sum


@dataclass(frozen=True)
class SpendTable:
    """Lines that cost most first (in the order of time, by year and month), and their total."""

    lines: tuple[SpendLine, ...]
    total: SpendLine


def spend_by(
    viewer: Viewer,
    by: str,
    *,
    years: Sequence[int] = (),
    organisation_id: int | None = None,
    councils_only: bool = False,
) -> SpendTable:
    """Of these financial years, or of all; of one organisation, or of all (or all councils) that the viewer reaches.
    Suppliers that COSLA names the same for all are one. Raises KeyError for what is no grouping."""
    dimension, group = GROUPINGS[by]
    figure = SpendFigure
    wanted = visible(viewer, figure).where(figure.dimension == dimension)
    wanted = wanted if organisation_id is None else wanted.where(figure.organisation_id == organisation_id)
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    if councils_only:
        councils = select(Organisation.id).where(Organisation.kind == "council")
        wanted = wanted.where(figure.organisation_id.in_(councils))
    columns = (group, func.sum(figure.placements), func.sum(figure.net), func.sum(figure.vat))
    rows = db.session.execute(wanted.with_only_columns(*columns).group_by(group)).all()
    names = _names(by, [row[0] for row in rows])
    sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, *numbers in rows:
        held = sums[names[key] if by == "supplier" else key]
        held[:] = [before + int(number) for before, number in zip(held, numbers, strict=True)]
    lines = [
        SpendLine(key, key if by == "supplier" else names[key], placements, Sum(net, vat))
        for key, (placements, net, vat) in sums.items()
    ]
    in_time = by in ("year", "month")
    lines.sort(key=lambda line: (line.key, "") if in_time else (-line.sum.net, line.name))
    return SpendTable(tuple(lines), _total(lines))


def _total(lines: Collection[SpendLine]) -> SpendLine:
    net, vat = (sum(getattr(line.sum, name) for line in lines) for name in ("net", "vat"))
    return SpendLine(None, "Total", sum(line.placements for line in lines), Sum(net, vat))


def _names(by: str, keys: Collection[Any]) -> dict[Any, str]:
    if by == "medium":
        known = media_names()
        return {key: known.get(key, key) for key in keys}
    if by == "supplier":
        wanted = visible(REPORTING, Supplier).outerjoin(SharedSupplier, SharedSupplier.id == Supplier.shared_id)
        called = func.coalesce(SharedSupplier.name, Supplier.name)
        rows = db.session.execute(wanted.with_only_columns(Supplier.id, called))
        known = {str(key): name for key, name in rows}
        return {key: known.get(key, NOT_SAID) for key in keys}
    return names_of(by, keys)


def share_online(viewer: Viewer, by: str = "year", *, years: Sequence[int] = ()) -> dict[Any, float | None]:
    """By year or by organisation, the part of net spend that went to online media."""
    figure, online = SpendFigure, online_media()
    group = {"year": figure.year, "organisation": figure.organisation_id}[by]
    wanted = visible(viewer, figure).where(figure.dimension == "medium")
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    found: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    rows = wanted.with_only_columns(group, figure.key, func.sum(figure.net)).group_by(group, figure.key)
    for key, medium, net in db.session.execute(rows):
        found[key][medium not in online] += int(net)
    return {key: share(*parts) for key, parts in sorted(found.items())}


@dataclass(frozen=True)
class VacancySpend:
    """What one vacancy bears of the ledger, in pence. Applications are not told: of one vacancy they are few."""

    vacancy_id: int
    reference: str
    title: str
    department: str
    placements: int
    sum: Sum


def spend_by_vacancy(
    viewer: Staff, organisation_id: int, *, years: Sequence[int] = (), limit: int = 100
) -> tuple[tuple[VacancySpend, ...], int]:
    """The vacancies published in these years that cost most, and how many cost anything."""
    fact = VacancyFact
    wanted = visible(viewer, fact, Vacancy).join(Vacancy, Vacancy.id == fact.vacancy_id)
    wanted = wanted.where(fact.organisation_id == organisation_id, fact.placements > 0)
    wanted = wanted.where(fact.published_year.in_(years)) if years else wanted
    columns = (fact.vacancy_id, Vacancy.reference, Vacancy.title, fact.department, fact.placements, fact.net, fact.vat)
    found = db.session.execute(
        wanted.with_only_columns(*columns).order_by(fact.net.desc(), fact.vacancy_id).limit(limit)
    )
    lines = tuple(
        VacancySpend(number, reference, title, department, placements, Sum(net, vat))
        for number, reference, title, department, placements, net, vat in found
    )
    return lines, db.session.scalars(wanted.with_only_columns(func.count())).one()
