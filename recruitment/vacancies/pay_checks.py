"""What is wrong with an advert's pay on the day it becomes public: below the Living Wage, or rates of another day."""

from datetime import date
from fractions import Fraction
from math import ceil

from recruitment.core.viewers import Viewer
from recruitment.organisations.living_wage import Floor, floor_on
from recruitment.organisations.pay_queries import holding_on, pay_versions_of
from recruitment.organisations.queries import kind_of_organisation
from recruitment.vacancies.pay import WEEKS_A_YEAR, pay_three_ways
from recruitment.vacancies.pay_choices import chosen_pay
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import pounds


def pay_problems(viewer: Viewer, vacancy: Vacancy, day: date) -> list[str]:
    """What keeps the pay from becoming public on a day, each with what to do."""
    return [problem for problem in (below_floor(vacancy, day), _out_of_date(viewer, vacancy, day)) if problem]


def floor_for(vacancy: Vacancy, day: date) -> Floor | None:
    """The least that an hour of this post may be paid on a day.

    Volunteers have no floor: they are no workers (National Minimum Wage Act 1998, section 44).
    """
    if vacancy.contract_type == "voluntary":
        return None
    employer = kind_of_organisation(vacancy.organisation_id)
    return floor_on(day, employer, is_apprenticeship=vacancy.contract_type == "apprenticeship")


def missed_floor(vacancy: Vacancy, day: date) -> Floor | None:
    """The floor, where the lowest pay is known to be below it. Allowances do not count: not every hour earns them."""
    hourly = pay_three_ways(vacancy).hourly
    if hourly is None:
        return None
    floor = floor_for(vacancy, day)
    return floor if floor is not None and hourly.low < floor.pence else None


def floor_in_words(floor: Floor) -> str:
    """£13.52 an hour, the Scottish Local Government Living Wage from 1 April 2026"""
    return f"{pounds(floor.pence, True)} an hour, {floor.name} from {floor.holds_from.day} {floor.holds_from:%B %Y}"


def least_year(floor: Floor, vacancy: Vacancy) -> int | None:
    """Whole pounds of a full-time year, in pence, that are enough; None where its hours are not known."""
    if vacancy.full_time_hours is None:
        return None
    weeks = Fraction(vacancy.year_weeks) if vacancy.year_weeks else WEEKS_A_YEAR
    return ceil(floor.pence * Fraction(vacancy.full_time_hours) * weeks / 100) * 100


def below_floor(vacancy: Vacancy, day: date) -> str:
    """That the pay is below the Living Wage of a day, with what to do; empty where it is not."""
    floor, hourly = missed_floor(vacancy, day), pay_three_ways(vacancy).hourly
    if floor is None or hourly is None:
        return ""
    return f"Raise the pay: {pounds(hourly.low, True)} an hour is less than {floor_in_words(floor)}"


def _out_of_date(viewer: Viewer, vacancy: Vacancy, day: date) -> str:
    chosen = chosen_pay(viewer, vacancy)
    if chosen is None:
        return ""
    holding = holding_on(day, pay_versions_of(viewer, vacancy.organisation_id)).get(chosen.version.pay_table_id)
    if holding is not None and holding.id == chosen.version.id:
        return ""
    table = f"“{chosen.version.pay_table.name}”"
    if holding is None:
        return f"Choose the pay again: on {day.day} {day:%B %Y} the rates of {table} do not hold yet"
    began = f"{holding.holds_from.day} {holding.holds_from:%B %Y}"
    return f"Choose the pay again: other rates of {table} hold from {began}"
