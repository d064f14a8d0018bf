"""Part four of an advert: the contract, the working patterns, and the hours and weeks."""

from decimal import Decimal

from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.vacancies.pay_choices import chosen_pay
from recruitment.vacancies.rules import ENDING
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import AmountOfTimeField
from recruitment.web.employer.writing_parts import draft_to_write, held, part_page, saved
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, at_most

MOST_HOURS = 60
FIELDS = (
    "contract_type", "contract_ends", "contract_note", "patterns", "hours_low", "hours_note", "weeks_a_year",
    "full_time_hours",
)  # fmt: skip


class ContractForm(HouseForm):
    contract_type = RadioField(
        "Type of contract", [InputRequired("Choose the type of contract")], choices=CONTRACT_TYPES
    )
    contract_ends = DayField("Last day of the contract")
    contract_note = LineField(
        "About the end of the contract",
        [Optional(), at_most(200, "The note about the contract")],
        description="For example: for 12 months, or to cover maternity leave",
    )
    patterns = SelectMultipleField("Working pattern", [Needed("Choose at least one working pattern")], choices=PATTERNS)
    hours_low = AmountOfTimeField("Hours a week", most=MOST_HOURS, example="17.5")
    hours_high = AmountOfTimeField(
        "Up to", [Optional()], most=MOST_HOURS, example="36", description="Only when the hours are a range"
    )
    hours_note = LineField(
        "About the hours",
        [Optional(), at_most(300, "The note about the hours")],
        description="For example the days and times, or that the hours vary",
    )
    weeks_a_year = AmountOfTimeField(
        "Paid weeks a year",
        [Optional()],
        most=52,
        example="44.5",
        description="Only when fewer than 52: the weeks worked and the paid leave, as in term-time posts",
    )
    full_time_hours = AmountOfTimeField(
        "Full-time hours a week",
        [Needed("Enter the hours a week that count as full time")],
        most=MOST_HOURS,
        example="35",
        description="What your pay table counts as full time. Hourly and yearly pay are worked out from it",
    )

    # Of the pay table from which the pay was taken, if any.
    table_hours: Decimal | None = None

    def validate_full_time_hours(self, field: AmountOfTimeField) -> None:
        if self.table_hours is not None and field.data is not None and field.data != self.table_hours:
            hours = f"{self.table_hours.normalize():f}"
            raise ValidationError(f"In the pay table of this post {hours} hours are full time. Change the pay first")

    def validate_contract_ends(self, field: DayField) -> None:
        if field.data is not None and field.data <= clock.today():
            raise ValidationError("The last day of the contract must be in the future")

    def validate_contract_type(self, field: RadioField) -> None:
        if field.data in ENDING and not any(self.contract_ends.raw_data or ()) and not self.contract_note.data:
            raise ValidationError("This type of contract ends: say below when, or after what")

    def validate_hours_low(self, field: AmountOfTimeField) -> None:
        if field.data is None and not self.hours_note.data:
            raise ValidationError("Enter the hours a week, or describe them")

    def validate_hours_high(self, field: AmountOfTimeField) -> None:
        if field.data is not None and self.hours_low.data is not None and field.data < self.hours_low.data:
            raise ValidationError("The higher number of hours must not be below the lower")


@employer.route("/vacancies/<int:vacancy_id>/contract", methods=["GET", "POST"])
def write_contract(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    vacancy = advert.vacancy
    form = ContractForm(**held(vacancy, *FIELDS, hours_high=_higher_hours(vacancy)))
    chosen = chosen_pay(viewer, vacancy)
    form.table_hours = chosen.version.full_time_hours if chosen else None
    if form.validate_on_submit():
        facts = {name: value for name, value in form.data.items() if name != "csrf_token"}
        facts["hours_high"] = form.hours_high.data or form.hours_low.data
        return saved(viewer, "contract", form, advert, facts)
    return part_page("contract", form, advert)


def _higher_hours(vacancy: Vacancy) -> Decimal | None:
    """One number of hours is stored as a range from itself to itself."""
    return None if vacancy.hours_high == vacancy.hours_low else vacancy.hours_high
