"""Folds the answers on equality as the worker does, and is killed at a certain point of it: python -m … POINT

The point is the name of a step of `fold`, behind which it dies, or `before_commit` or `after_commit`.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from recruitment.applications.equality import fold
from recruitment.applications.equality.jobs import fold_equality
from recruitment.extensions import db
from wsgi import app


def _dying_behind(step: Callable[..., Any]) -> Callable[..., Any]:
    def died(*words: Any) -> None:
        step(*words)
        # What it wrote has reached the database, in a transaction that nobody ends.
        db.session.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    return died


def _commit(is_before: bool, whole: Callable[[], None] = db.session.commit) -> Callable[[], None]:
    def died() -> None:
        if not is_before:
            whole()
        os.kill(os.getpid(), signal.SIGKILL)

    return died


def main(point: str) -> None:
    with app.app_context():
        if point.endswith("_commit"):
            db.session.commit = _commit(point == "before_commit")  # type: ignore[method-assign]
        else:
            setattr(fold, point, _dying_behind(getattr(fold, point)))
        fold_equality()


if __name__ == "__main__":
    main(sys.argv[1])
