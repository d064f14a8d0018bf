"""Adverts as published become vacancies: once, near their employer, with every doubt told."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public, System
from recruitment.extensions import db
from recruitment.organisations.loading import load_councils
from recruitment.organisations.tables import Organisation
from recruitment.places.rules import miles_between
from recruitment.places.tables import Place, Point
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.importing import RowReport, import_adverts
from recruitment.vacancies.rules import phase
from recruitment.vacancies.tables import AdvertChange, Category, Vacancy, Workplace
from tests.builders.places import some_geography

ADVERTS = Path(__file__).parents[2] / "recruitment/vacancies/data/scottish_adverts.jsonl"
IMPORT, INDEX = System("import"), System("index")
pytestmark = pytest.mark.usefixtures("database", "reference")
# Some weeks ahead, so that nothing about it is in doubt.
CLOSES = f"{clock.today() + timedelta(days=40):%-d %B %Y}"
ADVERT = {
    "source_url": "https://jobs.example/1", "employer": "Fife Council", "title": "Cleaner", "location": "Kirkcaldy",
    "salary_text": "£12.60 an hour", "contract_text": "Permanent", "closing_text": CLOSES,
    "description": "Keeps a school clean.",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def geography(app: Flask) -> None:
    some_geography(app)


@pytest.fixture
def reference(database: None) -> None:
    load_councils()
    load_categories()


def taken(*adverts: Any, **choices: bool) -> list[RowReport]:
    """Reports of adverts given as objects, or of lines as they are."""
    lines = [advert if isinstance(advert, str | bytes) else json.dumps(advert) for advert in adverts]
    told = {"create_organisations": True, "dry_run": False, "move_closing_dates": False, **choices}
    return import_adverts(lines, **told, progress=lambda _line: None)


def all_real(**choices: bool) -> list[RowReport]:
    return taken(*ADVERTS.read_text("utf-8").splitlines(), **{"move_closing_dates": True, **choices})


def vacancies() -> list[Vacancy]:
    return list(db.session.scalars(visible(IMPORT, Vacancy).order_by(Vacancy.id)))


def the_vacancy() -> Vacancy:
    (vacancy,) = vacancies()
    return vacancy


def places_of(vacancy: Vacancy) -> list[Workplace]:
    wanted = visible(IMPORT, Workplace).where(Workplace.vacancy_id == vacancy.id).order_by(Workplace.position)
    return list(db.session.scalars(wanted))


def changes() -> int:
    return db.session.scalar(visible(INDEX, AdvertChange).with_only_columns(func.count(AdvertChange.sequence)))


def test_all_49_real_adverts() -> None:
    reports = all_real()
    assert [report.line for report in reports] == list(range(1, 50))
    assert Counter(report.status for report in reports) == {"imported": 49}
    internal = [report for report in reports if "own staff only" in " ".join(report.doubts)]
    assert [report.line for report in internal] == [2, 32]
    assert sum(report.status == "imported" and not report.doubts for report in reports) == 4
    stored = vacancies()
    now = clock.now()
    assert Counter(phase(vacancy, now) for vacancy in stored) == {"live": 47, "draft": 2}
    assert all(vacancy.closes_at - now > timedelta(days=2) for vacancy in stored)
    assert sum(vacancy.category_code is not None for vacancy in stored) == 49
    assert sum(vacancy.pay_low is not None for vacancy in stored) == 36
    assert changes() == 49
    kinds = Counter(db.session.scalars(select(Organisation.kind)))
    assert kinds == {"council": 32, "health_board": 7, "partnership": 1, "police": 1, "government": 2, "charity": 2}


def test_real_places_lie_where_their_employers_work() -> None:
    all_real()
    exact = list(db.session.scalars(select(Place).where(Place.is_exact, Place.kind != "Island")))
    codes = {row.id: row.gss_code for row in db.session.scalars(select(Organisation))}
    points = {point.id: point for point in db.session.scalars(select(Point))}
    placed = 0
    for vacancy in vacancies():
        for workplace in places_of(vacancy):
            if workplace.point_id is None:
                assert any(workplace.label in doubt for doubt in vacancy.doubts)
                continue
            point = points[workplace.point_id]
            nearest = min(exact, key=lambda place: miles_between(point.lat, point.lon, place.lat, place.lon))
            assert codes[vacancy.organisation_id] in (None, nearest.council_code), workplace.label
            placed += 1
    assert placed == 59


def test_a_second_run_adds_nothing() -> None:
    first = all_real()
    before = (len(vacancies()), changes(), db.session.scalar(select(func.count()).select_from(Organisation)))
    second = all_real()
    assert Counter(report.status for report in second) == {"unchanged": 49}
    assert [report.reference for report in first] == [report.reference for report in second]
    after = (len(vacancies()), changes(), db.session.scalar(select(func.count()).select_from(Organisation)))
    assert after == before


def test_a_dry_run_reports_the_same_and_stores_nothing() -> None:
    tried = all_real(dry_run=True)
    assert (vacancies(), changes()) == ([], 0)
    done = all_real()
    assert [(each.line, each.status, each.doubts) for each in tried] == [
        (each.line, each.status, each.doubts) for each in done
    ]


def test_one_advert_in_full() -> None:
    (report,) = taken(ADVERT)
    vacancy = the_vacancy()
    assert (report.status, report.doubts, report.reference) == ("imported", (), vacancy.reference)
    assert (vacancy.state, vacancy.title, vacancy.category_code) == ("published", "Cleaner", "catering_cleaning")
    assert (vacancy.pay_basis, vacancy.pay_low, vacancy.contract_type) == ("hourly", 1260, "permanent")
    assert vacancy.source_texts["salary_text"] == "£12.60 an hour"
    assert not vacancy.is_closing_moved
    assert [place.label for place in places_of(vacancy)] == ["Kirkcaldy"]
    assert db.session.scalars(visible(Public(), Vacancy)).all() == [vacancy]


def test_dates_outside_a_demonstration() -> None:
    past = {**ADVERT, "closing_text": "1 May 2020"}
    never = {**ADVERT, "closing_text": None, "source_url": "https://jobs.example/2"}
    closed, draft = taken(past, never)
    assert closed.doubts == ("The closing date has passed, so the advert is closed.",)
    assert draft.doubts == ("No closing date is stated.",)
    first, second = vacancies()
    assert (phase(first, clock.now()), phase(second, clock.now())) == ("closed", "draft")
    assert second not in db.session.scalars(visible(Public(), Vacancy)).all()


def test_a_draft_is_published_when_its_source_says_at_last_when_it_closes() -> None:
    taken({**ADVERT, "closing_text": None})
    (report,) = taken(ADVERT)
    assert (report.status, the_vacancy().state) == ("updated", "published")
    assert changes() == 2


def test_what_changed_at_the_source_changes_here_and_nothing_else() -> None:
    taken(ADVERT)
    vacancy = the_vacancy()
    vacancy.summary, vacancy.pay_table = "Mended by a colleague.", "Employees, rates from 1 April 2026"
    db.session.flush()
    (report,) = taken({**ADVERT, "salary_text": "£13.10 an hour", "location": "Cupar"})
    vacancy = the_vacancy()
    assert (report.status, vacancy.pay_low, vacancy.summary) == ("updated", 1310, "Mended by a colleague.")
    assert vacancy.pay_table == "", "the pay is from no table any longer"
    assert [place.label for place in places_of(vacancy)] == ["Cupar"]


@pytest.mark.parametrize(("state", "why"), [("awaiting_approval", "is being approved"), ("withdrawn", "has ended")])
def test_a_vacancy_that_is_not_open_to_changes_is_left_alone(state: str, why: str) -> None:
    taken(ADVERT)
    vacancy = the_vacancy()
    vacancy.state = state
    vacancy.published_at = None if state == "awaiting_approval" else vacancy.published_at
    db.session.flush()
    assert taken(ADVERT)[0].status == "unchanged"
    (report,) = taken({**ADVERT, "salary_text": "£13.10 an hour"})
    assert report.status == "refused"
    assert why in report.reason
    assert the_vacancy().pay_low == 1260


def test_a_moved_closing_date_that_has_passed_is_moved_again() -> None:
    taken({**ADVERT, "closing_text": "1 May 2020"}, move_closing_dates=True)
    vacancy = the_vacancy()
    vacancy.closes_at = clock.now() - timedelta(days=1)
    db.session.flush()
    assert taken({**ADVERT, "closing_text": "1 May 2020"}, move_closing_dates=True)[0].status == "updated"
    assert phase(the_vacancy(), clock.now()) == "live"


def test_employers_are_known_by_their_names_variants() -> None:
    names = ["City of Edinburgh Council", "The City of Edinburgh Council", "Edinburgh Council", "Western Isles Council"]
    taken(*({**ADVERT, "employer": name, "source_url": name} for name in names))
    slugs = {row.id: row.slug for row in db.session.scalars(select(Organisation))}
    assert [slugs[vacancy.organisation_id] for vacancy in vacancies()] == [
        *["city-of-edinburgh-council"] * 3, "comhairle-nan-eilean-siar",
    ]  # fmt: skip


def test_other_employers_are_added_only_when_told_to_and_councils_never() -> None:
    trust = {**ADVERT, "employer": "The Example Leisure Trust", "sector": "charity"}
    assert "none was to be added" in taken(trust, create_organisations=False)[0].reason
    assert "none of the councils" in taken({**ADVERT, "employer": "Narnia Council"})[0].reason
    assert taken(trust)[0].status == "imported"
    added = db.session.scalars(select(Organisation).where(Organisation.name == "The Example Leisure Trust")).one()
    assert (added.kind, added.slug) == ("charity", "example-leisure-trust")


def test_an_internal_advert_stays_a_draft() -> None:
    (report,) = taken({**ADVERT, "title": "Cook, Internal Vacancy Only"})
    assert report.status == "imported"
    (vacancy,) = vacancies()
    assert (vacancy.state, vacancy.public_from) == ("draft", None)


def test_a_line_that_fails_stops_no_other() -> None:
    second = {**ADVERT, "source_url": "https://jobs.example/2", "title": "Cook"}
    reports = taken(
        "{", b"\xff", "", ADVERT, {**ADVERT, "title": 7}, ADVERT, '{"title": "a", "title": "b"}', "[]",
        {**ADVERT, "title": "a\0b"}, second,
    )  # fmt: skip
    assert [(each.line, each.status) for each in reports] == [
        (1, "refused"), (2, "refused"), (4, "imported"), (5, "refused"), (6, "refused"), (7, "refused"), (8, "refused"),
        (9, "refused"), (10, "imported"),
    ]  # fmt: skip
    assert reports[4].reason == "It is the same advert as in line 4."
    assert all(each.sentence.startswith(f"line {each.line}: {each.status}") for each in reports)


def test_a_category_that_is_not_loaded_is_a_refusal_of_the_row_alone() -> None:
    db.session.execute(db.delete(Category).where(Category.code == "catering_cleaning"))
    cook = {**ADVERT, "title": "Teacher of English", "source_url": ""}
    refused, imported = taken(ADVERT, cook)
    assert (refused.status, imported.status) == ("refused", "imported")
    assert "database" in refused.reason


texts = st.none() | st.text(max_size=60) | st.sampled_from([text for text in ADVERT.values()])
fields = st.fixed_dictionaries({name: texts for name in ADVERT}, optional={"inferred_fields": texts, "grade": texts})


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields | st.dictionaries(st.text(max_size=5), st.integers()))
def test_any_object_is_taken_in_or_told_why_not(advert: dict[str, Any]) -> None:
    (report,) = taken(advert)
    assert report.status in ("imported", "updated", "unchanged", "refused")
    assert "database" not in report.reason
    json.dumps(report.doubts)
