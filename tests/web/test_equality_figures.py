"""Pages and files of equality figures: the same cells in both, and nothing that is withheld."""

import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.applications.equality.questions import version_now
from recruitment.applications.equality.tallies import Tallies, Where
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.equality_release import release_year
from tests.builders.accounts import a_member, a_national, sign_in
from tests.builders.organisations import an_organisation

Counts = dict[str, dict[str, int]]
FIFE: Counts = {"applied": {"female": 60, "male": 40, "": 15}, "shortlisted": {"female": 30, "male": 4, "": 12}}
ORKNEY: Counts = {"applied": {"female": 25, "male": 20, "": 10}, "shortlisted": {"female": 5, "male": 1, "": 9}}


def published(council: Organisation, counts: Counts) -> int:
    """The year before, counted for a council and published."""
    tallies, year = Tallies(), clock.financial_year(clock.today()) - 1
    for stage, answers in counts.items():
        for answer, number in answers.items():
            for _ in range(number):
                given = {"sex": [answer]} if answer else {}
                tallies.add(Where(council.id, year, stage), version_now().name, given)
    tallies.store()
    return year


@pytest.fixture
def year(client: FlaskClient) -> int:
    published(an_organisation("fife-council"), FIFE)
    found = published(an_organisation("orkney-islands-council"), ORKNEY)
    assert release_year() == found
    db.session.commit()
    return found


def rows_of(page: str) -> list[list[str]]:
    """The cells of every row of every table."""
    rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", page.partition("<tbody")[2], re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def lines_of(answer: Any) -> list[list[str]]:
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_a_councils_funnel_shows_what_is_large_enough(client: FlaskClient, year: int) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))
    page = client.get("/employer/equality").text
    assert rows_of(page) == [
        ["Female", "60 (60%)", "30 (100%)", "withheld", "withheld", "withheld"],
        ["Male", "40 (40%)", "withheld", "withheld", "withheld", "withheld"],
    ]
    assert "Too few to show anything of: Age" in page
    lines = lines_of(client.get(f"/employer/equality.csv?year={year}&of=fife-council"))
    assert lines[0][:4] == ["Characteristic", "Answer", "Applied", "Applied share"]
    assert ["Sex", "Female", "60", "60%", "30", "100%", *["withheld"] * 6] in lines
    assert ["Sex", "Male", "40", "40%", *["withheld"] * 8] in lines


def test_a_council_compares_itself_with_all_and_sees_no_other(client: FlaskClient, year: int) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.PANEL_MEMBER))
    assert rows_of(client.get("/employer/equality?of=all").text)[0][:2] == ["Female", "85 (59%)"]
    assert client.get("/employer/equality?of=orkney-islands-council").status_code == 404
    assert client.get("/employer/equality.csv?of=orkney-islands-council").status_code == 404
    assert client.get("/employer/equality?year=1999").status_code == 404


@pytest.mark.parametrize("role", ["analyst", "operator"])
def test_cosla_sees_all_together_and_side_by_side(client: FlaskClient, year: int, role: str) -> None:
    sign_in(client, a_national(role))
    page = client.get("/cosla/equality").text
    # Of Orkney's women nobody is told, so of all together neither: with Fife's thirty, the sum would tell five.
    assert rows_of(page)[0] == ["Female", "85 (59%)", "withheld", "withheld", "withheld", "withheld"]
    assert f"/cosla/equality/sex/female?year={year}" in page
    compared = client.get(f"/cosla/equality/sex/female?year={year}")
    assert rows_of(compared.text) == [
        ["Fife Council", "60 (60%)", "30 (100%)", "withheld", "withheld", "withheld"],
        ["Orkney Islands Council", "25 (56%)", "withheld", "withheld", "withheld", "withheld"],
    ]
    lines = lines_of(client.get(f"/cosla/equality/sex/female.csv?year={year}"))
    assert lines[1][:4] == ["Sex: Female", "Fife Council", "60", "60%"]
    assert lines_of(client.get("/cosla/equality.csv"))[7][:4] == ["Sex", "Female", "85", "59%"]
    assert client.get("/cosla/equality/sex/900").status_code == 404


def test_before_anything_is_published_the_pages_say_when(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))
    assert "There is nothing to show yet" in client.get("/employer/equality").text
    assert client.get("/employer/equality.csv").status_code == 200
