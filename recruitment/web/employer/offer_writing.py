"""Writing what is offered: the terms of an offer, or changed ones, before they are looked over and sent."""

from datetime import timedelta
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.moves import require_move
from recruitment.core.viewers import Staff
from recruitment.offers.offer_actions import draft_offer, write_terms
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.offers.offer_pay import BASES, BadPay, Rates, Time, pay_by_point, pay_freely, rates_on
from recruitment.offers.offer_queries import Held, offer_of, the_offer
from recruitment.offers.offer_rules import ANSWER_WITHIN, LONGEST_PROBATION, answer_due, lines_of
from recruitment.offers.offer_tables import OfferTerms
from recruitment.offers.rules import checks_before_start
from recruitment.vacancies.pay import WEEKS_A_YEAR
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.rules import ENDING
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import CONTRACT_TYPES
from recruitment.vacancies.words import place_in_short
from recruitment.web.doors import employer
from recruitment.web.employer.deciding import Case, decision
from recruitment.web.employer.offer_words import crumbs, name_on
from recruitment.web.employer.writing_fields import AmountOfTimeField
from recruitment.web.fields import (
    DayField,
    HouseForm,
    LineField,
    Needed,
    PoundsField,
    TextField,
    WholeNumberField,
    at_most,
)

LONGEST_MESSAGE = 4000
MOST_HOURS = 60
MOST_CONDITIONS = 20
LONGEST_CONDITION = 200
# Whoever leaves another job has a month's notice to give, so the first day proposed is a little later.
STARTS_IN = timedelta(days=42)


class TermsForm(HouseForm):
    """`rates`: of the vacancy's pay table, if its pay comes from one; then a point is chosen, else a rate entered."""

    point = SelectField("Point of the grade", validate_choice=False)
    pay = PoundsField("Pay", [Needed("Enter the pay that you offer")])
    allowances = SelectMultipleField("Allowances paid on top", [Optional()])
    hours = AmountOfTimeField("Hours a week", [Needed("Enter the hours a week")], most=MOST_HOURS, example="17.5")
    weeks = AmountOfTimeField(
        "Paid weeks a year", [Optional()], most=52, example="44.5",
        description="Only when fewer than 52: the weeks worked and the paid leave, as in term-time posts",
    )  # fmt: skip
    contract_type = SelectField("Type of contract", choices=CONTRACT_TYPES)
    contract_ends = DayField("Last day of the contract")
    place = LineField("Place of work", [Needed("Enter the place of work"), at_most(300, "The place of work")])
    manager = LineField(
        "Line manager’s job title", [Optional(), at_most(120, "The job title")],
        description="A job title, not a name: people change, and the letter stays",
    )  # fmt: skip
    starts_on = DayField("First day", [Needed("Enter the first day that you propose")])
    probation = WholeNumberField(
        "Probation in months (optional)",
        [Optional(), NumberRange(0, LONGEST_PROBATION, message=f"Enter a number from 0 to {LONGEST_PROBATION}")],
    )
    answer_by = DayField("Answer by", [Needed("Enter the day by which they should answer")])
    conditions = TextField(
        "What the offer depends on",
        [Optional(), at_most(LONGEST_MESSAGE, "The list")],
        description="One a line. You confirm the offer once all of them are met; without any it depends on nothing",
    )
    message = TextField(
        "Your message", [Needed("Write to the candidate"), at_most(LONGEST_MESSAGE, "The message")],
        description="It stands above the terms in the letter, and in the email",
    )  # fmt: skip

    def validate_starts_on(self, field: DayField) -> None:
        if field.data is not None and field.data <= clock.today():
            raise ValidationError("The first day must be in the future")

    def validate_answer_by(self, field: DayField) -> None:
        if field.data is not None and field.data < clock.today():
            raise ValidationError("The day by which to answer must be today or later")
        if field.data is not None and self.starts_on.data is not None and field.data >= self.starts_on.data:
            raise ValidationError("The day by which to answer must come before the first day")

    def validate_contract_ends(self, field: DayField) -> None:
        if self.contract_type.data in ENDING and field.data is None and not field.errors:
            raise ValidationError("This type of contract ends: enter its last day")
        if field.data is not None and self.starts_on.data is not None and field.data <= self.starts_on.data:
            raise ValidationError("The last day of the contract must come after the first day")

    def validate_conditions(self, field: TextField) -> None:
        lines = lines_of(field.data or "")
        if len(lines) > MOST_CONDITIONS:
            raise ValidationError(f"Use up to {MOST_CONDITIONS} lines")
        if any(len(line) > LONGEST_CONDITION for line in lines):
            raise ValidationError(f"Use {LONGEST_CONDITION} characters or fewer in each line")


@decision("offer")
def offer_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    """Nothing is sent from here: what is written is looked over first."""
    return _writing(viewer, case.application, offer_of(viewer, case.application.id, standing=True), case.name)


