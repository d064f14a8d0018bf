"""A part of an advert: what applicants are asked beside the criteria, and whether their names are hidden at first."""

import re
from collections.abc import Sequence
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, FormField
from wtforms.validators import ValidationError

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.documents_asked import lines_of, wanted_from, wanted_in
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.question_bank import bank, keep_question, may_keep, note_taken
from recruitment.vacancies.question_rules import MOST_QUESTIONS, Asked, asked_in, asked_of, question_line
from recruitment.vacancies.question_tables import BankQuestion
from recruitment.web.doors import employer
from recruitment.web.employer.question_fields import QuestionFields, boxes
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.employer.writing_parts import draft_to_write, part_page, saved
from recruitment.web.fields import HouseForm, RowForm, TextField
from recruitment.web.question_forms import Unneeded, question_form

# Buttons: takes what is ticked out of the bank; puts a row into it; changes the order and number of rows.
PICK, KEEP = "pick", "rows-keep"
CHANGES = ("add", "remove", "up")
ROW = re.compile(r"rows-(\d+)-(\w+)")
Typed = dict[str, list[str]]


class QuestionRow(QuestionFields, RowForm):
    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        return self.check_question() and good if self.is_used else good

    @property
    def is_used(self) -> bool:
        return bool(self.text.data or self.help.data or self.options.data or self.flagged.data)


