"""People who can say how somebody works: list, add, change."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, EmailField, TelField
from wtforms.validators import Email

from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import one_of, referees
from recruitment.applications.profile_tables import Referee
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import IfGiven, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed, tidy


@candidate.get("/profile/referees")
def profile_referees(viewer: Candidate) -> ResponseReturnValue:
    entries = [referee(row) for row in referees(viewer)]
    return render_template("candidate/referees/profile_referees.html", entries=entries, origin=origin(viewer))


class RefereeForm(HouseForm):
    name = LineField("Name", [Needed("Enter the referee’s name"), at_most(120, "The name")])
    relationship = LineField(
        "How they know you", [Needed("Enter how the referee knows you"), at_most(120, "How they know you")]
    )
    organisation = LineField("Organisation", [Voluntary(), at_most(160, "The organisation")])
    email = EmailField(
        "Email address",
        [
            IfGiven(),
            at_most(254, "The email address"),
            Email("Enter an email address in the right form, for example name@example.com", check_deliverability=False),
        ],
        filters=[tidy],
    )
    phone = TelField("Telephone number", [IfGiven(), at_most(40, "The telephone number")], filters=[tidy])
    ask_me_first = BooleanField("Ask me before you contact this person", default=True)

    def validate(self, extra_validators: object = None) -> bool:
        """One way to reach the referee is enough."""
        good = super().validate(extra_validators)
        if not (self.email.data or self.phone.data or self.email.errors):
            self.email.errors = ["Enter an email address or a telephone number"]
            return False
        return good


@candidate.route("/profile/referees/add", methods=["GET", "POST"])
def add_referee(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/referees/<int:row_id>", methods=["GET", "POST"])
def change_referee(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Referee, row_id))


def _entry_page(viewer: Candidate, row: Referee | None) -> ResponseReturnValue:
    form = RefereeForm(obj=row)
    if form.validate_on_submit():
        facts = {name: value or "" for name, value in form.data.items() if name != "csrf_token"}
        facts["ask_me_first"] = bool(form.ask_me_first.data)
        if row is None:
            add(viewer, Referee, **facts)
        else:
            change(row, **facts)
        flash("The referee is saved.", "success")
        return redirect(stay("candidate.profile_referees"), 303)
    return render_template(
        "candidate/referees/change_referee.html", form=form, is_new=row is None, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200