@employer.route("/offers/<int:offer_id>/terms", methods=["GET", "POST"])
def offer_terms(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    """Of a draft, or changed terms of an offer that was sent."""
    held = the_offer(viewer, offer_id)
    require_move(viewer, held.offer, OFFER, "amend" if held.offer.version else "send")
    return _writing(viewer, held.application, held, name_on(viewer, held))


def _writing(viewer: Staff, application: Application, held: Held | None, name: str) -> ResponseReturnValue:
    """`held`: the offer that stands; one is begun with the first terms that are stored."""
    advert = advert_of(viewer, application.vacancy_id)
    vacancy = advert.vacancy
    form = TermsForm(data=_given(held, advert))
    rates = _rates_to_choose(viewer, vacancy, form)
    _offer_choices(form, vacancy, rates)
    if form.validate_on_submit():
        try:
            facts = {**_facts(viewer, form, vacancy), "title": application.title}
        except BadPay as problem:
            form[problem.field].errors = [str(problem)]
        else:
            begun = held or the_offer(viewer, draft_offer(viewer, application).id)
            write_terms(viewer, begun, facts)
            return redirect(url_for("employer.offer", offer_id=begun.offer.id), 303)
    page = render_template(
        "employer/offer_writing/_terms.html",
        form=form,
        held=held,
        application=application,
        is_change=held is not None and held.offer.version > 0,
        name=name,
        vacancy=vacancy,
        rates=rates,
        basis=BASES.get(vacancy.pay_basis or "", ""),
        crumbs=crumbs(application, name),
        side_navigation=None,
    )
    return page, 422 if form.is_submitted() else 200


def _rates_to_choose(viewer: Staff, vacancy: Vacancy, form: TermsForm) -> Rates | None:
    """Those of the first day, as far as it is known and has any."""
    try:
        return rates_on(viewer, vacancy, form.starts_on.data or clock.today())
    except BadPay:
        return rates_on(viewer, vacancy, clock.today())


def _offer_choices(form: TermsForm, vacancy: Vacancy, rates: Rates | None) -> None:
    labels = {str(number): each["label"] for number, each in enumerate(vacancy.allowances or ())}
    form.allowances.choices = labels
    if rates is None:
        del form.point
        if vacancy.pay_basis is None:
            del form.pay
    else:
        del form.pay
        form.point.choices = rates.choices()
        form.point.data = form.point.data or rates.usual


def _given(held: Held | None, advert: Advert) -> dict[str, Any]:
    """What stands in the form at first: the terms written last, else what the advert says."""
    terms, vacancy = (held.unsent or held.sent) if held is not None else None, advert.vacancy
    if terms is not None:
        return _as_written(terms, vacancy)
    hours = vacancy.hours_low
    return {
        "pay": vacancy.pay_low, "allowances": [str(number) for number, _ in enumerate(vacancy.allowances or ())],
        "hours": hours, "weeks": vacancy.weeks_a_year, "contract_type": vacancy.contract_type,
        "contract_ends": vacancy.contract_ends, "place": place_in_short(vacancy, advert.workplaces)[:300],
        "starts_on": clock.today() + STARTS_IN, "answer_by": clock.today() + ANSWER_WITHIN,
        "conditions": "\n".join(_as_line(check) for check in checks_before_start(vacancy)),
        "message": f"We are pleased to offer you the post of {vacancy.title}.",
    }  # fmt: skip


def _as_line(check: str) -> str:
    return check[:1].upper() + check[1:]


def _as_written(terms: OfferTerms, vacancy: Vacancy) -> dict[str, Any]:
    kept = [each["label"] for each in terms.allowances]
    labels = enumerate(each["label"] for each in vacancy.allowances or ())
    plain = ("point", "pay", "hours", "contract_type", "contract_ends", "place", "manager", "starts_on", "message")
    return {
        **{name: getattr(terms, name) for name in plain},
        "weeks": terms.weeks_a_year,
        "probation": terms.probation or None,
        "allowances": [str(number) for number, label in labels if label in kept],
        "answer_by": clock.local(terms.answer_by).date(),
        "conditions": "\n".join(terms.conditions),
    }


def _facts(viewer: Staff, form: TermsForm, vacancy: Vacancy) -> dict[str, Any]:
    """Columns of the terms, the pay worked out from the rates of the first day. Raises BadPay."""
    day, weeks = form.starts_on.data, form.weeks.data
    if day is None or form.answer_by.data is None:
        raise AssertionError("validated")
    time = Time(form.hours.data, None if weeks is None or weeks >= WEEKS_A_YEAR else weeks)
    rates = rates_on(viewer, vacancy, day)
    if rates is not None:
        pay = pay_by_point(vacancy, rates, form.point.data if "point" in form else rates.usual, time, day)
    else:
        pay = pay_freely(vacancy, form.pay.data if "pay" in form else None, time, day)
    chosen = {int(number) for number in form.allowances.data or ()}
    return {
        **pay,
        "hours": time.hours,
        "weeks_a_year": time.weeks,
        "allowances": [each for number, each in enumerate(vacancy.allowances or ()) if number in chosen],
        "contract_type": form.contract_type.data,
        "contract_ends": form.contract_ends.data,
        "place": form.place.data,
        "manager": form.manager.data or "",
        "starts_on": day,
        "probation": form.probation.data or 0,
        "answer_by": answer_due(form.answer_by.data),
        "conditions": lines_of(form.conditions.data or ""),
        "message": form.message.data,
    }
