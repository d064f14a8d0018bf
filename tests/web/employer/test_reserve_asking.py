"""Asking somebody on a reserve list about another job, and their answer, by the pages."""

from flask.testing import FlaskClient

from recruitment.organisations.tables import Organisation
from tests.builders.accounts import an_account
from tests.builders.pages import links_of, submit, words_of
from tests.builders.pool import a_reserve_place
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn


def test_one_list_serves_another_vacancy(client: FlaskClient, fife: Organisation, signed_in: SignIn) -> None:
    runner_up = an_account("jo@test.example")
    place = a_reserve_place(a_vacancy(fife, title="Cleaner"), account=runner_up, state="accepted")
    other = a_vacancy(fife, title="Caretaker")
    signed_in()
    name = next(text for text in links_of(client.get("/employer/reserve").text) if text.startswith("Ask about another"))
    page = links_of(client.get("/employer/reserve").text)[name]
    assert submit(client, page).status_code == 422
    assert submit(client, page, vacancy=str(other.id), message="It is near you.").status_code == 303
    assert "There is no other published vacancy" in client.get(page).text
    signed_in(account=runner_up)
    told = client.get(f"/candidate/applications/{place.application_id}").text
    asked = next(href for text, href in links_of(told).items() if text.startswith("Caretaker:"))
    assert "It is near you." in words_of(client.get(asked).text)
    assert submit(client, asked).status_code == 422
    answer = submit(client, asked, answer="yes")
    made = words_of(client.get(answer.location).text)
    assert "Caretaker" in made and "You are on the reserve list until" in made
    assert "You have said yes." in client.get(asked).text
