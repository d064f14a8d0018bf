"""The operator brings organisations in: which there are and how far they have come, a new one, its administrator."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField
from wtforms.validators import URL, AnyOf, DataRequired, Email, Optional

from recruitment.accounts.joining_queries import number_to_decide
from recruitment.accounts.onboarding import (
    administrators_invited,
    bring_in,
    invite_administrator,
    organisation_to_onboard,
    require_operator,
    standings,
)
from recruitment.accounts.queries import members
from recruitment.core.errors import Refused
from recruitment.core.viewers import Public, Role, Viewer
from recruitment.organisations.actions import LONGEST_NAME, LONGEST_WEBSITE
from recruitment.organisations.suspending import suspensions_of
from recruitment.organisations.tables import KINDS
from recruitment.vacancies.live import live_by_organisation
from recruitment.web.doors import cosla
from recruitment.web.fields import HouseForm, LineField, Needed, at_most, tidy


@dataclass(frozen=True)
class ListPages:
    """What the pagination macro asks."""

    page: int
    pages: int
    words: str

    def url_for_page(self, number: int) -> str:
        return url_for("cosla.organisations", q=self.words or None, page=number)


@cosla.get("/organisations")
def organisations(viewer: Viewer) -> ResponseReturnValue:
    words = request.args.get("q", "").strip()
    operator = require_operator(viewer)
    found = standings(operator, words, request.args.get("page", 1, type=int))
    return render_template(
        "cosla/organisations/organisations.html",
        found=found,
        pages=ListPages(found.page, found.pages, words),
        words=words,
        kinds=KINDS,
        suspended=suspensions_of(operator, [row.organisation.id for row in found.rows]),
        to_decide=number_to_decide(operator),
        # An operator reads of adverts what everybody reads.
        live=live_by_organisation(Public()),
    )


class OrganisationForm(HouseForm):
    name = LineField(
        "Name",
        [Needed("Enter the name of the organisation"), at_most(LONGEST_NAME, "The name")],
        description="As the public knows it. Its address here is made from it.",
    )
    # WTForms' own check of the choice comes first, and its words are no help.
    kind = RadioField(
        "Kind of organisation",
        [AnyOf(KINDS, "Choose the kind of organisation")],
        choices=KINDS,
        validate_choice=False,
    )
    website = LineField(
        "Website",
        [Optional(), at_most(LONGEST_WEBSITE, "The address"),
         URL(message="Enter the address of the website in full, for example https://www.council.example")],
        description="In full, for example https://www.council.example",
    )  # fmt: skip


@cosla.route("/organisations/new", methods=["GET", "POST"])
def new_organisation(viewer: Viewer) -> ResponseReturnValue:
    operator = require_operator(viewer)
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            organisation = bring_in(operator, form.name.data, form.kind.data, form.website.data or "")
        except Refused as problem:
            form.name.errors = [str(problem)]
        else:
            flash(f"{organisation.name} is here. Now invite its first administrator.", "success")
            return redirect(url_for("cosla.invite_administrator_of", organisation_id=organisation.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("cosla/organisations/new_organisation.html", form=form), status


class AdministratorForm(HouseForm):
    name = LineField("Name", [Needed("Enter the person’s name"), at_most(120, "The name")])
    email = EmailField(
        "Work email address",
        [DataRequired("Enter the person’s work email address"), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@council.gov.uk",
               check_deliverability=False)],
        filters=[tidy],
    )  # fmt: skip


@cosla.route("/organisations/<int:organisation_id>/invite", methods=["GET", "POST"])
def invite_administrator_of(viewer: Viewer, organisation_id: int) -> ResponseReturnValue:
    """The first administrator, or another where the first has gone."""
    operator = require_operator(viewer)
    organisation = organisation_to_onboard(operator, organisation_id)
    form = AdministratorForm()
    if form.validate_on_submit():
        invitation = invite_administrator(operator, organisation, form.name.data, form.email.data)
        flash(
            f"{invitation.name} is invited to administer {organisation.name}. The link works for seven days.", "success"
        )
        return redirect(url_for("cosla.organisations"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "cosla/organisations/invite_administrator_of.html",
        form=form,
        organisation=organisation,
        administrators=members(operator, organisation.id, Role.ADMINISTRATOR),
        invitations=administrators_invited(operator, organisation.id),
    ), status
