"""What only adverts ask for: numbers of hours and weeks, a time of day, and rows that come and go."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import g, request
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, StringField

from recruitment.core import clock
from recruitment.web.fields import ReadField

CLOCK_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm)?")
NAMED_TIMES = {"midday": time(12), "noon": time(12)}
LAST_MINUTE = time(23, 59)


def is_asked(button: str) -> bool:
    """Whether this button sent the form; one whose token failed is only ever shown again, with what was typed."""
    return request.form.get("then") == button and not g.get("csrf_failed")


def rows_asked_for(rows: FieldList) -> list[dict[str, Any]] | None:
    """The rows to show again when a button asked for one more or one fewer, else None."""
    typed: list[dict[str, Any]] = list(rows.data)
    number = request.form.get(f"{rows.name}-remove", type=int)
    if g.get("csrf_failed"):
        return None
    if f"{rows.name}-add" in request.form:
        return [*typed, {}]
    if number is None:
        return None
    return [row for place, row in enumerate(typed) if place != number]


def form_with_rows(rows: FieldList) -> MultiDict[str, str] | None:
    """The whole form as it was typed, with one row more or one fewer, when a button asked for that; else None."""
    added, removed = f"{rows.name}-add", request.form.get(f"{rows.name}-remove", type=int)
    if g.get("csrf_failed") or (added not in request.form and removed is None):
        return None
    row = re.compile(rf"{re.escape(rows.name)}-(\d+)-(\w+)")
    typed: MultiDict[str, str] = MultiDict()
    for name, value in request.form.items(multi=True):
        found = row.fullmatch(name)
        number = int(found[1]) if found else -1
        if found is None or removed is None:
            typed.add(name, value)
        elif number != removed:
            typed.add(f"{rows.name}-{number - (number > removed)}-{found[2]}", value)
    if removed is None and len(rows.entries) < (rows.max_entries or len(rows.entries) + 1):
        first = next(iter(rows.entries[0].form)).short_name if rows.entries else "label"
        typed.add(f"{rows.name}-{len(rows.entries)}-{first}", "")
    return typed


class AmountOfTimeField(ReadField, StringField):
    """A number of hours or weeks of so many decimals, above 0 and up to `most`; `data` is a Decimal or None."""

    def __init__(
        self,
        label: str = "",
        validators: object = None,
        *,
        most: int,
        example: str,
        decimals: int = 2,
        **options: object,
    ) -> None:
        super().__init__(label, validators, **options)
        self.decimals = decimals
        self.most = Decimal(most)
        self.example = example

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            number = Decimal(typed)
        except InvalidOperation:
            raise ValueError(f"Enter a number, for example {self.example}") from None
        if not number.is_finite() or not 0 < number <= self.most:
            raise ValueError(f"Enter a number above 0, up to {self.most}, for example {self.example}")
        if number != round(number, self.decimals):
            most = "two" if self.decimals == 2 else "three"
            raise ValueError(f"Enter a number with at most {most} decimals, for example {self.example}")
        self.data = number

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{Decimal(self.data).normalize():f}"


class TimeOfDayField(ReadField, StringField):
    """23:59, 5pm, 5.30 pm or midday; `data` is a time or None. Midnight is refused: people disagree on its day."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip().lower() if valuelist else ""
        self.data = None
        if not typed:
            return
        found = _time_read(typed)
        if found is None:
            raise ValueError("Enter a time, for example 23:59 or 5pm")
        self.data = found

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:%H:%M}"


def _time_read(typed: str) -> time | None:
    if typed in NAMED_TIMES:
        return NAMED_TIMES[typed]
    found = CLOCK_TIME.fullmatch(typed)
    if found is None or (found["minute"] is None and found["half"] is None):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_of(day: date, at: time) -> datetime:
    """A date and time in Scotland as a moment; a time of 23:59 means to the end of the day."""
    return clock.end_of_day(day) if at == LAST_MINUTE else datetime.combine(day, at, clock.LONDON)
