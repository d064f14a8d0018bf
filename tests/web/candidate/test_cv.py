"""From a CV to a profile, without JavaScript: nothing by itself, one by one or by section, and back again."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from recruitment.accounts.tables import Account
from recruitment.applications.cv_queries import open_suggestions
from recruitment.applications.profile_queries import whole_profile
from recruitment.core.jobs import run_next
from recruitment.core.viewers import Candidate
from tests.applications.cv.files import content_of
from tests.applications.cv.words import CARER, TEACHER
from tests.builders.accounts import an_account, sign_in
from tests.builders.documents import MACRO_TYPE, a_word_document
from tests.builders.pages import TOKEN, links_of, submit, words_of
from tests.builders.profiles import some_suggestions

CV = "/candidate/profile/cv"


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    sign_in(client, account)
    return account


def press(client: FlaskClient, act: str):
    """One of the buttons of the page that lists everything."""
    return client.post(f"{CV}/{act}", data={"csrf_token": TOKEN.search(client.get(CV).text)[1]})


@pytest.mark.parametrize(("cv", "name"), [(CARER, "cv.docx"), (TEACHER, "cv.pdf")], ids=["word", "pdf"])
def test_the_whole_way(client: FlaskClient, account: Account, cv, name: str) -> None:
    assert submit(client, CV, file=(BytesIO(content_of(cv)), name)).location == CV
    waiting = client.get(CV).text
    assert "We are reading your CV" in waiting and 'type="file"' not in waiting
    run_next()
    listed = client.get(CV).text
    assert "Nothing is in your profile until you add it" in listed
    viewer = Candidate(account.id)
    assert whole_profile(viewer).basics is None
    page = links_of(listed)["Decide one by one"]
    assert f'value="{cv.contact["given_name"]}"' in client.get(page).text
    following = submit(client, page, **cv.contact)
    assert whole_profile(viewer).basics.town == cv.contact["town"]
    assert following.location.startswith(f"{CV}/")
    job = client.get(following.location).text
    assert f'value="{cv.employment[0][0]}"' in job and re.search(r'value="yes"\s*checked', job)
    left = submit(client, following.location, act="leave")
    assert whole_profile(viewer).employment == ()
    assert left.location != following.location
    assert client.get(following.location).status_code == 404
    press(client, "undo")
    assert client.get(following.location).status_code == 200
    section = links_of(client.get(CV).text)[f"Add all {len(cv.employment)} of where you have worked"]
    assert all(title in client.get(section).text for title, *_ in cv.employment)
    submit(client, section)
    assert len(whole_profile(viewer).employment) == len(cv.employment)
    assert "Last: adding 3 entries" in words_of(client.get(CV).text)
    press(client, "undo")
    assert whole_profile(viewer).employment == ()
    assert press(client, "finish").location == "/candidate/profile"
    assert open_suggestions(viewer) == []
    assert 'type="file"' in client.get(CV).text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "The file is empty"), (b"<p>CV</p>", "none of these"), (b"PK\x03\x04", "damaged"),
     (a_word_document("CV", main_type=MACRO_TYPE), "holds macros")],
    ids=["empty", "html", "broken", "macros"],
)  # fmt: skip
def test_what_is_refused_is_said_beside_the_file(
    client: FlaskClient, account: Account, content: bytes, said: str
) -> None:
    answer = submit(client, CV, file=(BytesIO(content), "cv.pdf"))
    assert answer.status_code == 422
    assert answer.text.count(said) == 2
    assert "Choose the file of your CV" in submit(client, CV).text


def test_a_large_one_is_refused_beside_its_field(client: FlaskClient, account: Account) -> None:
    """Written in memory, where the test client would leave a file open."""
    file = FileStorage(BytesIO(b"%PDF-" + bytes(11 * 1024 * 1024)), "cv.pdf")
    token = TOKEN.search(client.get(CV).text)[1]
    boundary, body = encode_multipart({"csrf_token": token, "file": file})
    answer = client.post(CV, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == 422 and answer.text.count("larger than 10 MB") == 2


def test_an_unreadable_one_is_said_to_be_so(client: FlaskClient, account: Account) -> None:
    submit(client, CV, file=(BytesIO(b"%PDF-1.4 broken"), "cv.pdf"))
    run_next()
    shown = client.get(CV).text
    assert "We found no words in this file" in shown and 'type="file"' in shown


def test_a_job_without_its_months_asks_for_them(client: FlaskClient, account: Account) -> None:
    row = next(row for row in some_suggestions(account) if row.facts.get("started") == "2013")
    page = f"{CV}/{row.id}"
    shown = client.get(page).text
    assert 'value="2013"' in shown and 'value="2015"' in shown
    told = {"job_title": "Van Driver", "employer": "Pretend Parcels", "is_current": "no"}
    wrong = submit(client, page, **told, started=["", "2013"], ended=["5", "2015"])
    assert wrong.status_code == 422 and "must include a month" in wrong.text
    submit(client, page, **told, started=["3", "2013"], ended=["5", "2015"])
    (job,) = whole_profile(Candidate(account.id)).employment
    assert job.started.isoformat() == "2013-03-01"


def test_every_kind_of_suggestion_can_be_added_as_it_stands(client: FlaskClient, account: Account) -> None:
    for row in some_suggestions(account):
        if row.section in ("contact", "employment"):
            continue
        shown = client.get(f"{CV}/{row.id}").text
        fields = {name: value for name, value in _as_shown(shown).items() if name != "csrf_token"}
        answer = submit(client, f"{CV}/{row.id}", **fields)
        assert answer.status_code == 303, (row.section, re.findall(r"error-message[^>]*>.*?</p>", answer.text))
    profile = whole_profile(Candidate(account.id))
    assert profile.education[0].institution == "Invented College"
    assert (profile.training[0].completed.year, profile.registrations[0].number) == (2023, "3012345")
    assert [row.level for row in profile.languages] == ["everyday", "fluent"]
    assert profile.basics.driving_categories == ["B", "C1"]
    assert profile.basics.skills == "Medication\nrecord keeping"


def _as_shown(page: str) -> dict[str, list[str]]:
    """What the form would send with nothing changed, text areas included."""
    main = page.partition("<main")[2]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", main):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checked" in tag or not re.search(r'type="(radio|checkbox)"', tag)):
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, body in re.findall(r'<textarea\b[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', main, re.DOTALL):
        sent[name] = [body.strip()]
    for name, body in re.findall(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', main, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', body)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def test_another_persons_suggestion_is_not_found(client: FlaskClient, account: Account) -> None:
    theirs = some_suggestions(an_account())[0]
    assert client.get(f"{CV}/{theirs.id}").status_code == 404
    assert client.get(f"{CV}/all-of/employment").location == CV
    assert client.get(f"{CV}/all-of/nonsense").status_code == 404
