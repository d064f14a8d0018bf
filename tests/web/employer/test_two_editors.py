"""Two colleagues write the same part: the second is told, sees both texts, and neither text is lost."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.draft_actions import write_part
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.version_queries import changes
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit, words_of
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_category, a_complete_vacancy, a_postcode
from tests.web.employer.test_writing import answers

SignIn = Callable[..., Account]
READ_FROM = re.compile(r'name="read_from" value="([^"]+)"')


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields that every form of a part has."""
    token, read_from = TOKEN.search(page), READ_FROM.search(page)
    assert token and read_from
    return {"csrf_token": token.group(1), "read_from": read_from.group(1)}


def read(fife: Organisation, vacancy_id: int) -> Advert:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy_id)


@pytest.fixture
def draft(fife: Organisation) -> int:
    a_category()
    a_postcode()
    return a_complete_vacancy(fife, state="draft", department="Education").id


CHANGED = {
    "post": {"title": "Theirs"},
    "about": {"summary": "Theirs", "duties": "Sweep.\nTheirs alone."},
    "criteria": {"criteria": [{"text": "Theirs", "kind": "essential", "assessed_by": "interview"}]},
    "questions": {"questions": [Asked("Theirs", "short").facts]},
    "contract": {"contract_note": "Theirs"},
    "pay": {"grade": "Theirs"},
    "places": {"is_home_based": False, "workplaces": [{"kind": "area", "label": "Theirs", "locality": "",
                                                       "postcode": "", "point_id": None}]},
    "checks": {"registration_note": "Theirs"},
    "dates": {"closes_at": None},
}  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_the_second_sees_both_texts_and_saves_over(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int, part: str
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/{part}"
    opened = fields_of(client.get(page).text)
    colleague = a_member(fife, account=an_account(name="Ann Other"))
    write_part(as_staff(fife, person=colleague.id), read(fife, draft).vacancy, part, CHANGED[part])
    db.session.commit()
    stood = read(fife, draft).vacancy.changed_at

    told = client.post(page, data=answers(part) | opened)
    assert told.status_code == 409
    assert "Ann Other has saved this page since you opened it" in told.text
    if part != "dates":
        assert "Theirs" in words_of(told.text)
    for value in answers(part).values():
        for each in [value] if isinstance(value, str) else value:
            assert each in unescape(told.text), "mine stands in the form"
    assert read(fife, draft).vacancy.changed_at == stood

    over = client.post(page, data=answers(part) | fields_of(told.text))
    assert over.status_code == 303
    found, total = changes(as_staff(fife), draft, most=20)
    assert total == 2
    name, value = next(iter(CHANGED[part].items())) if part != "places" else ("workplaces", CHANGED[part]["workplaces"])
    assert found[0].version.facts[name] == value, "theirs is in the history"


def test_the_second_keeps_the_other_text_and_their_own_is_set_aside(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    write_part(as_staff(fife), read(fife, draft).vacancy, "about", CHANGED["about"])
    db.session.commit()
    told = client.post(page, data=answers("about") | opened)
    kept = client.post(page, data=answers("about") | fields_of(told.text) | {"then": "leave_theirs"})
    assert (kept.status_code, kept.location) == (303, page)
    assert read(fife, draft).vacancy.summary == "Theirs"
    shown = client.get(f"/employer/vacancies/{draft}/versions")
    assert "set this text aside" in words_of(shown.text)
    aside = changes(as_staff(fife), draft, most=20)[0][0].version
    assert aside.facts["summary"] == "Keeps streets clean."
    submit(client, f"/employer/vacancies/{draft}/versions/{aside.id}")
    assert read(fife, draft).vacancy.summary == "Keeps streets clean."


def test_a_third_writer_meets_the_second(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    """Between seeing both texts and saving over, somebody may write once more."""
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    for text in ("Theirs", "Theirs again"):
        write_part(as_staff(fife), read(fife, draft).vacancy, "about", {"summary": text})
        db.session.commit()
        told = client.post(page, data=answers("about") | opened)
        assert told.status_code == 409
        assert text in words_of(told.text)
        opened = fields_of(told.text)
    assert client.post(page, data=answers("about") | opened).status_code == 303


def test_asking_for_another_row_does_not_hide_a_colleagues_text(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/criteria"
    opened = fields_of(client.get(page).text)
    write_part(as_staff(fife), read(fife, draft).vacancy, "criteria", CHANGED["criteria"])
    db.session.commit()
    longer = client.post(page, data=answers("criteria") | opened | {"rows-add": "1"})
    assert longer.status_code == 200
    assert client.post(page, data=answers("criteria") | fields_of(longer.text)).status_code == 409


def test_a_mistake_does_not_hide_a_colleagues_text(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    write_part(as_staff(fife), read(fife, draft).vacancy, "about", CHANGED["about"])
    db.session.commit()
    refused = client.post(page, data=answers("about", summary="") | opened)
    assert refused.status_code == 422
    assert client.post(page, data=answers("about") | fields_of(refused.text)).status_code == 409


def test_going_back_and_saving_again_is_no_conflict_with_oneself(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    """The earlier text stays among the versions."""
    me = signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    for summary in ("First.", "Second.", "Third."):
        assert client.post(page, data=answers("about", summary=summary) | opened).status_code == 303
    found, _ = changes(as_staff(fife, person=me.id), draft, most=20)
    assert [each.version.facts["summary"] for each in found] == ["Second.", "First.", "Keeps a school clean."]


def test_oneself_does_not_cover_a_colleague(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    """Mine, then theirs, then mine again, from a page as it was before all three."""
    me = signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    for person, text in ((me.id, "Mine"), (a_member(fife).id, "Theirs"), (me.id, "Mine again")):
        write_part(as_staff(fife, person=person), read(fife, draft).vacancy, "about", {"summary": text})
        db.session.commit()
    told = client.post(page, data=answers("about") | opened)
    assert told.status_code == 409
    assert "You have saved this page in another window" in told.text


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


@pytest.mark.dialect
def test_two_who_save_at_once(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read the same text; one is saved, the other is told, whichever comes first."""
    fife = an_organisation("fife-council")
    vacancy = a_complete_vacancy(fife, state="draft")
    people = a_member(fife), a_member(fife)
    page = f"/employer/vacancies/{vacancy.id}/about"
    client = portal.test_client()
    sign_in(client, people[0])
    read_from = fields_of(client.get(page).text)["read_from"]
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.writing_parts.write_part", write_part)
    texts = ("One writes this.", "Another writes that.")
    told = press_at_once(
        portal,
        *((person, page, {"summary": text, "duties": "Sweep.", "read_from": read_from})
          for person, text in zip(people, texts, strict=True)),
    )  # fmt: skip
    assert sorted(answer.status_code for answer in told) == [303, 409]
    saved = next(text for text, answer in zip(texts, told, strict=True) if answer.status_code == 303)
    refused = next(answer for answer in told if answer.status_code == 409)
    db.session.rollback()
    reader = as_staff(fife, person=people[0].id)
    assert advert_of(reader, vacancy.id).vacancy.summary == saved
    assert all(text in refused.text for text in texts)
    assert changes(reader, vacancy.id, most=20)[1] == 1
