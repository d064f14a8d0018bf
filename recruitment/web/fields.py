"""The form that every page's form extends, and fields that several share."""

import re
from datetime import date
from typing import Any

from flask import g, request
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import Field, Form, IntegerField, StringField, TextAreaField
from wtforms.i18n import DummyTranslations
from wtforms.validators import Length, StopValidation, ValidationError

# Below ten million pounds, so that its pence fit the four bytes of an INTEGER on PostgreSQL.
AMOUNT = re.compile(r"£?(?P<pounds>\d{0,7})(?:\.(?P<pence>\d{0,2}))?(?<=[\d.])")
TOO_OLD = "The page had been open for too long, or cookies are switched off. Check what you typed and send it again."
# What a page never offered: it was changed since, or made by hand.
NO_CHOICE = "Choose one of the answers that the page offers"


def tidy(value: str | None) -> str | None:
    """Spaces around and repeated inside a single line mean nothing."""
    return " ".join(value.split()) if isinstance(value, str) else value


def trimmed(value: str | None) -> str | None:
    """Text of several lines keeps its lines, written one way."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class PlainWords(DummyTranslations):
    """The library's own messages, where a field gives no better one, say what to do."""

    def gettext(self, string: str) -> str:
        return NO_CHOICE if "valid choice" in string.lower() else string

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


class RowForm(Form):
    """One of the rows of a form, in the same words."""

    class Meta(Form.Meta):
        def get_translations(self, form: Any) -> PlainWords:
            return PlainWords()


class HouseForm(FlaskForm):
    """A form that is filled again after a session has ended, and that explains a failed CSRF check in plain words."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            if formdata is _Auto and request.method == "GET" and g.get("parked") is not None:
                return g.parked
            return super().wrap_formdata(form, formdata)

        def get_translations(self, form: Any) -> PlainWords:
            return PlainWords()

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if g.get("csrf_failed"):
            self.form_errors.append(TOO_OLD)
            self._fields.get("csrf_token", Field).errors = []
            return False
        return good

    @property
    def is_restored(self) -> bool:
        """Whether the page shows what was typed before the session ended."""
        return request.method == "GET" and g.get("parked") is not None and not g.get("is_unfinished")


class LineField(StringField):
    """One line of text, tidied."""

    def __init__(self, label: str = "", validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=[*options.pop("filters", ()), tidy], **options)


class TextField(TextAreaField):
    """Several lines of text, trimmed."""

    def __init__(self, label: str = "", validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=[*options.pop("filters", ()), trimmed], **options)


class ReadField(Field):
    """A field that reads what was typed: where it could not, its own message stands alone."""

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation
        super().pre_validate(form)


class WholeNumberField(ReadField, IntegerField):
    """A whole number; what is no number stays on the page and is said beside the field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.data = None
            return
        try:
            self.data = int(typed.replace(",", ""))
        except ValueError:
            self.data = None
            raise ValueError("Enter a whole number, for example 2") from None


class DayField(Field):
    """A date in three boxes, day, month, year, as people in Scotland write it.

    The boxes share the field's name. `data` is a date or None; `raw_data` keeps what stood in the boxes.
    """

    boxes = ("day", "month", "year")

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = dict(zip(self.boxes, [value.strip() for value in valuelist] + [""] * 3, strict=False))
        self.data = None
        if not any(typed.values()):
            return
        if missing := [box for box, value in typed.items() if not value]:
            raise ValueError(f"{self.label.text} must include a {' and a '.join(missing)}")
        try:
            day, month, year = (int(typed[box]) for box in self.boxes)
            self.data = date(year, month, day)
        except (ValueError, OverflowError):
            raise ValueError(f"{self.label.text} must be a real date, for example 27 3 2027") from None
        if self.data.year < 1900:
            self.data = None
            raise ValueError(f"{self.label.text} must have a year of four digits, for example 2027")


class Needed:
    """A field that must be filled; the message says what to do."""

    field_flags = {"required": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Field) -> None:
        if field.errors:
            return
        if field.data is None or field.data in ("", [], False):
            raise ValidationError(self.message)


class Given(Needed):
    """A number that must be given, where 0 is one."""

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data is None and not field.errors:
            raise ValidationError(self.message)


def read_pounds(typed: str) -> int:
    """Pence from an amount as people type it: 1234, 1,234.5, £1,234.56. Raises ValueError."""
    found = AMOUNT.fullmatch(typed.replace(" ", "").replace(",", ""))
    if found is None:
        raise ValueError(typed)
    return int(found["pounds"] or 0) * 100 + int((found["pence"] or "").ljust(2, "0") or 0)


class PoundsField(ReadField, StringField):
    """An amount of money. `data` is whole pence or None; what was typed stays on the page."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            self.data = read_pounds(typed)
        except ValueError:
            raise ValueError("Enter an amount in pounds, for example 25,885.80") from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data // 100:,}.{self.data % 100:02d}"


def at_most(characters: int, what: str) -> Length:
    """A limit of length whose message names the field: at_most(80, "The title")."""
    return Length(max=characters, message=f"{what} must be {characters:,} characters or fewer")
