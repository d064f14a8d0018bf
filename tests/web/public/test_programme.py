"""The programme's pages say what the update says, and what it does not."""

import re

import pytest
from flask.testing import FlaskClient

from recruitment.extensions import db
from recruitment.programme.loading import load_register
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

ABSENT = "Not stated in the source"
INFERRED = "(inferred: the update’s diagram is lost)"


@pytest.fixture(autouse=True)
def register(client: FlaskClient) -> None:
    load_register()
    db.session.commit()


def words_of(client: FlaskClient, path: str) -> str:
    """The page's text, its spaces made one."""
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def projects_in(client: FlaskClient, path: str) -> list[str]:
    found = re.findall(r'class="house_project__name"><a href="/programme/([^"]+)"', client.get(path).text)
    return list(found)


def test_the_whole_programme(client: FlaskClient) -> None:
    page = words_of(client, "/programme")
    for said in ("National Shared Services Board", "Efficiency and Reform Fund", "£3,000,000", "Over 20 proposals",
                 "£3 million released in June 2007, for the round as a whole", "12 of 12 projects",
                 "Revenues & Benefits".replace("&", "&amp;"), "Better and more consistent services"):  # fmt: skip
        assert said in page
    assert len(projects_in(client, "/programme")) == 12


def test_filters_narrow_the_list(client: FlaskClient) -> None:
    assert projects_in(client, "/programme?theme=integrated-ict") == ["public-information-notices", "national-crm"]
    assert projects_in(client, "/programme?theme=integrated-ict&stage=in_place") == ["national-crm"]
    assert projects_in(client, "/programme?status=in_place") == ["national-crm"], "as the filter was called at first"
    assert projects_in(client, "/programme?body=nhs-orkney&q=Islands") == ["joint-working-in-orkney"]
    assert projects_in(client, "/programme?q=&theme=&stage=&body=") == projects_in(client, "/programme")
    page = client.get("/programme?theme=integrated-ict&stage=in_place").text
    assert "1 of 12 projects" in page
    assert 'href="/programme?stage=in_place#projects"' in page
    assert 'value="integrated-ict" checked' in page


@pytest.mark.parametrize(
    "query", ["theme=revenues-and-benefits", "theme=no-such", "stage=%3Cb%3E", "q=nowhere", "body=no-such"]
)
def test_a_filter_that_leaves_nothing_says_so(client: FlaskClient, query: str) -> None:
    page = client.get(f"/programme?{query}")
    assert page.status_code == 200
    assert "names no such project" in page.text


@pytest.mark.parametrize("number", range(12))
def test_every_project_has_a_page(client: FlaskClient, number: int) -> None:
    slug = projects_in(client, "/programme")[number]
    page = words_of(client, f"/programme/{slug}")
    assert "Expected benefits" in page
    assert ABSENT in page


def test_what_is_not_stated_is_said_to_be(client: FlaskClient) -> None:
    page = words_of(client, "/programme/integrated-service-delivery-project")
    assert f"Partners {ABSENT}" in page
    assert f"Reported benefits {ABSENT}" in page
    assert "No sum stated , Efficiency and Reform Fund" in page
    assert f"Funding of this project: {ABSENT}" in words_of(client, "/programme/national-crm")


def test_an_inferred_theme_is_marked_and_a_stated_one_is_not(client: FlaskClient) -> None:
    assert INFERRED in words_of(client, "/programme/national-crm")
    assert INFERRED not in words_of(client, "/programme/shared-workforce-management-and-planning")


def test_what_notices_cost_is_no_funding(client: FlaskClient) -> None:
    page = words_of(client, "/programme/public-information-notices")
    assert "£10,000,000 a year About this much. It is what is spent already, not money given to the project." in page
    assert "£3" not in page


def test_a_council_leads_to_its_page(client: FlaskClient) -> None:
    page = client.get("/programme/joint-working-in-orkney").text
    assert '<a href="/programme/bodies/orkney-islands-council">Orkney Islands Council</a>' in page
    assert '<a href="/programme/bodies/nhs-orkney">NHS Orkney</a>' in page


def test_the_portals_own_entry_shows_live_figures(client: FlaskClient) -> None:
    a_vacancy(an_organisation("fife-council"), posts=4)
    page = words_of(client, "/programme/shared-electronic-recruitment-portal")
    for said in (
        "1 vacancy open now",
        "4 posts to fill",
        "1 employer recruiting",
        "Fewer than 10 applications so far",
        "No spend on advertising has been entered yet",
    ):
        assert said in page
    assert 'href="/figures"' in client.get("/programme/shared-electronic-recruitment-portal").text
    assert "The portal today" not in words_of(client, "/programme/national-crm")


def test_an_unknown_project_is_not_there(client: FlaskClient) -> None:
    assert client.get("/programme/no-such-project").status_code == 404
