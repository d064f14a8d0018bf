"""Budgets of advertising by department and financial year, with what is spent of each."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from recruitment.advertising.budgets import budgets_in_use, set_budget, spent_by_department
from recruitment.advertising.ledger_queries import departments_of_ledger, years_of_ledger
from recruitment.advertising.prices import baseline_of, price_index
from recruitment.advertising.roles import LEDGER_ROLES, may_keep_ledger
from recruitment.advertising.rules import PRECISIONS, in_real_terms, year_name
from recruitment.core.viewers import Staff
from recruitment.organisations.departments import departments_of
from recruitment.web.doors import employer
from recruitment.web.employer.ledger import kept_by, of_one, year_asked
from recruitment.web.employer.profile import chosen_of
from recruitment.web.fields import Given, HouseForm, LineField, Needed, PoundsField, at_most

# Years ahead for which a budget may be set.
AHEAD = 2


@employer.get("/advertising/budgets")
def budgets(viewer: Staff) -> ResponseReturnValue:
    organisation, ours = of_one(viewer)
    year, known = year_asked(), years_of_ledger(viewer, organisation.id)
    uses = budgets_in_use(viewer, organisation.id, year)
    spent = spent_by_department(viewer, organisation.id, year)
    index = price_index()
    latest = max(index, default=year)
    return render_template(
        "employer/budgets/budgets.html",
        organisation=organisation,
        others=[each for each in ours if each is not organisation],
        year=year,
        years=[(each, year_name(each)) for each in sorted({*known, year, known[0] + 1}, reverse=True)],
        uses=uses,
        unbudgeted=sorted(spent.keys() - {use.department for use in uses if use.department}),
        spent=spent,
        baselines=[
            (year_name(row.year), PRECISIONS[row.precision], row, in_real_terms(row.amount, row.year, latest, index))
            for row in baseline_of(organisation.id).values()
        ],
        real_year=year_name(latest),
        may_write=may_keep_ledger(viewer, organisation.id),
    )


class BudgetForm(HouseForm):
    department = LineField(
        "Department", [at_most(120, "The department")],
        description="Leave it empty for the budget of the whole organisation",
    )  # fmt: skip
    year = SelectField("Financial year", [Needed("Choose a year")], coerce=int)
    amount = PoundsField("Budget", [Given("Enter the budget, or 0 for none")], description="Without VAT")


@employer.route("/advertising/budgets/set", methods=["GET", "POST"])
def budget_setting(viewer: Staff) -> ResponseReturnValue:
    organisation = chosen_of(kept_by(viewer, *LEDGER_ROLES), request.args.get("organisation"))
    known = years_of_ledger(viewer, organisation.id)
    form = BudgetForm(year=year_asked(), department=request.args.get("department", "")[:120])
    years = sorted({*known, year_asked(), *range(known[0] + 1, known[0] + AHEAD + 1)}, reverse=True)
    form.year.choices = {year: year_name(year) for year in years}
    if form.validate_on_submit():
        row = set_budget(viewer, organisation.id, form.department.data or "", form.year.data, form.amount.data or 0)
        flash("The budget is set.", "success")
        return redirect(url_for("employer.budgets", organisation=organisation.slug, year=row.year), 303)
    offered = {*departments_of(viewer, [organisation.id]), *departments_of_ledger(viewer, organisation.id)}
    page = render_template(
        "employer/budgets/budget_setting.html", form=form, organisation=organisation, departments=sorted(offered)
    )
    return page, 422 if form.is_submitted() else 200
