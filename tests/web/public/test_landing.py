"""Landing pages: live counts, text written from facts, ways on, and no page of nothing in an index."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.places.actions import point_at
from recruitment.places.tables import Place, PlaceName
from recruitment.search.answers import number_of
from recruitment.search.landings import tallies
from recruitment.search.questions import Question
from recruitment.web.public.landing import landing_addresses
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.search import a_category, a_place, an_advert, an_index_at, follow, later, leave

CUPAR, NEWBURGH, KIRKWALL = (56.32, -3.01), (56.35, -3.23), (58.98, -2.96)


@pytest.fixture(autouse=True)
def index(app: Flask, client: FlaskClient, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        # Whatever geography other tests have left: pages are named by all places there are.
        db.session.execute(delete(PlaceName))
        db.session.execute(delete(Place))
        a_place("Fife", 56.2, -3.2, kind="Council area", council_code="S12000047", is_exact=False)
        a_place("Orkney Islands", 59, -3, kind="Council area", council_code="S12000023", is_exact=False)
        a_place("Cupar", *CUPAR, council_code="S12000047", population=9_000)
        a_place("Newburgh", *NEWBURGH, council_code="S12000047", population=3_000)
        a_place("Ceres", 56.29, -2.97, council_code="S12000047", population=900)
        a_place("Hoy", 58.83, -3.19, kind="Island", council_code="S12000023", island="hoy")
        a_category("social-care", "Social care")
        yield


def care(title: str = "Home Carer", **facts: object) -> object:
    return an_advert(title=title, category_code="social_care", **facts)


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return words_of(answer.text)


def test_a_place_tells_what_is_open_there(client: FlaskClient) -> None:
    here = point_at(*CUPAR)
    began = clock.now() - timedelta(days=9)
    care(at=here, label="Cupar", public_from=began, pay_low=2_300_000, pay_high=2_400_000, closes_at=None)
    care("Night Carer", at=here, closes_at=clock.now() + timedelta(days=3))
    an_advert(an_organisation("nhs-orkney"), title="Nurse", at=point_at(*NEWBURGH), pay_basis=None, pay_low=None,
              pay_high=None, is_pro_rata=False, patterns=["full_time"])  # fmt: skip
    an_advert(an_organisation("orkney-islands-council"), title="Piermaster", at=point_at(*KIRKWALL))
    follow()
    page = client.get("/jobs-in/cupar")
    said = words_of(page.text)
    for fact in (
        "3 jobs are open now within 10 miles of Cupar: Fife Council (2) and NHS Orkney (1).",
        "Pay for a full-time year runs from £23,000 to £24,890; one advert does not say.",
        "2 are part time and one closes within a week.",
        "The newest is Nurse at NHS Orkney, published yesterday.",
    ):
        assert fact in said
    assert "<title>Jobs in Cupar: 3 open now –" in page.text
    assert '<link rel="canonical" href="http://127.0.0.1/jobs-in/cupar">' in page.text
    assert "Piermaster" not in said and "noindex" not in page.text
    links = links_of(page.text)
    assert links["Social care 2 jobs"] == "/jobs/social-care/in/cupar"
    assert links["Newburgh 3 jobs"] == "/jobs-in/newburgh"
    assert links["All jobs in Fife"] == "/jobs-in/fife"
    assert links["Filter and sort these jobs"] == "/vacancies?where=Cupar,+Fife"


def test_a_kind_of_work_leads_to_its_areas(client: FlaskClient) -> None:
    care(at=point_at(*CUPAR))
    care(at=point_at(*CUPAR))
    an_advert(an_organisation("orkney-islands-council"), title="Carer", category_code="social_care")
    follow()
    page = client.get("/jobs/social-care").text
    assert "3 jobs are open now in social care across Scotland: Fife Council (2)" in words_of(page)
    links = links_of(page)
    assert links["Fife 2 jobs"] == "/jobs/social-care/in/fife"
    assert links["Orkney Islands 1 job"] == "/jobs/social-care/in/orkney-islands"


def test_a_kind_of_work_in_a_place(client: FlaskClient) -> None:
    care(at=point_at(*CUPAR))
    an_advert(title="Joiner", at=point_at(*CUPAR))
    follow()
    page = client.get("/jobs/social-care/in/fife").text
    assert "One job is open now in social care in Fife, at Fife Council." in words_of(page)
    assert "Joiner" not in page
    links = links_of(page)
    assert links["Cupar 1 job"] == "/jobs/social-care/in/cupar"
    assert links["Social care jobs across Scotland"] == "/jobs/social-care"
    assert "in the Orkney Islands" in client.get("/jobs-in/orkney-islands").text


def test_the_words_fit_the_number_of_employers(client: FlaskClient) -> None:
    for slug in ("fife-council", "nhs-orkney", "orkney-islands-council"):
        an_advert(an_organisation(slug), category_code="social_care", patterns=["full_time"], closes_at=None)
    follow()
    said = text_of(client, "/jobs/social-care")
    assert "3 jobs are open now in social care across Scotland: " in said
    assert "Fife Council (1), NHS Orkney (1) and Orkney Islands Council (1)." in said
    assert "part time" not in said.partition("Open now")[0] and "within a week" not in said


@pytest.mark.parametrize("path", ["/jobs/social-care", "/jobs-in/hoy", "/jobs/social-care/in/fife"])
def test_an_empty_page_is_not_for_search_engines(client: FlaskClient, path: str) -> None:
    follow()
    page = client.get(path)
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.text
    assert "Nothing is open here at this moment" in page.text
    assert path not in entries(client)


@pytest.mark.parametrize(
    "path", ["/jobs/no-such", "/jobs-in/no-such", "/jobs-in/ceres", "/jobs/no-such/in/fife", "/jobs/social-care/in/x"]
)
def test_what_has_no_page_is_not_there(client: FlaskClient, path: str) -> None:
    follow()
    assert client.get(path).status_code == 404


def entries(client: FlaskClient) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemaps/jobs.xml").data)
    return [(found.text or "").removeprefix("http://127.0.0.1") for found in tree.iter() if found.tag.endswith("}loc")]


def test_the_site_map_names_each_that_has_a_job(app: Flask, client: FlaskClient) -> None:
    gone = care(at=point_at(*CUPAR))
    an_advert(title="Ferry hand", at=point_at(58.84, -3.2, "hoy"), closes_at=clock.now() + timedelta(hours=1))
    follow()
    kinds = ["/jobs/social-care", "/jobs/social-care/in/cupar", "/jobs/social-care/in/fife"]
    places = ["/jobs-in/cupar", "/jobs-in/fife", "/jobs-in/hoy"]
    landings = entries(client)
    assert sorted(landings) == sorted([*kinds, "/jobs/social-care/in/newburgh", *places, "/jobs-in/newburgh"])
    for path in landings:
        assert "noindex" not in client.get(path).text
    leave(gone)
    follow()
    with later(app, hours=2):
        assert [path for path in entries(client) if path.startswith("/jobs")] == []


def test_every_count_is_the_searchs_own(app: Flask, client: FlaskClient) -> None:
    for number in range(3):
        care(at=point_at(56.3 + number / 50, -3.01))
        an_advert(title="Joiner", at=point_at(56.33, -3.0 - number / 9))
    an_advert(an_organisation("orkney-islands-council"), title="Ferry hand", at=point_at(58.84, -3.2, "hoy"))
    follow()
    counted = {tally.place.where: tally.number for tally in tallies()}
    assert counted == {where: number_of(Question(where=where)) for where in counted}
    assert sorted(counted.values())[-1] > 0
    with app.test_request_context():
        found = dict(landing_addresses())
    assert found["/jobs/social-care/in/cupar"] == 3
    assert all(found.values())


def test_the_index_lists_what_is_open(client: FlaskClient) -> None:
    care(at=point_at(*CUPAR))
    an_advert(an_organisation("orkney-islands-council"), title="Ferry hand", at=point_at(58.84, -3.2, "hoy"))
    follow()
    links = links_of(client.get("/jobs").text)
    assert links["Social care 1 job"] == "/jobs/social-care"
    assert links["Cupar 1 job"] == "/jobs-in/cupar"
    assert links["Hoy 1 job"] == "/jobs-in/hoy"
    assert links["Orkney Islands 1 job"] == "/jobs-in/orkney-islands"
    assert links_of(client.get("/").text)["Jobs by kind and place"] == "/jobs"


def test_an_employers_page_has_its_own_text(client: FlaskClient) -> None:
    care()
    an_advert(title="Joiner", category_code=a_category("trades", "Trades").code)
    follow()
    page = client.get("/councils/fife-council").text
    assert "All are part time." in words_of(page)
    assert links_of(page)["Trades 1 job"] == "/vacancies?council=fife-council&category=trades"


def test_without_an_index_they_say_so(app: Flask, client: FlaskClient) -> None:
    for path in ("/jobs", "/jobs-in/fife", "/jobs/social-care"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert client.get("/councils/fife-council").status_code == 200
    assert entries(client) == []


def test_a_page_has_one_of_each_id(client: FlaskClient) -> None:
    care(at=point_at(*CUPAR))
    follow()
    for path in ("/jobs", "/jobs-in/cupar", "/jobs/social-care", "/"):
        ids = re.findall(r'\sid="([^"]+)"', client.get(path).text)
        assert len(ids) == len(set(ids))
