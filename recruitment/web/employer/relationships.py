"""Declaring that somebody who chooses knows an applicant too well, and taking back a mistake."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.validators import Length

from recruitment.applications.queries import whole_application
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Staff
from recruitment.selection.exclusion_actions import exclude, lift_exclusion
from recruitment.selection.score_queries import FOR_THE_CHAIR, exclusions_of, panel_seats
from recruitment.selection.score_rules import RELATIONSHIPS
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import sift_of
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.fields import HouseForm, Needed, TextField


class RelationshipForm(HouseForm):
    member = SelectField("Who has the relationship?", coerce=int)
    relationship = RadioField(
        "What is the relationship?", choices=RELATIONSHIPS, invalid_choice_message="Choose what the relationship is"
    )


@employer.route("/applications/<int:application_id>/relationship", methods=["GET", "POST"])
def declare_relationship(viewer: Staff, application_id: int) -> ResponseReturnValue:
    """For oneself; a recruiter for any member of the panel."""
    whole = whole_application(viewer, application_id)
    application = whole.application
    advert = advert_of(viewer, application.vacancy_id)
    sift = sift_of(advert.vacancy)
    form = RelationshipForm(member=viewer.person)
    for_others = viewer.has_role(application.organisation_id, *FOR_THE_CHAIR)
    names = names_of(viewer, application.organisation_id)
    gone = {row.member for row in exclusions_of(viewer, application_id)}
    people = panel_seats(viewer, application.vacancy_id).members - gone - {viewer.person} if for_others else ()
    form.member.choices = [(viewer.person, "I have"), *sorted((one, names.get(one, FORMER)) for one in people)]
    if form.validate_on_submit():
        exclude(viewer, application, form.relationship.data, form.member.data)
        listed = url_for("employer.applicants", vacancy_id=application.vacancy_id, **sift.address)
        if form.member.data == viewer.person:
            flash("You have declared a relationship, so you do not see this application any more.", "success")
            return redirect(listed, 303)
        flash("The relationship is declared. Your colleague does not see this application any more.", "success")
        return redirect(url_for("employer.applicant", application_id=application_id, **sift.address), 303)
    page = render_template(
        "employer/relationships/declare_relationship.html",
        form=form,
        whole=whole,
        application=application,
        advert=advert,
        sift=sift,
        for_others=for_others,
        side_navigation=None,
    )
    return page, 422 if form.is_submitted() else 200


class LiftForm(HouseForm):
    member = SelectField("Whose declaration was a mistake?", coerce=int)
    reason = TextField(
        "Why?",
        [Needed("Enter why the declaration was a mistake"), Length(max=1000, message="Use 1,000 characters or fewer")],
        description="Kept on record. Name nobody.",
    )


@employer.route("/applications/<int:application_id>/relationship/take-back", methods=["GET", "POST"])
def take_back_relationship(viewer: Staff, application_id: int) -> ResponseReturnValue:
    """For recruiters."""
    whole = whole_application(viewer, application_id)
    application = whole.application
    apart = exclusions_of(viewer, application_id)
    if not viewer.has_role(application.organisation_id, *FOR_THE_CHAIR):
        raise NotVisible("declarations are for recruiters")
    advert = advert_of(viewer, application.vacancy_id)
    sift = sift_of(advert.vacancy)
    names = names_of(viewer, application.organisation_id)
    form = LiftForm()
    form.member.choices = [(row.member, names.get(row.member, FORMER)) for row in apart]
    back = url_for("employer.applicant", application_id=application_id, **sift.address)
    if not apart:
        flash("Nobody has declared a relationship with this applicant.", "info")
        return redirect(back, 303)
    if form.validate_on_submit():
        lift_exclusion(viewer, application, form.member.data, form.reason.data)
        flash("The declaration is taken back. Your colleague sees this application again.", "success")
        return redirect(back, 303)
    page = render_template(
        "employer/relationships/take_back_relationship.html",
        form=form,
        whole=whole,
        application=application,
        advert=advert,
        sift=sift,
        side_navigation=None,
    )
    return page, 422 if form.is_submitted() else 200
