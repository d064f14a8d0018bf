"""Rates of pay written short, in pence: `hourly(11_59, 12_31)`."""

from recruitment.vacancies.reading.pay import Rate


def annual(low: int, high: int | None = None, label: str = "") -> Rate:
    return Rate("annual", low, low if high is None else high, label)


def hourly(low: int, high: int | None = None, label: str = "") -> Rate:
    return Rate("hourly", low, low if high is None else high, label)
