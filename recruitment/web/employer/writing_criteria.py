"""Part three of an advert: the person specification, a row for each criterion."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import FieldList, FormField, RadioField, SelectField
from wtforms.validators import ValidationError

from recruitment.applications.revising import is_answered
from recruitment.core.viewers import Staff
from recruitment.vacancies.draft_actions import CriterionLine, criteria_facts
from recruitment.vacancies.draft_tables import LibraryCriterion
from recruitment.vacancies.library import keep_criterion, library
from recruitment.vacancies.parts import CRITERIA, Kept, rows_kept
from recruitment.vacancies.revising import CRITERIA_ANSWERED
from recruitment.vacancies.revision_rules import is_reworded
from recruitment.vacancies.vocabulary import ASSESSMENTS, CRITERION_KINDS
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import is_asked, rows_asked_for
from recruitment.web.employer.writing_parts import Draft, draft_to_write, part_page, saved
from recruitment.web.fields import HouseForm, RowForm, TextField, at_most

MOST_CRITERIA = 40
# Buttons: takes what is ticked out of the library, and puts a row into it.
PICK, KEEP = "pick", "keep"
BLANK_ROWS = 3


class CriterionRow(RowForm):
    text = TextField("Criterion", [at_most(500, "The criterion")])
    kind = RadioField("Essential or desirable", choices=CRITERION_KINDS, default="essential")
    assessed_by = SelectField("Assessed by", choices=ASSESSMENTS, default="application")


class CriteriaForm(HouseForm):
    rows = FieldList(FormField(CriterionRow), "Criteria", max_entries=MOST_CRITERIA)

    # Of a published advert, those that people have begun to answer.
    answered: Sequence[Kept] | None = None

    def validate_rows(self, field: FieldList) -> None:
        if not self.lines:
            raise ValidationError("Write at least one criterion")
        if self.answered is not None and not is_reworded(self.answered, criteria_facts(self.lines)[CRITERIA]):
            raise ValidationError(f"{CRITERIA_ANSWERED}. Bring them back into their order, each with its kind")

    @property
    def lines(self) -> list[CriterionLine]:
        """Rows left empty mean nothing."""
        return [CriterionLine(**row) for row in self.rows.data if row["text"]]


@employer.route("/vacancies/<int:vacancy_id>/criteria", methods=["GET", "POST"])
def write_criteria(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    held = [{"text": row.text, "kind": row.kind, "assessed_by": row.assessed_by} for row in advert.criteria]
    form = CriteriaForm(rows=held or [{}] * BLANK_ROWS)
    shelf = library(viewer, [advert.vacancy.organisation_id])
    rows = _with_picked(form, shelf) if is_asked(PICK) else rows_asked_for(form.rows)
    if rows is not None:
        form = CriteriaForm(formdata=None, rows=rows[:MOST_CRITERIA])
    answered = _answered(advert)
    form.answered = answered
    facts: dict[str, Any] = {
        "most": MOST_CRITERIA, "library": _offered(shelf, form), "answered": answered, "kinds": CRITERION_KINDS,
        "assessments": ASSESSMENTS,
    }  # fmt: skip
    if f"{form.rows.name}-{KEEP}" in request.form:
        kept = _keep(viewer, advert.vacancy.organisation_id, form)
        return part_page("criteria", form, advert, shown_again=bool(kept), kept=kept, **facts)
    if rows is not None:
        return part_page("criteria", form, advert, shown_again=True, **facts)
    if form.validate_on_submit():
        return saved(viewer, "criteria", form, advert, criteria_facts(form.lines), **facts)
    return part_page("criteria", form, advert, **facts)


def _answered(draft: Draft) -> list[Kept] | None:
    """The criteria of the published advert that a draft changes, once somebody has begun to apply."""
    if draft.revises is None or not is_answered(draft.revises.revision.vacancy_id):
        return None
    return rows_kept(CRITERIA, draft.revises.live.criteria)


def _keep(viewer: Staff, organisation_id: int, form: CriteriaForm) -> str:
    """Puts one row into the library; its text, or nothing where it could not be kept. The page itself is not saved."""
    number = request.form.get(f"{form.rows.name}-{KEEP}", -1, type=int)
    if not form.validate_on_submit() or not 0 <= number < len(form.rows):
        return ""
    row = form.rows[number].form
    if not row.text.data:
        row.text.errors = ["Write the criterion before you keep it in the library"]
        return ""
    return keep_criterion(viewer, organisation_id, CriterionLine(**row.data)).text


def _offered(shelf: Sequence[LibraryCriterion], form: CriteriaForm) -> list[LibraryCriterion]:
    """Of the library, what the page does not say yet."""
    said = {row["text"] for row in form.rows.data}
    return [each for each in shelf if each.text not in said]


def _with_picked(form: CriteriaForm, shelf: Sequence[LibraryCriterion]) -> list[dict[str, Any]]:
    """The rows with what was ticked in the library behind them."""
    ticked = set(request.form.getlist("pick", type=int))
    picked = [each for each in _offered(shelf, form) if each.id in ticked]
    rows = [row for row in form.rows.data if row["text"]]
    return [*rows, *({"text": each.text, "kind": each.kind, "assessed_by": each.assessed_by} for each in picked)]
