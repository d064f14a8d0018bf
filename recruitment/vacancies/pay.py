"""Pay said in the three ways in which people compare it: an hour, a full-time year, and this post's own year. Pure.

The rule (DOMAIN.md, "Pay"): hourly = full-time annual ÷ 52.143 ÷ the pay table's full-time hours, and the reverse;
actual = hourly × the post's hours a week × its paid weeks a year, which is full-time annual × hours ÷ full-time hours
× weeks ÷ 52.143. A pay table may count its year otherwise: then its weeks stand for 52.143. Sums are exact until the
end; each result is rounded to the penny, halves up. Allowances are no part of it.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from recruitment.organisations.pay_tables import YEAR_WEEKS
from recruitment.vacancies.rules import WHOLE_YEAR, is_reduced
from recruitment.vacancies.tables import Vacancy

WEEKS_A_YEAR = Fraction(YEAR_WEEKS)
# Hours and weeks are few and the same for many adverts.
TIMES = 1_000


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
    """Hours of a full-time year, and of the post's own from its fewest to its most; None where not stated."""

    full: Fraction | None
    low: Fraction | None
    high: Fraction | None

    @cached_property
    def hour(self) -> Fraction | None:
        """An hour's share of full-time pay of a year; so the next two of the post's own time."""
        return _share(Fraction(1), self.full)

    @cached_property
    def low_share(self) -> Fraction | None:
        return _share(self.low, self.full)

    @cached_property
    def high_share(self) -> Fraction | None:
        return _share(self.high, self.full)


def pay_three_ways(vacancy: Vacancy) -> PayThreeWays:
    """The pay of an advert, as far as its pay, hours and weeks tell.

    An annual range of a reduced post that is not marked pro rata may be full-time pay or the post's own: it is shown as
    it stands, and nothing is computed from it.
    """
    if vacancy.pay_basis is None or vacancy.pay_low is None or vacancy.pay_high is None:
        return PayThreeWays()
    time = _time(
        vacancy.hours_low, vacancy.hours_high, vacancy.full_time_hours, vacancy.weeks_a_year, vacancy.year_weeks
    )
    stated = Range(vacancy.pay_low, vacancy.pay_high)
    if vacancy.pay_basis == "hourly":
        return _from_hourly(stated, time)
    if is_reduced(vacancy) and not vacancy.is_pro_rata:
        return PayThreeWays(annual=stated)
    return _from_annual(stated, time)


def hourly_of(annual: int, full_time_hours: int) -> int:
    """Pence an hour of pence for a full-time year."""
    return _penny(annual, 1 / (full_time_hours * WEEKS_A_YEAR))


@lru_cache(TIMES)
def _time(
    hours_low: Decimal | None,
    hours_high: Decimal | None,
    full_time: Decimal | None,
    weeks_a_year: Decimal | None,
    year_weeks: Decimal | None,
) -> Time:
    year = _exact(year_weeks) or WEEKS_A_YEAR
    weeks = _exact(weeks_a_year)
    paid = weeks if weeks is not None and weeks < WHOLE_YEAR else year
    low, full = _exact(hours_low), _exact(full_time)
    high = _exact(hours_high) or low
    return Time(full=full * year if full else None, low=low * paid if low else None, high=high * paid if high else None)


def _from_hourly(stated: Range, time: Time) -> PayThreeWays:
    return PayThreeWays(
        hourly=stated,
        annual=_times(stated, time.full, time.full),
        actual=_times(stated, time.low, time.high),
    )


def _from_annual(stated: Range, time: Time) -> PayThreeWays:
    return PayThreeWays(
        hourly=_times(stated, time.hour, time.hour),
        annual=stated,
        actual=_times(stated, time.low_share, time.high_share),
    )


def _times(stated: Range, low: Fraction | None, high: Fraction | None) -> Range | None:
    """The lower rate so many times, and the higher."""
    return Range(_penny(stated.low, low), _penny(stated.high, high)) if low and high else None


def _penny(pence: int, times: Fraction) -> int:
    """Halves up, as floor(pence * times + 1/2) is, in a fraction of its time."""
    part = times.denominator
    return (2 * pence * times.numerator + part) // (2 * part)


def _share(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return part / whole if part and whole else None


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
