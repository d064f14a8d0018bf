"""The worker's loop: runs what is due, queues what recurs, outlives the database's bad moments, stops cleanly."""

import logging
import signal
import threading
from types import FrameType

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from recruitment.core import clock
from recruitment.core.jobs import PACE, Pace, enqueue_periodic, run_next
from recruitment.extensions import db

# Seconds.
IDLE = 0.2
# A row of jobs leaves others this moment: writers that wait on SQLite look only now and then whether they may.
BREATH = 0.005
BETWEEN_PERIODIC = 20.0
LONGEST_PATIENCE = 30.0
log = logging.getLogger(__name__)


def stopped_by_signal() -> threading.Event:
    """An event that SIGTERM or SIGINT sets; the second of them ends the process at once."""
    stop = threading.Event()

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        # From a thread, because the loop may hold the event's own lock at the instant at which it is interrupted.
        threading.Thread(target=stop.set).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    return stop


def work(stop: threading.Event, pace: Pace = PACE) -> None:
    """Runs jobs until `stop` is set; the job in hand is finished first. Wants an app context."""
    periodic_at, trouble = 0.0, 0
    while not stop.is_set():
        try:
            if clock.ticks() >= periodic_at:
                enqueue_periodic()
                periodic_at = clock.ticks() + BETWEEN_PERIODIC
            found = run_next(pace)
        except SQLAlchemyError as problem:
            trouble += 1
            patience = min(LONGEST_PATIENCE, IDLE * 2 ** min(trouble, 10))
            told = problem.orig if isinstance(problem, OperationalError) else type(problem).__name__
            log.error("the database failed the worker, which goes on in %.1f s: %s", patience, told)
            stop.wait(patience)
        else:
            trouble = 0
            stop.wait(BREATH if found else IDLE)
        finally:
            db.session.remove()
