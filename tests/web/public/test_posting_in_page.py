"""The JobPosting of every kind of advert is as search engines want it, and stands on the live advert's page alone."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from recruitment.commands import ADVERTS
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public
from recruitment.extensions import db
from recruitment.organisations.loading import load_councils
from recruitment.settings import PROJECT
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.importing import run_import
from recruitment.vacancies.job_posting import Addresses, job_posting
from recruitment.vacancies.queries import advert, in_phase
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.tables import Vacancy, Workplace
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from tests.builders.organisations import an_organisation
from tests.builders.search import an_advert, an_index_at, follow
from tests.builders.vacancies import a_vacancy

RULES = json.loads((PROJECT / "tests/vacancies/job_posting_rules.json").read_text())
VALIDATOR = jsonschema_rs.validator_for(RULES, validate_formats=True)
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def postings(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in LD.findall(client.get(path).text)]


def page(vacancy: Vacancy) -> str:
    return f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}"


def require_valid(posting: dict[str, Any]) -> None:
    assert [f"{list(fault.instance_path)}: {fault.message}" for fault in VALIDATOR.iter_errors(posting)] == []
    assert posting["description"] != posting["title"]


def test_every_real_advert(client: FlaskClient) -> None:
    load_councils()
    load_categories()
    db.session.commit()
    result = run_import(
        ADVERTS, create_organisations=True, dry_run=False, move_closing_dates=True, progress=lambda _line: None
    )
    assert result.exit_code == 0
    found = db.session.scalars(visible(Public(), Vacancy).where(in_phase("live", clock.now()))).all()
    assert len(found) >= 45
    for vacancy in found:
        (posting,) = postings(client, page(vacancy))
        require_valid(posting)
        assert posting["title"] == vacancy.title
        assert posting["identifier"]["value"] == vacancy.reference


ODD = some.fixed_dictionaries(
    {
        "title": some.sampled_from(["Cook", "Cook </script><script>alert(1)", "Còcaire & “baker”", "x" * 200]),
        "summary": some.sampled_from(["", "Cooks.", "1 < 2 & 3 > 2"]),
        "duties": some.sampled_from(["", "* cook", "# Head\n\ntext **bold** [link](https://x.example)"]),
        "criteria": some.integers(0, 2),
        "patterns": some.lists(some.sampled_from(list(PATTERNS)), unique=True),
        "contract_type": some.sampled_from([None, *CONTRACT_TYPES]),
        "is_home_based": some.booleans(),
        "posts": some.integers(1, 40),
        "closes_at": some.sampled_from([None, clock.end_of_day(clock.today() + timedelta(days=200))]),
    }
)
PAY = some.one_of(
    some.just({"pay_basis": None, "pay_low": None, "pay_high": None}),
    some.tuples(some.sampled_from(["annual", "hourly"]), some.integers(1, 20_000_000), some.integers(0, 999)).map(
        lambda pay: {"pay_basis": pay[0], "pay_low": pay[1], "pay_high": pay[1] + pay[2]}
    ),
)
PLACES = some.lists(
    some.sampled_from(
        [
            {"kind": "site", "label": "Castlehill Primary School", "postcode": "KY154ET"},
            {"kind": "site", "label": "A school", "postcode": ""},
            {"kind": "place", "label": "Newburgh"},
            {"kind": "area", "label": "All over Fife"},
        ]
    ),
    max_size=4,
)


def test_any_advert(client: FlaskClient) -> None:
    fife = an_organisation()

    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(facts=ODD, pay=PAY, places=PLACES)
    def post(facts: dict[str, Any], pay: dict[str, Any], places: list[dict[str, Any]]) -> None:
        vacancy = a_vacancy(fife, **facts, **pay)
        keys = {"organisation_id": fife.id, "vacancy_id": vacancy.id}
        db.session.add_all(Workplace(**keys, position=number, **place) for number, place in enumerate(places))
        db.session.commit()
        here = Addresses(f"https://jobs.example{page(vacancy)}", "https://jobs.example/councils/fife-council")
        require_valid(job_posting(advert(Public(), vacancy.reference), here))

    post()


def test_what_closes_a_script_does_not_close_ours(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation(), title="Cook </script><script>alert(1)")
    (posting,) = postings(client, page(vacancy))
    assert posting["title"] == vacancy.title


@pytest.mark.parametrize("facts", [{"closes_at": clock.now()}, {"state": "filled"}, {"state": "unfilled"}])
def test_no_posting_of_what_is_closed(client: FlaskClient, facts: dict[str, Any]) -> None:
    assert postings(client, page(a_vacancy(an_organisation(), **facts))) == []


def test_no_posting_in_lists(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    with an_index_at(app, tmp_path):
        vacancy = an_advert()
        follow()
        assert len(postings(client, page(vacancy))) == 1
        for path in ("/", "/vacancies", "/councils", "/councils/fife-council"):
            assert postings(client, path) == [], path
