"""What advertising a vacancy cost: the entries of which it bears a share, and a new one for it alone."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.actions import place
from recruitment.advertising.budgets import touched_by
from recruitment.advertising.media import media_names
from recruitment.advertising.queries import placements_of
from recruitment.advertising.roles import may_keep_ledger, require_ledger
from recruitment.advertising.rules import BudgetUse, total, year_name
from recruitment.advertising.suppliers import offered_names
from recruitment.advertising.tables import Placement
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.organisations.departments import departments_of
from recruitment.vacancies.tables import DESK_ROLES, Vacancy
from recruitment.vacancies.words import pounds
from recruitment.web.doors import employer
from recruitment.web.employer.placement_forms import PurchaseForm


def vacancy_of(viewer: Staff, vacancy_id: int) -> Vacancy:
    """Raises NotVisible, also for whoever only sits on its panel and so reads no ledger."""
    vacancy: Vacancy = one_visible(viewer, Vacancy, Vacancy.id == vacancy_id)
    if not viewer.has_role(vacancy.organisation_id, *DESK_ROLES):
        raise NotVisible("reads no ledger")
    return vacancy


@employer.get("/vacancies/<int:vacancy_id>/placements")
def placements(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = vacancy_of(viewer, vacancy_id)
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


def budget_warning(use: BudgetUse) -> str:
    """What is said to whoever spends of a budget that is nearly gone."""
    whose = f"The budget of {use.department}" if use.department else "Your organisation’s advertising budget"
    of = f"{whose} for {year_name(use.year)}"
    if use.left < 0:
        return f"{of} is overspent by {pounds(-use.left)}."
    return f"{of} is {use.hundredths}% spent: {pounds(use.left)} is left."


def tell_recorded(viewer: Staff, entry: Placement, said: str) -> None:
    """That it is recorded, and which budgets it brings near their end."""
    flash(said, "success")
    for use in touched_by(viewer, entry):
        flash(budget_warning(use), "warning")


@employer.route("/vacancies/<int:vacancy_id>/placements/new", methods=["GET", "POST"])
def new_placement(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = vacancy_of(viewer, vacancy_id)
    require_ledger(viewer, vacancy.organisation_id)
    form = PurchaseForm(department=vacancy.department)
    form.offer(departments_of(viewer, [vacancy.organisation_id]), offered_names(viewer, vacancy.organisation_id))
    if form.validate_on_submit():
        tell_recorded(viewer, place(viewer, vacancy, form.purchase()), "The placement is recorded.")
        return redirect(url_for("employer.placements", vacancy_id=vacancy.id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("employer/placements/new_placement.html", form=form, vacancy=vacancy), status
