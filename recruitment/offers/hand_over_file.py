"""The file for payroll and HR: one row a person, the same facts as a program reads. Pure."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from recruitment.core import clock
from recruitment.core.spreadsheets import inert
from recruitment.offers.hand_over_tables import Appointment
from recruitment.vacancies.vocabulary import CONTRACT_TYPES

Fact = str | int | float | bool | None


def _plain(name: str) -> Callable[[Appointment], Fact]:
    return lambda row: _told(getattr(row, name))


def _pounds(name: str) -> Callable[[Appointment], Fact]:
    def told(row: Appointment) -> Fact:
        pence = getattr(row, name)
        return None if pence is None else pence / 100

    return told


def _allowances(row: Appointment) -> str:
    told = ((each["label"], each.get("amount")) for each in row.allowances or ())
    return "; ".join(f"{label} {amount / 100:.2f}" if amount else label for label, amount in told)


def _standing(row: Appointment) -> str:
    if row.is_off:
        return "did_not_start"
    return "started" if row.attended_on else "appointed"


# Name in the file and for programs, what it is, and how it is read.
FACTS: Final[dict[str, tuple[str, Callable[[Appointment], Fact]]]] = {
    "reference": ("The application’s reference, no other person’s", _plain("reference")),
    "state": ("appointed, started or did_not_start", _standing),
    "vacancy_reference": ("Ours", _plain("vacancy_reference")),
    "position": ("Your own reference of the vacancy: position or requisition number", _plain("position")),
    "title": ("The job", _plain("title")),
    "department": ("As the advert names it", _plain("department")),
    "given_name": ("", _plain("given_name")),
    "family_name": ("", _plain("family_name")),
    "email": ("Empty where there is none", _plain("email")),
    "phone": ("", _plain("phone")),
    "address": ("Street", _plain("address")),
    "town": ("", _plain("town")),
    "postcode": ("", _plain("postcode")),
    "starts_on": ("The first day that is agreed", _plain("starts_on")),
    "started_on": ("The day on which they came", _plain("attended_on")),
    "contract_type": (f"One of {', '.join(CONTRACT_TYPES)}", _plain("contract_type")),
    "contract_ends": ("The last day of a contract that ends", _plain("contract_ends")),
    "hours": ("A week", _plain("hours")),
    "full_time_hours": ("What counts as full time in a week", _plain("full_time_hours")),
    "weeks_a_year": ("Paid weeks, where fewer than a whole year", _plain("weeks_a_year")),
    "grade": ("", _plain("grade")),
    "point": ("Of the grade", _plain("point")),
    "pay_table": ("From which rates the pay was taken", _plain("pay_table")),
    "pay_hourly": ("Pounds an hour", _pounds("hourly")),
    "pay_full_time": ("Pounds for a full-time year", _pounds("annual")),
    "pay_actual": ("Pounds a year in this post", _pounds("actual")),
    "allowances": ("Paid on top, pounds a year", _allowances),
    "place": ("Place of work", _plain("place")),
    "line_manager": ("A job title", _plain("manager")),
    "probation_months": ("0 for none", _plain("probation")),
    "appointed_at": ("", _plain("appointed_at")),
    "changed_at": ("When anything of this changed last", _plain("changed_at")),
    "handed_over_at": ("When it was handed over last; empty before", _plain("handed_over_at")),
}


def facts_of(row: Appointment) -> dict[str, Fact]:
    return {name: read(row) for name, (_, read) in FACTS.items()}


def as_csv(rows: Iterable[tuple[str, Appointment]]) -> str:
    """`rows`: each with the name of its organisation. Nothing in it is calculated by a spreadsheet program."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["organisation", *FACTS])
    for organisation, row in rows:
        lines.writerow([inert(_cell(value)) for value in (organisation, *facts_of(row).values())])
    # Spreadsheet programs take a file with this mark for UTF-8.
    return "\ufeff" + written.getvalue()


def _told(value: Any) -> Fact:
    if isinstance(value, datetime):
        return clock.local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _cell(value: Fact) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
