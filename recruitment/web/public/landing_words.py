"""What a landing page says, written from facts alone: how many jobs, whose, for what pay, the newest."""

from collections.abc import Sequence

from recruitment.core import clock
from recruitment.search.counting import Choice
from recruitment.search.landings import Landing
from recruitment.vacancies.tables import Vacancy
from recruitment.web.brand import day, pounds
from recruitment.web.public.words import days_until

NAMED = 3
POUND = 100


def lowered(name: str) -> str:
    """A category's name inside a sentence; what is written in capitals stays so."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def sentences(landing: Landing, what: str) -> list[str]:
    """`what`: "in teaching and education within 10 miles of Cupar", said after the number of jobs.

    Without it the page has said whose jobs they are and how many.
    """
    if not landing.total:
        return []
    said = (_employers(landing, what) if what else "", _pay(landing), _kinds_of_time(landing), _newest(landing))
    return [sentence for sentence in said if sentence]


def _employers(landing: Landing, what: str) -> str:
    number = landing.total
    opening = f"{number:,} jobs are" if number > 1 else "One job is"
    employers = sorted(landing.found.choices["council"], key=lambda each: (-each.count, each.name))
    if not employers:
        return f"{opening} open now {what}."
    if len(employers) == 1:
        return f"{opening} open now {what}, at {employers[0].name}."
    if len(employers) <= NAMED:
        return f"{opening} open now {what}: {_listed(employers)}."
    opening = f"{opening} open now {what}, at {len(employers)} employers"
    if employers[0].count == 1:
        return f"{opening}, among them {joined([each.name for each in employers[:NAMED]])}."
    return f"{opening}. Those with most are {_listed(employers[:NAMED])}."


def _listed(employers: Sequence[Choice]) -> str:
    """Fife Council (9), NHS Fife (2) and Fife College (1)"""
    return joined([f"{each.name} ({each.count:,})" for each in employers])


def joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _pay(landing: Landing) -> str:
    low, high = landing.pay_low, landing.pay_high
    if low is None or high is None:
        return ""
    pay = [pounds(pence // POUND * POUND) for pence in (low, high)]
    said = f"is {pay[0]}" if pay[0] == pay[1] else f"runs from {pay[0]} to {pay[1]}"
    missing = landing.total - landing.paid
    unsaid = {0: "", 1: "; one advert does not say"}.get(missing, f"; {missing:,} adverts do not say")
    return f"Pay for a full-time year {said}{unsaid if missing > 0 else ''}."


def _kinds_of_time(landing: Landing) -> str:
    """3 are part time, 1 can be done from home and 2 close within a week."""
    if landing.total == 1:
        return ""
    counted = (
        (landing.number_with("pattern", "part_time"), "is part time", "are part time"),
        (landing.number_with("pattern", "home"), "can be done from home", "can be done from home"),
        (landing.closing_soon, "closes within a week", "close within a week"),
    )
    parts = [_of_all(number, landing.total, one, several) for number, one, several in counted if number]
    if not parts:
        return ""
    said = joined(parts)
    return f"{said[0].upper()}{said[1:]}."


def _of_all(number: int, total: int, one: str, several: str) -> str:
    who = "all" if number == total else "one" if number == 1 else f"{number:,}"
    return f"{who} {one if number == 1 else several}"


def _newest(landing: Landing) -> str:
    vacancy = next((hit.vacancy for hit in landing.found.hits), None)
    if vacancy is None or vacancy.public_from is None or landing.total == 1:
        return ""
    return f"The newest is {vacancy.title} at {vacancy.organisation.name}, published {_when(vacancy)}."


def _when(vacancy: Vacancy) -> str:
    assert vacancy.public_from is not None
    ago = -days_until(vacancy.public_from)
    return {0: "today", 1: "yesterday"}.get(ago, f"on {day(vacancy.public_from)}")


def summary(landing: Landing, title: str) -> str:
    """For search engines: what is there, in a line."""
    jobs = "job" if landing.total == 1 else "jobs"
    return f"{title}: {landing.total:,} {jobs} open on {day(clock.now())}, from Scotland’s councils and public bodies."
