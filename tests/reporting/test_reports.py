"""Every report is made for its readers, and every figure of it has its method and adds up."""

import pytest

from recruitment.core import clock
from recruitment.core.viewers import Cosla, Post, Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.reporting.actions import roll_up
from recruitment.reporting.reports.catalogue import COUNCIL, GROUPS, NATIONAL
from recruitment.reporting.reports.frame import Kind, Report, Table, make
from recruitment.reporting.reports.methods import METHODS
from recruitment.reporting.reports.words import in_words
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

EACH = [("national", each) for each in NATIONAL] + [("council", each) for each in COUNCIL]


@pytest.fixture
def readers(database: None) -> dict[str, Viewer]:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    for council, net in ((fife, 12_345), (orkney, 50_001), (fife, 333)):
        vacancy = a_vacancy(council, state="published")
        a_placement(as_staff(council), vacancy, net=net, vat=net // 5, placed_on=clock.today())
    roll_up()
    db.session.commit()
    return {"national": Cosla(1), "council": Staff(1, (Post(fife.id, frozenset({Role.RECRUITER})),))}


def adds_up(table: Table) -> None:
    """Sums of counts and money are those of what is shown, wherever all of it is shown."""
    for at, column in enumerate(table.columns):
        if table.totals is None or column.kind not in (Kind.COUNT, Kind.MONEY) or is_a_rate(column.method):
            continue
        cells = [row[at] for row in table.rows]
        if not any(isinstance(cell, str) for cell in [*cells, table.totals[at]]):
            assert sum(int(cell) for cell in cells) == table.totals[at], (table.code, column.name)


def is_a_rate(method: str) -> bool:
    return method in ("costs", "cost-of-an-application")


@pytest.mark.parametrize(("reader", "report"), EACH, ids=lambda each: getattr(each, "code", each))
def test_each_report(readers: dict[str, Viewer], reader: str, report: Report) -> None:
    made = make(report, readers[reader], lambda _name: [])
    assert report.group in GROUPS
    codes = [table.code for table in made.tables]
    assert len(set(codes)) == len(codes)
    for table in made.tables:
        methods = {column.method for column in table.columns if column.kind is not Kind.NAME}
        assert methods <= METHODS.keys()
        adds_up(table)
        for row in (*table.rows, *([table.totals] if table.totals else [])):
            assert len(row) == len(table.columns)
            assert all(in_words(value, column.kind) for value, column in zip(row, table.columns, strict=True))
    if reader == "council":
        assert "Orkney" not in str(made.tables)


def test_no_two_methods_bear_one_name() -> None:
    assert len({method.name for method in METHODS.values()}) == len(METHODS)
