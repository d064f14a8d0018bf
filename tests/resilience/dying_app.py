"""The portal, but for this: a request may ask the process that answers it to be killed at a certain point.

The head `X-Die` names the point. Served by the same web server as the portal's own app.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from flask import has_request_context, request
from sqlalchemy import event

from recruitment.extensions import db
from wsgi import app as app


def _die_at(point: str) -> None:
    if has_request_context() and request.headers.get("X-Die") == point:
        os.kill(os.getpid(), signal.SIGKILL)


@event.listens_for(db.session, "after_flush")
def _rows_are_written(*_: Any) -> None:
    _die_at("after_flush")


def _commit(whole: Callable[[], None] = db.session.commit) -> None:
    """The door's one commit; the session's own events would tell of savepoints too."""
    _die_at("before_commit")
    whole()
    _die_at("after_commit")


db.session.commit = _commit  # type: ignore[method-assign]


def _answer(environ: dict[str, Any], start: Any, whole: Any = app.wsgi_app) -> Any:
    answer = whole(environ, start)
    if environ.get("HTTP_X_DIE") == "before_answer":
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


app.wsgi_app = _answer  # type: ignore[method-assign]
