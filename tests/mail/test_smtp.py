"""A real mail server in a process of its own refuses, hangs, dies and is away; when it is back every letter arrives."""

import logging
import socket
import ssl
import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from recruitment.core import clock
from recruitment.core.jobs import JOBS, Job, NotNow, Pace, run_next
from recruitment.core.outbox import Letter, post
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.mail.postboxes import RefusedForGood, SmtpPostbox
from recruitment.mail.sender import MAIL, message_of
from tests.mail.mail_server import MailServer

pytestmark = pytest.mark.usefixtures("database")
PACE = Pace(first_wait=timedelta(0))
LINKED = {"link": "http://127.0.0.1/account/change/1"}
LETTERS = 6
EVERYBODY = {f"person{number}@test.example" for number in range(LETTERS)}


def postbox_to(
    url: str, trust: ssl.SSLContext | None = None, *, timeout: float = 10, longest_rest: float = 0
) -> SmtpPostbox:
    return SmtpPostbox(url, "portal.test.example", timeout=timeout, longest_rest=longest_rest, trust=trust)


@pytest.fixture
def outbox(app: Flask, database: None, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some letters wait, and the worker knows the server."""
    monkeypatch.setitem(app.extensions, "postbox", postbox_to(server.url))
    with transaction():
        for address in sorted(EVERYBODY):
            post("account_change_email_instructions", address, LINKED, key=address)


def run_each_once() -> None:
    """One try for every letter that waits."""
    for _ in range(_waiting()):
        assert run_next(PACE)


def run_all() -> None:
    while _waiting():
        assert run_next(PACE)
    assert not run_next(PACE)


def make_due() -> None:
    with transaction():
        db.session.execute(changing(JOBS, Job).values(due_at=clock.now()))


def _waiting() -> int:
    return len(db.session.scalars(visible(MAIL, Letter).where(Letter.to.is_not(None))).all())


@pytest.mark.usefixtures("outbox")
class TestEveryLetterArrives:
    def test_once_when_all_is_well(self, server: MailServer) -> None:
        run_all()
        assert server.times_taken() == Counter(EVERYBODY)
        letter = server.letters()[0]
        text, html = letter.iter_parts()
        assert LINKED["link"] in text.get_content()
        assert LINKED["link"] in html.get_content()

    def test_with_headers_of_its_own(self, server: MailServer) -> None:
        """What a mail program needs to stop letters with one click (RFC 8058), as it arrives."""
        stop = f"<https://jobs.test.example/link/alert/stop/1-{'0123456789abcdef' * 4}>"
        headers = {"List-Unsubscribe": stop, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        with transaction():
            post("account_change_email_instructions", "reader@test.example", LINKED, key="reader", headers=headers)
        run_all()
        (letter,) = [letter for letter in server.letters() if letter["To"] == "reader@test.example"]
        assert (letter["List-Unsubscribe"], letter["List-Unsubscribe-Post"]) == tuple(headers.values())
        arrived = b"".join(path.read_bytes() for path in server.folder.glob("*.eml")).splitlines()
        assert f"List-Unsubscribe: {stop}".encode() in arrived

    @pytest.mark.parametrize(
        "trouble", ["rcpt 451 4.3.0 Later", "data 451 4.3.0 Later", "rcpt 421 4.3.2 Closing", "data 421 4.3.2 Closing"]
    )
    def test_after_a_refusal_for_now(self, server: MailServer, trouble: str) -> None:
        server.answer(trouble)
        run_each_once()
        run_each_once()
        assert server.taken() == 0
        server.answer("accept")
        run_all()
        assert server.times_taken() == Counter(EVERYBODY)

    @pytest.mark.parametrize("trouble", ["rcpt 550 5.7.1 Not today", "data 554 5.7.1 Not today"])
    def test_after_a_mistaken_refusal_for_good(self, server: MailServer, trouble: str) -> None:
        server.answer(trouble)
        run_each_once()
        assert not run_next(PACE)
        server.answer("accept")
        make_due()
        run_all()
        assert server.times_taken() == Counter(EVERYBODY)

    def test_after_a_server_that_takes_and_never_says_so(
        self, app: Flask, server: MailServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server.answer("hang")
        with monkeypatch.context() as hurried:
            hurried.setitem(app.extensions, "postbox", postbox_to(server.url, timeout=1))
            run_next(PACE)
            run_next(PACE)
        assert _waiting() == LETTERS
        server.answer("accept")
        run_all()
        taken = server.times_taken()
        assert taken.keys() == EVERYBODY
        assert taken.total() <= LETTERS + 2

    @pytest.mark.parametrize(("trouble", "repeated"), [("die-unsaved", 0), ("die-saved", 1)])
    def test_after_a_server_that_dies_in_the_middle(self, server: MailServer, trouble: str, repeated: int) -> None:
        run_next(PACE)
        server.answer(trouble)
        run_next(PACE)
        assert server.has_died()
        run_each_once()
        assert _waiting() == LETTERS - 1
        server.answer("accept")
        server.stop()
        server.start()
        run_all()
        taken = server.times_taken()
        assert taken.keys() == EVERYBODY
        assert taken.total() == LETTERS + repeated

    def test_after_a_server_that_was_away(self, server: MailServer) -> None:
        server.stop()
        run_each_once()
        run_each_once()
        assert _waiting() == LETTERS
        server.start()
        run_all()
        assert server.times_taken() == Counter(EVERYBODY)

    def test_but_for_mailboxes_that_do_not_exist(self, server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
        with transaction():
            post("account_change_notice", "unknown@test.example", {}, key="unknown")
        with caplog.at_level(logging.INFO):
            while _waiting():
                make_due()
                run_next(PACE)
        assert server.times_taken() == Counter(EVERYBODY)
        failed = db.session.scalars(visible(MAIL, Letter).where(Letter.failed_at.is_not(None))).one()
        assert (failed.key, failed.failure) == ("unknown", "550 5.1.1 at RCPT")
        assert "550 5.1.1 at RCPT" in caplog.text
        assert "@" not in caplog.text


def a_message(app: Flask, to: str = "ailsa@test.example") -> EmailMessage:
    letter = Letter(name="account_change_notice", to=to, facts={}, key="1", written_at=clock.now())
    return message_of(letter, app.config["SETTINGS"])


def test_a_server_that_never_says_a_word_costs_one_wait(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        postbox = postbox_to(f"smtp://127.0.0.1:{silent.getsockname()[1]}", timeout=0.4)
        with pytest.raises(NotNow, match=r"SMTPServerDisconnected|TimeoutError"):
            postbox.put(a_message(app))


def test_a_conversation_ends_however_slowly_the_server_speaks(app: Flask) -> None:
    """Each reply comes within a step's time, and all of them together after that of the whole."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        speaker = threading.Thread(target=speak_slowly, args=(listener,))
        speaker.start()
        with pytest.raises(NotNow, match=r"SMTPServerDisconnected|TimeoutError"):
            postbox_to(f"smtp://127.0.0.1:{listener.getsockname()[1]}", timeout=0.4).put(a_message(app))
        speaker.join()


def speak_slowly(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection, suppress(OSError):
        for reply in ("220 mail.test.example", "250 mail.test.example", "250 OK", "250 OK", "354 Go on", "250 OK"):
            clock.wait(0.3)
            connection.sendall(f"{reply}\r\n".encode())
            connection.recv(65536)


def test_after_a_failure_the_server_is_left_alone_for_a_while(app: Flask, server: MailServer) -> None:
    server.stop()
    postbox = postbox_to(server.url, longest_rest=60)
    with pytest.raises(NotNow, match="ConnectionRefusedError"):
        postbox.put(a_message(app))
    server.start()
    with pytest.raises(NotNow, match="a moment ago") as hindered:
        postbox.put(a_message(app))
    assert hindered.value.wait is not None
    assert timedelta(0) < hindered.value.wait <= timedelta(seconds=2)
    assert server.taken() == 0


def test_a_refusal_of_one_letter_holds_up_no_other(app: Flask, server: MailServer) -> None:
    postbox = postbox_to(server.url, longest_rest=60)
    with pytest.raises(RefusedForGood, match=r"550 5\.1\.1 at RCPT"):
        postbox.put(a_message(app, "unknown@test.example"))
    postbox.put(a_message(app))
    assert server.taken() == 1


def test_an_address_that_the_server_cannot_read_is_refused(app: Flask, server: MailServer) -> None:
    with pytest.raises(RefusedForGood, match="ASCII"):
        postbox_to(server.url).put(a_message(app, "jürgen@test.example"))


class TestEncrypted:
    @pytest.fixture
    def trust(self, tmp_path: Path) -> ssl.SSLContext:
        """A certificate for the server in its folder, and the client that trusts it."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.test.example")])
        now = clock.now()
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
            .sign(key, hashes.SHA256())
        )
        written = certificate.public_bytes(serialization.Encoding.PEM)
        self.certificate = written
        self.key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return ssl.create_default_context(cadata=written.decode())

    def started(self, folder: Path, security: str) -> MailServer:
        server = MailServer(folder, security)
        (folder / "certificate.pem").write_bytes(self.certificate)
        (folder / "key.pem").write_bytes(self.key)
        return server

    @pytest.mark.parametrize(
        ("security", "scheme"), [("smtps", "smtps://"), ("starttls", "smtp+starttls://portal:p%40ss%2Fword@")]
    )
    def test_a_letter_arrives(
        self, app: Flask, tmp_path: Path, trust: ssl.SSLContext, security: str, scheme: str
    ) -> None:
        with self.started(tmp_path / security, security) as server:
            url = f"{scheme}127.0.0.1:{server.port}"
            postbox_to(url, trust).put(a_message(app))
            assert server.taken() == 1
            with pytest.raises(NotNow, match="SSLCertVerificationError"):
                postbox_to(url).put(a_message(app))
            assert server.taken() == 1

    def test_a_wrong_password_is_ours_to_mend_and_loses_nothing(
        self, app: Flask, tmp_path: Path, trust: ssl.SSLContext
    ) -> None:
        with self.started(tmp_path / "starttls", "starttls") as server:
            url = f"smtp+starttls://portal:wrong@127.0.0.1:{server.port}"
            with pytest.raises(NotNow, match="SMTPAuthenticationError 535"):
                postbox_to(url, trust).put(a_message(app))
