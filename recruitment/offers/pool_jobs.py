"""What the worker runs for reserve lists and the talent pool: both end by themselves, and both sides hear of it."""

from datetime import timedelta

from recruitment.core.jobs import handler
from recruitment.core.transactions import transaction
from recruitment.offers.approaching import forget_approaches
from recruitment.offers.pool_actions import ask_who_stays
from recruitment.offers.reserve_actions import run_out_places


@handler("mind_the_pool", every=timedelta(hours=1))
def mind_the_pool() -> None:
    with transaction():
        run_out_places()
    with transaction():
        ask_who_stays()
    with transaction():
        forget_approaches()
