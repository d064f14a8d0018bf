"""COSLA's page of what comes after closing: counts and shares, small ones withheld."""

from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.reporting.actions import roll_up
from recruitment.vacancies.after_tables import Outcome
from tests.builders.accounts import a_member, a_national, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.vacancies import a_vacancy


def answered(slug: str, outside: int, own: int) -> None:
    organisation = an_organisation(slug)
    vacancy = a_vacancy(organisation, title="Secret Cleaner", state="filled", posts=99, posts_filled=outside + own)
    keys = {"organisation_id": organisation.id, "vacancy_id": vacancy.id}
    db.session.add(Outcome(**keys, ended_on=clock.today(), outside=outside, own=own, answered_by=1))
    db.session.commit()


def test_an_analyst_reads_shares_and_no_small_count(client: FlaskClient) -> None:
    answered("fife-council", 30, 10)
    answered("orkney-islands-council", 25, 25)
    roll_up()
    sign_in(client, a_national("analyst"))
    page = client.get("/cosla/figures/after-closing").text
    words = words_of(page)
    assert "Fife Council 30 10 0 0 75% Orkney Islands Council 25 25 0 0 50% All 55 35 0 0 61%" in words
    assert "Of 90 appointments, 35 went to people who worked for a Scottish council already" in words
    assert "Secret Cleaner" not in page
    assert "/cosla/figures/after-closing" in links_of(client.get("/cosla/figures").text).values()


def test_a_small_count_is_withheld_with_those_that_would_tell_it(client: FlaskClient) -> None:
    answered("fife-council", 30, 10)
    answered("orkney-islands-council", 25, 4)
    roll_up()
    sign_in(client, a_national("analyst"))
    words = words_of(client.get("/cosla/figures/after-closing").text)
    assert "Orkney Islands Council withheld withheld 0 0 –" in words
    assert "Fife Council withheld withheld 0 0 –" in words


def test_nonsense_in_the_address_is_left_out_and_a_year_without_figures_says_so(client: FlaskClient) -> None:
    sign_in(client, a_national("analyst"))
    page = client.get("/cosla/figures/after-closing?year=soon&year=1999")
    assert page.status_code == 200
    assert "There is nothing to show yet" in page.text


def test_a_recruiter_is_no_analyst(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council")))
    assert client.get("/cosla/figures/after-closing").status_code in (302, 403, 404)
