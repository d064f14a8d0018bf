"""A short advert for print and posts, whose link says where people saw it."""

from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from PIL import Image

from recruitment.advertising.rules import saved_by_signpost
from recruitment.applications.queries import application_for
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Role
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.signposts import LONGEST_POST
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    return a_vacancy(an_organisation(), is_home_based=True, duties="word " * 180)


def text_of(page: str) -> str:
    return page.split('id="signpost">')[1].split("</p>")[0]


def test_a_notice_holds_what_nobody_applies_without(client: FlaskClient, vacancy: Vacancy) -> None:
    text = text_of(client.get(f"/employer/vacancies/{vacancy.id}/signposts").text)
    for fact in (
        "Cleaner",
        "Fife Council",
        "£23,783.40 to £24,890.91 a year",
        "From home",
        "Closes",
        f"{vacancy.reference}/l",
    ):
        assert fact in text


def test_a_post_is_short_and_keeps_its_link(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    wordy = a_vacancy(an_organisation(), title="Very " * 39, is_home_based=True)
    text = text_of(client.get(f"/employer/vacancies/{wordy.id}/signposts?medium=social_media").text)
    assert len(text) <= LONGEST_POST
    assert text.endswith(f"/j/{wordy.reference}/s")


def test_the_saving_is_reckoned_from_what_was_paid(client: FlaskClient, vacancy: Vacancy) -> None:
    page = f"/employer/vacancies/{vacancy.id}/signposts"
    assert "no price to reckon with" in client.get(page).text
    staff = as_staff(an_organisation(), Role.RECRUITER)
    for net in (40_000, 60_000):
        a_placement(staff, vacancy, medium="local_press", net=net, vat=0, placed_on=clock.today() - timedelta(days=9))
    a_placement(staff, vacancy, medium="local_press", net=9_000_000, vat=0, placed_on=date(2020, 1, 1))
    shown = client.get(page).text
    assert "£500 on average for 2 placements" in shown
    assert "less</strong>" in shown


@pytest.mark.parametrize(("words", "whole", "saved"), [(20, 200, 45_000), (200, 200, 0), (300, 200, 0), (0, 0, 0)])
def test_saved(words: int, whole: int, saved: int) -> None:
    assert saved_by_signpost(50_000, words, whole) == saved


def test_the_code_is_a_picture(client: FlaskClient, vacancy: Vacancy) -> None:
    answer = client.get(f"/employer/vacancies/{vacancy.id}/signposts/code.png?download=1")
    assert answer.mimetype == "image/png"
    assert f"attachment; filename={vacancy.reference}-local_press.png" in answer.headers["Content-Disposition"]
    picture = Image.open(BytesIO(answer.data))
    assert picture.width == picture.height > 500


def test_the_link_says_where_the_candidate_saw_it(client: FlaskClient, vacancy: Vacancy) -> None:
    to_advert = client.get(f"/j/{vacancy.reference.lower()}/L")
    assert to_advert.location.endswith("?source=local_press")
    advert = client.get(to_advert.location).text
    apply = f"/candidate/vacancies/{vacancy.reference}/apply?source=local_press"
    assert f'href="{apply}"' in advert
    account = an_account()
    sign_in(client, account)
    assert submit(client, apply).status_code == 303
    begun = application_for(Candidate(account.id), vacancy.id)
    assert begun is not None and begun.heard_from == "local_press"


def test_a_made_up_source_is_left_out(client: FlaskClient, vacancy: Vacancy) -> None:
    assert "source=" not in client.get(f"/j/{vacancy.reference}/zz").location
    path = urlsplit(client.get(f"/j/{vacancy.reference}/l").location).path
    assert "source=" not in client.get(f"{path}?source=<script>").text
    renamed = client.get(f"/vacancies/{vacancy.reference}/old-title?source=event&reference=x&slug=y")
    assert renamed.location == f"{path}?source=event"


@pytest.mark.parametrize("state", ["draft", "approved", "withdrawn"])
def test_nothing_points_at_what_nobody_can_apply_to(client: FlaskClient, state: str) -> None:
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    other = a_vacancy(an_organisation(), state=state)
    answer = client.get(f"/employer/vacancies/{other.id}/signposts")
    assert "A signpost leads to an advert that people can apply to" in answer.text
    assert client.get(f"/j/{other.reference}/l").status_code == 404


def test_other_media_have_none(client: FlaskClient, vacancy: Vacancy) -> None:
    for page in ("signposts?medium=portal", "signposts/code.png?medium=portal"):
        assert client.get(f"/employer/vacancies/{vacancy.id}/{page}").status_code == 404
