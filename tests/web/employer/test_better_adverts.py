"""Advice beside what is written, the preview on a phone, and adverts in both languages."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_complete_vacancy, a_vacancy
from tests.web.employer.test_two_editors import fields_of

SignIn = Callable[..., Account]
IN_GAELIC = {"title": "Neach-cuideachaidh", "summary": "Cuidich daoine.", "duties": "* cuir fàilte"}


@pytest.fixture
def draft(fife: Organisation) -> Vacancy:
    return a_complete_vacancy(fife, state="draft", title="Handyman", duties="You utilise tools.")


def test_advice_stands_beside_each_part_of_the_draft(client: FlaskClient, signed_in: SignIn, draft: Vacancy) -> None:
    signed_in()
    shown = words_of(client.get(f"/employer/vacancies/{draft.id}").text)
    assert "Title, department, number of posts · 1 point of advice" in shown
    assert "What the job is about, in plain words · 2 points of advice" in shown
    assert "Job and category Handyman It sounds as if the job were for one sex. Write “maintenance worker”." in shown
    assert "Check and send for approval" in shown, "advice keeps no advert back"


def test_advice_stands_on_the_page_of_its_part(client: FlaskClient, signed_in: SignIn, draft: Vacancy) -> None:
    signed_in()
    home = f"/employer/vacancies/{draft.id}"
    assert "Advice on this page: 1 point On what is saved" in words_of(client.get(f"{home}/post").text)
    about = words_of(client.get(f"{home}/about").text)
    assert "Advice on this page: 2 points" in about
    assert "utilise Plain words reach more people. Say “use”." in about
    assert "Advice on this page" not in client.get(f"{home}/contract").text


def test_a_preview_advises_on_what_is_typed(client: FlaskClient, signed_in: SignIn, draft: Vacancy) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft.id}/about"
    shown = words_of(submit(client, page, summary="Mend things.", duties="You commence at 8.", then="preview").text)
    assert "On what you typed" in shown
    assert "commence Plain words" in shown
    assert "utilise" not in shown


def test_what_is_no_draft_is_not_advised_on(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    vacancy = a_vacancy(fife, title="Handyman")
    assert "advice" not in words_of(client.get(f"/employer/vacancies/{vacancy.id}").text).lower()


def test_a_phone_shows_the_advert_in_a_frame_of_ours_alone(
    client: FlaskClient, signed_in: SignIn, draft: Vacancy
) -> None:
    signed_in(Role.APPROVER)
    home = f"/employer/vacancies/{draft.id}/preview"
    wide, phone, frame = client.get(home), client.get(f"{home}?on=phone"), client.get(f"{home}/page")
    assert "<iframe" not in wide.text
    assert f'<iframe class="house_phone" src="{home}/page"' in phone.text
    assert "You utilise tools." not in phone.text
    assert "You utilise tools." in frame.text
    assert "frame-ancestors 'self'" in frame.headers["Content-Security-Policy"]
    for page in (wide, phone):
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def read(fife: Organisation, vacancy: Vacancy) -> Vacancy:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy


def test_gaelic_is_asked_for_where_the_post_uses_it(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy
) -> None:
    signed_in()
    page = f"/employer/vacancies/{draft.id}/about"
    assert "gaelic_title" not in client.get(page).text
    forged = submit(client, page, summary="Mends.", duties="You mend.", gaelic_title="Nothing asked for it")
    assert forged.status_code == 303
    assert read(fife, draft).in_gaelic == {}
    submit(client, f"/employer/vacancies/{draft.id}/checks", disclosure_level="none", gaelic="desirable")
    typed = {f"gaelic_{name}": text for name, text in IN_GAELIC.items()}
    assert submit(client, page, summary="Mends.", duties="You mend.", **typed).status_code == 303
    assert read(fife, draft).in_gaelic == IN_GAELIC
    again = client.get(page).text
    assert all(text in again for text in IN_GAELIC.values())
    assert again.count('lang="gd"') == 3
    too_long = submit(client, page, summary="Mends.", duties="You mend.", gaelic_summary="x" * 401)
    assert "The Gaelic summary must be 400 characters or fewer" in too_long.text


def test_what_is_written_in_gaelic_stays_when_the_post_uses_none(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    vacancy = a_complete_vacancy(fife, state="draft", in_gaelic=IN_GAELIC)
    page = f"/employer/vacancies/{vacancy.id}/about"
    opened = client.get(page)
    assert "Neach-cuideachaidh" in opened.text
    typed = {f"gaelic_{name}": text for name, text in IN_GAELIC.items()} | fields_of(opened.text)
    client.post(page, data={"summary": "Cleans.", "duties": "You clean.", **typed})
    assert read(fife, vacancy).in_gaelic == IN_GAELIC


def test_a_preview_shows_both_languages(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    vacancy = a_complete_vacancy(fife, state="draft", gaelic="essential")
    page = f"/employer/vacancies/{vacancy.id}/about"
    typed = {f"gaelic_{name}": text for name, text in IN_GAELIC.items()}
    shown = submit(client, page, summary="Mends.", duties="You mend.", **typed, then="preview").text
    assert "<li>cuir fàilte</li>" in shown
    assert read(fife, vacancy).in_gaelic == {}


def test_the_history_tells_what_changed_in_gaelic(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in()
    vacancy = a_complete_vacancy(fife, state="draft", in_gaelic=IN_GAELIC)
    typed = {f"gaelic_{name}": text for name, text in IN_GAELIC.items()} | {"gaelic_title": "Glanadair"}
    page = f"/employer/vacancies/{vacancy.id}"
    submit(client, f"{page}/about", summary=vacancy.summary, duties=vacancy.duties, **typed)
    history = client.get(f"{page}/versions").text
    assert '<p class="house_both__line" lang="gd">Glanadair</p>' in history
    shown = words_of(history)
    assert "Job title in Gaelic Was Neach-cuideachaidh Changed to Glanadair" in shown
    assert "Cuidich" not in shown


def test_the_public_reads_both_languages_beside_each_other(client: FlaskClient, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, in_gaelic=IN_GAELIC)
    page = client.get(f"/vacancies/{vacancy.reference}/cleaner").text
    assert '<p class="ds_h1 house_advert__title" lang="gd">Neach-cuideachaidh</p>' in page
    assert '<p class="house_lead" lang="gd">Cuidich daoine.</p>' in page
    assert '<div lang="gd"><h2>Mun obair</h2>' in page
    assert "<li>clean classrooms</li>" in page
    assert 'lang="gd"' not in client.get(f"/vacancies/{a_vacancy(fife).reference}/cleaner").text
