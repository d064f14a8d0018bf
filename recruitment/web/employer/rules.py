"""An organisation's own rules: on its adverts, panels, names, and for how long applications are kept."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange

from recruitment.applications.queries import ended_before
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.viewers import Staff
from recruitment.organisations.actions import MOST_DAYS, MOST_DAYS_KEPT, MOST_ON_PANEL, change_local_rules
from recruitment.organisations.queries import changes_of_rules, local_rules_of
from recruitment.organisations.tables import ADJUSTMENT_DAYS, KEEP_MONTHS, MOST_REFERENCES, RESERVE_MONTHS
from recruitment.web.doors import employer
from recruitment.web.employer.chains import chosen
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.fields import HouseForm, WholeNumberField

LEAST_KEPT, MOST_KEPT = KEEP_MONTHS
SOONEST, LATEST = ADJUSTMENT_DAYS
# Changes of the rules that the page lists.
LISTED = 20
NAMES = {
    "shortest_advert": "Days for which an advert is open at least",
    "remind_after": "Days after which approvers are reminded",
    "panel_size": "People on a panel before anybody is invited",
    "hides_names": "New adverts hide names until the shortlist",
    "hides_dates": "And dates, employers, schools and colleges",
    "keep_months": "Months for which an application is kept",
    "shares_redeployees": "Tell people at risk of redeployment of jobs across councils",
    "redeployment_kept": "Days for which an ended registration at risk of redeployment is kept",
    "adjustment_days": "Working days within which you answer requests for an adjustment",
    "reserve_months": "Months that people are asked to stand on a reserve list",
    "shares_reserves": "Ask people on a reserve list whether other councils may find them",
    "shares_figures": "Show your figures under your name where organisations compare themselves",
    "references_wanted": "References before somebody starts",
    "asks_fitness": "Check fitness for the work, after an offer",
}
DAYS = [
    InputRequired("Enter a number of days; 0 means that there is no such rule"),
    NumberRange(0, MOST_DAYS, message=f"Enter a number from 0 to {MOST_DAYS}"),
]


class RulesForm(HouseForm):
    shortest_advert = WholeNumberField(
        NAMES["shortest_advert"],
        DAYS,
        description="From the day on which it opens. 14 days are usual. 0 means that there is no such rule",
    )
    remind_after = WholeNumberField(
        NAMES["remind_after"],
        DAYS,
        description="And again after as many days, until somebody decides. 0 means no reminders",
    )
    shares_redeployees = BooleanField(
        NAMES["shares_redeployees"],
        description="Those who agree, where both councils take part: yours hear of others’ jobs, theirs of yours",
    )
    redeployment_kept = WholeNumberField(
        NAMES["redeployment_kept"],
        [
            InputRequired("Enter a number of days"),
            NumberRange(0, MOST_DAYS_KEPT, message=f"Enter a number from 0 to {MOST_DAYS_KEPT}"),
        ],
        description="Then it is removed by itself",
    )
    adjustment_days = WholeNumberField(
        NAMES["adjustment_days"],
        [
            InputRequired("Enter a number of working days"),
            NumberRange(SOONEST, LATEST, message=f"Enter a number from {SOONEST} to {LATEST}"),
        ],
        description="Of people who need something changed so that they can apply. The form promises it to them",
    )
    reserve_months = WholeNumberField(
        NAMES["reserve_months"],
        [
            InputRequired("Enter a number of months"),
            NumberRange(*RESERVE_MONTHS, message="Enter a number from {} to {}".format(*RESERVE_MONTHS)),
        ],
        description="From the day on which they agree; each proposal can name another number",
    )
    shares_reserves = BooleanField(
        NAMES["shares_reserves"],
        description="Others then see what each has agreed to, without a name. Each proposal can choose otherwise",
    )
    shares_figures = BooleanField(
        NAMES["shares_figures"],
        description="To the staff of others who agree too. Without it they see where the middle and the quarters lie, "
        "and no name",
    )
    references_wanted = WholeNumberField(
        NAMES["references_wanted"],
        [
            InputRequired("Enter a number of references; 0 means that none is asked for"),
            NumberRange(0, MOST_REFERENCES, message=f"Enter a number from 0 to {MOST_REFERENCES}"),
        ],
        description="Asked for once an offer is made. Two are usual. It holds for offers from now on",
    )
    asks_fitness = BooleanField(
        NAMES["asks_fitness"],
        description="Nobody may be asked about their health before an offer (Equality Act 2010, section 60). "
        "Only the outcome is kept here",
    )
    panel_size = WholeNumberField(
        NAMES["panel_size"],
        [
            InputRequired("Enter a number of people; 0 means that there is no such rule"),
            NumberRange(0, MOST_ON_PANEL, message=f"Enter a number from 0 to {MOST_ON_PANEL}"),
        ],
        description="Three are usual. Whoever invites with fewer gives a reason, which goes on record. "
        "0 means that there is no such rule",
    )
    hides_names = BooleanField(
        NAMES["hides_names"],
        description="Each advert can choose otherwise until it is published; adverts that stand stay as they are",
    )
    hides_dates = BooleanField(
        NAMES["hides_dates"],
        description="Only with hidden names. Years and places can tell age and origin; readers then see what an "
        "applicant did and about how long",
    )
    keep_months = WholeNumberField(
        NAMES["keep_months"],
        [
            InputRequired("Enter a number of months"),
            NumberRange(LEAST_KEPT, MOST_KEPT, message=f"Enter a number from {LEAST_KEPT} to {MOST_KEPT}"),
        ],
        description="From the day on which that application ended. 6 to 12 are usual: a claim to an employment "
        "tribunal can come some months later, and longer than you need is longer than the law lets you",
    )


@employer.route("/rules", methods=["GET", "POST"])
def rules(viewer: Staff) -> ResponseReturnValue:
    organisation, others = chosen(viewer)
    held = local_rules_of(viewer, organisation.id)
    form = RulesForm(obj=held)
    if form.validate_on_submit():
        change_local_rules(viewer, organisation, **{name: form[name].data for name in NAMES})
        flash("The rules are saved. They hold from now on.", "success")
        return redirect(url_for("employer.rules", organisation=organisation.slug), 303)
    over = ended_before(viewer, organisation.id, _months_ago(held.keep_months))
    names = names_of(viewer, organisation.id)
    page = render_template(
        "employer/rules/rules.html",
        form=form,
        organisation=organisation,
        others=others,
        over={"applications": sum(over.values()), "vacancies": len(over), "months": held.keep_months},
        changes=[_change(act, names) for act in changes_of_rules(viewer, organisation.id, LISTED)],
    )
    return page, 422 if form.is_submitted() else 200


def _months_ago(months: int) -> datetime:
    """The same day and time so many months ago, or the last day of a shorter month."""
    now = clock.now()
    years, month = divmod(now.month - 1 - months, 12)
    day = now.day
    while True:
        try:
            return now.replace(year=now.year + years, month=month + 1, day=day)
        except ValueError:
            day -= 1


def _change(act: Act, names: dict[int, str]) -> dict[str, Any]:
    rule, _, values = (act.reason or "").partition(": ")
    said = values.replace("True", "yes").replace("False", "no")
    return {"rule": NAMES.get(rule, rule), "values": said, "who": names.get(act.person or 0, FORMER), "at": act.at}
