"""The register for machines: the feed by a feed reader, the table by a spreadsheet's rules, the whole as JSON."""

import csv
import io
from html import unescape
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient

from recruitment.extensions import db
from recruitment.programme.actions import add, alter, withdraw
from recruitment.programme.nouns import NOUNS
from tests.builders.programme import KEEPER, OPERATOR, a_benefit, a_project, a_register


@pytest.fixture(autouse=True)
def register(client: FlaskClient) -> None:
    a_register()


def rows(client: FlaskClient) -> dict[str, dict[str, str]]:
    answer = client.get("/programme.csv")
    assert answer.mimetype == "text/csv"
    return {row["slug"]: row for row in csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")))}


def project(client: FlaskClient, slug: str) -> dict[str, Any]:
    found = [each for each in client.get("/programme.json").json["projects"] if each["slug"] == slug]
    return dict(found[0])


def test_the_table_has_a_line_a_project(client: FlaskClient) -> None:
    found = rows(client)
    assert len(found) == 12
    crm = found["national-crm"]
    assert (crm["stage"], crm["stage_date"], crm["lead"]) == ("In place", "by summer 2007", "West Lothian Council")
    assert crm["partners"] == "Improvement Service"
    assert crm["theme_is_inferred"] == "yes"
    assert crm["url"].endswith("/programme/national-crm")
    assert found["multi-agency-shared-services"]["partners"].count(";") == 4


def test_no_cell_is_a_formula(client: FlaskClient) -> None:
    crm = a_project()
    alter(OPERATOR, crm, {"summary": "=HYPERLINK(1)", "name": "+1"}, crm.version, "To try")
    db.session.commit()
    assert rows(client)["national-crm"]["summary"] == "'=HYPERLINK(1)"
    assert rows(client)["national-crm"]["name"] == "'+1"


def test_the_whole_says_what_the_pages_say(client: FlaskClient) -> None:
    whole = client.get("/programme.json").json
    assert whole["licence"].startswith("https://www.nationalarchives.gov.uk/doc/open-government-licence")
    assert whole["stages"][0]["slug"] == "proposed"
    (decision,) = whole["programme"]["funding"]
    assert (decision["pence"], decision["date"], decision["date_iso"]) == (300_000_000, "June 2007", "2007-06")
    notices = project(client, "public-information-notices")
    assert (notices["figures"][0]["number"], notices["figures"][0]["unit"]) == (1_000_000_000, "pence a year")
    assert project(client, "shared-electronic-recruitment-portal")["steps"][-1] == {
        "label": "Goes live", "stage": "in_place", "is_expected": True, "note": None, "date": "February 2008",
        "date_iso": "2008-02", "source": whole["source"]["words"],
    }  # fmt: skip


def test_a_change_is_there_at_once_and_what_is_withdrawn_is_gone(client: FlaskClient) -> None:
    row = add(KEEPER, NOUNS["benefits"], a_benefit(), "Reported", a_project())
    db.session.commit()
    benefit = project(client, "national-crm")["benefits"][0]
    assert (benefit["text"], benefit["pence"], benefit["date_iso"]) == ("Calls answered sooner", 12_000_000, "2009-03")
    assert "Calls answered sooner" in rows(client)["national-crm"]["benefits_reported"]
    withdraw(KEEPER, row, 1, "Wrong")
    db.session.commit()
    assert "Calls answered sooner" not in client.get("/programme.json").text


def test_the_feed_of_changes(client: FlaskClient) -> None:
    row = add(KEEPER, NOUNS["benefits"], a_benefit(), "The annual report tells of it", a_project())
    alter(OPERATOR, row, {"text": "Calls answered <sooner> & better"}, 1, "Clearer")
    db.session.commit()
    answer = client.get("/programme/changes.atom")
    feed = feedparser.parse(answer.get_data())
    assert not feed.bozo
    assert (answer.mimetype, len(feed.entries)) == ("application/atom+xml", 14)
    newest, before = feed.entries[:2]
    assert newest.title == "National CRM: benefit altered, “Calls answered <sooner> & better”"
    assert "Benefit: Calls answered sooner → Calls answered <sooner> & better." in unescape(newest.summary)
    assert (newest.author, before.author) == ("COSLA", "Improvement Service")
    assert newest.link.endswith("/programme/national-crm")
    assert len({entry.id for entry in feed.entries}) == 14
    assert feed.feed.updated == newest.updated
    assert "Open Government Licence" in feed.feed.rights


def test_they_are_explained_to_developers(client: FlaskClient) -> None:
    page = client.get("/developers").text
    for path in ("/programme.json", "/programme.csv", "/programme/changes.atom"):
        assert f'href="{path}"' in page
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
