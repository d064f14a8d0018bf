"""An organisation's own rules: how long its adverts are open at least, and when approvers are reminded."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired, NumberRange

from recruitment.core.viewers import Staff
from recruitment.organisations.actions import MOST_DAYS, change_local_rules
from recruitment.organisations.queries import local_rules_of
from recruitment.web.doors import employer
from recruitment.web.employer.chains import chosen
from recruitment.web.fields import HouseForm, WholeNumberField

DAYS = [
    InputRequired("Enter a number of days; 0 means that there is no such rule"),
    NumberRange(0, MOST_DAYS, message=f"Enter a number from 0 to {MOST_DAYS}"),
]


class RulesForm(HouseForm):
    shortest_advert = WholeNumberField(
        "Days for which an advert is open at least",
        DAYS,
        description="From the day on which it opens. 14 days are usual. 0 means that there is no such rule",
    )
    remind_after = WholeNumberField(
        "Days after which approvers are reminded",
        DAYS,
        description="And again after as many days, until somebody decides. 0 means no reminders",
    )


@employer.route("/rules", methods=["GET", "POST"])
def rules(viewer: Staff) -> ResponseReturnValue:
    organisation, others = chosen(viewer)
    form = RulesForm(obj=local_rules_of(viewer, organisation.id))
    if form.validate_on_submit():
        shortest, remind = form.shortest_advert.data or 0, form.remind_after.data or 0
        change_local_rules(viewer, organisation, shortest_advert=shortest, remind_after=remind)
        flash("The rules are saved. They hold from now on.", "success")
        return redirect(url_for("employer.rules", organisation=organisation.slug), 303)
    page = render_template("employer/rules/rules.html", form=form, organisation=organisation, others=others)
    return page, 422 if form.is_submitted() else 200
