"""An advert's facts in a few words, the same on a page and in a letter."""

from collections.abc import Sequence
from datetime import datetime

from recruitment.core import clock
from recruitment.places.rules import is_named_in, postcode_in, spaced
from recruitment.vacancies.pay import Range
from recruitment.vacancies.tables import Vacancy, Workplace

MANY_PLACES = 3


def pounds(pence: int | None, always_pence: bool = False) -> str:
    """£1,234, or £1,234.56 where there are pence to show."""
    if pence is None:
        return ""
    sign, pence = ("−" if pence < 0 else ""), abs(pence)
    whole = f"{sign}£{pence // 100:,}"
    return whole if pence % 100 == 0 and not always_pence else f"{whole}.{pence % 100:02d}"


def amount(pay: Range | None, basis: str) -> str:
    """£13.69 to £14.20 an hour's pence always, a year's where it has any."""
    if pay is None:
        return ""
    low, high = (pounds(pence, always_pence=basis == "hourly") for pence in (pay.low, pay.high))
    return low if low == high else f"{low} to {high}"


def pay_in_short(vacancy: Vacancy) -> str:
    """As advertised: £22,360 to £23,760 a year, pro rata"""
    if vacancy.pay_basis is None or vacancy.pay_low is None or vacancy.pay_high is None:
        return vacancy.pay_note
    said = f"{amount(Range(vacancy.pay_low, vacancy.pay_high), vacancy.pay_basis)} "
    said += "an hour" if vacancy.pay_basis == "hourly" else "a year"
    return f"{said}, pro rata" if vacancy.is_pro_rata else said


def place_in_words(workplace: Workplace) -> str:
    """A workplace with its town, which is not said twice: Depot, Kirkcaldy"""
    label, town = workplace.label, workplace.locality
    if not town or is_named_in(label, town):
        return label
    # Some are known by their postcode alone, which stands behind the town.
    return town if postcode_in(label) else f"{label}, {town}"


def postcode_in_words(workplace: Workplace) -> str:
    """What follows place_in_words(), as far as that does not say it: KY1 1XT"""
    postcode = spaced(workplace.postcode) if workplace.postcode else ""
    return "" if postcode in place_in_words(workplace) else postcode


def place_in_short(vacancy: Vacancy, workplaces: Sequence[Workplace]) -> str:
    """Where the work is, for a list: Depot, Kirkcaldy, KY1 1XT; of several places there is no room for postcodes."""
    said = [place_in_words(workplace) for workplace in workplaces]
    if len(said) == 1:
        return ", ".join(filter(None, (*said, postcode_in_words(workplaces[0]))))
    if len(said) > MANY_PLACES:
        return f"{said[0]} and {len(said) - 1} other places"
    return "; ".join(said) or ("Home-based" if vacancy.is_home_based else "")


def time_of_day(moment: datetime) -> str:
    """11:59pm, midday"""
    here = clock.local(moment)
    if (here.hour, here.minute) == (12, 0):
        return "midday"
    return f"{here.hour % 12 or 12}:{here.minute:02}{'am' if here.hour < 12 else 'pm'}"


def moment_in_words(moment: datetime) -> str:
    """4 June 2026 at 11:59pm"""
    return f"{clock.local(moment):%-d %B %Y} at {time_of_day(moment)}"
