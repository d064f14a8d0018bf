"""What led people to an advert and to apply, counted of nobody in particular, and told apart from what they say."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.advertising.response import Response, keep_response, response_by_medium
from recruitment.applications.queries import application_for
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.views import store_views
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
KEEPING = System("keeping")
pytestmark = pytest.mark.usefixtures("database")


def test_a_placements_link_leads_through_to_the_application(client: FlaskClient) -> None:
    vacancy, viewer = a_vacancy(an_organisation()), as_staff(an_organisation())
    entry = a_placement(viewer, vacancy)
    led = client.get(f"/j/{vacancy.reference}/L{entry.id}").location
    assert led.endswith(f"?source=local_press.{entry.id}")
    page = client.get(led, headers=READER)
    assert f"source=local_press.{entry.id}" in page.text
    assert "Set-Cookie" not in page.headers
    store_views()
    person = an_account()
    sign_in(client, person)
    submit(client, f"/candidate/vacancies/{vacancy.reference}/apply?source=local_press.{entry.id}")
    begun = application_for(Candidate(person.id), vacancy.id)
    assert begun is not None
    assert (begun.came_by, begun.heard_from) == (f"local_press.{entry.id}", "local_press")
    found = response_by_medium(viewer, [vacancy.id])
    assert found.by_placement[entry.id] == Response(views=1, starts=1)
    assert found.by_medium["local_press"] == Response(views=1, starts=1)


@pytest.mark.parametrize("made_up", ["local_press.999999", "local_press.1x", "smoke", "event.{other}", "portal"])
def test_a_source_that_somebody_made_up_counts_for_no_placement(client: FlaskClient, made_up: str) -> None:
    vacancy, viewer = a_vacancy(an_organisation()), as_staff(an_organisation())
    other = a_placement(viewer, a_vacancy(an_organisation()), medium="event")
    client.get(f"/vacancies/{vacancy.reference}/cleaner?source={made_up.format(other=other.id)}", headers=READER)
    store_views()
    found = response_by_medium(viewer, [vacancy.id])
    assert found.by_placement == {}
    assert sum(each.views for each in found.by_medium.values()) == 1


def test_what_applicants_say_stands_beside_the_links_and_the_rest_is_not_attributed() -> None:
    vacancy, viewer = a_vacancy(an_organisation()), as_staff(an_organisation())
    for came_by, heard_from in (("local_press", "local_press"), ("", "local_press"), ("", "word_of_mouth"), ("", "")):
        row = an_application(vacancy)
        row.came_by, row.heard_from = came_by, heard_from
    db.session.flush()
    found = response_by_medium(viewer, [vacancy.id])
    assert found.by_medium["local_press"] == Response(starts=1, sent=1, said=2)
    assert found.by_medium["word_of_mouth"] == Response(said=1)
    assert found.unattributed == Response(starts=3, sent=3)
    assert found.attributed == 1


def test_what_is_removed_goes_on_being_counted() -> None:
    vacancy, viewer = a_vacancy(an_organisation()), as_staff(an_organisation())
    rows = [an_application(vacancy) for _ in range(3)]
    for row in rows:
        row.came_by, row.heard_from, row.submitted_at = "event", "event", clock.now() - timedelta(days=400)
    db.session.flush()
    before = response_by_medium(viewer, [vacancy.id]).by_medium
    keep_response(KEEPING, [rows[0].id, rows[1].id])
    db.session.execute(removing(KEEPING, Application).where(Application.id.in_([rows[0].id, rows[1].id])))
    assert response_by_medium(viewer, [vacancy.id]).by_medium == before
