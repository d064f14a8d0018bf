"""What the worker runs for reporting."""

from datetime import timedelta

from recruitment.advertising.actions import ROLL_UP
from recruitment.core.jobs import handler
from recruitment.core.transactions import transaction
from recruitment.reporting.actions import roll_up


@handler(ROLL_UP, every=timedelta(minutes=5))
def roll_up_figures() -> None:
    """After each entry in the ledger, and every five minutes for applications."""
    with transaction():
        roll_up()
