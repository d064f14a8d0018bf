"""Which answers of an advert's page count as a view."""

import pytest
from flask.testing import FlaskClient

from recruitment.vacancies.views import TALLY
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    TALLY.take()


def counted() -> int:
    return sum(TALLY.take().values())


def test_a_view_is_an_opening_of_a_live_advert_by_somebody(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    live, over = a_vacancy(fife), a_vacancy(fife, state="filled", posts_filled=1)
    path = f"/vacancies/{live.reference}/cleaner"
    first = client.get(path, headers=FIREFOX)
    assert (first.status_code, counted()) == (200, 1)
    # Whoever has the page already opens it again.
    again = client.get(path, headers={**FIREFOX, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, counted()) == (304, 1)
    client.head(path, headers=FIREFOX)
    client.get(path, headers={"User-Agent": "Googlebot/2.1"})
    client.get(path, headers={**FIREFOX, "Sec-Purpose": "prefetch"})
    client.get(f"/vacancies/{live.reference}/another-title", headers=FIREFOX)
    client.get(f"/vacancies/{over.reference}/cleaner", headers=FIREFOX)
    client.get(f"/api/v1/vacancies/{live.reference}", headers=FIREFOX)
    assert counted() == 0


def test_what_a_signpost_led_to_is_counted_by_where_it_stood(client: FlaskClient) -> None:
    vacancy = a_vacancy(an_organisation("fife-council"))
    there = client.get(f"/j/{vacancy.reference}/s", headers=FIREFOX).location
    client.get(there, headers=FIREFOX)
    client.get(f"/vacancies/{vacancy.reference}/cleaner?source=nowhere", headers=FIREFOX)
    client.get(f"/vacancies/{vacancy.reference}/cleaner?source=internal", headers=FIREFOX)
    assert {key[-1]: views for key, views in TALLY.take().items()} == {"social_media": 1, "": 2}
