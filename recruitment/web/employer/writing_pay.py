"""Part five of an advert: pay by the hour or the year, shown at once in the three ways that the public will read."""

from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField
from wtforms.validators import Optional

from recruitment.core.viewers import Staff
from recruitment.vacancies.rules import is_reduced
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.employer.writing_parts import draft_to_write, held, part_page, saved
from recruitment.web.fields import HouseForm, LineField, PoundsField, at_most
from recruitment.web.public.words import pay_method, pay_rows

# Pence. Beyond these the other basis is meant: nobody is paid £25,000 an hour, or £12.50 a year.
MOST_AN_HOUR = 300_00
LEAST_A_YEAR = 1_000_00
TIME = ("hours_low", "hours_high", "full_time_hours", "weeks_a_year", "contract_type")


class PayForm(HouseForm):
    pay_basis = RadioField("The pay is for", [Optional()], choices={"annual": "A full-time year", "hourly": "An hour"})
    pay_low = PoundsField("From", [Optional()])
    pay_high = PoundsField("To", [Optional()], description="Leave it empty for a single rate")
    is_pro_rata = BooleanField("Part-time and term-time staff are paid their share of this (pro rata)")
    grade = LineField(
        "Grade", [Optional(), at_most(80, "The grade")], description="For example: Grade 6, spinal points 33 to 38"
    )
    pay_note = LineField(
        "Anything else about the pay",
        [Optional(), at_most(300, "The note about pay")],
        description="For example allowances for islands, shifts or driving",
    )

    def __init__(self, vacancy: Vacancy) -> None:
        super().__init__(
            **held(vacancy, "pay_basis", "pay_low", "grade", "pay_note"),
            pay_high=None if vacancy.pay_high == vacancy.pay_low else vacancy.pay_high,
            is_pro_rata=vacancy.is_pro_rata or vacancy.pay_basis is None,
        )
        self.vacancy = vacancy
        if vacancy.contract_type != "voluntary":
            for field in (self.pay_basis, self.pay_low):
                field.flags.optional = False

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        for field, problem in self._problems():
            if not field.errors:
                field.errors = [problem]
                good = False
        return good

    def _problems(self) -> list[tuple[RadioField | PoundsField | BooleanField, str]]:
        """What no field can tell alone, each beside the field where it is put right."""
        basis, low, high = self.pay_basis.data, self.pay_low.data, self.pay_high.data
        is_paid = self.vacancy.contract_type != "voluntary" or bool(basis) or low is not None or high is not None
        is_unclear = basis == "annual" and is_reduced(self.vacancy) and not self.is_pro_rata.data
        checks: list[tuple[bool, RadioField | PoundsField | BooleanField, str]] = [
            (is_paid and not basis, self.pay_basis, "Choose whether the pay is for a year or an hour"),
            (is_paid and low is None, self.pay_low, "Enter the pay"),
            (low == 0, self.pay_low, "Enter an amount above nothing, for example 25,885.80"),
            (basis == "hourly" and (high or low or 0) > MOST_AN_HOUR, self.pay_low,
             "That is a lot for an hour. Choose “A full-time year” if it is for a year"),
            (basis == "annual" and low is not None and low < LEAST_A_YEAR, self.pay_low,
             "That is little for a year. Choose “An hour” if it is for an hour"),
            (low is not None and high is not None and high < low, self.pay_high,
             "The higher amount must not be below the lower"),
            (is_unclear, self.is_pro_rata,
             "The post is not full time. Tick this, or give the pay for an hour, so that people know what they get"),
        ]  # fmt: skip
        return [(field, problem) for is_wrong, field, problem in checks if is_wrong]

    @property
    def facts(self) -> dict[str, object]:
        low = self.pay_low.data
        return {
            "pay_basis": self.pay_basis.data or None,
            "pay_low": low,
            "pay_high": self.pay_high.data if self.pay_high.data is not None else low,
            "is_pro_rata": self.pay_basis.data == "annual" and self.is_pro_rata.data,
            "grade": self.grade.data or "",
            "pay_note": self.pay_note.data or "",
        }


@employer.route("/vacancies/<int:vacancy_id>/pay", methods=["GET", "POST"])
def write_pay(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """Working it out shows the page again and saves nothing."""
    advert = draft_to_write(viewer, vacancy_id)
    form = PayForm(advert.vacancy)
    if not form.validate_on_submit():
        return part_page("pay", form, advert, **_three_ways(advert.vacancy))
    if is_asked("work_out"):
        tried = Vacancy(**{name: getattr(advert.vacancy, name) for name in TIME}, **form.facts)
        return part_page("pay", form, advert, shown_again=True, **_three_ways(tried))
    return saved(viewer, "pay", form, advert, form.facts, **_three_ways(advert.vacancy))


def _three_ways(vacancy: Vacancy) -> dict[str, Any]:
    return {"pay_rows": pay_rows(vacancy) if vacancy.pay_basis else [], "pay_method": pay_method(vacancy)}
