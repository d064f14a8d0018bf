"""What reports are made of: each grouping sums to the same, small counts of people stay hidden, quartiles are exact."""

import statistics
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.advertising.prices import state_baseline
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Cosla, Operator
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules, Organisation
from recruitment.reporting.actions import roll_up
from recruitment.reporting.compared_queries import compared
from recruitment.reporting.duration_queries import durations, quartiles_of
from recruitment.reporting.hiring_queries import GROUPINGS, hiring
from recruitment.reporting.saving_queries import savings
from recruitment.reporting.spend_queries import GROUPINGS as SPEND_GROUPINGS
from recruitment.reporting.spend_queries import share_online, spend_by, spend_by_vacancy
from recruitment.reporting.workforce_queries import data_quality, media_by_category, workforce
from recruitment.vacancies.after_tables import Outcome, PromiseKept
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_category, a_vacancy

pytestmark = pytest.mark.usefixtures("database")
COSLA = Cosla(1)
YEAR = clock.financial_year(datetime.now(ZoneInfo("Europe/London")).date())


def an_advert(
    slug: str = "fife-council", *, applicants: int = 0, net: int = 0, medium: str = "local_press", outside: int = 0,
    **facts: Any,
) -> Vacancy:  # fmt: skip
    """Ended today where somebody came from outside; said to have been seen in the medium by everybody who applied."""
    organisation = an_organisation(slug)
    facts = {"department": "Roads", "category_code": a_category().code, **facts}
    if outside:
        facts |= {"state": "filled", "posts": outside, "posts_filled": outside}
    vacancy = a_vacancy(organisation, **facts)
    for number in range(applicants):
        an_application(vacancy, heard_from=medium, state="appointed" if number < outside else "submitted")
    if net:
        a_placement(as_staff(organisation), vacancy, net=net, vat=net // 5, medium=medium, placed_on=clock.today())
    if outside:
        keys = {"organisation_id": organisation.id, "vacancy_id": vacancy.id}
        db.session.add(Outcome(**keys, ended_on=clock.today(), outside=outside, answered_by=1))
        db.session.add(PromiseKept(**keys, kind="decision", due_on=clock.today(), done_on=clock.today()))
    db.session.commit()
    return vacancy


@pytest.mark.dialect
def test_every_grouping_sums_to_the_same() -> None:
    an_advert(applicants=12, net=10_001, outside=12)
    an_advert("orkney-islands-council", applicants=3, net=7, category_code=None, department="")
    an_advert("orkney-islands-council", published_at=clock.now() - timedelta(days=500),
              public_from=clock.now() - timedelta(days=500))  # fmt: skip
    roll_up()
    totals = {by: hiring(COSLA, by).total.sums for by in GROUPINGS}
    assert all(sums == totals["year"] for sums in totals.values())
    assert (totals["year"]["vacancies"], totals["year"]["net"], totals["year"]["filled"]) == (3, 10_008, 1)
    for by in GROUPINGS:
        table = hiring(COSLA, by)
        assert {name: sum(line.sums[name] for line in table.lines) for name in table.total.sums} == table.total.sums
    spent = [spend_by(COSLA, by) for by in SPEND_GROUPINGS]
    assert {table.total.sum.net for table in spent} == {10_008}
    assert all(sum(line.sum.vat for line in table.lines) == table.total.sum.vat for table in spent)


def test_costs_and_shares_come_from_what_is_shown() -> None:
    an_advert(applicants=20, net=10_010, outside=10)
    roll_up()
    (line,) = hiring(COSLA, "organisation").lines
    assert (line.cost_of_an_advert, line.cost_of_an_application, line.cost_of_an_appointment) == (10_010, 501, 1_001)
    assert (line.share_unfilled, line.share_of_appointments_outside, line.churn) == (0, 1, 0)
    assert (line.share_of_promises_kept, line.applications_a_vacancy, line.applications_a_post) == (1, 20, 2)


def test_small_counts_of_people_are_withheld_with_what_would_tell_them() -> None:
    an_advert(applicants=3)
    an_advert("orkney-islands-council", applicants=30)
    an_advert("nhs-orkney", applicants=40)
    roll_up()
    table = hiring(COSLA, "organisation")
    assert {line.name: line.people["submitted"] for line in table.lines} == {
        "Fife Council": None, "Orkney Islands Council": None, "NHS Orkney": 40,
    }  # fmt: skip
    assert table.total.people["submitted"] == 73
    assert {line.cost_of_an_application for line in table.lines if line.name != "NHS Orkney"} == {None}


def test_of_one_organisation_by_anything_else_only_its_own_staff_count_people() -> None:
    """From all but one of the others what one of them withholds would be found."""
    vacancy = an_advert(applicants=30)
    roll_up()
    of_fife = {"organisation_id": vacancy.organisation_id}
    own = hiring(as_staff(an_organisation("fife-council")), "category", **of_fife)
    assert [line.people["submitted"] for line in own.lines] == [30]
    told = hiring(COSLA, "category", **of_fife)
    assert [(line.sums["vacancies"], line.people["submitted"]) for line in told.lines] == [(1, None)]
    assert hiring(COSLA, "category").total.people["submitted"] == 30


def test_staff_read_their_own_alone() -> None:
    an_advert(net=100)
    an_advert("orkney-islands-council", net=900)
    roll_up()
    fife = as_staff(an_organisation("fife-council"))
    assert spend_by(fife, "organisation").total.sum.net == hiring(fife, "year").total.sums["net"] == 100


def test_what_costs_most_comes_first() -> None:
    dear, cheap = an_advert(net=900), an_advert(net=100, medium="job_board")
    an_advert()
    roll_up()
    fife = as_staff(an_organisation("fife-council"))
    found, number = spend_by_vacancy(fife, dear.organisation_id)
    assert ([line.vacancy_id for line in found], number) == ([dear.id, cheap.id], 2)
    assert [line.key for line in spend_by(fife, "medium").lines] == ["local_press", "job_board"]
    assert [line.name for line in spend_by(fife, "supplier").lines] == ["Test Supplier"]
    assert share_online(fife) == {YEAR: 0.1}


def test_savings_are_told_against_the_latest_baseline_of_each_organisation() -> None:
    vacancy = an_advert(net=100_000)
    an_advert("nhs-orkney", net=5_000)
    operator, own = Operator(1), vacancy.organisation_id
    for of, year, amount in ((None, 2007, 700_000), (own, 2006, 400_000), (own, 2007, 300_000)):
        state_baseline(operator, of, year, amount=amount, precision="exactly", source="Test")
    db.session.commit()
    roll_up()
    (saving,) = savings(COSLA)
    assert (saving.year, saving.baseline_then, saving.in_cash, saving.in_real_terms) == (YEAR, 300_000, 200_000, None)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=30))
