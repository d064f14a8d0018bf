"""Time out of work, explained: add, change."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, ValidationError

from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import one_of, whole_profile
from recruitment.applications.profile_tables import Gap
from recruitment.applications.rules import gaps
from recruitment.applications.vocabulary import GAP_REASONS
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import MonthField, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed, TextField


class GapForm(HouseForm):
    started = MonthField("From", [Needed("Enter the month and year when this time began")])
    ended = MonthField("To", [Needed("Enter the month and year when this time ended")])
    reason = RadioField("What you did", [InputRequired("Choose what you did in this time")], choices=GAP_REASONS)
    words = TextField("More about it", [Voluntary(), at_most(1000, "What you say")])

    def validate_ended(self, field: MonthField) -> None:
        if field.data and self.started.data and field.data < self.started.data:
            raise ValidationError("The end must be after the beginning")
        if field.data and field.data > clock.today():
            raise ValidationError("The end must not lie in the future: give this month if it goes on")


@candidate.route("/profile/gaps/add", methods=["GET", "POST"])
def add_gap(viewer: Candidate) -> ResponseReturnValue:
    """`?gap=2`: the second of those that the list shows, so that no date stands in an address."""
    place = request.args.get("gap", 0, type=int)
    found = gaps(whole_profile(viewer).dated, clock.today())
    given = found[place - 1] if 0 < place <= len(found) else None
    return _entry_page(viewer, None, {"started": given.after, "ended": given.until} if given else {})


@candidate.route("/profile/gaps/<int:row_id>", methods=["GET", "POST"])
def change_gap(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Gap, row_id), {})


def _entry_page(viewer: Candidate, row: Gap | None, given: dict[str, object]) -> ResponseReturnValue:
    form = GapForm(obj=row, data=given)
    if form.validate_on_submit():
        facts = {name: value for name, value in form.data.items() if name != "csrf_token"}
        if row is None:
            add(viewer, Gap, **facts)
        else:
            change(row, **facts)
        flash("What you did in that time is saved.", "success")
        return redirect(stay("candidate.profile_employment"), 303)
    return render_template(
        "candidate/gaps/change_gap.html", form=form, is_new=row is None, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200
