"""An employer's questions as applicants see them: for each its right control, read back as texts and codes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import Field, RadioField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from recruitment.vacancies.question_rules import Asked, answer_problem
from recruitment.web.fields import DayField, HouseForm, LineField, TextField

# What unsets a choice, for everybody and without a program.
NO_ANSWER = {"": "No answer"}


class MayBeMissing(Optional):
    """Leaves a question without an answer unchecked, and does not call it optional."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags: dict[str, bool] = {}


class AskedDayField(DayField):
    """Its label is a question, so what is wrong is told without repeating it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Enter a real date with day, month and year, for example 27 3 2027") from None


class Unneeded:
    """Says beside the question that it may be left empty."""

    field_flags = {"optional": True}

    def __call__(self, _form: Any, _field: Field) -> None:
        """Anything will do."""


def box_of(asked: Asked) -> str:
    """The name of a question's control."""
    return f"q_{asked.key}"


def question_form(asked: Sequence[Asked], given: Mapping[str, Sequence[str]]) -> HouseForm:
    fields = {box_of(each): field_of(each, list(given.get(each.key, ()))) for each in asked}
    return type("AskedForm", (HouseForm,), fields)()


def field_of(asked: Asked, given: Sequence[str]) -> Any:
    """The control of one question, filled with what was given."""
    first = given[0] if given else ""
    checks: list[Any] = [] if asked.is_required else [Unneeded()]
    checks.append(_check(asked))
    if asked.kind in ("yes_no", "one"):
        choices = asked.answers if asked.is_required and not first else asked.answers | NO_ANSWER
        return RadioField(asked.text, [*checks[:-1], MayBeMissing(), checks[-1]], choices=choices, default=first)
    if asked.kind == "several":
        return SelectMultipleField(asked.text, checks, choices=asked.answers, default=given)
    if asked.kind == "date":
        return AskedDayField(asked.text, checks, default=date.fromisoformat(first) if first else None)
    return (TextField if asked.kind == "long" else LineField)(asked.text, checks, default=first)


def _check(asked: Asked) -> Callable[[Any, Field], None]:
    def check(_form: Any, field: Field) -> None:
        if not field.errors and (wrong := answer_problem(asked, read(asked, field))):
            raise ValidationError(wrong)

    return check


def read(asked: Asked, field: Field) -> list[str]:
    """What a control says, as it is stored; nothing where nothing was answered."""
    if asked.kind == "several":
        return list(field.data or ())
    if asked.kind == "date":
        return [field.data.isoformat()] if field.data else []
    text = field.data or ""
    if asked.kind == "number":
        text = text.replace(",", "").replace(" ", "")
    return [text] if text else []


def given_in(form: HouseForm, asked: Sequence[Asked]) -> dict[str, list[str]]:
    """What was answered, by the questions' keys; nothing where nothing was."""
    return {each.key: read(each, form[box_of(each)]) for each in asked}
