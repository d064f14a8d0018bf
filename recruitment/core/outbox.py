"""Letters to be sent: written in the same transaction as the act, delivered by the worker at least once.

The idempotency key gives a letter its Message-ID, so that a letter sent twice by a crash is recognisably one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.jobs import enqueue
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.once import insert_once
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db

SEND = "send_letter"
# The fact under which a letter carries headers of its own; it goes with the others when the letter is purged.
HEADERS = "headers"
# The same for an entry of a calendar: its method (RFC 5546) and its text.
CALENDAR = "calendar"


class Letter(db.Model):
    """A letter by the name of its templates; `facts` fill them and are purged, with the address, at its end.

    Its end is delivery, or refusal for good by the mail server (`failed_at`; `failure` holds the server's codes).
    """

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint(
            '(delivered_at IS NULL AND failed_at IS NULL) OR ("to" IS NULL AND facts IS NULL)', name="purged_at_its_end"
        ),
        CheckConstraint("delivered_at IS NULL OR failed_at IS NULL", name="one_end"),
        CheckConstraint("(failed_at IS NULL) = (failure IS NULL)", name="failure_has_its_reason"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"mail", "health"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To tell a person what happened",
        period=Period.DELIVERY,
        personal={"to": Erasure.BLANK, "facts": Erasure.BLANK},
        impersonal=("name", "key", "failure"),
        forgotten_by=SEND,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    to: Mapped[str | None] = mapped_column(String(320))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    written_at: Mapped[datetime] = mapped_column(clock.Moment)
    delivered_at: Mapped[datetime | None] = mapped_column(clock.Moment, index=True)
    refusals: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    failure: Mapped[str | None] = mapped_column(String(80))


def post(
    name: str,
    to: str,
    facts: Mapping[str, Any],
    key: str,
    *,
    headers: Mapping[str, str] | None = None,
    calendar: Mapping[str, str] | None = None,
) -> bool:
    """Puts a letter in the outbox; False when a letter of this key was posted before.

    `facts` must be JSON: the letter shows what was true when the act happened. `headers`: the message's own, by name.
    `calendar`: `method` and `text` of an entry for the reader's calendar.
    """
    besides = {HEADERS: headers, CALENDAR: calendar}
    told = {**facts, **{name: dict(value) for name, value in besides.items() if value}}
    letter = insert_once(Letter, name=name, to=to, facts=told, key=key, written_at=clock.now())
    if letter is None:
        return False
    enqueue(SEND, {"letter_id": letter}, key=f"{SEND}:{letter}")
    return True
