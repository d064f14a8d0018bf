"""What the worker runs for reporting."""

import logging
from datetime import timedelta

from recruitment.advertising.actions import ROLL_UP
from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import enqueue, handler
from recruitment.core.transactions import only_reading, transaction
from recruitment.extensions import db
from recruitment.reporting.actions import roll_up_batch
from recruitment.reporting.equality_release import release_year
from recruitment.reporting.sending import due, send

# So many letters that a worker is done with them well within its lease.
BATCH = 100
SEND_REPORTS = "send_reports"
log = logging.getLogger(__name__)


@handler(ROLL_UP, every=timedelta(minutes=5))
def roll_up_figures() -> None:
    """After each entry in the ledger, and every five minutes for all else; while there is more, another job."""
    with transaction():
        if roll_up_batch():
            enqueue(ROLL_UP)


@handler("release_equality", every=timedelta(days=1))
def release_equality() -> None:
    """Once a year there is something to publish; asked daily, so that a worker that was down misses nothing. Each year
    in a transaction of its own."""
    while True:
        with transaction():
            if release_year() is None:
                return


@handler(SEND_REPORTS, every=timedelta(hours=1))
def send_reports() -> None:
    """Letters to whoever asked for a report regularly, each in a transaction of its own."""
    today = clock.today()
    with only_reading():
        ids = due(today, BATCH)
    failed = 0
    for row_id in ids:
        try:
            with transaction():
                send(row_id, today)
        except Exception as problem:
            # One keeps no other waiting: it is tried again in an hour.
            db.session.rollback()
            failed += 1
            log.error("report %s could not be sent", row_id, exc_info=speechless(problem))
    if len(ids) == BATCH and not failed:
        with transaction():
            enqueue(SEND_REPORTS)
