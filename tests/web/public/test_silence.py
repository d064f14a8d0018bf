"""No page and no answer that everybody gets says anything of an advert that is open to some alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.programme.loading import load_register
from recruitment.search import queries
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import a_member, sign_in
from tests.builders.documents import an_attachment
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_place, an_index_at, follow, later
from tests.builders.stages import DAY, an_early_vacancy
from tests.builders.vacancies import a_vacancy

WORD = "quokka"
HOW = {
    "for staff alone": {"internal_from": -DAY, "public_from": None},
    "for redeployees, public tomorrow": {"internal_from": None, "redeployees_from": -DAY, "public_from": DAY},
    "for members, public tomorrow": {"internal_from": None, "members_from": -DAY, "public_from": DAY},
    "for staff alone, and filled": {"internal_from": -DAY, "public_from": None, "state": "filled"},
    "filled before it was public": {"internal_from": -9 * DAY, "public_from": -DAY, "state": "filled",
                                    "changed_at": -3 * DAY},
    "closed before it was public": {"internal_from": -9 * DAY, "public_from": -DAY, "closes_at": -3 * DAY},
    "withdrawn before it was public": {"internal_from": -9 * DAY, "public_from": -DAY, "state": "withdrawn",
                                       "changed_at": -3 * DAY},
}  # fmt: skip


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path / "index"):
        yield


@pytest.fixture
def fife(database: None) -> Organisation:
    load_register()
    fife = an_organisation("fife-council")
    a_category("cleaning")
    a_place("Fife", 56.2, -3.2, kind="Council area", council_code=fife.gss_code)
    a_vacancy(fife, title="Cleaner")
    return fife


def hidden(fife: Organisation, how: str) -> Vacancy:
    facts: dict[str, Any] = {
        name: clock.now() + value if name != "state" and value is not None else value
        for name, value in HOW[how].items()
    }
    facts["public_from"] = facts["public_from"] or NEVER
    vacancy = an_early_vacancy(fife, **{"title": f"{WORD} keeper", "summary": f"Keeps {WORD}s.", **facts})
    an_attachment(vacancy, html=f"<p>All about {WORD}s.</p>", is_readable=True)
    db.session.add(AdvertChange(vacancy_id=vacancy.id))
    db.session.commit()
    follow()
    return vacancy


def addresses(app: Flask, vacancy: Vacancy, attachment: int) -> list[str]:
    """Every address that everybody may read: those without arguments, and each argument that there is."""
    reference = vacancy.reference
    values = {"reference": reference, "slug": f"{WORD}-keeper", "attachment_id": attachment, "sign": "l",
              "category": "cleaning", "place": "fife", "part": str(vacancy.id // 10_000)}  # fmt: skip
    by_endpoint: dict[str, list[dict[str, Any]]] = {
        "public.project": [{"slug": "national-crm"}], "machine.sitemap_part": [{"part": "pages"}, {"part": "1"}],
        **{f"public.{name}": [{"slug": "fife-council"}] for name in ("organisation", "on_your_site", "embed",
                                                                   "embed_script")},
    }  # fmt: skip
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint.split(".")[0] not in ("public", "machine") or "GET" not in (rule.methods or ()):
                continue
            for given in by_endpoint.get(rule.endpoint, [values]):
                path = built(rule, given)
                found += [path, f"{path}?q={WORD}", f"{path}?page_size=100&sort=newest"]
    return found


def built(rule: Rule, given: dict[str, Any]) -> str:
    named = {name: given.get(name, 1) for name in rule.arguments}
    made = rule.build(named, append_unknown=False)
    assert made is not None, rule
    return str(made[1])


@pytest.mark.parametrize("how", HOW)
def test_nothing_that_everybody_reads_tells_of_it(
    app: Flask, client: FlaskClient, fife: Organisation, how: str
) -> None:
    vacancy = hidden(fife, how)
    sign_in(client, a_member(fife))
    told = []
    for path in addresses(app, vacancy, 1):
        response = client.get(path)
        asked = path.partition("?")[2]
        # What was asked is said again by some; what was found never.
        words = response.text.lower().replace(f"q={WORD}", "").replace(f'value="{WORD}"', "") if response.text else ""
        is_about = vacancy.reference in path or WORD in path.partition("?")[0]
        if f"{WORD} keeper" in words or f"keeps {WORD}" in words or f"all about {WORD}" in words:
            told.append(path)
        if not is_about and vacancy.reference.lower() in words:
            told.append(path)
        if is_about and not asked and "report" not in path and vacancy.reference in path:
            assert response.status_code in (404, 302, 303, 308), (path, response.status_code)
    assert not told


@pytest.mark.parametrize("how", HOW)
def test_no_index_finds_it(client: FlaskClient, fife: Organisation, how: str) -> None:
    vacancy = hidden(fife, how)
    assert client.get(f"/api/v1/vacancies?q={WORD}").json["total"] == 0
    assert client.get(f"/saved/{vacancy.reference}").status_code == 404
    if vacancy.public_from == NEVER:
        assert queries.published_adverts([vacancy.id]) == [], "it never comes near the index"
        assert vacancy.id not in queries.published_after(0, 100)


def test_on_its_day_it_is_public_like_any_other(app: Flask, client: FlaskClient, fife: Organisation) -> None:
    vacancy = hidden(fife, "for members, public tomorrow")
    with later(app, days=1, hours=1):
        assert client.get(f"/api/v1/vacancies?q={WORD}").json["total"] == 1
        assert client.get(f"/vacancies/{vacancy.reference}/{WORD}-keeper").status_code == 200
        assert WORD in client.get("/vacancies.atom?q=keeper").text
