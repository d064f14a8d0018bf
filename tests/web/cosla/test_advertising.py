"""Operators keep the facts that ledgers and figures go by; each change is kept with its source."""

import pytest
from flask.testing import FlaskClient

from recruitment.advertising.media import media, media_names, media_offered
from recruitment.advertising.prices import baseline_of, price_index, vat_rate_on
from recruitment.core import clock
from recruitment.core.viewers import Role
from tests.builders.accounts import a_member, a_national, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

PAGE = "/cosla/advertising"
SOURCE = {"source": "Published by somebody, page 7"}


@pytest.fixture
def operator(client: FlaskClient) -> None:
    sign_in(client, a_national("operator"))


@pytest.mark.usefixtures("operator")
def test_a_medium_is_added_offered_and_retired(client: FlaskClient) -> None:
    path = f"{PAGE}/media/new"
    assert "Another medium has this name or these letters" in submit(client, path, name="Local press", online="no").text
    assert "Enter one or two letters" in submit(client, path, name="Podcast", online="yes", sign="r2").text
    assert submit(client, path, name="Podcast", online="yes", sign="R").status_code == 303
    assert media_offered()["podcast"] == "Podcast"
    vacancy = a_vacancy(an_organisation())
    entry = a_placement(as_staff(an_organisation()), vacancy, medium="podcast")
    answer = client.get(f"/j/{vacancy.reference}/r{entry.id}")
    assert answer.location.endswith(f"source=podcast.{entry.id}")
    link = f"{PAGE}/media/{next(row.id for row in media() if row.code == 'national_press')}"
    taken = submit(client, link, name="Event", online="no", sign="n", offered="no")
    assert "Another medium has this name" in taken.text
    assert submit(client, link, name="National papers", online="no", sign="n", offered="no").status_code == 303
    assert "National papers" in media_names().values()
    assert "National papers" not in media_offered().values()


@pytest.mark.usefixtures("operator")
def test_baselines_prices_and_rates_are_stated_with_their_source(client: FlaskClient) -> None:
    house = an_organisation("orkney-islands-council").id
    path = f"{PAGE}/baselines/new"
    facts = {"organisation": str(house), "year": "2006", "precision": "about"}
    assert "Say who published it" in submit(client, path, **facts, amount="£21,000").text
    assert submit(client, path, **facts, **SOURCE, amount="£21,000").status_code == 303
    assert submit(client, path, **facts, **SOURCE, amount="£22,000.50").status_code == 303
    assert baseline_of(house)[2006].amount == 2_200_050
    assert "about 2100000" in client.get(PAGE).text
    path = f"{PAGE}/prices/new"
    assert "up to four decimals" in submit(client, path, **SOURCE, year="2023", value="a lot").text
    assert "Not stated yet: 2023–24" in client.get(PAGE).text
    assert submit(client, path, **SOURCE, year="2023", value="131.65").status_code == 303
    assert price_index()[2023] == 1_316_500
    path = f"{PAGE}/vat-rates/new"
    assert submit(client, path, **SOURCE, holds_from=["1", "1", "2030"], rate="22.5").status_code == 303
    assert vat_rate_on(clock.today().replace(year=2031, day=1)) == 2_250
    assert vat_rate_on(clock.today().replace(day=1)) == 2_000


@pytest.mark.usefixtures("operator")
def test_a_supplier_offered_to_all_is_one_with_those_of_the_same_name(client: FlaskClient) -> None:
    entry = a_placement(as_staff(an_organisation()), a_vacancy(an_organisation()))
    assert submit(client, f"{PAGE}/suppliers/new", name="test  SUPPLIER").status_code == 303
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    assert "In COSLA’s list too" in client.get("/employer/advertising/suppliers").text
    assert entry.supplier_id


@pytest.mark.parametrize(
    "page", ["", "/media/new", "/suppliers/new", "/vat-rates/new", "/prices/new", "/baselines/new"]
)
def test_analysts_keep_none_of_it(client: FlaskClient, page: str) -> None:
    sign_in(client, a_national("analyst"))
    assert client.get(PAGE + page).status_code == 403
