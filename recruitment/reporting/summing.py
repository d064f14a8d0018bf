"""Figures from facts: those of an organisation and financial year anew, or all of them. The statements are the same, so
that what is kept in step cannot come out other than a full count."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, String, case, cast, extract, func, literal, select, union_all

from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.tenancy import MARK, adding, removing, visible
from recruitment.extensions import db
from recruitment.reporting.fact_tables import ORIGINS, PROMISED, SAID, STAGES, STAYING, VacancyFact
from recruitment.reporting.tables import HiringFigure, SpendFigure
from recruitment.reporting.tallies import REPORTING

# An organisation and a financial year; without one, all there are.
Pair = tuple[int, int]
# Dimensions of HiringFigure: the key of what was published and of what ended.
DIMENSIONS: Final = {
    "month": (VacancyFact.published_month, VacancyFact.ended_month),
    "department": (VacancyFact.department, VacancyFact.department),
    "work": (VacancyFact.category, VacancyFact.category),
    "contract": (VacancyFact.contract, VacancyFact.contract),
    "release": (VacancyFact.release, VacancyFact.release),
    "reason": (VacancyFact.reason, VacancyFact.reason),
}
KEYS: Final = ("organisation_id", "year", "dimension", "key", "area")


def sum_up(pair: Pair | None = None) -> None:
    """What vacancies brought, and what was spent."""
    _replace(HiringFigure, pair, _hiring(pair))
    _replace(SpendFigure, pair, _spend(pair))


def _replace(model: Any, pair: Pair | None, rows: Any) -> None:
    old = removing(REPORTING, model)
    db.session.execute(old.where(model.organisation_id == pair[0], model.year == pair[1]) if pair else old)
    columns = [column.name for column in rows.selected_columns]
    new = adding(REPORTING, model).from_select(columns, rows)
    marks = new.get_execution_options()[MARK] | rows.get_execution_options()[MARK]
    db.session.execute(new.execution_options(**{MARK: marks}))


def _at(pair: Pair | None, model: Any, year: Any) -> list[ColumnElement[bool]]:
    return [model.organisation_id == pair[0], year == pair[1]] if pair else [year.is_not(None)]


def _number(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _of_published() -> dict[str, Any]:
    fact = VacancyFact
    summed = ("posts", *STAGES, *SAID, "placements", "net", "vat",
              *(f"{how}_{kind}" for kind in PROMISED for how in ("kept", "missed")))  # fmt: skip
    return {
        "vacancies": func.count(),
        **{name: func.sum(getattr(fact, name)) for name in summed},
        "unspent": _number(fact.placements == 0),
        "no_department": _number(fact.department == ""),
        "no_category": _number(fact.category == ""),
        "no_area": _number(fact.area == ""),
    }


def _of_ended() -> dict[str, Any]:
    fact = VacancyFact
    return {
        **{ending: _number(fact.ending == ending) for ending in ("filled", "unfilled", "withdrawn")},
        "unanswered": _number(fact.ending.in_(("filled", "unfilled")) & fact.is_answered.is_(False)),
        "ended_posts": func.sum(fact.posts),
        "ended_posts_filled": func.sum(fact.posts_filled),
        "ended_submitted": func.sum(fact.submitted),
        **{name: func.sum(getattr(fact, name)) for name in (*ORIGINS, *STAYING)},
    }


def _hiring(pair: Pair | None) -> Any:
    """Each vacancy in the year in which it was published, and in that in which it ended."""
    fact = VacancyFact
    published, ended = _of_published(), _of_ended()
    names = (*published, *ended)
    parts = []
    for dimension, keys in DIMENSIONS.items():
        area = fact.area if dimension == "work" else literal("")
        for year, key, told in ((fact.published_year, keys[0], published), (fact.ended_year, keys[1], ended)):
            grouped = (fact.organisation_id, year, key, fact.area) if dimension == "work" else (
                fact.organisation_id, year, key)  # fmt: skip
            sums = (told.get(name, literal(0)).label(name) for name in names)
            own = (fact.organisation_id, year.label("year"), literal(dimension).label("dimension"), key.label("key"))
            parts.append(select(*own, area.label("area"), *sums).where(*_at(pair, fact, year)).group_by(*grouped))
    each = union_all(*parts).subquery()
    held = [each.c[name] for name in KEYS]
    whole = select(*held, *(func.sum(each.c[name]).label(name) for name in names)).group_by(*held)
    return whole.execution_options(**visible(REPORTING, fact).get_execution_options())


def _spend(pair: Pair | None) -> Any:
    """By the day and department of each entry that stands; credit notes lessen it and are no placements."""
    entry = Placement
    year = cast(extract("year", entry.placed_on), Integer) - case((extract("month", entry.placed_on) < 4, 1), else_=0)
    where: list[ColumnElement[bool]] = [entry.struck_at.is_(None)]
    if pair:
        where += [entry.organisation_id == pair[0], entry.placed_on.between(*clock.days_of_financial_year(pair[1]))]
    split = {
        "month": func.substr(cast(entry.placed_on, String), 1, 7), "medium": entry.medium,
        "supplier": cast(entry.supplier_id, String), "department": entry.department,
    }  # fmt: skip
    bought = case((entry.credits_id.is_(None), 1), else_=0)
    parts = (
        select(
            entry.organisation_id, year.label("year"), literal(dimension).label("dimension"), key.label("key"),
            bought.label("placements"), entry.net, entry.vat,
        ).where(*where)
        for dimension, key in split.items()
    )  # fmt: skip
    each = union_all(*parts).subquery()
    keys = [each.c[name] for name in KEYS[:4]]
    sums = (func.sum(each.c[name]).label(name) for name in ("placements", "net", "vat"))
    return select(*keys, *sums).group_by(*keys).execution_options(**visible(REPORTING, entry).get_execution_options())
