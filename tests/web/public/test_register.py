"""The register by body, by time and by change; what a withdrawn entry says; what links to it."""

import pytest
from flask.testing import FlaskClient

from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.programme.actions import add, alter, withdraw
from recruitment.programme.nouns import NOUNS
from recruitment.reporting.actions import roll_up
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.programme import KEEPER, OPERATOR, a_benefit, a_project, a_register, an_entry
from tests.builders.vacancies import a_vacancy


@pytest.fixture(autouse=True)
def register(client: FlaskClient) -> None:
    a_register()


def read(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return words_of(answer.text)


def test_every_council_can_be_chosen(client: FlaskClient) -> None:
    page = client.get("/programme/bodies").text
    said = words_of(page)
    assert "Orkney Islands Council 1 project" in said
    assert "Fife Council not named" in said
    assert "NHS Orkney 1 project" in said
    assert "West Lothian Council" not in said, "it recruits nowhere in this test"


def test_what_a_council_is_part_of(client: FlaskClient) -> None:
    page = client.get("/programme/bodies/orkney-islands-council")
    assert "Part of 1 project Joint Working in Orkney" in words_of(page.text)
    assert "Part Partner Shares services" in words_of(page.text)
    assert links_of(page.text)["Jobs at Orkney Islands Council"] == "/councils/orkney-islands-council"
    assert "Part Leads" in read(client, "/programme/bodies/west-lothian-council")
    assert "No project in the register names Fife Council." in read(client, "/programme/bodies/fife-council")


def test_other_bodies_have_a_page_too(client: FlaskClient) -> None:
    assert "Part of 3 projects" in read(client, "/programme/bodies/improvement-service")
    assert "Oversees how the Efficiency and Reform Fund supports" in read(
        client, "/programme/bodies/national-shared-services-board"
    )


@pytest.mark.parametrize("slug", ["no-such-body", "%00", "a" * 200])
def test_an_unknown_body_is_not_there(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/programme/bodies/{slug}").status_code in (400, 404)


def test_an_employer_that_is_no_council_has_none(client: FlaskClient) -> None:
    db.session.add(Organisation(slug="example-trust", name="Example Trust", kind="charity"))
    db.session.commit()
    assert client.get("/programme/bodies/example-trust").status_code == 404
    assert "/programme/bodies/" not in client.get("/councils/example-trust").text


def test_a_council_under_another_word_leads_to_its_address(client: FlaskClient) -> None:
    facts = {"name": "Fife", "full_name": "", "kind": "council", "gss_code": "S12000047", "description": "",
             "source": "A minute"}  # fmt: skip
    add(OPERATOR, NOUNS["bodies"], facts, "It joins")
    db.session.commit()
    assert client.get("/programme/bodies/fife").location == "/programme/bodies/fife-council"
    assert client.get("/programme/bodies/fife-council").status_code == 200


def test_each_councils_page_leads_there(client: FlaskClient) -> None:
    links = links_of(client.get("/councils/fife-council").text)
    assert links["What this council is part of"] == "/programme/bodies/fife-council"


def test_the_timeline_tells_each_date_once(client: FlaskClient) -> None:
    page = read(client, "/programme/timeline")
    for said in ("April 2006 The programme : National Shared Services Board created",
                 "December 2006 Scotland Excel : Steering group established",
                 "Funding, Projects approved in June 2007: £3,000,000",
                 "February 2008 Shared Electronic Recruitment Portal : Goes live (expected)"):  # fmt: skip
        assert said in page
    assert page.count("By summer 2007") == 1
    assert page.index("June 2007") < page.index("By summer 2007") < page.index("Autumn 2007")


def test_the_history_names_a_body_and_no_person(client: FlaskClient) -> None:
    row = add(KEEPER, NOUNS["benefits"], a_benefit(), "The annual report tells of it", a_project())
    alter(OPERATOR, row, {"text": "Calls answered sooner <b>", "pence": None}, 1, "The report was corrected")
    withdraw(OPERATOR, row, 2, "It was of another project")
    db.session.commit()
    page = read(client, "/programme/national-crm").partition("History of this entry")[2]
    assert "Benefit withdrawn".lower() in page.lower()
    for said in ("The annual report tells of it", "Improvement Service", "COSLA", "The report was corrected",
                 "Was: £120,000.00 Is now: nothing", "Calls answered sooner <b>",
                 "It was of another project"):  # fmt: skip
        assert said in page
    assert "Show 1 earlier changes" in page or "Show 1 earlier change" in page
    whole = read(client, "/programme/changes")
    assert whole.index("It was of another project") < whole.index("The annual report tells of it")


def test_a_fact_of_another_source_names_it(client: FlaskClient) -> None:
    add(KEEPER, NOUNS["benefits"], a_benefit(), "Reported", a_project())
    db.session.commit()
    page = read(client, "/programme/national-crm")
    assert "Calls answered sooner: £120,000 (March 2009) Source: Annual report, Example Body, 2009" in page
    assert page.count("Source: Annual") == 1
    assert "Source: Shared Services Update" not in page


def test_a_withdrawn_project_says_so_at_its_address(client: FlaskClient) -> None:
    crm = a_project()
    withdraw(OPERATOR, crm, crm.version, "Entered twice")
    db.session.commit()
    assert "This entry was withdrawn from the register" in read(client, "/programme/national-crm")
    assert "Entered twice" in read(client, "/programme/national-crm")
    assert 'href="/programme/national-crm"' not in client.get("/programme").text
    assert "11 of 11 projects" in read(client, "/programme")


def test_the_portals_entry_tells_spend_once_it_is_no_single_employers(client: FlaskClient) -> None:
    for number, slug in enumerate(("fife-council", "orkney-islands-council", "nhs-orkney"), 1):
        council = an_organisation(slug)
        a_placement(as_staff(council), a_vacancy(council), net=1_000_00)
        roll_up()
        db.session.commit()
        page = read(client, "/programme/shared-electronic-recruitment-portal")
        assert ("£3,000" in page) == (number == 3)
        assert ("withheld withheld" in page) == (number < 3)


def test_another_entry_tells_no_figures_of_the_portal(client: FlaskClient) -> None:
    assert an_entry().project is not None
    assert "The portal today" not in read(client, "/programme/national-crm")
