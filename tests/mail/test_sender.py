"""Sending a letter: outside any transaction, the same each time, and forgotten once it has gone."""

import dataclasses
import logging
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.jobs import JOBS, Job, NotNow, run_next
from recruitment.core.outbox import Letter, post
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.mail.postboxes import FolderPostbox, RefusedForGood, SmtpPostbox, postbox_of
from recruitment.mail.sender import MAIL, REFUSALS, message_of, send_letter

pytestmark = pytest.mark.usefixtures("database")
FACTS = {
    "name": "Ailsa", "title": "Cleaner", "organisation": "Fife Council", "reference": "A-7K2M-9QXT",
    "link": "http://127.0.0.1/candidate/applications/1", "message": "",
}  # fmt: skip


class Given:
    """A postbox that keeps what it is given, or raises what it is told to."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.problem: Exception | None = None

    def put(self, message: EmailMessage) -> None:
        assert not db.session().in_transaction()
        if self.problem is not None:
            raise self.problem
        self.messages.append(message)


@pytest.fixture
def given(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Given:
    given = Given()
    monkeypatch.setitem(app.extensions, "postbox", given)
    return given


def posted(to: str = "ailsa@test.example", key: str = "appointed:1") -> None:
    with transaction():
        assert post("appointed", to, FACTS, key=key)


def the_letter() -> Letter:
    return db.session.scalars(visible(MAIL, Letter).execution_options(populate_existing=True)).one()


def make_due() -> None:
    """As if the wait were over."""
    with transaction():
        db.session.execute(changing(JOBS, Job).values(due_at=clock.now()))


def test_a_sent_letter_keeps_neither_address_nor_facts(given: Given) -> None:
    posted()
    assert run_next()
    letter = the_letter()
    assert letter.delivered_at is not None
    assert (letter.to, letter.facts, letter.failed_at) == (None, None, None)
    # SQL's NULL, not JSON's.
    assert db.session.scalar(visible(MAIL, Letter).where(Letter.facts.is_(None)).with_only_columns(Letter.id))
    assert not run_next()


def test_the_message_says_what_it_must(given: Given, app: Flask) -> None:
    posted()
    run_next()
    (message,) = given.messages
    settings = app.config["SETTINGS"]
    assert message["To"] == "ailsa@test.example"
    assert message["From"] == f"{settings.brand.name} <{settings.mail_from}>"
    assert message["Subject"] == "You are appointed: Cleaner, Fife Council"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == the_letter().written_at
    assert message["Message-ID"].endswith("@recruitment.example>")
    assert "appointed" not in message["Message-ID"]
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert all(len(line) < 999 for line in message.as_bytes().splitlines())


def test_a_letter_may_carry_headers_of_its_own(given: Given) -> None:
    """An address of the web stays whole, however long: folded it would be no address."""
    headers = {
        "List-Unsubscribe": f"<https://jobs.test.example/{'x' * 200}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    with transaction():
        post("appointed", "ailsa@test.example", FACTS, key="appointed:1", headers=headers)
    run_next()
    (message,) = given.messages
    for name, value in headers.items():
        assert message[name] == value
        assert f"{name}: {value}\n".encode() in message.as_bytes()
    assert the_letter().facts is None


def test_no_header_brings_another(given: Given) -> None:
    with transaction():
        post(
            "appointed",
            "ailsa@test.example",
            FACTS,
            key="a",
            headers={"List-Unsubscribe": "<x>\r\nBcc: everybody@test.example"},
        )
    run_next()
    assert given.messages == []


def test_a_letter_sent_twice_is_the_same_to_the_byte(app: Flask) -> None:
    posted()
    settings = app.config["SETTINGS"]
    first, second = (message_of(the_letter(), settings).as_bytes() for _ in range(2))
    assert first == second


def test_each_letter_has_a_mark_of_its_own(given: Given) -> None:
    for number in range(3):
        posted(key=f"appointed:{number}")
    while run_next():
        pass
    assert len({message["Message-ID"] for message in given.messages}) == 3


def test_the_mark_cannot_be_computed_by_others(app: Flask) -> None:
    posted()
    settings = app.config["SETTINGS"]
    other = dataclasses.replace(settings, secret_key="another secret of this installation alone")
    assert message_of(the_letter(), settings)["Message-ID"] != message_of(the_letter(), other)["Message-ID"]


def test_a_letter_that_went_is_not_sent_again(given: Given) -> None:
    posted()
    run_next()
    send_letter(the_letter().id)
    assert len(given.messages) == 1


def test_a_letter_that_was_erased_is_not_sent(given: Given) -> None:
    posted()
    number = the_letter().id
    with transaction():
        db.session.execute(changing(MAIL, Letter).values(to=None, facts=None))
    send_letter(number)
    with transaction():
        db.session.execute(removing(MAIL, Letter))
    send_letter(number)
    assert given.messages == []


def test_what_cannot_go_now_stays_whole(given: Given) -> None:
    posted()
    given.problem = NotNow("451 at RCPT")
    run_next()
    assert (the_letter().to, the_letter().delivered_at) == ("ailsa@test.example", None)
    given.problem = None
    make_due()
    run_next()
    assert len(given.messages) == 1


def test_a_refusal_is_believed_when_it_is_repeated(given: Given, caplog: pytest.LogCaptureFixture) -> None:
    posted()
    given.problem = RefusedForGood("550 5.1.1 at RCPT")
    with caplog.at_level(logging.INFO):
        for refusals in range(1, REFUSALS):
            assert run_next()
            letter = the_letter()
            assert (letter.refusals, letter.failed_at, letter.to) == (refusals, None, "ailsa@test.example")
            job = db.session.scalars(visible(JOBS, Job).execution_options(populate_existing=True)).one()
            assert job.due_at > clock.now() + timedelta(hours=3)
            make_due()
        assert run_next()
    letter = the_letter()
    assert letter.failed_at is not None
    assert (letter.failure, letter.to, letter.facts) == ("550 5.1.1 at RCPT", None, None)
    assert "ailsa" not in caplog.text
    make_due()
    assert not run_next()


def test_one_refusal_does_not_end_a_letter(given: Given) -> None:
    posted()
    given.problem = RefusedForGood("550 at RCPT")
    run_next()
    given.problem = None
    make_due()
    run_next()
    assert the_letter().delivered_at is not None


def test_a_letter_without_words_waits_for_them(given: Given, caplog: pytest.LogCaptureFixture) -> None:
    with transaction():
        post("of_a_later_release", "ailsa@test.example", FACTS, key="later:1")
    with caplog.at_level(logging.INFO):
        run_next()
    assert the_letter().to == "ailsa@test.example"
    assert "TemplateNotFound" in caplog.text
    assert "ailsa" not in caplog.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("person@bücher.example", "person@xn--bcher-kva.example"),
        ("o'neil+jobs@test.example", "o'neil+jobs@test.example"),
    ],
)
def test_addresses_go_out_as_mail_servers_read_them(given: Given, address: str, shown: str) -> None:
    posted(to=address)
    run_next()
    assert [message["To"] for message in given.messages] == [shown]


def test_no_address_writes_headers(given: Given) -> None:
    posted(to="a@test.example\r\nBcc: everybody@test.example")
    run_next()
    assert given.messages == []


def test_without_a_mail_server_letters_are_files(app: Flask, tmp_path: Path) -> None:
    settings = dataclasses.replace(app.config["SETTINGS"], var_dir=tmp_path)
    postbox = postbox_of(settings)
    assert isinstance(postbox, FolderPostbox)
    posted()
    message = message_of(the_letter(), settings)
    postbox.put(message)
    postbox.put(message)
    (path,) = (tmp_path / "mail").iterdir()
    assert path.name.startswith(f"{the_letter().written_at:%Y%m%dT%H%M%S%f}-")
    assert path.suffix == ".eml"
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_with_a_mail_server_letters_go_there(app: Flask) -> None:
    settings = dataclasses.replace(app.config["SETTINGS"], smtp_url="smtps://mail.test.example")
    assert isinstance(postbox_of(settings), SmtpPostbox)


def test_only_the_sender_reads_letters() -> None:
    assert Letter.__reach__.system == {"mail", "health"}
