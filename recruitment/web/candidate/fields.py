"""Fields and checks that the candidate's forms share."""

from datetime import date
from typing import Any

from wtforms import Field, SelectMultipleField
from wtforms.validators import Length, Optional

MONTHS = "january february march april may june july august september october november december".split()
EARLIEST = 1930


def at_most(characters: int, what: str) -> Length:
    return Length(max=characters, message=f"{what} must be {characters:,} characters or fewer")


class IfGiven(Optional):
    """Leaves what is empty unchecked without calling the question optional: another answer may do instead."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags: dict[str, bool] = {}


class Voluntary:
    """Says beside the question that it may be left empty."""

    field_flags = {"optional": True}

    def __call__(self, _form: Any, _field: Field) -> None:
        """Anything will do."""


class MonthField(Field):
    """A month and a year in two boxes, because few people remember the day; `data` is the first of the month or None.

    The boxes share the field's name; `raw_data` keeps what stood in them. A month is a number or its name.
    """

    boxes = ("month", "year")

    def process_formdata(self, valuelist: list[str]) -> None:
        month, year = (value.strip() for value in [*valuelist, "", ""][:2])
        self.data = None
        if not month and not year:
            return
        if not month or not year:
            raise ValueError(f"{self.label.text} must include a {'year' if month else 'month'}")
        number = _month_number(month)
        if number is None:
            raise ValueError(f"{self.label.text} must have a real month, for example 3 or March")
        if not (year.isdecimal() and len(year) == 4 and int(year) >= EARLIEST):
            raise ValueError(f"{self.label.text} must have a year of four digits, for example 2019")
        self.data = date(int(year), number, 1)


def _month_number(typed: str) -> int | None:
    """1 to 12 from a number, a name or its first three letters or more."""
    if typed.isdecimal():
        return int(typed) if 1 <= int(typed) <= 12 else None
    found = [number for number, name in enumerate(MONTHS, 1) if len(typed) >= 3 and name.startswith(typed.lower())]
    return found[0] if found else None


def some_of(label: str, choices: dict[str, str]) -> SelectMultipleField:
    return SelectMultipleField(label, [Voluntary()], choices=choices)
