"""Copies, templates and the library of criteria, as people without JavaScript use them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.library import library, templates_of
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.vacancies import a_complete_vacancy, a_library_criterion, a_template, a_vacancy
from tests.web.employer.test_writing_chain import the_vacancy

SignIn = Callable[..., Account]


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_complete_vacancy(fife, state="draft", department="Education")


def test_an_advert_is_copied(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    signed_in()
    home = f"/employer/vacancies/{vacancy.id}"
    page = links_of(client.get(home).text)["Copy this advert"]
    assert submit(client, page, title=" ").status_code == 422
    made = submit(client, page, title="Cleaner, nights")
    draft = the_vacancy()
    assert (draft.title, draft.state, made.location) == ("Cleaner, nights", "draft", f"/employer/vacancies/{draft.id}")
    shown = client.get(made.location)
    assert f"Copied from {vacancy.reference}" in words_of(shown.text)
    assert f'href="{home}"' in shown.text


def test_an_advert_that_is_over_is_advertised_again(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    vacancy = a_vacancy(fife, state="unfilled")
    page = links_of(client.get(f"/employer/vacancies/{vacancy.id}").text)["Advertise it again"]
    assert "every part of the advert but its dates" in words_of(client.get(page).text)
    made = submit(client, page, title="Cleaner")
    assert the_vacancy().closes_at is None
    assert f"Advertised before as {vacancy.reference}" in words_of(client.get(made.location).text)


def test_a_source_that_was_discarded_is_no_link(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    signed_in()
    made = submit(client, f"/employer/vacancies/{vacancy.id}/copy", title="Cleaner")
    submit(client, f"/employer/vacancies/{vacancy.id}/discard")
    assert f"Copied from {vacancy.reference}" not in words_of(client.get(made.location).text)


@pytest.mark.parametrize("page", ["copy", "template"])
def test_who_does_not_write_makes_nothing_of_it(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, page: str
) -> None:
    signed_in(Role.APPROVER)
    assert client.get(f"/employer/vacancies/{vacancy.id}/{page}").status_code == 403
    assert "Use it again" not in client.get(f"/employer/vacancies/{vacancy.id}").text
    assert client.get("/employer/vacancies/templates").status_code == 403
    assert client.get("/employer/vacancies/criteria").status_code == 403


def test_a_template_is_kept_used_changed_and_removed(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, vacancy: Vacancy
) -> None:
    me = signed_in()
    assert "There is no template yet" in client.get("/employer/vacancies/templates").text
    assert "Begin from" not in client.get("/employer/vacancies/new").text
    kept = submit(client, f"/employer/vacancies/{vacancy.id}/template", name="School cleaner", is_shared="y")
    assert kept.location == "/employer/vacancies/templates"
    shown = client.get("/employer/vacancies/templates")
    assert "School cleaner Shared" in words_of(shown.text)
    begin = links_of(shown.text)["Write an advert from School cleaner"]
    (template,) = templates_of(as_staff(fife, person=me.id), [fife.id])
    assert f'<option selected value="{template.id}">' in client.get(begin).text
    made = submit(client, "/employer/vacancies/new", title="Cleaner, Kirkcaldy", template=str(template.id))
    draft = the_vacancy()
    assert made.location == f"/employer/vacancies/{draft.id}/post"
    assert (draft.title, draft.summary, draft.department) == (
        "Cleaner, Kirkcaldy",
        "Keeps a school clean.",
        "Education",
    )
    page = links_of(shown.text)["Change School cleaner"]
    assert submit(client, page, name="").status_code == 422
    assert submit(client, page, name="Cleaner").location == "/employer/vacancies/templates"
    db.session.expire_all()
    (template,) = templates_of(as_staff(fife, person=me.id), [fife.id])
    assert (template.name, template.is_shared) == ("Cleaner", False)
    assert submit(client, f"{page}/remove").location == "/employer/vacancies/templates"
    assert templates_of(as_staff(fife, person=me.id), [fife.id]) == []


def test_a_colleagues_shared_template_is_used_not_changed(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    template = a_template(as_staff(fife), fife, is_shared=True)
    signed_in()
    assert "Write an advert" in client.get("/employer/vacancies/templates").text
    assert client.get(f"/employer/vacancies/templates/{template.id}").status_code == 403
    assert client.get(f"/employer/vacancies/templates/{template.id}/remove").status_code == 403


def test_a_template_stays_in_its_organisation(client: FlaskClient, fife: Organisation) -> None:
    orkney = an_organisation("nhs-orkney")
    both = a_member(fife)
    sign_in(client, a_member(orkney, account=both))
    template = a_template(as_staff(fife), fife, is_shared=True)
    told = submit(
        client, "/employer/vacancies/new", title="Nurse", organisation=str(orkney.id), template=str(template.id)
    )
    assert told.status_code == 422
    assert "belongs to another organisation" in told.text
    made = submit(
        client, "/employer/vacancies/new", title="Nurse", organisation=str(fife.id), template=str(template.id)
    )
    assert made.status_code == 303


def test_the_library_is_filled_and_emptied(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    me = signed_in()
    assert "The library is empty" in client.get("/employer/vacancies/criteria").text
    assert (
        submit(client, "/employer/vacancies/criteria/new", text="", kind="essential", assessed_by="test").status_code
        == 422
    )
    added = submit(client, "/employer/vacancies/criteria/new", text="Can sweep", kind="essential", assessed_by="test")
    assert added.location == "/employer/vacancies/criteria"
    shown = client.get("/employer/vacancies/criteria")
    assert "Can sweep Essential Test or presentation" in words_of(shown.text)
    assert submit(client, links_of(shown.text)["Remove Can sweep"]).location == "/employer/vacancies/criteria"
    assert library(as_staff(fife, person=me.id), [fife.id]) == []


def row(text: str, number: int = 0) -> dict[str, str]:
    return {f"rows-{number}-text": text, f"rows-{number}-kind": "desirable", f"rows-{number}-assessed_by": "interview"}


def test_criteria_are_picked_while_writing_and_nothing_typed_is_lost(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, vacancy: Vacancy
) -> None:
    signed_in()
    picked, other = a_library_criterion(fife), a_library_criterion(fife, "Holds a driving licence")
    page = f"/employer/vacancies/{vacancy.id}/criteria"
    assert "Choose from the library (2)" in client.get(page).text
    shown = submit(
        client, page, **row("Typed just now"), **row("", 1), then="pick", pick=[str(picked.id), "999999", "x"]
    )
    assert shown.status_code == 200
    assert "Typed just now" in shown.text
    assert 'name="rows-1-text"' in shown.text
    assert 'name="rows-2-text"' not in shown.text
    assert f'value="{other.id}"' in shown.text
    assert f'id="pick-{picked.id}"' not in shown.text
    db.session.expire_all()
    assert [each.text for each in advert_of(as_staff(fife), vacancy.id).criteria] == ["Criterion 1", "Criterion 2"]
    saved = submit(client, page, **row("Typed just now"), **row("Can follow a plan", 1))
    assert saved.status_code == 303


def test_a_criterion_is_kept_while_writing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, vacancy: Vacancy
) -> None:
    me = signed_in()
    page = f"/employer/vacancies/{vacancy.id}/criteria"
    shown = submit(client, page, **row("Can sweep"), **row("Can mop", 1), **{"rows-keep": "1"})
    assert shown.status_code == 200
    assert "“Can mop” is in the library" in shown.text
    assert "Can sweep" in shown.text
    (kept,) = library(as_staff(fife, person=me.id), [fife.id])
    assert (kept.text, kept.kind, kept.assessed_by) == ("Can mop", "desirable", "interview")
    assert [each.text for each in advert_of(as_staff(fife), vacancy.id).criteria] == ["Criterion 1", "Criterion 2"]


@pytest.mark.parametrize("number", ["0", "7", "x", "-1"])
def test_nothing_is_kept_of_an_empty_row_and_nothing_is_saved(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, vacancy: Vacancy, number: str
) -> None:
    me = signed_in()
    page = f"/employer/vacancies/{vacancy.id}/criteria"
    told = submit(client, page, **row(""), **row("Can mop", 1), **{"rows-keep": number})
    assert told.status_code == 422
    assert "Can mop" in told.text
    assert library(as_staff(fife, person=me.id), [fife.id]) == []
    assert [each.text for each in advert_of(as_staff(fife), vacancy.id).criteria] == ["Criterion 1", "Criterion 2"]
