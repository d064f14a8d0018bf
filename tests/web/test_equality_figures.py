"""Pages and files of equality figures: the same cells in both, and nothing that is withheld."""

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
from tests.builders.files import lines_of_csv
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, tables_of

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


def shown(*pairs: tuple[int, int] | None) -> list[str]:
    """Count and share of each stage as the page shows them; None and all that follows are withheld."""
    told = [part for pair in pairs for part in (("withheld",) * 2 if pair is None else (str(pair[0]), f"{pair[1]}%"))]
    return told + ["withheld"] * (10 - len(told))


OWN = "/employer/figures/fife-council/equality"


def test_a_councils_funnel_shows_what_is_large_enough(client: FlaskClient, year: int) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))
    page = client.get(OWN).text
    assert tables_of(page)["Sex"] == [["Female", *shown((60, 60), (30, 100))], ["Male", *shown((40, 40))]]
    assert "Too few to show anything of" in page
    women, men = lines_of_csv(client.get(f"{OWN}/sex.csv?year={year}").text)
    assert (women["Applied"], women["Applied, share (%)"], women["Interviewed"]) == ("60", "60", "withheld")
    assert (men["Answer"], men["Shortlisted"]) == ("Male", "withheld")


def test_a_council_compares_itself_with_all_and_sees_no_other(client: FlaskClient, year: int) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.PANEL_MEMBER))
    assert tables_of(client.get(f"{OWN}?of=all").text)["Sex"][0][:3] == ["Female", "85", "59%"]
    for other in ("/employer/figures/orkney-islands-council/equality", f"{OWN}?of=orkney-islands-council",
                  f"{OWN}?year=1999", "/employer/figures/orkney-islands-council/equality/sex.csv"):  # fmt: skip
        assert client.get(other).status_code == 404


@pytest.mark.parametrize("role", ["analyst", "operator"])
def test_cosla_sees_all_together_and_side_by_side(client: FlaskClient, year: int, role: str) -> None:
    sign_in(client, a_national(role))
    page = client.get("/cosla/figures/equality").text
    # Of Orkney's women nobody is told, so of all together neither: with Fife's thirty, the sum would tell five.
    assert tables_of(page)["Sex"][0] == ["Female", *shown((85, 59))]
    compared = f"/cosla/figures/equality-compared?answer=sex.female&year={year}"
    assert links_of(page)["Female"] == compared
    assert tables_of(client.get(compared).text)["Sex: Female"] == [
        ["Fife Council", *shown((60, 60), (30, 100))],
        ["Orkney Islands Council", *shown((25, 56))],
    ]
    assert client.get("/cosla/figures/equality-compared?answer=sex.900").status_code == 404


def test_before_anything_is_published_the_pages_say_when(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))
    assert "There is nothing to show yet" in client.get(OWN).text
    assert client.get(f"{OWN}.xlsx").status_code == 200
