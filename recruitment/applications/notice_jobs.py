"""The letter of the day: what a person chose to hear of together, each morning, once."""

import logging
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Final

from flask import current_app

from recruitment.accounts.queries import address_in_use
from recruitment.applications.notice_tables import WaitingNotice
from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import handler
from recruitment.core.outbox import post
from recruitment.core.tenancy import removing, rows_hit, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

log = logging.getLogger(__name__)
LETTERS: Final = System("letters")
# Before most people's working day, in Scotland.
MORNING: Final = time_of_day(7)


@handler("send_daily_notices", every=timedelta(hours=1))
def send_daily_notices() -> None:
    """One letter to each person of what waited at seven this morning; one person keeps no other waiting."""
    until = last_morning(clock.now())
    with transaction():
        waiting = visible(LETTERS, WaitingNotice).where(WaitingNotice.at <= until)
        people = db.session.scalars(waiting.with_only_columns(WaitingNotice.account_id).distinct()).all()
    for person in people:
        try:
            with transaction():
                _send(person, until)
        except Exception as problem:
            log.error("a letter of the day was not posted", exc_info=speechless(problem))


def last_morning(now: datetime) -> datetime:
    here = clock.local(now)
    today = datetime.combine(here.date(), MORNING, clock.LONDON)
    return today if today <= here else datetime.combine(here.date() - timedelta(days=1), MORNING, clock.LONDON)


def _send(person: int, until: datetime) -> None:
    """The lines go with the letter that tells them: of two workers one posts it."""
    theirs = (WaitingNotice.account_id == person, WaitingNotice.at <= until)
    notices = db.session.scalars(visible(LETTERS, WaitingNotice).where(*theirs).order_by(WaitingNotice.id)).all()
    if not notices:
        return
    numbers = [notice.id for notice in notices]
    if rows_hit(removing(LETTERS, WaitingNotice).where(WaitingNotice.id.in_(numbers))) != len(numbers):
        raise RuntimeError("another worker posts them")
    to = address_in_use(person)
    if to is None:
        return
    root = current_app.config["SETTINGS"].public_url
    facts = {
        "notices": [[notice.said, root + notice.path] for notice in notices],
        "link": f"{root}/candidate/",
        "stop_link": f"{root}/candidate/notifications",
    }
    post("news_of_the_day", to, facts, key=f"news_of_the_day:{person}:{numbers[-1]}")
