"""What the worker does for references: reminds referees twice and no more, and has their letters checked."""

from datetime import timedelta
from typing import Any, Final

from flask import current_app
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.core import clock
from recruitment.core.jobs import NotNow, handler
from recruitment.core.scanning import ScannerFails, threat_in
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System, TokenHolder
from recruitment.extensions import db
from recruitment.offers.reference_answers import CHECK, mark_letter
from recruitment.offers.reference_letters import tell_asker, write_to_referee
from recruitment.offers.reference_links import asked_of
from recruitment.offers.reference_queries import reference_request
from recruitment.offers.reference_rules import REMIND_AFTER, is_given_up, reminder_due
from recruitment.offers.reference_tables import TOKEN_KIND, ReferenceLetter, ReferenceRequest
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, UNSCANNED, WAITING

LETTERS: Final = System("letters")
SCAN: Final = System("scan")
# Between tries while the scanner does not answer.
RETRY: Final = timedelta(seconds=40)
# So many that a worker is done well within its lease; the rest wait an hour.
BATCH: Final = 200


@handler("mind_references", every=timedelta(hours=1))
def mind_references() -> None:
    """Whose checks ended otherwise meanwhile is left alone."""
    now = clock.now()
    waiting = visible(LETTERS, ReferenceRequest).where(
        ReferenceRequest.state == "sent",
        ReferenceRequest.sent_at <= now - REMIND_AFTER,
        ReferenceRequest.given_up_at.is_(None),
    )
    ordered = waiting.with_only_columns(ReferenceRequest.id).order_by(ReferenceRequest.sent_at, ReferenceRequest.id)
    with only_reading():
        ids = db.session.scalars(ordered.limit(BATCH)).all()
    for number in ids:
        with transaction():
            _mind(reference_request(LETTERS, number))


def _mind(request: ReferenceRequest) -> None:
    now = clock.now()
    if request.sent_at is None or request.state != "sent":
        return
    if asked_of(TokenHolder(TOKEN_KIND, request.id), request).over == "ended":
        _note(request, given_up_at=now)
    elif reminder_due(request.sent_at, request.reminded_at, request.reminders, now):
        if _note(request, reminders=request.reminders + 1, reminded_at=now):
            write_to_referee(request, "reference_reminder")
    elif is_given_up(request.reminded_at, request.reminders, now) and _note(request, given_up_at=now):
        tell_asker(request, "silent")


def _note(request: ReferenceRequest, **values: Any) -> bool:
    """Once, whoever else looks at the same time."""
    same = changing(LETTERS, ReferenceRequest).where(
        ReferenceRequest.id == request.id,
        ReferenceRequest.state == "sent",
        ReferenceRequest.reminders == request.reminders,
        ReferenceRequest.given_up_at.is_(None),
    )
    if rows_hit(same.values(**values)) != 1:
        return False
    for name, value in values.items():
        set_committed_value(request, name, value)
    return True


@handler(CHECK)
def check_reference_letter(letter_id: int) -> None:
    """Raises NotNow while there is no verdict. Of an infected letter the row remains, and who asked sees that."""
    with only_reading():
        wanted = visible(SCAN, ReferenceLetter).where(ReferenceLetter.id == letter_id, ReferenceLetter.state == WAITING)
        content = db.session.scalars(wanted.with_only_columns(ReferenceLetter.content)).one_or_none()
    if content is None:
        return
    url = current_app.config["SETTINGS"].clamd_url
    try:
        threat = threat_in(content, url) if url else None
    except ScannerFails as problem:
        raise NotNow(str(problem), RETRY) from problem
    with transaction():
        if threat is not None:
            mark_letter(letter_id, state=INFECTED, content=None)
        else:
            mark_letter(letter_id, state=CLEAN if url else UNSCANNED)
