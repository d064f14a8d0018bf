"""The copy that a person asks for: whole, theirs alone, once a day, for a week."""

import json
import zipfile
from io import BytesIO

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.documents import store
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role
from recruitment.extensions import db
from recruitment.keeping.copies import ask, make_data_copy, newest_copy, packed, ready_copy
from recruitment.keeping.holdings import parts_of
from recruitment.keeping.reading import KEEPING
from recruitment.keeping.retention import forget_spans
from recruitment.keeping.tables import DataCopy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.keeping import a_marked_person
from tests.builders.letters import letters_to
from tests.builders.messages import a_text, a_thread, only_file_of, some_words
from tests.builders.organisations import an_organisation
from tests.builders.rows import work
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]
MARK = "Zyxwvutsrq"
SECRET = "not-to-be-shown"


@pytest.fixture
def pack(database: None) -> zipfile.ZipFile:
    organisation = an_organisation("fife-council")
    vacancies = [a_vacancy(organisation) for _ in range(3)]
    an_application(vacancies[0], given_name="Somebody", family_name="Elsewhere")
    staff = as_staff(organisation, Role.ADMINISTRATOR, Role.RECRUITER)
    account = a_marked_person(MARK, vacancies, staff, SECRET)
    account.tf_totp_secret = SECRET
    work()
    copy = ready_copy(Candidate(account.id))
    return zipfile.ZipFile(BytesIO(store().get(copy.digest or "")))


def test_a_program_reads_everything_with_what_it_means(pack: zipfile.ZipFile) -> None:
    whole = json.loads(pack.read("your-data.json"))
    data = whole["data"]
    assert {"account", "profile", "employment", "application", "application_contact", "answer", "job_alert",
            "saved_vacancy", "progress"} <= set(data)  # fmt: skip
    assert data["profile"][0]["given_name"] == MARK
    assert {row["state"] for row in data["application"]} == {"unsuccessful", "shortlisted"}
    assert [row["state"] for row in data["application_unsent"]] == ["draft"] and data["answer_unsent"]
    assert whole["fields"]["answer_unsent"]["kept_by"] == ["the portal"]
    assert data["job_alert"][0]["question"]["q"] == [MARK]
    assert whole["fields"].keys() == data.keys()
    for table, fields in whole["fields"].items():
        assert fields["purpose"] and fields["ground"] and fields["kept"] and fields["kept_by"]
        assert set(data[table][0]) == set(fields["columns"])
    assert whole["fields"]["answer"]["kept_by"] == ["Fife Council"]


def test_a_person_reads_the_same(pack: zipfile.ZipFile) -> None:
    page = pack.read("your-data.html").decode()
    assert page.startswith("<!doctype html>") and "<script" not in page
    for said in ("Name and contact in your applications", "To judge the application", f"{MARK} can", "Fife Council"):
        assert said in page
    assert "None</dd>" not in page


def test_nothing_secret_and_nobody_else_is_in_it(pack: zipfile.ZipFile) -> None:
    for name in pack.namelist():
        content = pack.read(name).decode()
        for hidden in (SECRET, "Elsewhere", "complains", "was late", "fs_uniquifier", "salt", "digest"):
            assert hidden not in content, (name, hidden)


def test_once_a_day(app: Flask) -> None:
    viewer = Candidate(an_account().id)
    ask(viewer)
    with pytest.raises(Refused, match="tomorrow"):
        ask(viewer)
    with later(app, days=1):
        ask(viewer)


def test_the_letter_tells_nothing_of_the_person(app: Flask) -> None:
    account = an_account("who@test.example", name=MARK)
    ask(Candidate(account.id))
    db.session.commit()
    assert newest_copy(Candidate(account.id)).ready_at is None
    with pytest.raises(NotVisible):
        ready_copy(Candidate(account.id))
    make_data_copy(newest_copy(Candidate(account.id)).id)
    (letter,) = letters_to("who@test.example")
    assert letter.name == "data_ready" and set(letter.facts) == {"link", "until"} and MARK not in str(letter.facts)


def test_anothers_copy_is_not_there() -> None:
    account, other = an_account(), an_account()
    ask(Candidate(account.id))
    work()
    assert ready_copy(Candidate(account.id))
    with pytest.raises(NotVisible):
        ready_copy(Candidate(other.id))


def test_after_a_week_it_is_gone_with_its_bytes(app: Flask) -> None:
    viewer = Candidate(an_account().id)
    ask(viewer)
    work()
    digest = ready_copy(viewer).digest
    with later(app, days=6, hours=23):
        forget_spans()
        assert store().get(digest)
    with later(app, days=7, hours=1):
        assert newest_copy(viewer) is None
        forget_spans()
    assert db.session.scalars(visible(KEEPING, DataCopy)).all() == []
    with pytest.raises(FileNotFoundError):
        store().get(digest)


@pytest.mark.parametrize("is_removed", [False, True])
def test_documents_of_messages_come_with_it(database: None, is_removed: bool) -> None:
    application = an_application(a_vacancy(an_organisation()))
    file = only_file_of(a_thread(application, words=some_words(upload=a_text(content=b"The way to the hall."))))
    if is_removed:
        store().remove(file.digest)
    parts = parts_of(Candidate(application.account_id), with_files=True)
    pack = zipfile.ZipFile(BytesIO(packed(parts, clock.now())))
    (row,) = json.loads(pack.read("your-data.json"))["data"]["message_file"]
    assert "digest" not in row
    assert (pack.read(row["content"]) if row["content"] else None) == (None if is_removed else b"The way to the hall.")
