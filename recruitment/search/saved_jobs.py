"""What the worker runs for lists of saved vacancies."""

from datetime import timedelta

from recruitment.core.jobs import handler
from recruitment.core.transactions import transaction
from recruitment.search import saved_actions


@handler("forget_unused_saved_lists", every=timedelta(hours=12))
def forget_unused_saved_lists() -> None:
    with transaction():
        saved_actions.forget_unused()
