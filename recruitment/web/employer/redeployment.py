"""The register of people at risk of redeployment, for a council's HR: who they are and what they could do."""

from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, EmailField, RadioField, SelectField
from wtforms.validators import AnyOf, Email, Optional, ValidationError

from recruitment.accounts.queries import workplaces_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.queries import local_rules_of, names_of_organisations
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import find_postcode
from recruitment.vacancies.queries import advert_of, categories
from recruitment.vacancies.redeployment_actions import change_registration, end_registration, register
from recruitment.vacancies.redeployment_queries import (
    adverts_to_match,
    matches_for,
    matches_of,
    note_on,
    person_at_risk,
    registered,
    require_hr,
    told_of,
)
from recruitment.vacancies.redeployment_tables import OUTCOMES, AtRisk
from recruitment.vacancies.stages import is_staged
from recruitment.web.doors import employer
from recruitment.web.employer.stage_words import release_in_words
from recruitment.web.employer.writing_fields import AmountOfTimeField
from recruitment.web.fields import (
    DayField,
    HouseForm,
    LineField,
    Needed,
    PoundsField,
    TextField,
    WholeNumberField,
    at_most,
    tidy,
)
from recruitment.web.redeployment_words import facts_of

MOST_SKILLS, LONGEST_SKILL, LONGEST_NOTE, MOST_MILES = 20, 80, 4_000, 200


def _chosen(viewer: Staff) -> tuple[Organisation, list[Organisation]]:
    """Where the viewer looks after people at risk: the one named in the address, else the first; and the others."""
    ids, slug = require_hr(viewer), request.args.get("organisation")
    ours = [each for each in workplaces_of(viewer.person) if each.id in ids]
    found = next((each for each in ours if slug in (None, "", each.slug)), None)
    if found is None:
        raise NotVisible("looks after nobody there")
    return found, [each for each in ours if each is not found]


@employer.get("/redeployment")
def redeployment(viewer: Staff) -> ResponseReturnValue:
    organisation, others = _chosen(viewer)
    people = registered(viewer, [organisation.id])
    adverts = adverts_to_match(viewer, organisation.id, early_only=True) if people else []
    return render_template(
        "employer/redeployment/redeployment.html",
        organisation=organisation,
        others=others,
        people=[(row, len(matches_of(row, adverts))) for row in people],
        ended=registered(viewer, [organisation.id], ended=True),
        outcomes=OUTCOMES,
        kinds={each.code: each.name for each in categories()},
        shares=local_rules_of(viewer, organisation.id).shares_redeployees,
    )


class RegistrationForm(HouseForm):
    name = LineField("Name", [Needed("Enter the person’s name"), at_most(120, "The name")])
    email = EmailField(
        "Work email address",
        [Needed("Enter the person’s work email address"), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@council.example",
               check_deliverability=False)],
        filters=[tidy],
        description="They are told of jobs here, and see them once they sign in with it or confirm it",
    )  # fmt: skip
    post = LineField("Present post", [Needed("Enter the present post"), at_most(200, "The post")])
    category = SelectField("Kind of work", validate_choice=False)
    grade = LineField("Grade", [Optional(), at_most(80, "The grade")])
    pay = PoundsField("Pay for a full-time year", [Optional()], description="Jobs within a tenth of it fit")
    hours = AmountOfTimeField("Hours a week", [Optional()], most=80, example="36")
    skills = TextField(
        "What they can do",
        [Optional()],
        description="One a line, in the words that adverts use, for example Microsoft Excel or Food hygiene",
    )
    postcode = LineField("Postcode from which they travel (optional)", description="Leave it empty for anywhere")
    miles = WholeNumberField("Miles that they can travel (optional)")
    until = DayField("At risk until", description="The end of notice or contract. Empty until you end it yourself")
    is_shared = BooleanField("They agree that other councils taking part see this and tell them of jobs")
    note = TextField(
        "Notes for HR",
        [Optional(), at_most(LONGEST_NOTE, "The notes")],
        description="Nobody outside your HR sees these",
    )

    def validate_category(self, field: SelectField) -> None:
        if field.data not in dict(field.choices or {}):
            raise ValidationError("Choose the kind of work")

    def validate_skills(self, field: TextField) -> None:
        if len(self.lines) > MOST_SKILLS or any(len(line) > LONGEST_SKILL for line in self.lines):
            raise ValidationError(f"Enter up to {MOST_SKILLS} skills, each of up to {LONGEST_SKILL} characters")

    def validate_postcode(self, field: LineField) -> None:
        if field.data and find_postcode(field.data) is None:
            raise ValidationError("Enter a postcode in Scotland in full, for example KY1 1AB")
        if not field.data and self.miles.data is not None:
            raise ValidationError("Enter the postcode from which they travel, or leave the miles empty")

    def validate_miles(self, field: WholeNumberField) -> None:
        if field.data is None and self.postcode.data:
            raise ValidationError("Enter how many miles they can travel from the postcode")
        if field.data is not None and not 1 <= field.data <= MOST_MILES:
            raise ValidationError(f"Enter a number from 1 to {MOST_MILES}")

    def validate_until(self, field: DayField) -> None:
        if field.data is not None and field.data < clock.today():
            raise ValidationError("The date must be today or later")

    @property
    def lines(self) -> list[str]:
        return [line for each in (self.skills.data or "").splitlines() if (line := " ".join(each.split()))]

    @property
    def facts(self) -> dict[str, Any]:
        found = find_postcode(self.postcode.data) if self.postcode.data else None
        return {
            "name": self.name.data, "email": self.email.data, "post": self.post.data,
            "category_code": self.category.data, "grade": self.grade.data or "", "pay": self.pay.data,
            "hours": self.hours.data, "skills": self.lines, "postcode": found.code if found else "",
            "miles": self.miles.data if found else None,
            "until": clock.end_of_day(self.until.data) if self.until.data else None, "is_shared": self.is_shared.data,
        }  # fmt: skip


