"""Where a letter leaves the house: a mail server by SMTP, or, where none is named, a folder."""

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from recruitment.core.clock import ticks
from recruitment.core.jobs import NotNow
from recruitment.settings import Settings

# Seconds for each step of a conversation; all of it may take three times as long, well within a job's lease.
TIMEOUT = 20.0
STEPS = 3
LONGEST_REST = 300.0
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
ENHANCED = re.compile(r"\d\.\d{1,3}\.\d{1,3}\b")


class RefusedForGood(Exception):
    """The mail server will not take this letter (5xx); the reason holds its codes alone, for its words name people."""


class Postbox(Protocol):
    def put(self, message: EmailMessage) -> None:
        """Hands a letter over. Raises jobs.NotNow when it should be tried again, RefusedForGood when not."""


def postbox_of(settings: Settings) -> Postbox:
    if settings.smtp_url is None:
        return FolderPostbox(settings.var_dir / "mail")
    return SmtpPostbox(settings.smtp_url, settings.mail_from.rpartition("@")[2])


class FolderPostbox:
    """Letters as files, for demonstrations; the newest has the last name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, message: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        written_at = message["Date"].datetime
        own_part = message["Message-ID"].strip("<>").partition("@")[0]
        path = self.folder / f"{written_at:%Y%m%dT%H%M%S%f}-{own_part}.eml"
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(message.as_bytes(policy=SMTP))
        unfinished.replace(path)


class SmtpPostbox:
    """One conversation a letter. After a failure of the server itself it rests, so that letters wait, not the worker.

    `timeout` is in seconds a step, `longest_rest` in seconds; `trust` are the certificates that a server may show.
    """

    def __init__(
        self,
        url: str,
        our_name: str,
        *,
        timeout: float = TIMEOUT,
        longest_rest: float = LONGEST_REST,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.server = urlsplit(url)
        self.our_name = our_name
        self.timeout = timeout
        self.longest_rest = longest_rest
        self.trust = trust or ssl.create_default_context()
        self.failures = 0
        self.rests_until = 0.0

    def put(self, message: EmailMessage) -> None:
        left = self.rests_until - ticks()
        if left > 0:
            raise NotNow("the mail server failed a moment ago", wait=timedelta(seconds=left))
        try:
            self._hand_over(message)
        except smtplib.SMTPRecipientsRefused as refused:
            ((code, said),) = refused.recipients.values()
            raise _judgement("RCPT", code, said) from None
        except smtplib.SMTPDataError as refused:
            raise _judgement("DATA", refused.smtp_code, refused.smtp_error) from None
        except (smtplib.SMTPException, OSError) as problem:
            self.failures += 1
            self.rests_until = ticks() + min(self.longest_rest, 2.0 ** min(self.failures, 10))
            raise NotNow(_told(problem)) from None
        self.failures = 0

    def _hand_over(self, message: EmailMessage) -> None:
        server = self._open()
        try:
            if self.server.scheme == "smtp+starttls":
                server.starttls(context=self.trust)
            if self.server.username:
                server.login(unquote(self.server.username), unquote(self.server.password or ""))
            try:
                server.send_message(message)
            except smtplib.SMTPNotSupportedError:
                raise RefusedForGood("the mail server takes no addresses beyond ASCII") from None
        finally:
            # What was taken is taken, however the server says goodbye.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _open(self) -> smtplib.SMTP:
        conversation: Callable[..., smtplib.SMTP] = _Conversation
        options: dict[str, Any] = {}
        if self.server.scheme == "smtps":
            conversation, options = _SecureConversation, {"context": self.trust}
        return conversation(
            self.server.hostname or "",
            self.server.port or PORTS[self.server.scheme],
            local_hostname=self.our_name,
            timeout=self.timeout,
            **options,
        )


class _Conversation(smtplib.SMTP):
    """Ends in time as a whole, however often the server says a little just before a step's time is up."""

    def __init__(self, host: str, port: int, *, timeout: float, **options: Any) -> None:
        self._ends_at = ticks() + STEPS * timeout
        super().__init__(host, port, timeout=timeout, **options)

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is not None:
            self.sock.settimeout(max(0.001, min(self.timeout, self._ends_at - ticks())))
        return super().getreply()


class _SecureConversation(_Conversation, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def _judgement(step: str, code: int, said: bytes | str) -> Exception:
    found = ENHANCED.match(said if isinstance(said, str) else said.decode("ascii", "replace"))
    reason = f"{code} {found[0]} at {step}" if found else f"{code} at {step}"
    return RefusedForGood(reason) if code >= 500 else NotNow(reason)


def _told(problem: Exception) -> str:
    name = type(problem).__name__
    return f"{name} {problem.smtp_code}" if isinstance(problem, smtplib.SMTPResponseException) else name
