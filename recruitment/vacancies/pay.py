"""Pay said in the three ways in which people compare it: an hour, a full-time year, and this post's own year. Pure.

The rule (DOMAIN.md, "Pay"): hourly = full-time annual ÷ 52.143 ÷ the pay table's full-time hours, and the reverse;
actual = hourly × the post's hours a week × its paid weeks a year, which is full-time annual × hours ÷ full-time hours
× weeks ÷ 52.143. A pay table may count its year otherwise: then its weeks stand for 52.143. Sums are exact until the
end; each result is rounded to the penny, halves up. Allowances are no part of it.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from recruitment.organisations.pay_tables import YEAR_WEEKS
from recruitment.vacancies.rules import WHOLE_YEAR, is_reduced
from recruitment.vacancies.tables import Vacancy

WEEKS_A_YEAR = Fraction(YEAR_WEEKS)


@dataclass(frozen=True)
class Range:
    """Pence from `low` to `high`, the same for a single rate."""

    low: int
    high: int

    @property
    def is_single(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class PayThreeWays:
    """Each way is None when the advert does not say enough to know it."""

    hourly: Range | None = None
    annual: Range | None = None
    actual: Range | None = None


@dataclass(frozen=True)
class Time:
    """Hours a week from low to high, the table's full-time hours, paid weeks a year, and the weeks of the table's year;
    None where not stated."""

    hours_low: Fraction | None
    hours_high: Fraction | None
    full_time: Fraction | None
    weeks: Fraction
    year: Fraction


def pay_three_ways(vacancy: Vacancy) -> PayThreeWays:
    """The pay of an advert, as far as its pay, hours and weeks tell.

    An annual range of a reduced post that is not marked pro rata may be full-time pay or the post's own: it is shown as
    it stands, and nothing is computed from it.
    """
    if vacancy.pay_basis is None or vacancy.pay_low is None or vacancy.pay_high is None:
        return PayThreeWays()
    time = _time_of(vacancy)
    stated = Range(vacancy.pay_low, vacancy.pay_high)
    if vacancy.pay_basis == "hourly":
        return _from_hourly(stated, time)
    if is_reduced(vacancy) and not vacancy.is_pro_rata:
        return PayThreeWays(annual=stated)
    return _from_annual(stated, time)


def hourly_of(annual: int, full_time_hours: int) -> int:
    """Pence an hour of pence for a full-time year."""
    return _penny(annual / (full_time_hours * WEEKS_A_YEAR))


def _time_of(vacancy: Vacancy) -> Time:
    weeks = _exact(vacancy.weeks_a_year)
    low = _exact(vacancy.hours_low)
    year = _exact(vacancy.year_weeks) or WEEKS_A_YEAR
    return Time(
        hours_low=low,
        hours_high=_exact(vacancy.hours_high) or low,
        full_time=_exact(vacancy.full_time_hours),
        weeks=weeks if weeks is not None and weeks < WHOLE_YEAR else year,
        year=year,
    )


def _from_hourly(stated: Range, time: Time) -> PayThreeWays:
    low, high = Fraction(stated.low), Fraction(stated.high)
    return PayThreeWays(
        hourly=stated,
        annual=_over(low, high, time.full_time, time.full_time, time.year),
        actual=_over(low, high, time.hours_low, time.hours_high, time.weeks),
    )


def _from_annual(stated: Range, time: Time) -> PayThreeWays:
    if not time.full_time:
        return PayThreeWays(annual=stated)
    hours = time.full_time * time.year
    low, high = stated.low / hours, stated.high / hours
    return PayThreeWays(
        hourly=Range(_penny(low), _penny(high)),
        annual=stated,
        actual=_over(low, high, time.hours_low, time.hours_high, time.weeks),
    )


def _over(
    low: Fraction, high: Fraction, hours_low: Fraction | None, hours_high: Fraction | None, weeks: Fraction
) -> Range | None:
    """What hourly rates come to in a year: the lower rate for the fewest hours, the higher for the most."""
    if not hours_low or not hours_high:
        return None
    return Range(_penny(low * hours_low * weeks), _penny(high * hours_high * weeks))


def _penny(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
