"""Who was appointed, as an HR system reads it: what changed since, in pages, taken over once."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.key_tables import APPOINTING, READING
from recruitment.accounts.keys import make_key
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.offers.actions import appoint
from recruitment.offers.hand_over_file import FACTS
from recruitment.web.machine import own_appointments
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.offers import an_offer_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

ADDRESS = "/api/v1/employer/appointments"
TAKEN = f"{ADDRESS}/handed-over"


def a_key(*scopes: str, slug: str = "fife-council") -> dict[str, str]:
    organisation = an_organisation(slug)
    _, secret = make_key(as_staff(organisation, Role.ADMINISTRATOR), organisation.id, "HR", scopes or (APPOINTING,))
    db.session.commit()
    return {"Authorization": f"Bearer {secret}"}


def appointed(number: int = 1) -> list[str]:
    vacancy = a_vacancy(an_organisation(), posts=number)
    found = []
    for _ in range(number):
        application = an_application(vacancy, state="offered")
        an_offer_to(application, "unconditional")
        appoint(as_staff(an_organisation()), application)
        found.append(application.reference)
    db.session.commit()
    return found


def test_all_is_read_page_by_page_and_then_what_changed_since(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_appointments, "PAGE_SIZE", 2)
    key, references, seen = a_key(), appointed(5), []
    address: str | None = ADDRESS
    while address:
        page = client.get(address, headers=key).get_json()
        seen += [row["reference"] for row in page["results"]]
        address = page["next"] and page["next"][page["next"].index("/api") :]
    assert seen == references
    later = (clock.now() + timedelta(minutes=1)).isoformat()
    assert client.get(f"{ADDRESS}?since={later}", headers=key).get_json()["results"] == []
    assert page["results"][0].keys() == FACTS.keys()


def test_what_is_taken_over_is_taken_once(client: FlaskClient) -> None:
    key, (reference,) = a_key(), appointed()
    sent = {"references": [reference], "as_of": clock.now().isoformat()}
    assert client.post(TAKEN, headers=key, json=sent).get_json() == {"handed_over": [reference], "before": []}
    assert client.post(TAKEN, headers=key, json=sent).get_json() == {"handed_over": [], "before": [reference]}
    assert client.get(f"{ADDRESS}?waiting=true", headers=key).get_json()["results"] == []
    (row,) = client.get(ADDRESS, headers=key).get_json()["results"]
    assert row["handed_over_at"]
    acts = visible(as_staff(an_organisation()), Act).where(Act.noun == "appointment")
    assert [act.act for act in db.session.scalars(acts.order_by(Act.id))] == ["hand_over", "read"]


def test_what_changed_meanwhile_is_read_again_first(client: FlaskClient) -> None:
    key, (reference,) = a_key(), appointed()
    early = (clock.now() - timedelta(hours=1)).isoformat()
    answer = client.post(TAKEN, headers=key, json={"references": [reference], "as_of": early})
    assert (answer.status_code, reference in answer.get_json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    "body", [{}, {"references": []}, {"references": ["A-0000-0000"]}, {"references": [1]}, {"references": "A"},
             {"references": ["A-0000-0000"], "as_of": "yesterday"}, {"made_up": 1}],
)  # fmt: skip
def test_what_is_wrong_is_said_by_field(client: FlaskClient, body: dict[str, object]) -> None:
    whole = {"as_of": clock.now().isoformat(), **body}
    answer = client.post(TAKEN, headers=a_key(), json=whole)
    assert answer.status_code == 422
    assert answer.get_json()["errors"]


def test_it_wants_a_scope_of_its_own_and_ones_own_organisation(client: FlaskClient) -> None:
    (reference,) = appointed()
    assert client.get(ADDRESS, headers=a_key(READING)).status_code == 403
    assert client.get(ADDRESS).status_code == 401
    other = a_key(slug="orkney-islands-council")
    assert client.get(ADDRESS, headers=other).get_json()["results"] == []
    sent = {"references": [reference], "as_of": clock.now().isoformat()}
    assert client.post(TAKEN, headers=other, json=sent).status_code == 422


@pytest.mark.parametrize("since", ["yesterday", "2027-03-27T09:00:00", "0001-01-01T00:00:00Z"])
def test_since_is_a_moment(client: FlaskClient, since: str) -> None:
    assert client.get(f"{ADDRESS}?since={since}", headers=a_key()).status_code == 400