class QuestionsForm(HouseForm):
    rows = FieldList(FormField(QuestionRow), "Questions", max_entries=MOST_QUESTIONS)
    needed = TextField(
        "Documents that applicants must attach",
        description="One on each line, for example: Copy of your driving licence. Ask only for what you need to choose",
    )
    welcome = TextField("Documents that applicants may attach", [Unneeded()], description="One on each line")
    hides_names = BooleanField(
        "Hide names until the shortlist",
        description="Names, contact details, referees, declarations and registration numbers are not shown to anybody "
        "in your organisation before an applicant is shortlisted. You cannot change this once the advert is published",
    )
    hides_dates = BooleanField(
        "Hide dates and institutions too",
        description="Years, employers, schools and colleges can tell age and origin. Readers see what an applicant did "
        "and about how long. What applicants write in their own words stays as they wrote it",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        seen = set()
        for entry in self.rows.entries:
            key = entry.form.asked.key
            if entry.form.is_used and key in seen and not entry.form.text.errors:
                entry.form.text.errors = ["This question is asked twice. Remove one of them"]
                good = False
            seen.add(key)
        if self.hides_dates.data and not self.hides_names.data:
            self.hides_names.errors = ["Hide names too, or the dates would be known all the same"]
            good = False
        return good

    def validate_needed(self, field: TextField) -> None:
        try:
            wanted_from(field.data or "", self.welcome.data or "")
        except Refused as problem:
            raise ValidationError(str(problem)) from problem

    @property
    def asked(self) -> list[Asked]:
        """Rows left empty mean nothing."""
        return [entry.form.asked for entry in self.rows.entries if entry.form.is_used]

    @property
    def facts(self) -> dict[str, Any]:
        wanted = wanted_from(self.needed.data or "", self.welcome.data or "")
        return {
            "questions": [asked.facts for asked in self.asked],
            "documents_asked": [each.facts for each in wanted],
            "hides_names": bool(self.hides_names.data),
            "hides_dates": bool(self.hides_dates.data),
        }


@employer.route("/vacancies/<int:vacancy_id>/questions", methods=["GET", "POST"])
def write_questions(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    row, held = advert.vacancy, asked_in(advert.vacancy.questions)
    wanted = wanted_in(row.documents_asked)
    form = QuestionsForm(
        rows=[boxes(asked) for asked in held],
        needed=lines_of(wanted, required=True),
        welcome=lines_of(wanted, required=False),
        hides_names=row.hides_names,
        hides_dates=row.hides_names and row.hides_dates,
    )
    shelf = bank(viewer, [row.organisation_id])
    changed = _rearranged(shelf, form)
    if changed is not None:
        form = QuestionsForm(formdata=changed)
    facts: dict[str, Any] = {
        "most": MOST_QUESTIONS,
        "bank": _offered(shelf, form),
        "keeps": may_keep(viewer, row.organisation_id),
        "question_line": question_line,
    }
    if KEEP in request.form and not g.get("csrf_failed"):
        kept = _keep(viewer, row.organisation_id, form)
        return part_page("questions", form, advert, shown_again=bool(kept), kept=kept, **facts)
    if changed is not None:
        return part_page("questions", form, advert, shown_again=True, **facts)
    if form.validate_on_submit():
        new = {asked.text for asked in form.asked} - {asked.text for asked in held}
        return saved(
            viewer, "questions", form, advert, form.facts, lambda: note_taken(viewer, row.organisation_id, new), **facts
        )
    return part_page("questions", form, advert, **facts)


def _rearranged(shelf: Sequence[BankQuestion], form: QuestionsForm) -> MultiDict[str, str] | None:
    """The form as typed with its rows changed as a button asked for, else None."""
    if g.get("csrf_failed"):
        return None
    asked_for = {name: request.form.get(f"rows-{name}", type=int) for name in CHANGES if f"rows-{name}" in request.form}
    if not asked_for and not is_asked(PICK):
        return None
    rows, others = _typed_rows()
    place = next((number for number in asked_for.values() if number is not None), -1)
    if is_asked(PICK):
        ticked = set(request.form.getlist(PICK, type=int))
        rows = [row for row in rows if any(row.get("text", []))]
        rows += [_as_typed(each.asked) for each in _offered(shelf, form) if each.id in ticked]
    elif "add" in asked_for:
        rows.append({"text": [""]})
    elif 0 <= place < len(rows):
        row = rows.pop(place)
        if "up" in asked_for:
            rows.insert(max(place - 1, 0), row)
    for number, row in enumerate(rows[:MOST_QUESTIONS]):
        for name, values in row.items():
            others.setlist(f"rows-{number}-{name}", values)
    return others


def _typed_rows() -> tuple[list[Typed], MultiDict[str, str]]:
    """The rows as they were typed, and everything else."""
    rows: dict[int, Typed] = {}
    others: MultiDict[str, str] = MultiDict()
    for name, values in request.form.lists():
        found = ROW.fullmatch(name)
        if found:
            rows.setdefault(int(found[1]), {})[found[2]] = values
        elif name != PICK:
            others.setlist(name, values)
    return [rows[number] for number in sorted(rows)], others


def _as_typed(asked: Asked) -> Typed:
    held = boxes(asked)
    typed = {name: [str(held[name])] for name in ("text", "kind", "help", "options", "flagged")}
    typed["longest"] = [str(asked.longest)] if asked.longest else [""]
    return typed | ({"is_required": ["y"]} if asked.is_required else {})


def _offered(shelf: Sequence[BankQuestion], form: QuestionsForm) -> list[BankQuestion]:
    """Of the bank, what the page does not ask yet."""
    said = {asked.text for asked in form.asked}
    return [each for each in shelf if each.text not in said]


def _keep(viewer: Staff, organisation_id: int, form: QuestionsForm) -> str:
    """Puts one row into the bank; its text, or nothing where it could not be kept. The page itself is not saved."""
    number = request.form.get(KEEP, -1, type=int)
    if not 0 <= number < len(form.rows.entries):
        return ""
    row = form.rows.entries[number].form
    if not row.check_question():
        return ""
    return keep_question(viewer, organisation_id, row.asked).text


@employer.get("/vacancies/<int:vacancy_id>/questions/preview")
def preview_questions(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """As applicants see what is saved."""
    advert = advert_of(viewer, vacancy_id)
    asked = tuple(asked_of(row) for row in advert.vacancy.questions)
    return render_template(
        "employer/writing_questions/preview_questions.html",
        advert=advert,
        asked=asked,
        form=question_form(asked, {}),
    )
