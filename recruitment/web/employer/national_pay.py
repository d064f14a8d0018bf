"""An organisation begins to use a national pay table, or stops; each a button that asks once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import IllegalMove
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.organisations.national_pay import leave_national, national_table_called, use_national
from recruitment.organisations.pay_actions import require_keeper
from recruitment.organisations.pay_tables import PAY_TABLE_KINDS, PayTable
from recruitment.web.doors import employer
from recruitment.web.employer.pay_tables import kept
from recruitment.web.employer.profile import chosen_of
from recruitment.web.fields import HouseForm


class UseForm(HouseForm):
    """A button that asks once."""


@employer.route("/pay-tables/use-national", methods=["GET", "POST"])
def use_national_table(viewer: Staff) -> ResponseReturnValue:
    """The table and the organisation that are named; else the first whose pay tables the viewer keeps."""
    organisation = chosen_of(kept(viewer), request.args.get("organisation"))
    table = national_table_called(viewer, request.args.get("table", ""))
    form = UseForm()
    if form.validate_on_submit():
        use_national(viewer, organisation.id, table)
        flash(f"Your adverts can take pay from “{table.name}” now.", "success")
        return redirect(url_for("employer.pay_tables"), 303)
    page = render_template(
        "employer/national_pay/use_national_table.html",
        form=form,
        organisation=organisation,
        table=table,
        kind=PAY_TABLE_KINDS[table.kind],
    )
    return page, 422 if form.is_submitted() else 200


@employer.route("/pay-tables/<int:pay_table_id>/stop-using", methods=["GET", "POST"])
def leave_national_table(viewer: Staff, pay_table_id: int) -> ResponseReturnValue:
    table: PayTable = one_visible(viewer, PayTable, PayTable.id == pay_table_id)
    require_keeper(viewer, table.organisation_id)
    if table.national_table_id is None:
        raise IllegalMove("pay table", "stop using it")
    form = UseForm()
    if form.validate_on_submit():
        name = table.name
        gone = leave_national(viewer, table)
        kept_words = "" if gone else " Adverts lean on its rates, so these stay, as a table of your own."
        flash(f"“{name}” is no longer taken from COSLA.{kept_words}", "success")
        return redirect(url_for("employer.pay_tables"), 303)
    page = render_template("employer/national_pay/leave_national_table.html", form=form, table=table)
    return page, 422 if form.is_submitted() else 200
