"""The questions to a referee as a form, and its answers in words."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import g
from wtforms import Field, RadioField
from wtforms.validators import ValidationError

from recruitment.offers.reference_rules import (
    EXPLAINED,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_DAYS_ABSENT,
    PERFORMANCE,
    YES_NO_UNKNOWN,
    unexplained,
)  # fmt: skip
from recruitment.web.candidate.fields import MonthField, at_most
from recruitment.web.fields import HouseForm, LineField, TextField, WholeNumberField

# What is said where a question that must be answered is not; {candidate} and {workforce} stand for whom it is about.
MISSING = {
    "capacity": "Enter how you know them",
    "job_title": "Enter what they did",
    "began": "Enter when they began",
    "performance": "Choose how well they did the work, or that you cannot say",
    "conduct": "Say whether there is a warning or a process, or that you cannot say",
    "unsuitable": "Say whether you know of a reason, or that you cannot say",
    "concerns": "Say whether there is a concern, or that you cannot say",
    "reemploy": "Say whether you would employ them again, or that you cannot say",
}
DETAIL = "Write what there is to know about it"


class ReferenceForm(HouseForm):
    """Built by `form_of`, which leaves out what may not be asked."""

    needed: frozenset[str] = frozenset()

    capacity = LineField("How do you know {candidate}?", description="For example: I was their line manager")
    job_title = LineField("What was their job?", description="If you know them otherwise, say what they did")
    began = MonthField("When did they begin?", description="A month and a year, for example 3 2019")
    ended = MonthField("When did they leave?", description="Leave it empty if they are still there")
    reason_for_leaving = LineField("Why did they leave, or why are they leaving?", description="As far as you know")
    performance = RadioField("How well did they do the work?", choices=PERFORMANCE, validate_choice=False)
    performance_detail = TextField("What did they do well, and what less well?")
    conduct = RadioField(
        "Is there a disciplinary warning that still counts, or a disciplinary or capability process still open?",
        choices=YES_NO_UNKNOWN,
        validate_choice=False,
    )
    conduct_detail = TextField("What is it about?")
    absence = WholeNumberField(
        "On how many days were they off work in their last 12 months?",
        description="Leave out holidays, and every absence that had to do with a disability, pregnancy, or leave for "
        "parents and carers. If you do not know, leave it empty",
    )
    unsuitable = RadioField(
        "Do you know of any reason why they should not work with {workforce}?",
        choices=YES_NO_UNKNOWN,
        validate_choice=False,
    )
    unsuitable_detail = TextField("What is the reason?")
    concerns = RadioField(
        "Has a concern about harm to {workforce} been upheld against them, or is one being looked into?",
        choices=YES_NO_UNKNOWN,
        validate_choice=False,
        description="Leave out what was found to be false, unfounded or malicious",
    )
    concerns_detail = TextField("What is it about, and where does it stand?")
    reemploy = RadioField("Would you employ them again?", choices=YES_NO_UNKNOWN, validate_choice=False)
    reemploy_detail = TextField("Why not?")
    more = TextField("Anything else that the employer should know")

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        given = {field.name: field.data for field in self}
        details = unexplained({name: value for name, value in given.items() if name in self._fields})
        for field in self:
            if field.errors:
                continue
            if field.name in self.needed and field.data in (None, ""):
                field.errors = [MISSING[field.name]]
            elif field.name in details:
                field.errors = [DETAIL]
            good = good and not field.errors
        if not self._runs_forward():
            self.ended.errors = ["The end must not be before the beginning"]
            good = False
        return good

    def _runs_forward(self) -> bool:
        return not (self.began.data and self.ended.data) or self.ended.data >= self.began.data

    def is_complete(self) -> bool:
        """Whether it could be sent as it stands, without a word beside any field."""
        good = self.validate()
        for field in self:
            field.errors = []
        return good

    def csrf_failed(self) -> bool:
        return bool(g.get("csrf_failed"))


LINES = ("capacity", "job_title", "reason_for_leaving")
TEXTS = ("performance_detail", "conduct_detail", "unsuitable_detail", "concerns_detail", "reemploy_detail", "more")


def form_of(
    typed: Any, *, candidate: str, workforce: str, keys: Collection[str], needed: frozenset[str], is_sent: bool
) -> ReferenceForm:
    """With the questions of `keys` alone, in the words for this candidate. `is_sent`: it stands on a page that sends
    it; else it only reads what was kept."""
    form = ReferenceForm(formdata=typed, meta={"csrf": is_sent})
    form.needed = needed
    for field in list(form):
        if field.name == "csrf_token":
            continue
        if field.name not in keys:
            del form[field.name]
            continue
        field.label.text = field.label.text.format(candidate=candidate, workforce=workforce)
        field.validators = _validators(field)
        field.flags.required = field.name in needed
        field.flags.optional = field.name not in needed and field.name not in _details()
    return form


def _details() -> set[str]:
    return {detail for _, detail in EXPLAINED.values()}


def _validators(field: Field) -> list[Any]:
    if field.name in LINES:
        return [at_most(LONGEST_LINE, "What you write")]
    if field.name in TEXTS:
        return [at_most(LONGEST_TEXT, "What you write")]
    if isinstance(field, RadioField):
        return [_one_of_them]
    if isinstance(field, WholeNumberField):
        return [_some_days]
    return []


def _one_of_them(_form: Any, field: Any) -> None:
    if field.data not in (None, "", *field.choices):
        raise ValidationError("Choose one of the answers")


def _some_days(_form: Any, field: Any) -> None:
    if field.data is not None and not 0 <= field.data <= MOST_DAYS_ABSENT:
        raise ValidationError(f"Enter a number of days from 0 to {MOST_DAYS_ABSENT}")


def answers_of(form: ReferenceForm) -> list[tuple[str, str]]:
    """Each question as it was asked, with what was said; a detail only where its answer asks for one."""
    idle = {detail for name, (answer, detail) in EXPLAINED.items()
            if name in form._fields and form[name].data != answer}  # fmt: skip
    pairs = [
        (field.label.text, _said(field)) for field in form if field.name != "csrf_token" and field.name not in idle
    ]
    return [(question, answer) for question, answer in pairs if answer]


def _said(field: Any) -> str:
    if isinstance(field, RadioField):
        return str(dict(field.choices).get(field.data, ""))
    if isinstance(field, MonthField):
        return f"{field.data:%B %Y}" if field.data else ""
    return "" if field.data is None else str(field.data)


def shown(pairs: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """For a summary list."""
    return [{"key": question, "value": answer} for question, answer in pairs]