def test_quartiles_are_those_of_the_values(values: list[int]) -> None:
    found = quartiles_of(values)
    assert found is not None
    expected = statistics.quantiles(values, n=4, method="inclusive")
    assert [found.low, found.median, found.high] == pytest.approx(expected)


def test_durations_have_parts_that_add_up() -> None:
    # By the days of Scotland, whatever the hour at which this runs.
    began = clock.local(clock.now()).replace(hour=12) - timedelta(days=50)
    for _ in range(12):
        an_advert(outside=1, applicants=1, published_at=began, public_from=began, closes_at=began + timedelta(days=20))
    roll_up()
    for found in (durations(COSLA, ""), durations(COSLA, "organisation"), durations(COSLA, "year")):
        (line,) = found
        assert line.whole is not None and (line.whole.count, line.whole.median) == (12, 50)
        assert line.parts["live"] is not None and line.parts["live"].median == 20
        assert line.parts["checks"] is None, "no offer is on record"
    assert [line.key for line in durations(as_staff(an_organisation("fife-council")), "category")] == ["cleaning"]


def test_others_are_told_by_quartiles_and_named_only_where_all_agreed() -> None:
    slugs = ["fife-council", "orkney-islands-council", *(f"council-{number}" for number in range(4))]
    db.session.add_all([Organisation(slug=slug, name=slug, kind="council") for slug in slugs[2:]])
    db.session.commit()
    for number, slug in enumerate(slugs):
        an_advert(slug, net=1_000 * (number + 1))
    roll_up()
    fife, orkney = (an_organisation(slug) for slug in slugs[:2])
    viewer = as_staff(fife)
    advert = next(each for each in compared(viewer, fife.id, YEAR) if each.code == "cost_of_an_advert")
    assert advert.own == 1_000 and advert.others is not None and advert.others.median == 4_000
    assert advert.named == ()
    db.session.add_all([LocalRules(organisation_id=each.id, shares_figures=True) for each in (fife, orkney)])
    db.session.commit()
    assert compared(viewer, fife.id, YEAR)[0].named == (("Orkney Islands Council", 2_000),)
    with pytest.raises(NotVisible):
        compared(viewer, orkney.id, YEAR)


def test_work_that_cannot_be_found_by_area_and_year() -> None:
    an_advert(outside=1, applicants=40)
    an_advert("orkney-islands-council", applicants=50, state="unfilled")
    roll_up()
    found = workforce(COSLA)
    assert [(line.area_name, line.share_unfilled, line.applications_a_post) for line in found] == [
        ("Fife", 0, 40), ("Orkney Islands", 1, 50),
    ]  # fmt: skip
    assert [line.area for line in workforce(COSLA, area="S12000047")] == ["S12000047"]
    assert workforce(COSLA, soc_group="9999") == ()


def test_media_are_told_by_what_an_appointment_cost() -> None:
    an_advert(outside=10, applicants=20, net=5_000)
    an_advert(outside=20, applicants=20, net=5_000, medium="job_board")
    roll_up()
    found = media_by_category(COSLA, years=(YEAR,))
    assert [(line.medium, line.cost_of_an_appointment) for line in found] == [("job_board", 250), ("local_press", 500)]


def test_what_is_missing_is_counted() -> None:
    long_ago = clock.now() - timedelta(days=200)
    an_advert(department="", published_at=long_ago, public_from=long_ago, closes_at=long_ago + timedelta(days=20))
    an_advert("orkney-islands-council", state="filled", category_code=None)
    roll_up()
    fife, orkney = data_quality(COSLA)
    assert (fife.no_department, fife.open_long, fife.unspent) == (1, 1, 1)
    assert (orkney.no_category, orkney.ended, orkney.unanswered) == (1, 1, 1)