def _form(**held: Any) -> RegistrationForm:
    form = RegistrationForm(**held)
    form.category.choices = {"": "Choose the kind of work", **{each.code: each.name for each in categories()}}
    if not form.category.data:
        form.category.data = ""
    return form


@employer.route("/redeployment/new", methods=["GET", "POST"])
def new_redeployee(viewer: Staff) -> ResponseReturnValue:
    organisation, _others = _chosen(viewer)
    form = _form()
    if form.validate_on_submit():
        try:
            row = register(viewer, organisation.id, form.facts, form.note.data or "")
        except Refused as refusal:
            form.email.errors = [str(refusal)]
        else:
            flash(f"{row.name} is registered, and told so by email.", "success")
            return redirect(url_for("employer.redeployee", at_risk_id=row.id), 303)
    page = render_template("employer/redeployment/new_redeployee.html", form=form, organisation=organisation)
    return page, 422 if form.is_submitted() else 200


def _own(viewer: Staff, at_risk_id: int) -> AtRisk:
    """One of ours. Another council's is for reading among a vacancy's matches alone."""
    row = person_at_risk(viewer, at_risk_id)
    if row.organisation_id not in require_hr(viewer):
        raise NotVisible("registered by another council")
    return row


@employer.get("/redeployment/<int:at_risk_id>")
def redeployee(viewer: Staff, at_risk_id: int) -> ResponseReturnValue:
    row = _own(viewer, at_risk_id)
    adverts = adverts_to_match(viewer, row.organisation_id) if row.ended_at is None else []
    matches = matches_of(row, adverts)
    told = {
        each.advert.vacancy.id: told_of(viewer, each.advert.vacancy.id).get(row.id)
        for each in matches
        if is_staged(each.advert.vacancy)
    }
    return render_template(
        "employer/redeployment/redeployee.html",
        person=row,
        organisation=names_of_organisations([row.organisation_id])[row.organisation_id],
        facts=facts_of(row, {each.code: each.name for each in categories()}),
        note=note_on(viewer, row.id),
        outcome=OUTCOMES.get(row.outcome or "", ""),
        is_over=row.ended_at is not None,
        matches=matches,
        told=told,
    )


@employer.route("/redeployment/<int:at_risk_id>/change", methods=["GET", "POST"])
def change_redeployee(viewer: Staff, at_risk_id: int) -> ResponseReturnValue:
    row = _own(viewer, at_risk_id)
    form = _form(**_held(viewer, row))
    if form.validate_on_submit():
        try:
            change_registration(viewer, row, form.facts, form.note.data or "")
        except Refused as refusal:
            form.email.errors = [str(refusal)]
        else:
            flash("The registration is changed.", "success")
            return redirect(url_for("employer.redeployee", at_risk_id=at_risk_id), 303)
    page = render_template("employer/redeployment/change_redeployee.html", form=form, person=row)
    return page, 422 if form.is_submitted() else 200


def _held(viewer: Staff, row: AtRisk) -> dict[str, Any]:
    plain = ("name", "email", "post", "grade", "pay", "postcode", "miles", "is_shared")
    return {name: getattr(row, name) for name in plain} | {
        "category": row.category_code,
        "hours": Decimal(row.hours) if row.hours is not None else None,
        "skills": "\n".join(row.skills),
        "until": clock.local(row.until).date() if row.until else None,
        "note": note_on(viewer, row.id),
    }


class EndForm(HouseForm):
    outcome = RadioField(
        "Why does it end?", [AnyOf(OUTCOMES, "Choose why it ends")], choices=OUTCOMES, validate_choice=False
    )
    reason = TextField(
        "For the record",
        [Needed("Say in a few words what happened"), at_most(2_000, "The reason")],
        description="For example: redeployed to Planning Support Officer on 1 April. Leave out names of people",
    )


@employer.route("/redeployment/<int:at_risk_id>/end", methods=["GET", "POST"])
def end_redeployee(viewer: Staff, at_risk_id: int) -> ResponseReturnValue:
    row = _own(viewer, at_risk_id)
    form = EndForm()
    if form.validate_on_submit():
        end_registration(viewer, row, form.outcome.data, form.reason.data or "")
        flash(f"The registration of {row.name} has ended.", "success")
        return redirect(url_for("employer.redeployment"), 303)
    kept = local_rules_of(viewer, row.organisation_id).redeployment_kept
    page = render_template("employer/redeployment/end_redeployee.html", form=form, person=row, kept=kept)
    return page, 422 if form.is_submitted() else 200


@employer.get("/vacancies/<int:vacancy_id>/redeployees")
def vacancy_redeployees(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """Who of the people at risk could do this job, and who of them was told of it."""
    advert = advert_of(viewer, vacancy_id)
    if advert.vacancy.organisation_id not in require_hr(viewer):
        raise Refused("Recruiters and administrators look after people at risk of redeployment.")
    found = matches_for(viewer, advert)
    names = names_of_organisations([each.person.organisation_id for each in found])
    return render_template(
        "employer/redeployment/vacancy_redeployees.html",
        advert=advert,
        matches=found,
        names=names,
        told=told_of(viewer, vacancy_id),
        release=release_in_words(advert.vacancy),
        kinds=_kinds(),
    )


def _kinds() -> dict[str, str]:
    return {each.code: each.name for each in categories()}
