"""A person at risk of redeployment reads how they are registered, and may take their consent back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Candidate
from recruitment.organisations.queries import names_of_organisations
from recruitment.vacancies.queries import categories
from recruitment.vacancies.redeployment_actions import withdraw_consent
from recruitment.vacancies.redeployment_queries import adverts_to_match, matches_of, own_registrations, person_at_risk
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm
from recruitment.web.redeployment_words import facts_of


@candidate.get("/redeployment")
def redeployment(viewer: Candidate) -> ResponseReturnValue:
    rows = own_registrations(viewer)
    names = names_of_organisations([row.organisation_id for row in rows])
    kinds = {each.code: each.name for each in categories()}
    adverts = adverts_to_match(viewer, early_only=True) if rows else []
    return render_template(
        "candidate/redeployment/redeployment.html",
        registrations=[
            (row, names[row.organisation_id], facts_of(row, kinds), matches_of(row, adverts)) for row in rows
        ],
    )


class ConsentForm(HouseForm):
    """A button that asks once."""


@candidate.route("/redeployment/<int:at_risk_id>/keep-to-own", methods=["GET", "POST"])
def keep_to_own(viewer: Candidate, at_risk_id: int) -> ResponseReturnValue:
    row = person_at_risk(viewer, at_risk_id)
    form = ConsentForm()
    if form.validate_on_submit():
        withdraw_consent(viewer, row)
        flash("Other councils do not see you any more, and you hear of their jobs no longer.", "success")
        return redirect(url_for("candidate.redeployment"), 303)
    name = names_of_organisations([row.organisation_id])[row.organisation_id]
    return render_template("candidate/redeployment/keep_to_own.html", form=form, registration=row, organisation=name)
