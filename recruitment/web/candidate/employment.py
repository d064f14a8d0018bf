"""Where a person has worked: list, add, change."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired, ValidationError

from recruitment.applications.copying import employment_facts, gap_when, gap_words
from recruitment.applications.profile_actions import add, change, tell
from recruitment.applications.profile_queries import basics, one_of, whole_profile
from recruitment.applications.profile_tables import Employment
from recruitment.applications.rules import gaps
from recruitment.applications.vocabulary import YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import MonthField, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import Entry, job, month
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed, TextField


class GapsForm(HouseForm):
    gaps = TextField("Anything else about time when you were not in work", [Voluntary(), at_most(3000, "What you say")])


@candidate.route("/profile/employment", methods=["GET", "POST"])
def profile_employment(viewer: Candidate) -> ResponseReturnValue:
    """All jobs, the times between them that nothing explains, and what the person says of those."""
    form = GapsForm(obj=basics(viewer))
    came_from = origin(viewer)
    if form.validate_on_submit():
        tell(viewer, gaps=form.gaps.data or "")
        if came_from is not None:
            return redirect(url_for("candidate.application_history", application_id=came_from.id), 303)
        flash("What you said about time out of work is saved.", "success")
        return redirect(url_for("candidate.profile_employment"), 303)
    profile = whole_profile(viewer)
    found = [f"{month(gap.after)} to {month(gap.until)}" for gap in gaps(profile.dated, clock.today())]
    return render_template(
        "candidate/employment/profile_employment.html",
        form=form,
        entries=[job(employment_facts(row), row.id) for row in profile.employment],
        gaps=found,
        explained=[Entry(title=gap_words(row), when=gap_when(row), id=row.id) for row in profile.gaps],
        origin=came_from,
    ), 422 if form.is_submitted() else 200


class EmploymentForm(HouseForm):
    job_title = LineField("Job title", [Needed("Enter your job title"), at_most(160, "The job title")])
    employer = LineField("Employer", [Needed("Enter the employer’s name"), at_most(160, "The employer’s name")])
    is_scottish_council = BooleanField("This employer is a Scottish council")
    started = MonthField("When you started", [Needed("Enter the month and year when you started")])
    is_current = RadioField(
        "Do you still work here?", [InputRequired("Say whether you still work here")], choices=YES_NO
    )
    ended = MonthField("When you left")
    duties = TextField("What you did", [Voluntary(), at_most(3000, "What you did")])
    reason_for_leaving = LineField("Why you left", [Voluntary(), at_most(300, "Why you left")])

    def validate_started(self, field: MonthField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("When you started must be in the past")

    def validate_ended(self, field: MonthField) -> None:
        if self.is_current.data != "no" or field.errors:
            return
        if field.data is None:
            raise ValidationError("Enter the month and year when you left")
        if self.started.data and field.data < self.started.data:
            raise ValidationError("When you left must be after you started")
        if field.data > clock.today():
            raise ValidationError("When you left must be in the past")

    @property
    def facts(self) -> dict[str, Any]:
        """As the table keeps it."""
        told = {name: value for name, value in self.data.items() if name not in ("csrf_token", "is_current")}
        if self.is_current.data == "yes":
            told |= {"ended": None, "reason_for_leaving": ""}
        return told


@candidate.route("/profile/employment/add", methods=["GET", "POST"])
def add_employment(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/employment/<int:row_id>", methods=["GET", "POST"])
def change_employment(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Employment, row_id))


def _entry_page(viewer: Candidate, row: Employment | None) -> ResponseReturnValue:
    is_current = None if row is None else "yes" if row.ended is None else "no"
    form = EmploymentForm(obj=row, is_current=is_current)
    if form.validate_on_submit():
        if row is None:
            add(viewer, Employment, **form.facts)
        else:
            change(row, **form.facts)
        flash("The job is saved.", "success")
        return redirect(stay("candidate.profile_employment"), 303)
    return render_template(
        "candidate/employment/change_employment.html", form=form, is_new=row is None, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200
