"""A page that saves by itself: what passes goes into the advert, what does not is kept for its writer."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.discarding import discard
from recruitment.vacancies.draft_actions import write_part
from recruitment.vacancies.draft_tables import UnfinishedPart
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.unfinished import keep_typed
from recruitment.vacancies.version_queries import changes
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_category, a_complete_vacancy, a_postcode
from tests.web.employer.test_two_editors import fields_of
from tests.web.employer.test_writing import EXPECTED, WRONG, answers

SignIn = Callable[..., Account]
BY_ITSELF = {"then": "by_itself"}


@pytest.fixture
def draft(fife: Organisation) -> int:
    a_category()
    a_postcode()
    return a_complete_vacancy(fife, state="draft", department="Education").id


def read(fife: Organisation, vacancy_id: int) -> Advert:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy_id)


def kept(fife: Organisation) -> list[UnfinishedPart]:
    db.session.expire_all()
    return list(db.session.scalars(visible(as_staff(fife), UnfinishedPart)))


@pytest.mark.parametrize("part", PARTS)
def test_what_passes_is_in_the_advert(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int, part: str
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/{part}"
    opened = fields_of(client.get(page).text)
    told = client.post(page, data=answers(part) | opened | BY_ITSELF)
    assert told.status_code == 200
    assert told.json["said"].startswith("Saved at ")
    assert EXPECTED[part](read(fife, draft))
    assert [row.typed for row in kept(fife)] == [[]]
    opened = {**opened, "read_from": told.json["read_from"]}
    assert client.post(page, data=answers(part) | opened).status_code == 303
    assert kept(fife) == []
    assert changes(as_staff(fife), draft, most=20)[1] == 1


@pytest.mark.parametrize(("part", "changed", "message", "stays"), WRONG)
def test_what_does_not_pass_is_kept_and_shown_again(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int,
    part: str, changed: dict[str, Any], message: str, stays: str,
) -> None:  # fmt: skip
    signed_in()
    page = f"/employer/vacancies/{draft}/{part}"
    before = read(fife, draft).vacancy.changed_at
    told = client.post(page, data=answers(part, **changed) | fields_of(client.get(page).text) | BY_ITSELF)
    assert told.status_code == 200
    assert "not yet in the advert. Some answers are not complete yet" in told.json["said"]
    assert read(fife, draft).vacancy.changed_at == before
    again = client.get(page).text
    assert "You had not finished here" in again
    assert "Your session had ended" not in again
    assert stays in again


def test_what_was_kept_is_its_writers_alone(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    submit(client, page, summary="", duties="Half a sent", **BY_ITSELF)
    assert "In progress" in client.get(f"/employer/vacancies/{draft}").text
    assert "You have typed here what is not complete yet" in client.get(f"/employer/vacancies/{draft}").text
    signed_in(account=a_member(fife, account=an_account(name="Ann Other")))
    assert "Half a sent" not in client.get(page).text
    assert "You have typed here" not in client.get(f"/employer/vacancies/{draft}").text


def test_what_was_kept_is_saved_once_complete(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    submit(client, page, summary="", duties="You sweep.", **BY_ITSELF)
    submit(client, page, summary="Sweep", duties="You sweep all day.", **BY_ITSELF)
    assert read(fife, draft).vacancy.duties == "You sweep all day."
    assert "You had not finished here" not in client.get(page).text


def test_what_was_kept_can_be_given_up(client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    for summary in ("", "Sweeps."):
        submit(client, page, summary="", duties="Half a sent", **BY_ITSELF)
        given_up = submit(client, page, summary=summary, duties="Half a sent", then="forget")
        assert (given_up.status_code, given_up.location) == (303, page)
        assert "Half a sent" not in client.get(page).text
        assert read(fife, draft).vacancy.summary == "Keeps a school clean."


def test_rows_are_kept_as_they_were_typed(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/places"
    rows = {"sites-0-label": "Depot", "sites-0-postcode": "", "sites-1-label": "", "sites-1-postcode": "KY1"}
    submit(client, page, where="sites", **rows, **BY_ITSELF)
    again = client.get(page).text
    assert all(f'value="{typed}"' in again for typed in ("Depot", "KY1"))
    assert "sites-2-label" not in again


def test_a_colleague_who_was_faster_is_told_and_nothing_is_lost(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    ann = a_member(fife, account=an_account(name="Ann Other"))
    write_part(as_staff(fife, person=ann.id), read(fife, draft).vacancy, "about", {"summary": "Hers."})
    db.session.commit()
    told = client.post(page, data=answers("about") | opened | BY_ITSELF)
    assert told.status_code == 200
    assert "Ann Other has saved this page since you opened it. Save to see both texts." in told.json["said"]
    assert "read_from" not in told.json
    assert read(fife, draft).vacancy.summary == "Hers."
    again = client.get(page)
    assert "Keeps streets clean." in again.text
    refused = client.post(page, data=answers("about") | fields_of(again.text))
    assert refused.status_code == 409
    assert "Hers." in refused.text


def test_ones_other_window_is_not_covered_by_itself(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft}/about"
    opened = fields_of(client.get(page).text)
    assert client.post(page, data=answers("about") | opened | BY_ITSELF).json["read_from"]
    told = client.post(page, data=answers("about", summary="Older window.") | opened | BY_ITSELF)
    assert "You have saved this page in another window" in told.json["said"]
    assert read(fife, draft).vacancy.summary == "Keeps streets clean."


def test_who_else_writes_is_shown_while_they_do(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/employer/vacancies/{draft}/about"
    signed_in(account=a_member(fife, account=an_account(name="Ann Other")))
    submit(client, page, **answers("about"), **BY_ITSELF)
    since = clock.local(clock.now())
    signed_in()
    expected = f"Ann Other is writing this page too, since {since.hour % 12 or 12}:"
    assert expected in words_of(client.get(page).text)
    assert "is writing this page too" not in client.get(f"/employer/vacancies/{draft}/pay").text
    assert expected in submit(client, page, summary="", duties="", **BY_ITSELF).json["said"]
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "is writing this page too" not in client.get(page).text


def test_who_does_not_write_keeps_nothing(client: FlaskClient, signed_in: SignIn, draft: int) -> None:
    signed_in(Role.APPROVER)
    assert client.post(f"/employer/vacancies/{draft}/about", data=BY_ITSELF).status_code == 403


def test_a_forged_request_keeps_nothing(client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int) -> None:
    signed_in()
    told = client.post(f"/employer/vacancies/{draft}/about", data=answers("about") | BY_ITSELF)
    assert (told.status_code, told.is_json, kept(fife)) == (422, False, [])


def test_what_was_kept_goes_with_a_discarded_draft(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: int
) -> None:
    signed_in()
    submit(client, f"/employer/vacancies/{draft}/about", summary="", duties="Half", **BY_ITSELF)
    discard(as_staff(fife), read(fife, draft).vacancy)
    assert kept(fife) == []


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


@pytest.mark.dialect
def test_two_windows_of_one_person_at_once_keep_one_text(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_complete_vacancy(fife, state="draft")
    me = a_member(fife)
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.writing_by_itself.keep_typed", keep_typed)
    page = f"/employer/vacancies/{vacancy.id}/about"
    texts = ("Half a", "Half another")
    told = press_at_once(portal, *((me, page, {"summary": "", "duties": text, **BY_ITSELF}) for text in texts))
    assert [answer.status_code for answer in told] == [200, 200]
    db.session.rollback()
    (row,) = db.session.scalars(visible(as_staff(fife, person=me.id), UnfinishedPart))
    assert dict(row.typed)["duties"] in texts
