"""What the worker runs for equality monitoring."""

from datetime import timedelta
from typing import Final

from recruitment.applications.equality.fold import fold_batch, forget_late
from recruitment.core.jobs import enqueue, handler
from recruitment.core.transactions import transaction

FOLD: Final = "fold_equality"


@handler(FOLD, every=timedelta(days=1))
def fold_equality(after: int = 0) -> None:
    """Once a day, however many jobs closed or ended meanwhile; a batch a transaction, and while there may be more,
    another job. Running it twice counts nothing twice."""
    with transaction():
        last = fold_batch(after)
        if last is None:
            forget_late()
        else:
            enqueue(FOLD, {"after": last})
