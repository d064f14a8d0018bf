"""The checks wallet: what checks were made of a person, kept by them; list, add, change, remove."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, ValidationError

from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import one_of
from recruitment.applications.vocabulary import CHECKS
from recruitment.applications.wallet_actions import forget_entry
from recruitment.applications.wallet_queries import entries, shown_by_entry
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import Voluntary, at_most
from recruitment.web.candidate.words import Entry, day
from recruitment.web.doors import candidate
from recruitment.web.fields import DayField, HouseForm, LineField, Needed


def check(row: CheckEntry, *more: str) -> Entry:
    """An entry as the person and, with their consent, an employer reads it."""
    until = f", valid until {day(row.expires)}" if row.expires else ""
    number = f"Number: {row.number}" if row.number else ""
    made = f"Made by {row.checked_by}" if row.checked_by else ""
    return Entry(
        title=CHECKS.get(row.kind, row.kind),
        when=f"{day(row.checked_on)}{until}",
        lines=tuple(filter(None, (made, number, row.detail, *more))),
        id=row.id,
    )


@candidate.get("/wallet")
def wallet(viewer: Candidate) -> ResponseReturnValue:
    shown = shown_by_entry(viewer)
    rows = [(check(row), shown.get(row.id, [])) for row in entries(viewer)]
    return render_template("candidate/wallet/wallet.html", rows=rows)


class CheckForm(HouseForm):
    kind = RadioField("What was checked", [InputRequired("Choose what was checked")], choices=CHECKS)
    checked_on = DayField("When it was checked, or the certificate was issued", [Needed("Enter the date of the check")])
    checked_by = LineField("Who made the check", [Voluntary(), at_most(160, "The name")])
    number = LineField("Number of the certificate or membership", [Voluntary(), at_most(60, "The number")])
    expires = DayField("Until when it holds", [Voluntary()])
    detail = LineField("What it covers", [Voluntary(), at_most(300, "What it covers")])

    def validate_checked_on(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("The date of the check must be in the past")

    def validate_expires(self, field: DayField) -> None:
        if field.data and self.checked_on.data and field.data < self.checked_on.data:
            raise ValidationError("Until when it holds must be after the check")

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


@candidate.route("/wallet/add", methods=["GET", "POST"])
def add_check(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/wallet/<int:row_id>", methods=["GET", "POST"])
def change_check(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, CheckEntry, row_id))


def _entry_page(viewer: Candidate, row: CheckEntry | None) -> ResponseReturnValue:
    form = CheckForm(obj=row)
    if form.validate_on_submit():
        if row is None:
            add(viewer, CheckEntry, **form.facts)
        else:
            change(row, **form.facts)
        flash("The check is in your wallet.", "success")
        return redirect(url_for("candidate.wallet"), 303)
    return render_template(
        "candidate/wallet/change_check.html",
        form=form,
        is_new=row is None,
        shown=shown_by_entry(viewer).get(row.id, []) if row else [],
    ), 422 if form.is_submitted() else 200


class RemoveForm(HouseForm):
    """A button that asks once."""


@candidate.route("/wallet/<int:row_id>/remove", methods=["GET", "POST"])
def remove_check(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    row = one_of(viewer, CheckEntry, row_id)
    form = RemoveForm()
    if form.validate_on_submit():
        forget_entry(viewer, row)
        flash("The check is taken out of your wallet. No employer sees it any longer.", "success")
        return redirect(url_for("candidate.wallet"), 303)
    return render_template(
        "candidate/wallet/remove_check.html", form=form, entry=check(row), shown=shown_by_entry(viewer).get(row_id, [])
    ), 422 if form.is_submitted() else 200
