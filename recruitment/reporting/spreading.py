"""Figures that are more than sums: how many vacancies took how many days, and what each medium cost and brought."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import func

from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.core.tenancy import adding, removing, visible
from recruitment.extensions import db
from recruitment.reporting.fact_tables import PARTS, VacancyFact
from recruitment.reporting.summing import Pair
from recruitment.reporting.tables import DurationFigure, ResponseFigure
from recruitment.reporting.tallies import REPORTING

# Rows that are read at a time.
READ: Final = 5_000
# By organisation, year, part and category, how many took how many days.
Days = dict[tuple[int | None, int, str, str], Counter[str]]


def spread(pair: Pair | None = None) -> None:
    """The figures of an organisation's year, or all."""
    _replace_durations(pair)
    _replace_response(pair)


def _at(statement: Any, model: Any, year: Any, pair: Pair | None) -> Any:
    return statement.where(model.organisation_id == pair[0], year == pair[1]) if pair else statement


def _replace_durations(pair: Pair | None) -> None:
    own = removing(REPORTING, DurationFigure).where(DurationFigure.organisation_id.is_not(None))
    db.session.execute(_at(own, DurationFigure, DurationFigure.year, pair))
    spans = [getattr(VacancyFact, f"{part}_days") for part in PARTS]
    wanted = visible(REPORTING, VacancyFact).where(VacancyFact.ending == "filled")
    wanted = _at(wanted, VacancyFact, VacancyFact.ended_year, pair)
    columns = (VacancyFact.organisation_id, VacancyFact.ended_year, VacancyFact.category, *spans)
    found: Days = defaultdict(Counter)
    for organisation_id, year, category, *days in db.session.execute(
        wanted.with_only_columns(*columns).execution_options(yield_per=READ)
    ):
        for part, span in zip(PARTS, days, strict=True):
            if span is not None:
                for key in {"", category}:
                    found[organisation_id, year, part, key][str(span)] += 1
    _store(found)


def spread_nationally(years: Collection[int]) -> None:
    """Durations of all organisations together, from those of each."""
    together = removing(REPORTING, DurationFigure).where(DurationFigure.organisation_id.is_(None))
    db.session.execute(together.where(DurationFigure.year.in_(years)))
    columns = (DurationFigure.year, DurationFigure.part, DurationFigure.category, DurationFigure.days)
    each = visible(REPORTING, DurationFigure).where(DurationFigure.year.in_(years)).with_only_columns(*columns)
    found: Days = defaultdict(Counter)
    for year, part, category, days in db.session.execute(each.execution_options(yield_per=READ)):
        found[None, year, part, category].update(days)
    _store(found)


def _store(found: Mapping[tuple[int | None, int, str, str], Counter[str]]) -> None:
    rows = [
        {"organisation_id": number, "year": year, "part": part, "category": category, "days": days}
        for (number, year, part, category), days in found.items()
    ]
    if rows:
        db.session.execute(adding(REPORTING, DurationFigure), rows)


def _replace_response(pair: Pair | None) -> None:
    db.session.execute(_at(removing(REPORTING, ResponseFigure), ResponseFigure, ResponseFigure.year, pair))
    sums: dict[tuple[int, int, str, str], Counter[str]] = defaultdict(Counter)
    fact = VacancyFact
    keys = (fact.organisation_id, fact.published_year, fact.category)
    heard = _at(visible(REPORTING, fact), fact, fact.published_year, pair)
    for *key, told in db.session.execute(heard.with_only_columns(*keys, fact.heard).execution_options(yield_per=READ)):
        for medium, (sent, appointed) in told.items():
            sums[*key, medium].update(submitted=sent, appointed=appointed)
    spent = visible(REPORTING, fact, PlacementShare, Placement)
    spent = spent.join(PlacementShare, PlacementShare.vacancy_id == fact.vacancy_id)
    spent = spent.join(Placement, Placement.id == PlacementShare.placement_id)
    spent = _at(spent, fact, fact.published_year, pair).where(Placement.struck_at.is_(None))
    for *key, medium, net in db.session.execute(
        spent.with_only_columns(*keys, Placement.medium, func.sum(PlacementShare.net)).group_by(*keys, Placement.medium)
    ):
        sums[*key, medium]["net"] += int(net)
    rows = [
        {"organisation_id": number, "year": year, "category": category, "medium": medium,
         **{name: counts[name] for name in ("net", "submitted", "appointed")}}
        for (number, year, category, medium), counts in sums.items()
    ]  # fmt: skip
    if rows:
        db.session.execute(adding(REPORTING, ResponseFigure), rows)
