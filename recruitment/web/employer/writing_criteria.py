"""Part three of an advert: the person specification, a row for each criterion."""

from flask.typing import ResponseReturnValue
from wtforms import FieldList, FormField, RadioField, SelectField
from wtforms.validators import ValidationError

from recruitment.core.viewers import Staff
from recruitment.vacancies.draft_actions import CriterionLine, criteria_facts
from recruitment.vacancies.vocabulary import ASSESSMENTS, CRITERION_KINDS
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import rows_asked_for
from recruitment.web.employer.writing_parts import draft_to_write, part_page, saved
from recruitment.web.fields import HouseForm, RowForm, TextField, at_most

MOST_CRITERIA = 40
BLANK_ROWS = 3


class CriterionRow(RowForm):
    text = TextField("Criterion", [at_most(500, "The criterion")])
    kind = RadioField("Essential or desirable", choices=CRITERION_KINDS, default="essential")
    assessed_by = SelectField("Assessed by", choices=ASSESSMENTS, default="application")


class CriteriaForm(HouseForm):
    rows = FieldList(FormField(CriterionRow), "Criteria", max_entries=MOST_CRITERIA)

    def validate_rows(self, field: FieldList) -> None:
        if not self.lines:
            raise ValidationError("Write at least one criterion")

    @property
    def lines(self) -> list[CriterionLine]:
        """Rows left empty mean nothing."""
        return [CriterionLine(**row) for row in self.rows.data if row["text"]]


@employer.route("/vacancies/<int:vacancy_id>/criteria", methods=["GET", "POST"])
def write_criteria(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    held = [{"text": row.text, "kind": row.kind, "assessed_by": row.assessed_by} for row in advert.criteria]
    form = CriteriaForm(rows=held or [{}] * BLANK_ROWS)
    rows = rows_asked_for(form.rows)
    if rows is not None:
        again = CriteriaForm(formdata=None, rows=rows[:MOST_CRITERIA])
        return part_page("criteria", again, advert, shown_again=True, most=MOST_CRITERIA)
    if form.validate_on_submit():
        return saved(viewer, "criteria", form, advert, criteria_facts(form.lines), most=MOST_CRITERIA)
    return part_page("criteria", form, advert, most=MOST_CRITERIA)
