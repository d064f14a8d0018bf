"""The list as a person without JavaScript and without cookies uses it."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.vacancies.rules import slug_of
from recruitment.web.public.words import closing_soon
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.search import a_category, a_place, a_point, an_advert, an_index_at, follow


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield


FACTS = (
    "1 job in Scotland",
    "Fife Council",
    "Cupar",
    "Cooks for a school.",
    "£12.67 to £13.26 an hour",
    "£23,783 to £24,891 a full-time year",
    "£13,213 to £13,828 a year in this post",
    "Part time, 20 hours a week",
    "Contract Permanent",
    "Closes in 3 days, ",
    "2 posts",
)


def test_a_card_says_what_a_jobseeker_asks_first(client: FlaskClient) -> None:
    closes = clock.end_of_day(clock.today() + timedelta(days=3))
    advert = an_advert(title="Cook", summary="Cooks for a school.", label="Cupar", posts=2, closes_at=closes)
    follow()
    page = client.get("/vacancies").text
    assert links_of(page)["Cook"] == f"/vacancies/{advert.reference}/{slug_of('Cook')}"
    said = words_of(page)
    for fact in FACTS:
        assert fact in said
    assert re.search(r'<time datetime="[^"]+" title="[A-Z][a-z]+day \d+ \w+ \d{4} at 11:59pm">', page)


def test_reading_sets_no_cookie(client: FlaskClient) -> None:
    an_advert()
    follow()
    response = client.get("/vacancies?q=cleaner")
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_form_keeps_what_was_asked(client: FlaskClient) -> None:
    an_advert(contract_type="permanent", title="Head cook")
    follow()
    page = client.get("/vacancies?q=%22head+cook%22&contract=permanent&sort=closing&pay_from=20000").text
    assert 'name="q" value="&#34;head cook&#34;"' in page
    assert re.search(r'name="contract" value="permanent" checked', page)
    assert re.search(r'name="pay_from" value="20000" checked', page)
    assert re.search(r'<option value="closing" selected>', page)


def test_filters_that_are_on_can_be_taken_off_one_by_one(client: FlaskClient) -> None:
    an_advert(contract_type="permanent")
    an_advert(an_organisation("orkney-islands-council"), contract_type="temporary")
    follow()
    both = "council=fife-council&council=orkney-islands-council"
    page = client.get(f"/vacancies?q=cleaner&{both}&contract=permanent").text
    links = links_of(page)
    without_fife = "/vacancies?q=cleaner&council=orkney-islands-council&contract=permanent"
    assert links["Remove filter Fife Council"] == without_fife
    assert links["Remove filter Permanent"] == f"/vacancies?q=cleaner&{both}"
    assert links["Clear all filters"] == "/vacancies?q=cleaner"
    assert "Fife Council (1 job )" in words_of(page)


def test_long_lists_have_pages(client: FlaskClient) -> None:
    for number in range(45):
        an_advert(title=f"Post {number}")
    follow()
    first, last = client.get("/vacancies").text, client.get("/vacancies?page=3").text
    assert "45 jobs" in words_of(first) and "(page 1 of 3)" in first
    assert links_of(first)["Next page"] == "/vacancies?page=2"
    assert len(re.findall("ds_search-result__title", first)) == 20
    assert len(re.findall("ds_search-result__title", last)) == 5
    assert "Next page" not in links_of(last)


def test_near_a_place_distances_are_told(client: FlaskClient) -> None:
    a_place("Oban", 56.4152, -5.4710)
    an_advert(title="Cook", at=a_point(56.4300, -5.4700), label="Dunbeg")
    an_advert(title="Librarian", at=a_point(56.4150, -5.4700), label="Oban")
    an_advert(title="Gritter", at=a_point(56.4440, -5.4700), label="Lorn", kind="area")
    an_advert(title="Ferryman", at=a_point(56.3980, -5.5350, island="kerrera"), label="Kerrera")
    follow()
    dry, wet = client.get("/vacancies?where=Oban").text, client.get("/vacancies?where=Oban&water=1").text
    said = words_of(dry)
    assert "3 jobs within 10 miles of Oban" in said
    assert "Oban (less than a mile)" in said and "Lorn (about 2 miles)" in said and "Dunbeg (1 mile)" in said
    assert "1 more job is across water from Oban." in said and "Kerrera" not in said
    assert "5 miles (3)" in said and "1 mile (1)" in said
    assert links_of(dry)["Show jobs across water"] == "/vacancies?where=Oban&water=1"
    assert "Kerrera (2.7 miles)" in words_of(wet) and "Across water" in words_of(wet)
    assert links_of(wet)["Leave out jobs across water"] == "/vacancies?where=Oban"
    assert links_of(wet)["Remove filter Also jobs across water"] == "/vacancies?where=Oban"


def test_beside_a_place_home_working_is_offered(client: FlaskClient) -> None:
    a_place("Oban", 56.4152, -5.4710)
    an_advert(title="Cook", at=a_point(56.4300, -5.4700))
    an_advert(title="Adviser", is_home_based=True)
    follow()
    near = client.get("/vacancies?where=Oban&contract=permanent").text
    assert "Also jobs done from home (1 job )" in words_of(near)
    with_home = client.get("/vacancies?where=Oban&contract=permanent&home=1").text
    assert re.search(r"2 jobs within 10 miles of Oban\b.* or from home", words_of(with_home))
    assert links_of(with_home)["Remove filter Also jobs done from home"] == "/vacancies?where=Oban&contract=permanent"
    assert "Also jobs done from home" not in client.get("/vacancies?contract=permanent").text


def test_every_facet_can_be_chosen_and_taken_off(client: FlaskClient) -> None:
    an_advert(
        contract_type="apprenticeship", disclosure_level="level_1", gaelic="essential", schemes=["no_experience"],
        closes_at=clock.now() + timedelta(days=2),
    )  # fmt: skip
    follow()
    chosen = {
        "contract": ("apprenticeship", "Apprenticeship"),
        "pattern": ("part_time", "Part time"),
        "pay_from": ("20000", "£20,000 or more (£10.37 an hour)"),
        "posted": ("3", "In the last 3 days"),
        "closing": ("3", "Within 3 days"),
        "disclosure": ("level", "Level 1 or Level 2 disclosure"),
        "gaelic": ("essential", "Gaelic essential"),
        "scheme": ("no_experience", "No experience needed"),
    }
    for name, (value, text) in chosen.items():
        page = client.get(f"/vacancies?{name}={value}").text
        assert "1 job in Scotland" in words_of(page)
        assert re.search(rf'name="{name}" value="{value}" checked', page)
        assert links_of(page)[f"Remove filter {text}"] == "/vacancies"


def test_of_a_long_list_the_fullest_are_in_sight_and_what_is_on(client: FlaskClient) -> None:
    for number in range(12):
        category = a_category(f"work-{number:02}", f"Work {number:02}")
        for _ in range(1 if number < 6 else 2):
            an_advert(category_code=category.code)
    follow()
    shown, _, rest = client.get("/vacancies?category=work-03").text.partition("Show 6 more")
    in_sight, folded = shown.partition('id="category-1"')[2], rest.partition("</details>")[0]
    assert re.findall(r"Work (\d\d)", in_sight) == ["03", "06", "07", "08", "09", "10"]
    assert re.findall(r"Work (\d\d)", folded) == ["00", "01", "02", "04", "05", "11"]


def test_a_place_nobody_knows_is_told_beside_its_box(client: FlaskClient) -> None:
    an_advert()
    follow()
    response = client.get("/vacancies?where=Nowhereland")
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.text
    # Below it: above it, this box would leave the line of the others.
    assert response.text.index('id="where"') < response.text.index('id="where-error"')
    assert "We do not know a place called “Nowhereland”, so these jobs are from all of Scotland." in words_of(
        response.text
    )


def test_several_places_of_one_name_are_told_apart(client: FlaskClient) -> None:
    a_place("Dalry", 55.71, -4.72, population=2_000)
    a_place("Dalry", 55.10, -4.17, population=500)
    a_place("North Ayrshire", 55.7, -4.8, kind="Council area", council_code="S12000021")
    follow()
    assert "Did you mean" in words_of(client.get("/vacancies?where=Dalry").text)


def test_an_empty_list_offers_searches_that_find_something(client: FlaskClient) -> None:
    a_place("Oban", 56.4152, -5.4710)
    an_advert(title="Head cook", at=a_point(56.60, -5.4700))
    follow()
    page = client.get("/vacancies?q=head+cook&where=Oban&miles=5&contract=voluntary").text
    assert links_of(page)["The same words anywhere, without any filter"] == "/vacancies?q=head+cook"
    assert "Every job that is open (1 job)" in words_of(page)
    wider = client.get("/vacancies?q=head+cook&where=Oban&miles=5").text
    assert "Within 20 miles of Oban (1 job)" in words_of(wider)
    assert "Within 10 miles" not in words_of(wider)


def test_an_empty_list_offers_what_is_over_the_water_from_home_and_farther(client: FlaskClient) -> None:
    a_place("Oban", 56.4152, -5.4710)
    an_advert(title="Ferryman", at=a_point(56.3980, -5.5350, island="kerrera"))
    an_advert(title="Adviser", is_home_based=True)
    an_advert(title="Ranger", at=a_point(56.70, -5.4700))
    follow()
    links = links_of(client.get("/vacancies?where=Oban&posted=14").text)
    assert links["Also jobs across water"] == "/vacancies?where=Oban&water=1&posted=14"
    assert links["Also jobs done from home"] == "/vacancies?where=Oban&home=1&posted=14"
    assert links["Within 20 miles of Oban"] == "/vacancies?where=Oban&miles=20&posted=14"
    assert "Within 30 miles of Oban" not in links
    assert links["The same anywhere in Scotland"] == "/vacancies?posted=14"


def test_nothing_open_at_all_is_said(client: FlaskClient) -> None:
    follow()
    assert "No job is open at this moment." in words_of(client.get("/vacancies").text)


def test_without_an_index_the_page_helps_and_the_log_says_why(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.get("/vacancies?q=cook")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert links_of(response.text)["Try again"] == "/vacancies?q=cook"
    assert "vacancies cannot be searched: the index at" in caplog.text


@pytest.mark.parametrize(
    "query", ["q=%00%FF%22", "page=-1&miles=x&sort=?", "q=a&q=b&where=%22%27;--", "council=%3Cb%3E"]
)
def test_no_address_is_an_error(client: FlaskClient, query: str) -> None:
    an_advert()
    follow()
    response = client.get(f"/vacancies?{query}")
    assert response.status_code == 200
    assert "<b>" not in response.text


def test_a_moved_closing_date_is_told_in_a_demonstration_alone(app: Flask, client: FlaskClient) -> None:
    an_advert(is_closing_moved=True)
    follow()
    assert "(date moved)" not in client.get("/vacancies").text
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mode="demonstration")
    assert "(date moved)" in client.get("/vacancies").text


@pytest.mark.parametrize(("days", "said"), [(0, "today, "), (1, "tomorrow, "), (14, "in 14 days, ")])
def test_a_near_closing_date_is_told_by_how_far_off_it_is(app: Flask, database: None, days: int, said: str) -> None:
    assert closing_soon(clock.end_of_day(clock.today() + timedelta(days=days))).startswith(said)


def test_a_far_closing_date_is_a_date(app: Flask, database: None) -> None:
    day = clock.today() + timedelta(days=15)
    assert closing_soon(clock.end_of_day(day)) == f"{day.day} {day:%B %Y}"
