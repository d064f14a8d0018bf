"""What an offer pays: a point of the vacancy's pay table as it holds on the first day, or a rate as advertised."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from recruitment.core.errors import Refused
from recruitment.core.viewers import Viewer
from recruitment.organisations.pay_queries import grades_of, holding_on, pay_versions_of
from recruitment.organisations.pay_tables import YEAR_WEEKS
from recruitment.vacancies.pay import PayThreeWays, Range, pay_three_ways
from recruitment.vacancies.pay_checks import floor_in_words, missed_floor
from recruitment.vacancies.pay_choices import chosen_pay, counterpart, table_in_words
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import amount, pounds

BASES = {"hourly": "an hour", "annual": "a full-time year"}


class BadPay(Refused):
    """`field`: of the terms, the one that is to be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Rate:
    """A point on offer; `is_advertised` within the range of the advert."""

    point: str
    pence: int
    is_advertised: bool


@dataclass(frozen=True)
class Rates:
    """The points of the vacancy's grade as they hold on a day, the lowest paid first."""

    grade: str
    table: str
    basis: str
    full_time_hours: Decimal
    year_weeks: Decimal | None
    points: tuple[Rate, ...]

    @property
    def usual(self) -> str:
        """The lowest that the advert names."""
        return next((rate.point for rate in self.points if rate.is_advertised), self.points[0].point)

    def choices(self) -> dict[str, str]:
        return {
            rate.point: f"Point {rate.point}: {amount(Range(rate.pence, rate.pence), self.basis)} {BASES[self.basis]}"
            for rate in self.points
        }


@dataclass(frozen=True)
class Time:
    """Hours a week and paid weeks a year; None for a whole year."""

    hours: Decimal | None
    weeks: Decimal | None


def rates_on(viewer: Viewer, vacancy: Vacancy, day: date) -> Rates | None:
    """None where the advert's pay comes from no table. Raises BadPay where that day's rates lack the grade."""
    chosen = chosen_pay(viewer, vacancy)
    if chosen is None:
        return None
    holding = holding_on(day, pay_versions_of(viewer, vacancy.organisation_id)).get(chosen.version.pay_table_id)
    found = counterpart(chosen, grades_of(viewer, [holding or chosen.version]))
    if found is None:
        raise BadPay("starts_on", f"The rates that hold then have no grade {chosen.low.grade}. Ask who keeps them")
    grade, low, high = found
    bottom, top = (low.pence if low else 0), (high.pence if high else grade.high.pence)
    version = grade.version
    return Rates(
        grade=grade.name,
        table=table_in_words(version),
        basis=version.basis,
        full_time_hours=version.full_time_hours,
        year_weeks=None if version.year_weeks == YEAR_WEEKS else version.year_weeks,
        points=tuple(Rate(one.label, one.pence, bottom <= one.pence <= top) for one in grade.points),
    )


def pay_by_point(vacancy: Vacancy, rates: Rates, point: str, time: Time, day: date) -> dict[str, Any]:
    """Columns of the terms. Raises BadPay for a point that the rates of that day do not have, or below the floor."""
    found = next((rate for rate in rates.points if rate.point == point), None)
    if found is None:
        raise BadPay("point", f"The rates that hold on the first day have no point {point}. Choose another")
    facts = {
        "grade": rates.grade, "point": point, "pay_table": rates.table, "pay_basis": rates.basis, "pay": found.pence,
        "full_time_hours": rates.full_time_hours, "year_weeks": rates.year_weeks,
    }  # fmt: skip
    return {**facts, **_three_ways(vacancy, facts, time, day, "point")}


def pay_freely(vacancy: Vacancy, pence: int | None, time: Time, day: date) -> dict[str, Any]:
    """The same for a rate within the range of an advert that names no table; no pay for a volunteer."""
    if vacancy.pay_basis is None or vacancy.pay_low is None or vacancy.pay_high is None:
        return _without_pay(vacancy)
    if pence is None:
        raise BadPay("pay", "Enter the pay that you offer")
    if not vacancy.pay_low <= pence <= vacancy.pay_high:
        advertised = amount(Range(vacancy.pay_low, vacancy.pay_high), vacancy.pay_basis)
        raise BadPay("pay", f"Enter pay as advertised, {advertised} {BASES[vacancy.pay_basis]}")
    facts = {
        "grade": vacancy.grade, "point": "", "pay_table": vacancy.pay_table, "pay_basis": vacancy.pay_basis,
        "pay": pence, "full_time_hours": vacancy.full_time_hours, "year_weeks": vacancy.year_weeks,
    }  # fmt: skip
    return {**facts, **_three_ways(vacancy, facts, time, day, "pay")}


def _three_ways(vacancy: Vacancy, facts: dict[str, Any], time: Time, day: date, field: str) -> dict[str, int | None]:
    """As the same advert would pay it; never below what the day's Living Wage asks."""
    post = Vacancy(
        organisation_id=vacancy.organisation_id, contract_type=vacancy.contract_type, pay_basis=facts["pay_basis"],
        pay_low=facts["pay"], pay_high=facts["pay"], is_pro_rata=True, hours_low=time.hours, hours_high=time.hours,
        weeks_a_year=time.weeks, full_time_hours=facts["full_time_hours"], year_weeks=facts["year_weeks"],
    )  # fmt: skip
    floor, ways = missed_floor(post, day), pay_three_ways(post)
    if floor is not None and ways.hourly is not None:
        least = floor_in_words(floor)
        raise BadPay(field, f"Raise the pay: {pounds(ways.hourly.low, True)} an hour is less than {least}")
    return _single(ways)


def _single(ways: PayThreeWays) -> dict[str, int | None]:
    held = {"hourly": ways.hourly, "annual": ways.annual, "actual": ways.actual}
    return {name: None if span is None else span.low for name, span in held.items()}


def _without_pay(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "grade": vacancy.grade, "point": "", "pay_table": "", "pay_basis": None, "pay": None, "hourly": None,
        "annual": None, "actual": None, "full_time_hours": vacancy.full_time_hours, "year_weeks": None,
    }  # fmt: skip
