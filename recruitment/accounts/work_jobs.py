"""What the worker runs for work addresses."""

from datetime import timedelta

from recruitment.accounts.work_addresses import tend_addresses
from recruitment.core.jobs import handler
from recruitment.core.transactions import transaction


@handler("tend_work_addresses", every=timedelta(hours=12))
def tend_work_addresses() -> None:
    with transaction():
        tend_addresses()
