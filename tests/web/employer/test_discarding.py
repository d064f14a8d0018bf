"""Discarding a draft: asked once, then gone."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.organisations.tables import Organisation
from tests.builders.pages import links_of, submit
from tests.builders.vacancies import a_complete_vacancy

SignIn = Callable[..., Account]


def test_a_draft_is_discarded_after_asking(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife, state="draft", title="Begun by mistake")
    signed_in(Role.HIRING_MANAGER)
    own = f"/employer/vacancies/{vacancy.id}"
    asking = links_of(client.get(own).text)["Discard this draft"]
    assert links_of(client.get(asking).text)["Keep the draft"] == own
    done = submit(client, asking)
    assert (done.status_code, done.location) == (303, "/employer/vacancies")
    page = client.get(done.location).text
    assert "The draft of Begun by mistake is discarded." in page
    assert ">Begun by mistake</a>" not in page
    assert client.get(own).status_code == 404
    assert client.get(asking).status_code == 404


@pytest.mark.parametrize(
    ("state", "role", "status"),
    [("awaiting_approval", Role.RECRUITER, 409), ("published", Role.RECRUITER, 409), ("draft", Role.APPROVER, 403)],
)
def test_nothing_else_is(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, state: str, role: Role, status: int
) -> None:
    vacancy = a_complete_vacancy(fife, state=state)
    signed_in(role)
    own = f"/employer/vacancies/{vacancy.id}"
    assert "Discard this draft" not in client.get(own).text
    assert client.get(f"{own}/discard").status_code == status
