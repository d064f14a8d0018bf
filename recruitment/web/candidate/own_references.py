"""A candidate's referees after an offer: saying whether one may be asked, and naming another."""

from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField, TelField
from wtforms.validators import AnyOf, Email

from recruitment.applications.queries import the_application
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.viewers import Candidate
from recruitment.offers.check_lifecycle import IN_CHECKS
from recruitment.offers.check_queries import the_check
from recruitment.offers.reference_actions import Referee, agree, name_referee, refuse
from recruitment.offers.reference_queries import open_request, reference_request, requests_of
from recruitment.web.candidate.fields import IfGiven, Voluntary, at_most
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed, tidy

CONTACT: Final = ("name", "relationship", "organisation", "email", "phone")


class ConsentForm(HouseForm):
    answer = RadioField(
        "May they be asked?", [AnyOf(("yes", "no"), "Choose whether they may be asked")],
        choices={"yes": "Yes, ask them now", "no": "No, I would rather name somebody else"}, validate_choice=False,
    )  # fmt: skip


@candidate.route("/references/<int:reference_id>", methods=["GET", "POST"])
def referee_consent(viewer: Candidate, reference_id: int) -> ResponseReturnValue:
    row = reference_request(viewer, reference_id)
    application = the_application(viewer, row.application_id)
    waits = row.state == "awaiting_yes" and application.state in IN_CHECKS
    form = ConsentForm()
    form.answer.label.text = f"May {row.name} be asked?"
    if waits and form.validate_on_submit():
        if form.answer.data == "yes":
            agree(viewer, row)
            flash(f"{row.name} is asked now.", "success")
            return redirect(url_for("candidate.your_checks", application_id=application.id), 303)
        refuse(viewer, row)
        flash(f"{row.name} is not asked. Please name somebody else.", "success")
        return redirect(url_for("candidate.name_another_referee", check_id=row.check_id), 303)
    page = render_template(
        "candidate/own_references/referee_consent.html", form=form, row=row, application=application, waits=waits
    )
    return page, (422 if waits else 409) if form.is_submitted() else 200


class AnotherForm(HouseForm):
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

    def validate(self, extra_validators: object = None) -> bool:
        """One way to reach the referee is enough."""
        good = super().validate(extra_validators)
        if not (self.email.data or self.phone.data or self.email.errors):
            self.email.errors = ["Enter an email address or a telephone number"]
            return False
        return good


@candidate.route("/checks/<int:check_id>/referee", methods=["GET", "POST"])
def name_another_referee(viewer: Candidate, check_id: int) -> ResponseReturnValue:
    """In place of one who will not be asked, or will not write; whoever names somebody agrees that they are asked."""
    check = the_check(viewer, check_id)
    application = the_application(viewer, check.application_id)
    found = requests_of(viewer, application.id).get(check.id, ())
    if check.kind != "reference" or not found:
        raise NotVisible("nobody was asked for this")
    if check.state != "needed" or open_request(found) is not None or application.state not in IN_CHECKS:
        raise IllegalMove("check", "name", check.state)
    form = AnotherForm()
    if form.validate_on_submit():
        told: dict[str, Any] = {name: form[name].data or "" for name in CONTACT}
        name_referee(viewer, application, check, Referee(**told), named_by="candidate", asked_by=found[0].asked_by)
        flash(f"{application.organisation.name} knows that it can ask {form.name.data}.", "success")
        return redirect(url_for("candidate.your_checks", application_id=application.id), 303)
    page = render_template(
        "candidate/own_references/name_another_referee.html", form=form, application=application, before=found[0]
    )
    return page, 422 if form.is_submitted() else 200
