"""What the worker runs for reporting."""

from datetime import timedelta

from recruitment.advertising.actions import ROLL_UP
from recruitment.core.jobs import enqueue, handler
from recruitment.core.transactions import transaction
from recruitment.reporting.actions import roll_up_batch
from recruitment.reporting.equality_release import release_year


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
