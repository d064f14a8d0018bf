"""How people answered an advert, by day."""

from datetime import timedelta

from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.organisations.tables import Organisation
from tests.builders.applications import an_application
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn


def test_of_a_long_response_the_quiet_days_are_left_out(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    began = clock.now() - timedelta(days=400)
    vacancy = a_vacancy(fife, public_from=began, published_at=began)
    an_application(vacancy)
    page = client.get(f"/employer/vacancies/{vacancy.id}/response").text
    table = page[page.index("Response by day") :]
    assert "Days on which nothing happened are left out." in page
    assert f"{clock.today():%a %-d %b %Y}" in table
    assert f"{clock.today() - timedelta(days=2):%a %-d %b %Y}" not in table
