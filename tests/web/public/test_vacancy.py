"""An advert's page: what it shows, when it shows it, and the same said to machines."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.tables import Vacancy, Workplace
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

POSTING = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def fifes(**facts: Any) -> Vacancy:
    return a_vacancy(an_organisation("fife-council"), **facts)


def path_of(vacancy: Vacancy) -> str:
    return f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}"


def a_workplace(vacancy: Vacancy, **facts: Any) -> None:
    keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id, "position": 1}
    db.session.add(Workplace(**keys, **{"kind": "place", "label": "Cupar", **facts}))
    db.session.commit()


def test_everything_a_jobseeker_asks(client: FlaskClient) -> None:
    vacancy = fifes(
        title="Early Years Officer",
        patterns=["part_time", "term_time"],
        weeks_a_year=39,
        grade="FC5",
        posts=3,
        contract_type="fixed_term",
        contract_note="Maternity cover",
        disclosure_level="pvg",
        disclosure_workforce="children",
        registration="sssc",
        own_reference="FIF77",
        gaelic="desirable",
        schemes=["no_experience"],
        other_rates=[{"label": "While you train", "basis": "hourly", "low": 1271, "high": 1300}],
    )
    a_workplace(vacancy, kind="site", label="Castlehill Primary School", locality="Cupar", postcode="KY154ET")
    page = client.get(path_of(vacancy)).text
    for said in (
        "Fife Council", "Early Years Officer", "Keeps a school clean.", ">Castlehill Primary School, Cupar, <",
        ">KY15 4ET<",
        "Fixed term. Maternity cover", "Part time, term time", "20 hours a week, 39 weeks a year", "FC5", "FIF77",
        "£12.67 to £13.26", "£23,783.40 to £24,890.91", "£9,883 to £10,343", "52.143",
        "While you train:", "£12.71 to £13.00 an hour", "<li>clean classrooms</li>", "Essential", "Desirable",
        "Criterion 1", "Application form", "PVG scheme membership, to work with children",
        "Scottish Social Services Council", "Gaelic", "No experience needed", vacancy.reference, "Closes in 13 days",
        f'href="/candidate/vacancies/{vacancy.reference}/apply"', "Report this advert",
    ):  # fmt: skip
        assert said in page, said


def test_what_to_have_ready_is_said_before_anybody_begins(client: FlaskClient) -> None:
    asked = [{"name": "Driving licence", "is_required": True}, {"name": "Portfolio", "is_required": False}]
    page = client.get(path_of(fifes(documents_asked=asked))).text
    assert "<li>Driving licence</li><li>Portfolio (if you like)</li>" in page
    assert "Have these documents ready" not in client.get(path_of(fifes())).text


def test_an_old_title_leads_to_the_right_address(client: FlaskClient) -> None:
    vacancy = fifes()
    answer = client.get(f"/vacancies/{vacancy.reference}/kitchen-porter")
    assert (answer.status_code, answer.location) == (301, path_of(vacancy))


@pytest.mark.parametrize("state", ["draft", "awaiting_approval", "approved"])
def test_internal_stages_are_not_there(client: FlaskClient, state: str) -> None:
    assert client.get(path_of(fifes(state=state))).status_code == 404


def test_a_scheduled_advert_is_not_there_yet(client: FlaskClient) -> None:
    assert client.get(path_of(fifes(public_from=clock.now() + timedelta(days=1)))).status_code == 404


def test_an_unknown_reference_is_not_there(client: FlaskClient) -> None:
    assert client.get("/vacancies/NOSUCH99/cleaner").status_code == 404


def test_a_withdrawn_advert_says_so_and_nothing_else(client: FlaskClient) -> None:
    vacancy = fifes(state="withdrawn", title="Secret plan")
    answer = client.get(path_of(vacancy))
    assert answer.status_code == 410
    assert "withdrawn" in answer.text
    assert "Secret plan" not in answer.text


def test_one_withdrawn_before_it_was_public_was_never_there(client: FlaskClient) -> None:
    vacancy = fifes(state="withdrawn", public_from=clock.now() + timedelta(days=1))
    assert client.get(path_of(vacancy)).status_code == 404


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"closes_at": clock.now() - timedelta(hours=1)}, "This job closed on"),
        ({"state": "filled", "posts_filled": 1}, "This job has been filled"),
        ({"state": "unfilled"}, "ended without an appointment"),
    ],
)
def test_what_is_over_can_be_read_and_not_applied_for(client: FlaskClient, facts: dict[str, Any], said: str) -> None:
    answer = client.get(path_of(fifes(**facts)))
    page = answer.text
    assert answer.status_code == 410
    assert said in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="/candidate/"' in page
    assert "/saved/" not in page
    assert "Criterion 1" in page
    assert "Apply for this job" not in page
    assert POSTING.search(page) is None


def test_html_in_an_advert_is_shown_as_typed(client: FlaskClient) -> None:
    attack = "<script>alert(1)</script>"
    vacancy = fifes(title=f"Cook {attack}", summary=attack, duties=f"{attack} [x](javascript:alert(1))")
    page = client.get(path_of(vacancy)).text
    assert attack not in page
    assert "javascript:" not in POSTING.sub("", page).replace("[x](javascript:alert(1))", "")


def test_the_posting_for_machines_stands_while_live(client: FlaskClient) -> None:
    vacancy = fifes()
    page = client.get(path_of(vacancy)).text
    found = POSTING.search(page)
    assert found
    posting = json.loads(found.group(1))
    assert posting["@type"] == "JobPosting"
    assert posting["url"] == f"http://127.0.0.1{path_of(vacancy)}"


def test_nothing_in_a_title_ends_the_posting(client: FlaskClient) -> None:
    title = "Cook </script><b>& others"
    page = client.get(path_of(fifes(title=title))).text
    found = POSTING.search(page)
    assert found and not set("<>&") & set(found.group(1))
    assert json.loads(found.group(1))["title"] == title


def test_an_imported_advert_tells_where_it_is_from_and_what_was_doubtful(client: FlaskClient) -> None:
    vacancy = fifes(
        source_url="https://adverts.example/1",
        source_texts={"hours_text": "as and when", "salary_text": "£12 to £13"},
        doubts=["No hours could be read."],
        is_closing_moved=True,
    )
    page = client.get(path_of(vacancy)).text
    assert '<a href="https://adverts.example/1" rel="external nofollow noopener">' in page
    for said in ("as and when", "No hours could be read.", "Closing date moved for this demonstration"):
        assert said in page


def test_without_doubts_no_texts_are_repeated(client: FlaskClient) -> None:
    vacancy = fifes(source_url="https://adverts.example/1", source_texts={"hours_text": "as and when"})
    assert "as and when" not in client.get(path_of(vacancy)).text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"pay_basis": None, "pay_low": None, "pay_high": None, "is_pro_rata": False},
            "does not say what the job pays",
        ),
        ({"pay_basis": None, "pay_low": None, "pay_high": None, "pay_note": "Band 2"}, "Band 2"),
        ({"is_pro_rata": False}, "does not say whether this is for full-time work"),
        ({"closes_at": None}, "No closing date"),
        ({"is_home_based": True}, "you work from home"),
        ({"duties": "", "summary": ""}, "does not describe the job"),
    ],
)
def test_what_is_not_said_is_said_to_be_missing(client: FlaskClient, facts: dict[str, Any], said: str) -> None:
    assert said in client.get(path_of(fifes(**facts))).text
