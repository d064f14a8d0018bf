"""What operators keep for every ledger: media, shared suppliers, rates of VAT, the index of prices, baselines."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from recruitment.advertising.media import add_medium, change_medium, media, medium
from recruitment.advertising.prices import (
    BASELINE_YEARS,
    baselines,
    price_rows,
    state_baseline,
    state_price,
    state_vat_rate,
    vat_rates,
)
from recruitment.advertising.roles import require_operator
from recruitment.advertising.rules import PRECISIONS, financial_year, year_name
from recruitment.advertising.suppliers import share_supplier, shared_suppliers
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Operator, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import organisations
from recruitment.web.doors import cosla
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, PoundsField, at_most

NOUNS = {
    "medium": "Medium", "shared_supplier": "Supplier", "vat_rate": "Rate of VAT", "price_index": "Index of prices",
    "baseline": "Baseline",
}  # fmt: skip
# Of changes that the page tells.
MOST_TOLD = 30
INDEX = re.compile(r"(?P<whole>\d{1,4})(?:\.(?P<rest>\d{1,4}))?")
PER_CENT = re.compile(r"(?P<whole>\d{1,2})(?:\.(?P<rest>\d{1,2}))?%?")
ALL_TOGETHER = 0


def _changes(operator: Operator) -> Sequence[Act]:
    wanted = visible(operator, Act).where(Act.noun.in_(NOUNS)).order_by(Act.id.desc()).limit(MOST_TOLD)
    return db.session.scalars(wanted).all()


@cosla.get("/advertising")
def advertising_facts(viewer: Viewer) -> ResponseReturnValue:
    operator = require_operator(viewer)
    return render_template(
        "cosla/advertising/advertising_facts.html",
        media=media(),
        suppliers=shared_suppliers(),
        rates=vat_rates(),
        prices=[(year_name(row.year), row) for row in price_rows()],
        missing=_missing_years(),
        baselines=[(year_name(row.year), PRECISIONS[row.precision], row) for row in baselines()],
        organisations={row.id: row.name for row in organisations()},
        changes=[(act, NOUNS[act.noun]) for act in _changes(operator)],
    )


def _missing_years() -> list[str]:
    """Financial years that are over and whose prices are not known."""
    known = {row.year for row in price_rows()}
    return [year_name(year) for year in range(min(BASELINE_YEARS), financial_year(clock.today())) if year not in known]


def _scaled(typed: str, kept: re.Pattern[str], digits: int) -> int:
    """19.5 with four digits is 195000. Raises ValueError."""
    found = kept.fullmatch(typed.strip())
    if found is None:
        raise ValueError(typed)
    return int(found["whole"] + (found["rest"] or "").ljust(digits, "0"))


def _page(
    form: HouseForm, title: str, button: str, store: Callable[[], Any], said: str, first: str
) -> ResponseReturnValue:
    """A form of this section; what is refused is said beside its `first` field."""
    if form.validate_on_submit():
        try:
            store()
        except Refused as refusal:
            form[first].errors = [str(refusal)]
        else:
            flash(said, "success")
            return redirect(url_for("cosla.advertising_facts"), 303)
    fields = [field for field in form if field.type != "CSRFTokenField"]
    page = render_template("cosla/advertising/_form.html", form=form, fields=fields, title=title, button_text=button)
    return page, 422 if form.is_submitted() else 200


class MediumForm(HouseForm):
    name = LineField("Name", [Needed("Enter a name"), at_most(60, "The name")])
    online = RadioField("Is it online?", [Needed("Choose one")], choices={"yes": "Yes", "no": "No"})
    sign = LineField(
        "Letters of its links", [Optional()],
        description="One or two letters in which short links end that stand in this medium. Leave it empty where no "
                    "link can stand. Links that were printed with other letters lead to the advert all the same, and "
                    "say no more where they stood",
    )  # fmt: skip

    def validate_sign(self, field: LineField) -> None:
        if not re.fullmatch(r"[A-Za-z]{1,2}", field.data or ""):
            raise ValidationError("Enter one or two letters, for example r")

    @property
    def facts(self) -> dict[str, Any]:
        return {"name": self.name.data, "is_online": self.online.data == "yes", "sign": (self.sign.data or "").lower()}


@cosla.route("/advertising/media/new", methods=["GET", "POST"])
def new_medium(viewer: Viewer) -> ResponseReturnValue:
    operator, form = require_operator(viewer), MediumForm()
    return _page(form, "Add a medium", "Add the medium", lambda: add_medium(operator, **form.facts),
                 "The medium is offered to every organisation.", "name")  # fmt: skip


class OfferedMediumForm(MediumForm):
    offered = RadioField("For new placements", [Needed("Choose one")],
                         choices={"yes": "Offer it", "no": "Do not offer it any more"})  # fmt: skip


@cosla.route("/advertising/media/<int:medium_id>", methods=["GET", "POST"])
def medium_changing(viewer: Viewer, medium_id: int) -> ResponseReturnValue:
    operator, row = require_operator(viewer), medium(medium_id)
    form = OfferedMediumForm(name=row.name, online="yes" if row.is_online else "no", sign=row.sign,
                             offered="yes" if row.is_offered else "no")  # fmt: skip
    return _page(
        form, f"Change {row.name}", "Save the changes",
        lambda: change_medium(operator, row, **form.facts, is_offered=form.offered.data == "yes"),
        "The medium is changed.", "name",
    )  # fmt: skip


class SharedSupplierForm(HouseForm):
    name = LineField("Name", [Needed("Enter the name"), at_most(120, "The name")])


@cosla.route("/advertising/suppliers/new", methods=["GET", "POST"])
def new_shared_supplier(viewer: Viewer) -> ResponseReturnValue:
    operator, form = require_operator(viewer), SharedSupplierForm()
    return _page(form, "Offer a supplier to all", "Offer the supplier",
                 lambda: share_supplier(operator, form.name.data or ""),
                 "The supplier is offered to every organisation.", "name")  # fmt: skip


class SourcedForm(HouseForm):
    source = LineField("Source", [Needed("Say who published it, and where"), at_most(300, "The source")],
                       description="Who published it, and where, so that others can check it")  # fmt: skip


class VatForm(SourcedForm):
    holds_from = DayField("It holds from", [Needed("Enter the first day of the rate")])
    rate = LineField("Standard rate", [Needed("Enter the rate")], description="In per cent, for example 20 or 17.5")

    def validate_rate(self, field: LineField) -> None:
        if not PER_CENT.fullmatch(field.data or ""):
            raise ValidationError("Enter a rate in per cent, for example 17.5")


@cosla.route("/advertising/vat-rates/new", methods=["GET", "POST"])
def vat_rate_stating(viewer: Viewer) -> ResponseReturnValue:
    operator, form = require_operator(viewer), VatForm()

    def store() -> None:
        rate = _scaled(form.rate.data or "", PER_CENT, 2)
        state_vat_rate(operator, form.holds_from.data or clock.today(), rate=rate, source=form.source.data or "")

    return _page(form, "State a rate of VAT", "State the rate", store, "The rate is stated.", "rate")


class PriceForm(SourcedForm):
    year = SelectField("Financial year", [Needed("Choose a year")], coerce=int)
    value = LineField(
        "Value", [Needed("Enter the value of the index")],
        description="The mean of its twelve months, on the base of the other years, 2015 = 100",
    )  # fmt: skip

    def validate_value(self, field: LineField) -> None:
        found = INDEX.fullmatch(field.data or "")
        if found is None or _scaled(field.data or "", INDEX, 4) == 0:
            raise ValidationError("Enter a number with up to four decimals, for example 131.4")


@cosla.route("/advertising/prices/new", methods=["GET", "POST"])
def price_stating(viewer: Viewer) -> ResponseReturnValue:
    operator, form = require_operator(viewer), PriceForm()
    years = range(financial_year(clock.today()), min(BASELINE_YEARS) - 1, -1)
    form.year.choices = {year: year_name(year) for year in years}
    return _page(
        form, "State the index of prices", "State the value",
        lambda: state_price(operator, form.year.data, value=_scaled(form.value.data or "", INDEX, 4),
                            source=form.source.data or ""),
        "The value is stated.", "value",
    )  # fmt: skip


class BaselineForm(SourcedForm):
    organisation = SelectField("Whose spend", [Needed("Choose one")], coerce=int)
    year = SelectField("Financial year", [Needed("Choose a year")], coerce=int,
                       choices={year: year_name(year) for year in BASELINE_YEARS})  # fmt: skip
    precision = RadioField(
        "How exact is it?", [Needed("Choose one")], choices={code: code.capitalize() for code in PRECISIONS}
    )
    amount = PoundsField("Spent on recruitment advertising", [Needed("Enter the amount")])


@cosla.route("/advertising/baselines/new", methods=["GET", "POST"])
def baseline_stating(viewer: Viewer) -> ResponseReturnValue:
    operator, form = require_operator(viewer), BaselineForm()
    every = {row.id: row.name for row in organisations()}
    form.organisation.choices = {ALL_TOGETHER: "All councils together", **every}
    return _page(
        form, "State a baseline", "State the baseline",
        lambda: state_baseline(
            operator, form.organisation.data or None, form.year.data, amount=form.amount.data or 0,
            precision=form.precision.data, source=form.source.data or "",
        ),
        "The baseline is stated. What it said before is kept among the changes.", "amount",
    )  # fmt: skip
