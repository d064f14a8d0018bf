"""An organisation's own rules: how long adverts are open, when approvers are reminded, redeployment across councils."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange

from recruitment.core.viewers import Staff
from recruitment.organisations.actions import MOST_DAYS, MOST_DAYS_KEPT, change_local_rules
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
    shares_redeployees = BooleanField(
        "Tell people at risk of redeployment of jobs across councils",
        description="Those who agree, where both councils take part: yours hear of others’ jobs, theirs of yours",
    )
    redeployment_kept = WholeNumberField(
        "Days for which an ended registration at risk of redeployment is kept",
        [
            InputRequired("Enter a number of days"),
            NumberRange(0, MOST_DAYS_KEPT, message=f"Enter a number from 0 to {MOST_DAYS_KEPT}"),
        ],
        description="Then it is removed by itself",
    )


@employer.route("/rules", methods=["GET", "POST"])
def rules(viewer: Staff) -> ResponseReturnValue:
    organisation, others = chosen(viewer)
    form = RulesForm(obj=local_rules_of(viewer, organisation.id))
    if form.validate_on_submit():
        shortest, remind = form.shortest_advert.data or 0, form.remind_after.data or 0
        change_local_rules(
            viewer,
            organisation,
            shortest_advert=shortest,
            remind_after=remind,
            shares_redeployees=form.shares_redeployees.data,
            redeployment_kept=form.redeployment_kept.data or 0,
        )
        flash("The rules are saved. They hold from now on.", "success")
        return redirect(url_for("employer.rules", organisation=organisation.slug), 303)
    page = render_template("employer/rules/rules.html", form=form, organisation=organisation, others=others)
    return page, 422 if form.is_submitted() else 200
