"""COSLA's report of spend: by organisation, medium and year, its totals, and the same as CSV and as a workbook."""

from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.actions import roll_up
from tests.builders.accounts import a_member, a_national, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.files import lines_of_csv, sheets_of, stated_in_csv
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, tables_of, words_of
from tests.builders.vacancies import a_vacancy

SPEND = "/cosla/figures/spend"


def a_spender(name: str, *placements: tuple[int, str, date]) -> Organisation:
    organisation = Organisation(slug=f"slug-of-{len(name)}", name=name, kind="other")
    db.session.add(organisation)
    db.session.commit()
    _spends(organisation, *placements)
    return organisation


def _spends(organisation: Organisation, *placements: tuple[int, str, date]) -> None:
    for net, medium, day in placements:
        a_placement(as_staff(organisation), a_vacancy(organisation), net=net, vat=0, medium=medium, placed_on=day)


@pytest.fixture
def analyst(client: FlaskClient) -> FlaskClient:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    _spends(fife, (12_345, "local_press", date(2026, 4, 1)), (10_000, "job_board", date(2026, 3, 31)))
    _spends(orkney, (50_000, "national_press", date(2026, 5, 1)))
    roll_up()
    sign_in(client, a_national("analyst"))
    return client


def test_all_councils_and_their_total(analyst: FlaskClient) -> None:
    page = analyst.get(SPEND).text
    for shown in ("Fife Council", "Orkney Islands Council", "£223.45", "£500.00", "£723.45", "2025–26", "2026–27"):
        assert shown in page
    words = words_of(page)
    assert "Orkney Islands Council spent most: £500.00 before VAT, 69% of £723.45." in words
    assert "In 2026–27 it was £623.45 before VAT, £523.45 more than in 2025–26." in words


def test_every_figure_leads_to_how_it_is_computed(analyst: FlaskClient) -> None:
    found = {href for href in links_of(analyst.get(SPEND).text).values() if href.startswith("/figures/methods#")}
    assert {href.partition("#")[2] for href in found} >= {"net", "vat", "gross", "applications"}
    methods = analyst.get("/figures/methods").text
    assert all(f'id="{href.partition("#")[2]}"' in methods for href in found)


def test_filters_narrow_every_table_and_are_stated(analyst: FlaskClient) -> None:
    page = analyst.get(f"{SPEND}?year=2026&council=fife-council").text
    assert "£123.45" in page
    assert "£500.00" not in page
    assert "£100.00" not in page
    assert "Financial year 2026–27 Organisation Fife Council Medium all" in words_of(page)


def test_nonsense_in_the_address_is_left_out(analyst: FlaskClient) -> None:
    assert analyst.get(f"{SPEND}?year=soon&medium=%00&council=' OR 1=1").status_code == 200
    assert analyst.get("/cosla/figures/elsewhere").status_code == 404
    assert analyst.get(f"{SPEND}/elsewhere.csv").status_code == 404


def test_files_hold_what_the_page_shows_and_say_what_that_is(analyst: FlaskClient) -> None:
    page = tables_of(analyst.get(f"{SPEND}?year=2026").text)
    text = analyst.get(f"{SPEND}/by-organisation.csv?year=2026").text
    stated = stated_in_csv(text)
    assert (stated["Title"], stated["Financial year"]) == ("Advertising spend: Spend by organisation", "2026–27")
    assert "at" in stated["Made"]
    as_shown = [
        [row["Organisation"], row["Placements"], *(f"£{row[f'{name} (£)']}" for name in ("Net", "VAT", "Gross"))]
        for row in lines_of_csv(text)
    ]
    assert as_shown == page["Spend by organisation"]
    sheets = sheets_of(analyst.get(f"{SPEND}.xlsx?year=2026").data)
    assert ["Financial year", "2026–27"] in sheets["About"]
    for caption in ("Spend by organisation", "Spend by medium", "Spend by financial year"):
        read = [
            [row[0], str(row[1]), *(f"£{Decimal(str(each)):,.2f}" for each in row[2:])] for row in sheets[caption][1:]
        ]
        assert read == page[caption]


def test_a_name_that_is_a_formula_stays_text_in_a_workbook(client: FlaskClient) -> None:
    a_spender("=1+1", (100, "event", date(2026, 5, 1)))
    roll_up()
    sign_in(client, a_national("analyst"))
    rows = sheets_of(client.get(f"{SPEND}.xlsx").data)["Spend by organisation"]
    assert rows[1][0] == "'=1+1"


def test_a_chart_is_an_image_with_a_name_and_nothing_that_the_policy_forbids(analyst: FlaskClient) -> None:
    page = analyst.get(SPEND).text
    charts = page.count('role="img"')
    assert charts == page.count("<title id=") == page.count("<desc id=") > 2
    chart = page[page.index('<svg viewBox="0 0 320') :]
    chart = chart[: chart.index("</svg>")]
    assert "style=" not in chart and "<style" not in chart and "<script" not in chart
    assert "£500.00" in chart


def test_a_recruiter_is_no_analyst(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation()))
    assert client.get(SPEND).status_code == 403
    assert client.get("/cosla/figures").status_code == 403
