"""Made-up pay tables of one council, read as an upload is."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from importlib import resources

from recruitment.core import clock
from recruitment.core.spreadsheets import read_sheet
from recruitment.demonstration.accounts import Colleagues
from recruitment.organisations.pay_actions import Rates, store_first_rates
from recruitment.organisations.pay_reading import MOST_ROWS, read_pay_rows
from recruitment.organisations.pay_tables import YEAR_WEEKS
from recruitment.organisations.tables import Organisation

COUNCIL = "fife-council"
# (name, whose, file, hours of a full-time week)
TABLES = (
    ("Local government employees (made up)", "employees", "example_pay_table.csv", 37),
    ("Teachers (made up)", "teachers", "example_teachers.csv", 35),
    ("Chief officers (made up)", "chief_officers", "example_chief_officers.csv", 37),
)


def upload_pay_tables(councils: Iterable[Organisation], staff: Mapping[int, Colleagues]) -> None:
    council = next(each for each in councils if each.slug == COUNCIL)
    for name, kind, file, hours in TABLES:
        shipped = resources.files("recruitment.organisations") / "data" / file
        full_time = Decimal(hours)
        reading = read_pay_rows(read_sheet(shipped.read_bytes(), MOST_ROWS), full_time, YEAR_WEEKS)
        if reading.problems or reading.basis is None:
            raise ValueError(f"{file}: {reading.problems}")
        rates = Rates(first_of_april(), reading.basis, full_time, YEAR_WEEKS, reading.lines)
        store_first_rates(staff[council.id].recruiter, council.id, name, kind, rates)


def first_of_april() -> date:
    """On which this financial year began."""
    today = clock.today()
    return date(today.year if today.month >= 4 else today.year - 1, 4, 1)
