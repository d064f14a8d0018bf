"""What the panel asks everybody in a round, by the line of the person specification that each question tests."""

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import FieldList, FormField, SelectField
from wtforms.validators import Optional, ValidationError

from recruitment.core.viewers import Staff
from recruitment.selection.interview_actions import require_arranger, set_questions
from recruitment.selection.interview_queries import questions_of, seats_of, the_round
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.interviews import interview_page, to_interviews
from recruitment.web.fields import HouseForm, RowForm, TextField, at_most

MOST, SPARE = 30, 2


class QuestionRow(RowForm):
    text = TextField("Question", [Optional(), at_most(1000, "The question")], default="")
    criterion = SelectField("What it tests", default="")

    @property
    def tested(self) -> int | None:
        chosen = self.criterion.data
        return int(chosen) if chosen and chosen in (self.criterion.choices or ()) else None


class QuestionsForm(HouseForm):
    questions = FieldList(FormField(QuestionRow), max_entries=MOST + SPARE)

    def validate_questions(self, field: FieldList) -> None:
        if len(self.asked) > MOST:
            raise ValidationError(f"Ask up to {MOST} questions")

    @property
    def asked(self) -> list[tuple[int | None, str]]:
        """What was never offered as a criterion is said beside it, and counts here as none."""
        rows = [row.form for row in self.questions]
        return [(row.tested, row.text.data) for row in rows if row.text.data]


@employer.route("/interview-rounds/<int:round_id>/questions", methods=["GET", "POST"])
def interview_questions(viewer: Staff, round_id: int) -> ResponseReturnValue:
    row = the_round(viewer, round_id)
    require_arranger(viewer, row.organisation_id)
    advert = advert_of(viewer, row.vacancy_id)
    held = [{"text": each.text, "criterion": str(each.criterion_id or "")} for each in questions_of(viewer, round_id)]
    # A first set begins with a line for each criterion that an interview is to show.
    begun = held or [
        {"text": "", "criterion": str(one.id)} for one in advert.criteria if one.assessed_by == "interview"
    ]
    form = QuestionsForm(questions=[*begun, *[{"text": "", "criterion": ""}] * SPARE][: MOST + SPARE])
    choices = {"": "Nothing in particular", **{str(one.id): one.text for one in advert.criteria}}
    for entry in form.questions:
        entry.form.criterion.choices = choices
    if form.validate_on_submit():
        set_questions(viewer, row, form.asked)
        flash("The questions are saved.", "success")
        return to_interviews(row)
    status = 422 if form.is_submitted() else 200
    return interview_page(advert, "interview_questions/interview_questions", status, form=form, row=row)


@employer.get("/interview-rounds/<int:round_id>/sheet")
def interview_sheet(viewer: Staff, round_id: int) -> ResponseReturnValue:
    """To be printed: the questions with room for notes, and who comes when."""
    row = the_round(viewer, round_id)
    advert = advert_of(viewer, row.vacancy_id)
    return interview_page(
        advert,
        "interview_questions/interview_sheet",
        row=row,
        asked=questions_of(viewer, round_id),
        criteria={one.id: one for one in advert.criteria},
        seats=[seat for seat in seats_of(viewer, [round_id]) if seat.slot],
    )
