"""An advert's facts in words: pay, hours, places, closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from textwrap import shorten

from recruitment.core import clock
from recruitment.core.file_kinds import KINDS
from recruitment.organisations.pay_tables import YEAR_WEEKS
from recruitment.vacancies.duties import plain_text
from recruitment.vacancies.pay import WHOLE_YEAR, Range, pay_three_ways
from recruitment.vacancies.rules import is_reduced, slug_of
from recruitment.vacancies.tables import Vacancy, Workplace
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS, PAY_BASES
from recruitment.vacancies.words import amount, pay_in_short, place_in_short, pounds, time_of_day

PayRow = tuple[str, str, str | None]
POUND = 100
# Days within which a list tells a closing date by how far off it is, and within which that is urgent.
SOON, URGENT = 14, 2
# Days up to which time left is counted in days, and in months.
COUNTED_IN_DAYS, COUNTED_IN_MONTHS = 90, 730
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
# What stands for a whole text: so many lines of so many characters.
FEW_LINES, SHORT_LINE = 4, 160


@dataclass(frozen=True)
class Card:
    """An advert in a list, ready for the search_result macro."""

    title: str
    reference: str
    slug: str
    employer: str
    place: str
    pay: str
    # (how much, for what) of each of the three ways that is known.
    ways: list[tuple[str, str]]
    pattern: str
    contract: str
    closing: str
    is_urgent: bool


def card(vacancy: Vacancy, workplaces: Sequence[Workplace]) -> Card:
    """`vacancy.organisation` is loaded."""
    patterns, hours = patterns_in_words(vacancy), hours_in_words(vacancy)
    closes = vacancy.closes_at
    left = days_until(closes) if closes else None
    return Card(
        title=vacancy.title,
        reference=vacancy.reference,
        slug=slug_of(vacancy.title),
        employer=vacancy.organisation.name,
        place=place_in_short(vacancy, workplaces),
        pay=pay_in_short(vacancy),
        ways=pay_in_three_ways(vacancy),
        pattern=", ".join(part for part in (patterns, hours) if part),
        contract=CONTRACT_TYPES.get(vacancy.contract_type or "", ""),
        closing="" if closes is None or left is None else _closing(closes, left),
        is_urgent=left is not None and left <= URGENT,
    )


def number(value: Decimal | None) -> str:
    """17.5 for Decimal("17.50"), 36 for Decimal("36.00")."""
    return "" if value is None else f"{value.normalize():f}"


def patterns_in_words(vacancy: Vacancy) -> str:
    """Full time, job share"""
    names = [PATTERNS[code] for code in PATTERNS if code in vacancy.patterns]
    return ", ".join([*names[:1], *(name.lower() for name in names[1:])])


def hours_in_words(vacancy: Vacancy) -> str:
    """20 to 36 hours a week, 39 weeks a year"""
    low, high = number(vacancy.hours_low), number(vacancy.hours_high)
    if not low:
        return ""
    hours = low if high in ("", low) else f"{low} to {high}"
    said = f"{hours} {'hour' if hours == '1' else 'hours'} a week"
    weeks = vacancy.weeks_a_year
    return f"{said}, {number(weeks)} weeks a year" if weeks is not None and weeks < WHOLE_YEAR else said


def to_the_pound(pay: Range | None) -> Range | None:
    """A year's pay that was worked out is no exacter than this."""
    if pay is None:
        return None
    return Range(*((pence + POUND // 2) // POUND * POUND for pence in (pay.low, pay.high)))


def pay_in_three_ways(vacancy: Vacancy) -> list[tuple[str, str]]:
    """For a card, so to the pound: (£12.67 to £13.26, an hour). Empty where only what is advertised is known."""
    known = pay_three_ways(vacancy)
    if known.hourly is None:
        return []
    ways = [
        (amount(known.hourly, "hourly"), "an hour"),
        (amount(to_the_pound(known.annual), "annual"), "a full-time year"),
        (amount(to_the_pound(known.actual), "annual"), "a year in this post"),
    ]
    is_full_time = known.actual is not None and to_the_pound(known.actual) == to_the_pound(known.annual)
    return [way for way in (ways[:2] if is_full_time else ways) if way[0]]


def pay_rows(vacancy: Vacancy) -> list[PayRow]:
    """The three ways, as far as the advert lets them be known: (what, amount, note)."""
    ways = pay_three_ways(vacancy)
    if ways.annual and not ways.hourly and not vacancy.is_pro_rata:
        note = "The advert does not say whether this is for full-time work or for this post’s own hours"
        return [("A year, as advertised", amount(ways.annual, "annual"), note if is_reduced(vacancy) else None)]
    is_hourly = vacancy.pay_basis == "hourly"
    annual = to_the_pound(ways.annual) if is_hourly else ways.annual
    full_time = f"{number(vacancy.full_time_hours)} hours a week" if vacancy.full_time_hours else None
    rows = [
        ("An hour", amount(ways.hourly, "hourly"), "as advertised" if is_hourly else None),
        ("A full-time year", amount(annual, "annual"), full_time),
        ("A year in this post", amount(to_the_pound(ways.actual), "annual"), hours_in_words(vacancy) or None),
    ]
    return [row for row in rows if row[1]]


def pay_method(vacancy: Vacancy) -> str:
    """How the figures that the advert does not give were worked out, or why they could not be."""
    ways, full_time = pay_three_ways(vacancy), number(vacancy.full_time_hours)
    if vacancy.pay_basis is None:
        return ""
    if not ways.hourly:
        lacking = "which of the two it is" if full_time else "how many hours a week are full time"
        return f"The advert does not say {lacking}, so pay by the hour cannot be worked out from it."
    weeks = _weeks_of_year(vacancy)
    if vacancy.pay_basis == "hourly":
        first = "The advert gives the hourly rate."
        year = f" A full-time year is that rate for {full_time} hours a week and {weeks} weeks." if ways.annual else ""
    else:
        first = "The advert gives pay for a full-time year."
        year = f" The hourly rate is that pay divided by {weeks} weeks and by {full_time} hours."
    table = f" Pay table: {vacancy.pay_table}." if vacancy.pay_table else ""
    return f"{first}{year}{_method_of_this_post(vacancy, ways.actual)}{table}"


def _weeks_of_year(vacancy: Vacancy) -> str:
    return number(vacancy.year_weeks) or number(YEAR_WEEKS)


def _method_of_this_post(vacancy: Vacancy, actual: Range | None) -> str:
    if actual is None:
        return " The advert does not say how many hours this post has, so its own yearly pay cannot be worked out."
    weeks = vacancy.weeks_a_year
    counted = number(weeks) if weeks is not None and weeks < WHOLE_YEAR else _weeks_of_year(vacancy)
    return f" Pay in this post is the hourly rate for its hours a week and {counted} weeks, to the nearest pound."


def allowances(vacancy: Vacancy) -> list[tuple[str, str]]:
    """What is paid on top, and counts in none of the three ways: (for what, how much)."""
    return [
        (each["label"], ", ".join(filter(None, (_a_year(each["amount"]), each["note"]))))
        for each in vacancy.allowances or ()
    ]


def _a_year(pence: int | None) -> str:
    return f"{pounds(pence)} a year" if pence else ""


def other_rates(vacancy: Vacancy) -> list[tuple[str, str]]:
    """Further rates of the same advert: (whose, how much)."""
    return [
        (rate["label"], f"{amount(Range(rate['low'], rate['high']), rate['basis'])} {PAY_BASES[rate['basis']]}")
        for rate in vacancy.other_rates
    ]


def days_until(moment: datetime) -> int:
    """Midnights in Scotland between now and then."""
    return (clock.local(moment).date() - clock.today()).days


def closing_in_words(closes_at: datetime, today: date | None = None) -> str:
    """tomorrow, Friday 5 June 2026 at 11:59pm; whoever says it of many asks for `today` once."""
    here = clock.local(closes_at)
    near = {0: "today, ", 1: "tomorrow, "}.get((here.date() - (today or clock.today())).days, "")
    said = here.strftime(f"%A {here.day} %B %Y")
    return f"{near}{said} at {time_of_day(here)}"


def closing_soon(closes_at: datetime) -> str:
    """in 3 days, Friday 27 November; 4 March 2027 when it is farther off."""
    return _closing(closes_at, days_until(closes_at))


def _closing(closes_at: datetime, days: int) -> str:
    here = clock.local(closes_at)
    if days > SOON:
        return f"{here.day} {here:%B %Y}"
    return f"{_in_days(days)}, {here:%A} {here.day} {here:%B}"


def time_left(closes_at: datetime) -> str:
    """in 12 days; in about 4 months"""
    return _in_days(days_until(closes_at))


def _in_days(days: int) -> str:
    if days > COUNTED_IN_MONTHS:
        return f"in about {round(days / 365.25)} years"
    if days > COUNTED_IN_DAYS:
        return f"in about {round(days / 30.4)} months"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def document_in_words(kind: str, size: int) -> str:
    """What a reader wants to know before downloading: "PDF, 240 KB"."""
    kilobytes = max(1, round(size / KILOBYTE))
    told = f"{kilobytes} KB" if kilobytes < KILOBYTE else f"{size / MEGABYTE:.1f} MB"
    return f"{KINDS[kind].name}, {told}"


def first_lines(text: str) -> list[str]:
    """The first few lines of a text in Markdown, for a place with little room; a long one is cut at a word."""
    lines = plain_text(text).splitlines()[:FEW_LINES]
    return [shorten(line, SHORT_LINE, placeholder="…") for line in lines]
