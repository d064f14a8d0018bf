"""The forms in which a purchase of advertising is written, whatever it advertises."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import Field, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from recruitment.advertising.actions import Purchase
from recruitment.advertising.media import media_names, media_offered
from recruitment.advertising.prices import vat_rate_on
from recruitment.advertising.rules import RULES, vat_of
from recruitment.advertising.sharing import Sharing, over
from recruitment.core import clock
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import pounds
from recruitment.web.fields import DayField, Given, HouseForm, LineField, Needed, PoundsField, at_most

OFFERED_RULES = ("equally", "posts", "by_hand")
SHARE = "share_"


def rate_in_words(rate: int) -> str:
    """17.5% of 1750"""
    return f"{rate / 100:g}%"


class PurchaseForm(HouseForm):
    medium = SelectField("Medium", [Needed("Choose a medium")])
    supplier = LineField(
        "Supplier", [Needed("Enter who was paid"), at_most(120, "The supplier")],
        description="Choose one of the list, or type another name",
    )  # fmt: skip
    publication = LineField(
        "Title or site", [Optional(), at_most(160, "The title or site")], description="For example the newspaper’s name"
    )
    placed_on = DayField(
        "Date of the placement", [Needed("Enter the date of the placement")],
        description="The day on which it appeared. It decides the financial year",
    )  # fmt: skip
    net = PoundsField("Net cost", [Given("Enter the cost without VAT")], description="Without VAT")
    vat = PoundsField("VAT")
    order_number = LineField("Order number", [Optional(), at_most(60, "The order number")])
    invoice_number = LineField("Invoice number", [Optional(), at_most(60, "The invoice number")])
    invoiced_on = DayField("Date of the invoice", [Optional()])
    department = LineField(
        "Department", [Optional(), at_most(120, "The department")], description="Whose budget it comes from"
    )
    note = LineField("Note", [Optional(), at_most(300, "The note")], description="For your colleagues")

    def offer(self, departments: Sequence[str], suppliers: Sequence[str], held: str = "") -> None:
        """What is offered; a medium that an entry has is offered again though it is not for new ones."""
        names = media_offered()
        if held and held not in names:
            names[held] = media_names()[held]
        self.medium.choices = {"": "Choose one", **names}
        self.departments, self.suppliers = departments, suppliers
        rate = vat_rate_on(clock.today())
        said = f" of its day ({rate_in_words(rate)} today)" if rate else ""
        self.vat.description = f"Leave it empty for the standard rate{said}, or enter 0 if there was none"

    def validate_placed_on(self, field: DayField) -> None:
        _within_a_year(field.data)

    def validate_invoiced_on(self, field: DayField) -> None:
        _within_a_year(field.data)

    def validate_vat(self, field: PoundsField) -> None:
        if self.net.data is None or self.placed_on.data is None or field.errors:
            return
        if field.data is None and vat_rate_on(self.placed_on.data) is None:
            raise ValidationError("Enter the VAT, or 0 if there was none. We do not know the rate of that day")
        if field.data is not None and field.data > self.net.data:
            raise ValidationError("The VAT is more than the net cost. Check both amounts")

    def purchase(self, **more: Any) -> Purchase:
        """What was written, once it is valid."""
        net, placed_on, vat = self.net.data or 0, self.placed_on.data or clock.today(), self.vat.data
        return Purchase(
            medium=self.medium.data, supplier=self.supplier.data or "", placed_on=placed_on, net=net,
            vat=vat_of(net, vat_rate_on(placed_on) or 0) if vat is None else vat,
            publication=self.publication.data or "", department=self.department.data or "",
            order_number=self.order_number.data or "", invoice_number=self.invoice_number.data or "",
            invoiced_on=self.invoiced_on.data, note=self.note.data or "", **more,
        )  # fmt: skip


def _within_a_year(day: date | None) -> None:
    if day and day > clock.today() + timedelta(days=366):
        raise ValidationError("The date is more than a year ahead. Check the year")


class SharedForm(PurchaseForm):
    """A purchase over several vacancies: by which rule it is shared, and by hand how much each bears."""

    shared_by = RadioField("How is it shared out?", [Needed("Choose how it is shared out")])
    vacancies: Sequence[Vacancy] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        return bool(super().validate(extra_validators)) and self._adds_up()

    def _adds_up(self) -> bool:
        if self.shared_by.data != "by_hand":
            return True
        given = sum(field.data or 0 for field in self.shares)
        if given == self.net.data:
            return True
        net = self.net.data or 0
        odd = f"{pounds(abs(net - given), True)} {'too much' if given > net else 'missing'}"
        self.shared_by.errors = [f"The amounts add up to {pounds(given, True)}, not {pounds(net, True)}: {odd}"]
        return False

    @property
    def shares(self) -> list[Field]:
        return [self[f"{SHARE}{vacancy.id}"] for vacancy in self.vacancies]

    @property
    def sharing(self) -> Sharing:
        by_hand = {vacancy.id: field.data or 0 for vacancy, field in zip(self.vacancies, self.shares, strict=True)}
        return over(self.shared_by.data, self.vacancies, by_hand)


def shared_form(vacancies: Sequence[Vacancy], base: type[SharedForm] = SharedForm, **filled: Any) -> SharedForm:
    """With an amount for each vacancy."""
    boxes: dict[str, Any] = {
        f"{SHARE}{vacancy.id}": PoundsField(f"{vacancy.title} ({vacancy.reference})", [Optional()])
        for vacancy in vacancies
    }
    made: SharedForm = type(base.__name__, (base,), {**boxes, "vacancies": vacancies})(**filled)
    made.shared_by.choices = {rule: RULES[rule] for rule in OFFERED_RULES}
    return made
