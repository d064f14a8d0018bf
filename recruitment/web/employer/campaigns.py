"""Campaigns: advertising for several vacancies together, or for the employer as such."""

import re
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import Optional, ValidationError

from recruitment.advertising.actions import place_shared
from recruitment.advertising.campaign_tables import Campaign
from recruitment.advertising.campaigns import (
    campaign,
    campaigns_of,
    change_campaign,
    end_campaign,
    make_campaign,
    spent_by_campaign,
    vacancies_named,
    vacancies_of,
)
from recruitment.advertising.ledger_queries import Narrowed, ledger
from recruitment.advertising.media import media_names
from recruitment.advertising.roles import LEDGER_ROLES, may_keep_ledger, require_ledger
from recruitment.advertising.rules import RULES
from recruitment.advertising.sharing import over
from recruitment.advertising.suppliers import offered_names
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.departments import departments_of
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.ledger import kept_by, of_one
from recruitment.web.employer.placement_forms import PurchaseForm, SharedForm, shared_form
from recruitment.web.employer.placements import tell_recorded
from recruitment.web.employer.profile import chosen_of
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most

MOST_VACANCIES = 200


@employer.get("/advertising/campaigns")
def campaigns(viewer: Staff) -> ResponseReturnValue:
    organisation, ours = of_one(viewer)
    return render_template(
        "employer/campaigns/campaigns.html",
        organisation=organisation,
        others=[each for each in ours if each is not organisation],
        rows=campaigns_of(viewer, [organisation.id]),
        spent=spent_by_campaign(viewer, [organisation.id]),
        may_write=may_keep_ledger(viewer, organisation.id),
    )


class CampaignForm(HouseForm):
    name = LineField("Name", [Needed("Enter a name"), at_most(120, "The name")],
                     description="For example Social care, autumn")  # fmt: skip
    department = LineField("Department", [Optional(), at_most(120, "The department")],
                           description="Whose budget it comes from")  # fmt: skip
    references = TextField(
        "Which vacancies does it advertise?", [Optional()],
        description="References, yours or the portal’s, one a line. Leave it empty for advertising that names no "
                    "vacancy, for the employer or a department",
    )  # fmt: skip
    shared_by = RadioField("How is its cost shared out over them?", [Needed("Choose how it is shared out")],
                           choices={rule: RULES[rule] for rule in ("equally", "posts")})  # fmt: skip
    organisation_id: int
    vacancies: list[Vacancy]
    viewer: Staff

    def validate_references(self, field: TextField) -> None:
        lines = [line for line in re.split(r"[\n,;]+", field.data or "") if line.strip()]
        if len(lines) > MOST_VACANCIES:
            raise ValidationError(f"A campaign can name {MOST_VACANCIES} vacancies. Leave some out")
        found, unknown = vacancies_named(self.viewer, self.organisation_id, [line.strip() for line in lines])
        if unknown:
            raise ValidationError(f"You have no vacancy with the reference {unknown[0][:40]}. Check it, or remove it")
        self.vacancies = found

    @property
    def facts(self) -> dict[str, Any]:
        return {"name": self.name.data, "department": self.department.data or "", "shared_by": self.shared_by.data,
                "vacancies": self.vacancies}  # fmt: skip


def _form(viewer: Staff, organisation_id: int, **filled: Any) -> CampaignForm:
    form = CampaignForm(**filled)
    form.viewer, form.organisation_id, form.vacancies = viewer, organisation_id, []
    return form


@employer.route("/advertising/campaigns/new", methods=["GET", "POST"])
def new_campaign(viewer: Staff) -> ResponseReturnValue:
    organisation: Organisation = chosen_of(kept_by(viewer, *LEDGER_ROLES), request.args.get("organisation"))
    form = _form(viewer, organisation.id, shared_by="equally")
    if form.validate_on_submit():
        try:
            row = make_campaign(viewer, organisation.id, **form.facts)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash("The campaign is made. Record what you place for it.", "success")
            return redirect(url_for("employer.campaign_page", campaign_id=row.id), 303)
    page = render_template(
        "employer/campaigns/new_campaign.html",
        form=form,
        organisation=organisation,
        departments=departments_of(viewer, [organisation.id]),
    )
    return page, 422 if form.is_submitted() else 200


@employer.route("/advertising/campaigns/<int:campaign_id>/change", methods=["GET", "POST"])
def campaign_changing(viewer: Staff, campaign_id: int) -> ResponseReturnValue:
    row = campaign(viewer, campaign_id)
    require_ledger(viewer, row.organisation_id)
    named = "\n".join(vacancy.reference for vacancy in vacancies_of(viewer, row))
    form = _form(viewer, row.organisation_id, obj=row, references=named)
    if form.validate_on_submit():
        try:
            change_campaign(viewer, row, **form.facts)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash("The campaign is changed. What was shared out before stays as it was.", "success")
            return redirect(url_for("employer.campaign_page", campaign_id=row.id), 303)
    page = render_template(
        "employer/campaigns/campaign_changing.html",
        form=form,
        campaign=row,
        departments=departments_of(viewer, [row.organisation_id]),
    )
    return page, 422 if form.is_submitted() else 200


class EndForm(HouseForm):
    """A button."""


@employer.route("/advertising/campaigns/<int:campaign_id>", methods=["GET", "POST"])
def campaign_page(viewer: Staff, campaign_id: int) -> ResponseReturnValue:
    """What it advertises and costs; its button ends it."""
    row, form = campaign(viewer, campaign_id), EndForm()
    if form.validate_on_submit():
        end_campaign(viewer, row)
        flash("The campaign has ended. Nothing more can be recorded for it.", "success")
        return redirect(url_for("employer.campaign_page", campaign_id=row.id), 303)
    page = render_template(
        "employer/campaigns/campaign_page.html",
        form=form,
        campaign=row,
        vacancies=vacancies_of(viewer, row),
        found=ledger(viewer, Narrowed(row.organisation_id, campaign_id=row.id)),
        rule=RULES[row.shared_by],
        media=media_names(),
        may_write=may_keep_ledger(viewer, row.organisation_id),
    )
    return page, 422 if form.is_submitted() else 200


@employer.route("/advertising/campaigns/<int:campaign_id>/placements/new", methods=["GET", "POST"])
def new_campaign_placement(viewer: Staff, campaign_id: int) -> ResponseReturnValue:
    row = campaign(viewer, campaign_id)
    require_ledger(viewer, row.organisation_id)
    if row.ended_at is not None:
        raise IllegalMove("campaign", "place", "ended")
    vacancies = vacancies_of(viewer, row)
    form = _purchase_form(row, vacancies)
    form.offer(departments_of(viewer, [row.organisation_id]), offered_names(viewer, row.organisation_id))
    if form.validate_on_submit():
        sharing = form.sharing if isinstance(form, SharedForm) else over(row.shared_by, vacancies)
        entry = place_shared(viewer, row.organisation_id, form.purchase(campaign_id=row.id), sharing)
        tell_recorded(viewer, entry, "The placement is recorded.")
        return redirect(url_for("employer.campaign_page", campaign_id=row.id), 303)
    page = render_template(
        "employer/campaigns/new_campaign_placement.html", form=form, campaign=row, vacancies=vacancies
    )
    return page, 422 if form.is_submitted() else 200


def _purchase_form(row: Campaign, vacancies: list[Vacancy]) -> PurchaseForm:
    if len(vacancies) < 2:
        return PurchaseForm(department=row.department)
    return shared_form(vacancies, department=row.department, shared_by=row.shared_by)
