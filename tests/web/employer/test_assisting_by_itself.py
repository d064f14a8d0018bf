"""What staff enter for somebody saves by itself until it was handed in, with what stood there before kept beside it."""

import pytest
from flask.testing import FlaskClient

from recruitment.applications.assisted_queries import Entered, acting_for
from recruitment.applications.page_queries import apart_of, page_changes
from recruitment.core.viewers import Role
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import as_staff
from tests.builders.helping import an_entered
from tests.builders.tabs import PARAGRAPHS, Tab
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn


@pytest.fixture
def entered(fife: Organisation, signed_in: SignIn) -> Entered:
    signed_in(Role.RECRUITER)
    return an_entered(as_staff(fife, Role.RECRUITER), a_vacancy(fife, criteria=0), is_handed_in=False)


def path_of(entered: Entered, section: str = "criteria") -> str:
    return f"/employer/assisted/{entered.assisted.id}/{section}"


@pytest.mark.parametrize(
    ("section", "fields"),
    [("criteria", {"answer_0": "I bake b"}), ("declarations", {"related": "yes"}),
     ("support", {"needs": "A room without steps"}), ("source", {"heard_from": "local_press"})],
)  # fmt: skip
def test_it_saves_by_itself_with_versions(
    client: FlaskClient, fife: Organisation, entered: Entered, section: str, fields: dict[str, str]
) -> None:
    tab = Tab(client, path_of(entered, section))
    assert tab.types(**fields)["said"].startswith("Saved at ")
    shown = client.get(path_of(entered, section)).text
    assert all(value in shown for value in fields.values())
    person = acting_for(as_staff(fife, Role.RECRUITER), entered.assisted)
    changes, _ = page_changes(person, entered.assisted.application_id, most=9)
    assert [(change.version.page, change.version.how) for change in changes] == [(section, "by_itself")]


def test_two_who_enter_at_once_lose_no_word(client: FlaskClient, fife: Organisation, entered: Entered) -> None:
    Tab(client, path_of(entered)).send("", answer_0=PARAGRAPHS)
    one, other = Tab(client, path_of(entered)), Tab(client, path_of(entered))
    one.types(answer_0=PARAGRAPHS.replace("four", "five"))
    both = PARAGRAPHS.replace("four", "five").replace("volunteers", "twelve volunteers")
    assert other.types(answer_0=PARAGRAPHS.replace("volunteers", "twelve volunteers"))["fields"] == {"answer_0": [both]}
    late = Tab(client, path_of(entered))
    one.types(answer_0=both.replace("five", "six"))
    assert late.types(answer_0=both.replace("five", "seven"))["apart"]
    person = acting_for(as_staff(fife, Role.RECRUITER), entered.assisted)
    (row,) = apart_of(person, entered.assisted.application_id, "criteria")
    assert "six" in row.given[0] and "six" in late.open()


def test_what_was_handed_in_is_corrected_by_the_button_alone(
    client: FlaskClient, fife: Organisation, signed_in: SignIn
) -> None:
    signed_in(Role.RECRUITER)
    entered = an_entered(as_staff(fife, Role.RECRUITER), a_vacancy(fife, criteria=0))
    tab = Tab(client, path_of(entered))
    assert "data-draft" not in tab.open()
    assert tab.send("by_itself", answer_0="Typed by itself").status_code == 409
    assert tab.send("", answer_0="Put right").status_code == 303
    refused = tab.send("", answer_0="")
    assert refused.status_code == 409
    assert "Put right" in client.get(path_of(entered)).text
