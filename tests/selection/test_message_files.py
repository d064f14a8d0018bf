"""Documents of messages: checked before anybody opens them, kept as long as the case, copied and removed with it."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.documents import store
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.jobs import NotNow
from recruitment.core.keeping import Period
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.keeping.copies import packed
from recruitment.keeping.erasure import erase
from recruitment.keeping.holdings import parts_of
from recruitment.keeping.removing import Taken, take_with_root
from recruitment.selection.message_files import Upload, check_message_file, open_file, uploaded
from recruitment.selection.message_tables import CLEAN, INFECTED, UNSCANNED, WAITING, Message, MessageThread
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.documents import EICAR, a_pdf, a_word_document
from tests.builders.messages import a_text, a_thread, an_answer, only_file_of, some_words
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy
from tests.core.scanner import a_scanner, free_port

pytestmark = pytest.mark.usefixtures("database")
Configure = Callable[[str | None], None]


@pytest.fixture
def application() -> Application:
    return an_application(a_vacancy(an_organisation()), account=an_account("jo@test.example"))


@pytest.fixture
def scanned_at(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Configure:
    def configure(url: str | None) -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], clamd_url=url))

    return configure


def sent(application: Application, content: bytes) -> MessageThread:
    words = some_words(upload=Upload("Plan", "txt", content))
    return a_thread(application, Candidate(application.account_id), words)


def test_it_is_known_by_its_content_and_named_without_its_folder() -> None:
    assert uploaded("C:\\Docs\\My  plan.docx", a_word_document("Plan")).name == "My plan"
    assert uploaded("plan.txt", a_pdf("Plan")).kind == "pdf"
    for content in (b"MZ\x90", b"", b"PK\x03\x04nothing"):
        with pytest.raises(Refused):
            uploaded("plan.docx", content)


def test_without_a_scanner_it_is_taken_as_it_is(application: Application) -> None:
    file = only_file_of(sent(application, b"Turn left."))
    assert (file.state, open_file(as_staff(an_organisation()), file.id).id) == (UNSCANNED, file.id)


def test_nobody_opens_it_before_it_is_checked(application: Application, scanned_at: Configure) -> None:
    with a_scanner() as url:
        scanned_at(url)
        file = only_file_of(sent(application, b"Turn left."))
        assert file.state == WAITING
        with pytest.raises(Refused):
            open_file(as_staff(an_organisation()), file.id)
        db.session.commit()
        check_message_file(file.id)
    db.session.expire_all()
    assert open_file(as_staff(an_organisation()), file.id).state == CLEAN


def test_malware_is_deleted_and_its_row_stays(application: Application, scanned_at: Configure) -> None:
    with a_scanner() as url:
        scanned_at(url)
        file = only_file_of(sent(application, EICAR))
        db.session.commit()
        check_message_file(file.id)
        check_message_file(file.id)
    db.session.expire_all()
    stored = only_file_of(sent_thread(application))
    assert stored.state == INFECTED
    assert not store().has(stored.digest)
    with pytest.raises(NotVisible):
        open_file(Candidate(application.account_id), stored.id)


def sent_thread(application: Application) -> MessageThread:
    wanted = visible(Candidate(application.account_id), MessageThread)
    return db.session.scalars(wanted).one()


def test_while_the_scanner_is_silent_it_waits(application: Application, scanned_at: Configure) -> None:
    scanned_at(f"tcp://127.0.0.1:{free_port()}")
    file = only_file_of(sent(application, b"Turn left."))
    db.session.commit()
    with pytest.raises(NotNow):
        check_message_file(file.id)


def test_a_persons_copy_holds_the_thread_and_no_officers_number(application: Application) -> None:
    thread = a_thread(application, words=some_words("Bring your pass.", upload=a_text("Map")))
    an_answer(application, thread, "I shall.")
    me = Candidate(application.account_id)
    with zipfile.ZipFile(io.BytesIO(packed(parts_of(me), clock.now()))) as pack:
        data = json.loads(pack.read("your-data.json"))["data"]
        page = pack.read("your-data.html").decode()
    assert [row["text"] for row in data["message"]] == ["Bring your pass.", "I shall."]
    assert [row["subject"] for row in data["message_thread"]] == ["Your interview"]
    assert [row["name"] for row in data["message_file"]] == ["Map"]
    assert not {"person", "key"} & data["message"][0].keys()
    assert "Bring your pass." in page


def test_the_case_takes_its_messages_and_their_bytes_along(application: Application) -> None:
    thread = a_thread(application, words=some_words(upload=a_text("Map", b"Only here")))
    digest = only_file_of(thread).digest
    other = a_thread(an_application(a_vacancy(an_organisation())))
    taken = Taken()
    take_with_root(taken, Period.CASE, [application.id], with_root=True)
    db.session.commit()
    taken.remove_bytes()
    assert taken.rows["message"] == taken.rows["message_thread"] == taken.rows["message_file"] == 1
    assert not store().has(digest)
    left = db.session.scalars(visible(System("keeping"), Message)).all()
    assert [message.thread_id for message in left] == [other.id]


def test_an_account_that_ends_leaves_the_employers_record(application: Application) -> None:
    """The employer answers for it, for its own time; nobody can be written to any more."""
    thread = a_thread(application)
    me = Candidate(application.account_id)
    erase(me, me.person, act="delete_account")
    db.session.commit()
    found = visible(as_staff(an_organisation()), Message).where(Message.thread_id == thread.id)
    assert len(db.session.scalars(found).all()) == 1
