"""The boxes in which a question is written, in the bank and in an advert alike."""

from typing import Any

from wtforms import BooleanField, SelectField

from recruitment.vacancies.question_bounds import EXAMPLES
from recruitment.vacancies.question_rules import (
    KINDS,
    MOST_WORDS,
    USUAL_WORDS,
    Asked,
    problems,
    shown_flags,
    stored_flags,
    tidied,
)
from recruitment.web.fields import TextField, WholeNumberField, tidy


class QuestionFields:
    """Mixed into a form; `check_question` puts what is wrong beside the boxes."""

    text = TextField("Question")
    kind = SelectField("How it is answered", choices=KINDS, default="short")
    is_required = BooleanField("An answer is needed before the application can be sent")
    help = TextField("Explanation", description="Shown below the question: why you ask, or how to answer")
    options = TextField("Answers to choose from", description="One on each line")
    flagged = TextField(
        "Answers that a person should look at",
        description=f"One on each line, as they are offered. Of a number write {EXAMPLES['number']}, of a date "
        f"{EXAMPLES['date']}. They are marked for you among the applicants. Nobody is turned down by an answer alone",
    )
    longest = WholeNumberField(
        "Most words", description=f"Of a long text; {USUAL_WORDS} unless you say otherwise, {MOST_WORDS:,} at most"
    )

    @property
    def asked(self) -> Asked:
        kind = self.kind.data or ""
        return tidied(
            Asked(
                text=tidy(self.text.data) or "",
                kind=kind,
                help=self.help.data or "",
                options=_lines(self.options.data),
                flagged=stored_flags(kind, _lines(self.flagged.data)),
                is_required=bool(self.is_required.data),
                longest=self.longest.data,
            )
        )

    def check_question(self) -> bool:
        wrong = problems(self.asked)
        for name, message in wrong.items():
            field = getattr(self, name)
            if not field.errors:
                field.errors = [message]
        return not wrong


def _lines(text: str | None) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return tuple(line for line in lines if line)


def boxes(asked: Asked) -> dict[str, Any]:
    """What the boxes hold of a question."""
    lines = {"options": "\n".join(asked.options), "flagged": "\n".join(shown_flags(asked))}
    return asked.facts | lines
