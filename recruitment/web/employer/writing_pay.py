"""Part five of an advert: pay from a pay table or as a range, shown at once in the ways that the public will read."""

from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.organisations.pay_actions import may_keep_pay_tables
from recruitment.vacancies.pay_choices import chosen_pay, day_of_pay, leave_table, offered_grades, take_points
from recruitment.vacancies.tables import Vacancy
from recruitment.web.brand import day
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import form_with_rows, is_asked
from recruitment.web.employer.writing_parts import draft_to_write, part_page, saved
from recruitment.web.employer.writing_pay_fields import MOST_ALLOWANCES, PayForm
from recruitment.web.public.words import allowances, pay_method, pay_rows


@employer.route("/vacancies/<int:vacancy_id>/pay", methods=["GET", "POST"])
def write_pay(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """Working it out shows the page again and saves nothing; so do rows that come and go."""
    advert = draft_to_write(viewer, vacancy_id)
    vacancy = advert.vacancy
    on = day_of_pay(vacancy, clock.now())
    offered = (vacancy, on, offered_grades(viewer, vacancy, on), chosen_pay(viewer, vacancy))
    form = PayForm(*offered)
    facts: dict[str, Any] = {
        "most": MOST_ALLOWANCES,
        "may_keep": may_keep_pay_tables(viewer, vacancy.organisation_id),
        "on": _day_in_words(on),
    }
    if (retyped := form_with_rows(form.allowances)) is not None:
        again = PayForm(*offered, formdata=retyped)
        return part_page("pay", again, advert, shown_again=True, **facts, **_three_ways(vacancy))
    if not form.validate_on_submit():
        return part_page("pay", form, advert, **facts, **_three_ways(vacancy))
    if is_asked("work_out"):
        return part_page("pay", form, advert, shown_again=True, **facts, **_three_ways(form.tried))
    return saved(
        viewer, "pay", form, advert, form.facts, and_then=lambda: _take(viewer, form), **facts, **_three_ways(vacancy)
    )


def _take(viewer: Staff, form: PayForm) -> None:
    """Beside the pay that the advert says, the points from which it comes, or that it comes from none."""
    if form.is_from_table and form.picked and form.range:
        take_points(viewer, form.vacancy, form.picked, *form.range)
    else:
        leave_table(viewer, form.vacancy)


def _day_in_words(on: date) -> str:
    return f"on {day(on)}, when the advert becomes public" if on > clock.today() else "today"


def _three_ways(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "pay_rows": pay_rows(vacancy) if vacancy.pay_basis else [],
        "pay_method": pay_method(vacancy),
        "pay_allowances": allowances(vacancy),
    }
