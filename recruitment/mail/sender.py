"""The worker's way with a letter: read it, send it outside any transaction, forget address and facts.

At least once: a worker that dies between the server's yes and our note sends the letter again, under the same
Message-ID and byte for byte the same.
"""

import hashlib
import hmac
import logging
from datetime import timedelta
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from typing import Any, cast

from flask import current_app

from recruitment.core import clock
from recruitment.core.jobs import NotNow, handler
from recruitment.core.outbox import CALENDAR, HEADERS, SEND, Letter
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.mail.letters import words_of
from recruitment.mail.postboxes import Postbox, RefusedForGood, postbox_of
from recruitment.settings import Settings

MAIL = System("mail")
# A refusal may be a mail server's bad day: tried again for most of a day before it is believed.
REFUSALS = 5
AFTER_REFUSAL = timedelta(hours=4)
log = logging.getLogger(__name__)


class AddressHeader(UnstructuredHeader):
    """An address of the web, on one line: a long one would be folded into encoded words, which no program follows."""

    max_count = 1
    # Of the class that it is mixed into.
    name: str

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_registry = HeaderRegistry()
# The registry itself adds the base class that its signature asks for.
_registry.map_to_type("list-unsubscribe", cast(Any, AddressHeader))
POLICY = default.clone(header_factory=_registry)


@handler(SEND)
def send_letter(letter_id: int) -> None:
    """Sends one letter. Raises NotNow when it must wait; a letter sent or erased meanwhile is left alone."""
    with transaction():
        waiting = visible(MAIL, Letter).where(Letter.id == letter_id, Letter.to.is_not(None))
        letter = db.session.scalars(waiting).one_or_none()
    if letter is None:
        return
    try:
        _postbox().put(message_of(letter, current_app.config["SETTINGS"]))
    except RefusedForGood as refusal:
        _note_refusal(letter, str(refusal))
    else:
        _note(letter, delivered_at=clock.now(), to=None, facts=None)


def message_of(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter as it goes out: text, HTML and what is for a calendar, the same each time that it is made."""
    words = words_of(letter.name, letter.facts or {}, settings.brand, settings.public_url)
    mark = hmac.new(settings.secret_key.encode(), f"letter {letter.key}".encode(), hashlib.sha256).hexdigest()[:32]
    message = EmailMessage(policy=POLICY)
    message["Message-ID"] = f"<{mark}@{settings.mail_from.rpartition('@')[2]}>"
    message["Date"] = letter.written_at
    message["From"] = Address(settings.brand.name, addr_spec=settings.mail_from)
    message["To"] = _address(letter.to or "")
    message["Subject"] = words.subject
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "en-GB"
    for name, value in (letter.facts or {}).get(HEADERS, {}).items():
        message[name] = value
    # Quoted-printable, because not every server on the way keeps longer lines and bytes beyond ASCII.
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    if entry := (letter.facts or {}).get(CALENDAR):
        # The last alternative is the one that calendars act on; programs without one show the HTML.
        how = {"method": entry["method"]}
        message.add_alternative(entry["text"], subtype="calendar", params=how, cte="quoted-printable")
    message.set_boundary(f"part-{mark}")
    return message


def _address(written: str) -> Address:
    """The domain goes out in ASCII (RFC 5890), so that servers without SMTPUTF8 can be reached."""
    name, _, domain = written.rpartition("@")
    return Address(username=name, domain=domain.encode("idna").decode())


def _postbox() -> Postbox:
    """The app's own, kept between letters because it remembers when the mail server failed."""
    if "postbox" not in current_app.extensions:
        current_app.extensions["postbox"] = postbox_of(current_app.config["SETTINGS"])
    return current_app.extensions["postbox"]


def _note(letter: Letter, **values: Any) -> None:
    with transaction():
        still_open = (Letter.id == letter.id, Letter.delivered_at.is_(None), Letter.failed_at.is_(None))
        db.session.execute(changing(MAIL, Letter).where(*still_open).values(**values))


def _note_refusal(letter: Letter, reason: str) -> None:
    if letter.refusals + 1 < REFUSALS:
        _note(letter, refusals=letter.refusals + 1)
        raise NotNow(reason, wait=AFTER_REFUSAL) from None
    log.error("letter %s (%s) was refused for good: %s", letter.id, letter.name, reason)
    _note(letter, refusals=letter.refusals + 1, failed_at=clock.now(), failure=reason, to=None, facts=None)
