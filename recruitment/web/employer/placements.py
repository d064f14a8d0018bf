"""What advertising a vacancy cost: the ledger's entries, a new one, striking one out."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional, ValidationError

from recruitment.advertising.actions import Purchase, may_keep_ledger, place, strike_out
from recruitment.advertising.budgets import touched_by
from recruitment.advertising.media import media_names, media_offered
from recruitment.advertising.queries import placement, placements_of, shares_of
from recruitment.advertising.rules import BudgetUse, total, year_name
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import pounds
from recruitment.web.doors import employer
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, PoundsField, at_most


def _vacancy(viewer: Staff, vacancy_id: int) -> Vacancy:
    return one_visible(viewer, Vacancy, Vacancy.id == vacancy_id)


@employer.get("/vacancies/<int:vacancy_id>/placements")
def placements(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = _vacancy(viewer, vacancy_id)
    lines = placements_of(viewer, vacancy_id)
    return render_template(
        "employer/placements/placements.html",
        vacancy=vacancy,
        lines=[line for line in lines if line.entry.struck_at is None],
        struck=[line for line in lines if line.entry.struck_at is not None],
        sum=total(line for line in lines if line.entry.struck_at is None),
        media=media_names(),
        may_write=may_keep_ledger(viewer, vacancy.organisation_id),
    )


class PlacementForm(HouseForm):
    medium = SelectField("Medium", [Needed("Choose a medium")])
    supplier = LineField("Supplier", [Needed("Enter who was paid"), at_most(120, "The supplier")])
    publication = LineField(
        "Title or site", [Optional(), at_most(160, "The title or site")], description="For example the newspaper’s name"
    )
    placed_on = DayField("Date of the placement", [Needed("Enter the date of the placement")])
    net = PoundsField("Net cost", [Needed("Enter the cost without VAT")], description="Without VAT")
    vat = PoundsField("VAT", [Needed("Enter the VAT, or 0 if there was none")], description="0 if there was none")
    order_number = LineField("Order or invoice number", [Optional(), at_most(60, "The order or invoice number")])

    def validate_placed_on(self, field: DayField) -> None:
        if field.data and field.data > clock.today() + timedelta(days=366):
            raise ValidationError("The date is more than a year ahead. Check the year")

    def validate_vat(self, field: PoundsField) -> None:
        if field.data is not None and self.net.data is not None and field.data > self.net.data:
            raise ValidationError("The VAT is more than the net cost. Check both amounts")


def budget_warning(use: BudgetUse) -> str:
    """What is said to whoever spends of a budget that is nearly gone."""
    whose = f"The budget of {use.department}" if use.department else "Your organisation’s budget"
    of = f"{whose} for {year_name(use.year)}"
    if use.left < 0:
        return f"{of} is overspent by {pounds(-use.left)}."
    return f"{of} is {use.hundredths}% spent: {pounds(use.left)} is left."


@employer.route("/vacancies/<int:vacancy_id>/placements/new", methods=["GET", "POST"])
def new_placement(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = _vacancy(viewer, vacancy_id)
    if not may_keep_ledger(viewer, vacancy.organisation_id):
        raise Refused("Recruiters and administrators record what advertising costs.")
    form = PlacementForm()
    form.medium.choices = {"": "Choose one", **media_offered()}
    if form.validate_on_submit():
        facts = {name: field.data for name, field in form._fields.items() if name != "csrf_token"}
        entry = place(viewer, vacancy, Purchase(**facts))
        flash("The placement is recorded.", "success")
        for use in touched_by(viewer, entry):
            flash(budget_warning(use), "warning")
        return redirect(url_for("employer.placements", vacancy_id=vacancy.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("employer/placements/new_placement.html", form=form, vacancy=vacancy), status


class StrikeForm(HouseForm):
    reason = LineField("Reason", [Needed("Say why the entry is wrong"), at_most(300, "The reason")])


@employer.route("/placements/<int:placement_id>/strike-out", methods=["GET", "POST"])
def strike_placement(viewer: Staff, placement_id: int) -> ResponseReturnValue:
    entry = placement(viewer, placement_id)
    form = StrikeForm()
    vacancy = _vacancy(viewer, shares_of(viewer, [entry.id])[entry.id][0].vacancy_id)
    if form.validate_on_submit():
        strike_out(viewer, entry, form.reason.data)
        flash("The entry is struck out. Record the right one if there is one.", "success")
        return redirect(url_for("employer.placements", vacancy_id=vacancy.id), 303)
    page = render_template(
        "employer/placements/strike_placement.html",
        form=form,
        entry=entry,
        vacancy=vacancy,
        media=media_names(),
    )
    return page, 422 if form.is_submitted() else 200
