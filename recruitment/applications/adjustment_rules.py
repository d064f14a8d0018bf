"""What may be asked for in order to apply, and by when it is answered. Pure."""

from datetime import date, timedelta
from typing import Final

KINDS: Final = {
    "paper": "A paper form",
    "large_print": "Large print",
    "easy_read": "Easy Read",
    "bsl": "British Sign Language (BSL)",
    "telephone": "Somebody to fill in the form with me over the telephone",
    "time": "More time to apply",
    "format": "Another format, such as audio or braille",
    "other": "Something else",
}
REACHED_BY: Final = {"email": "Email", "phone": "Telephone", "post": "Post"}
FRIDAY: Final = 4


def is_working_day(day: date) -> bool:
    """Monday to Friday. Holidays differ from council to council and are not known here."""
    return day.weekday() <= FRIDAY


def due_on(asked: date, days: int) -> date:
    """The last of so many working days after the day of asking."""
    day = asked
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def within_words(days: int) -> str:
    """within 2 working days"""
    return f"within {days} working {'day' if days == 1 else 'days'}"
