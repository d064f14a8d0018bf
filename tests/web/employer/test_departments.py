"""Departments are listed by an administrator and offered to whoever writes an advert."""

from flask.testing import FlaskClient

from recruitment.core.viewers import Role
from recruitment.organisations.tables import Organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_complete_vacancy
from tests.web.employer.conftest import SignIn

PAGE = "/employer/departments"


def test_what_is_listed_is_offered_and_nothing_is_forced(
    client: FlaskClient, fife: Organisation, signed_in: SignIn
) -> None:
    signed_in(Role.ADMINISTRATOR)
    answer = submit(client, PAGE, departments="Roads\r\nEarly years", before="")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?organisation=fife-council")
    assert "Early years\nRoads</textarea>" in client.get(PAGE).text
    signed_in()
    draft = a_complete_vacancy(fife)
    for page in ("/employer/vacancies/new", f"/employer/vacancies/{draft.id}/post"):
        shown = client.get(page).text
        assert 'list="department-options"' in shown
        assert '<option value="Early years"></option><option value="Roads"></option>' in shown
    saved = submit(
        client, f"/employer/vacancies/{draft.id}/post", title="Cleaner", category="cleaning", department="Harbours",
        posts="1",
    )  # fmt: skip
    assert saved.status_code == 303
    assert 'value="Harbours"' in client.get(f"/employer/vacancies/{draft.id}/post").text


def test_two_administrators_do_not_undo_each_other(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in(Role.ADMINISTRATOR)
    submit(client, PAGE, departments="Roads", before="")
    submit(client, PAGE, departments="Roads\nLibraries", before="Roads")
    submit(client, PAGE, departments="Roads\nHarbours", before="Roads")
    assert "Harbours\nLibraries\nRoads</textarea>" in client.get(PAGE).text


def test_a_mistake_is_said_beside_the_list_and_nothing_is_lost(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in(Role.ADMINISTRATOR)
    refused = submit(client, PAGE, departments=f"Roads\n{'x' * 121}", before="")
    assert refused.status_code == 422
    assert "longer than 120 characters" in refused.text and "Roads\n" in refused.text
    assert "Roads" not in client.get(PAGE).text


def test_it_is_for_administrators(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in()
    assert client.get(PAGE).status_code == 404
