"""What went wrong, as a page of the house. A fault of ours shows a reference that is in the log."""

import logging
import secrets
from functools import partial
from http import HTTPStatus

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_limiter import RateLimitExceeded
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException, InternalServerError

from recruitment.core.errors import IllegalMove, NotVisible, Refused, TooMany
from recruitment.core.faults import speechless
from recruitment.core.transactions import is_busy, only_reads
from recruitment.extensions import db
from recruitment.web.again import Again, to_send_again

log = logging.getLogger(__name__)
PAGES = (400, 403, 404, 405, 413, 415, 429, 500, 503)
# Seconds until whoever met a busy database may come again.
SOON = 5
PROBLEM = "application/problem+json"
# Flask picks the handler of the nearest class, so Refused stands for what has no page of its own.
REFUSALS = {
    IllegalMove: (409, "This has changed already"),
    TooMany: (429, "Please wait a while"),
    Refused: (403, "That cannot be done"),
}
# Where each door's people start again; everybody else from the home page.
STARTS = {
    "candidate": ("/candidate/", "your applications"),
    "employer": ("/employer/", "your desk"),
    "cosla": ("/cosla/", "COSLA’s pages"),
}


def answer_errors(app: Flask) -> None:
    app.register_error_handler(NotVisible, lambda _: error_page(404))
    for kind, (status, title) in REFUSALS.items():
        app.register_error_handler(kind, partial(_refusal, status, title))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def error_page(
    status: int, message: str | None = None, reference: str | None = None, again: Again | None = None
) -> Response:
    """The page of a status; where we have none of its own, that of its family. `again`: a form to send once more."""
    if _is_for_machines():
        return _problem(status, message, reference)
    name = status if status in PAGES else 500 if status >= 500 else 400
    return make_response(
        render_template(
            f"errors/{name}.html", message=message, reference=reference, status=status, start=_start(), again=again
        ),
        status,
    )


def _start() -> tuple[str, str] | None:
    return STARTS.get(request.blueprint or "")


def _is_for_machines() -> bool:
    return request.path.startswith("/api/") or request.blueprint == "machine"


def _problem(status: int, message: str | None, reference: str | None) -> Response:
    """What went wrong as RFC 9457 has it, and a reference that is in the log, whoever was at fault."""
    if reference is None:
        reference = _reference()
        log.info("refused %s with %s at %s %s", reference, status, request.method, request.endpoint)
    title = HTTPStatus(status).phrase
    facts = {"type": "about:blank", "title": title, "status": status, "detail": message or title,
             "reference": reference}  # fmt: skip
    response = make_response(jsonify(facts), status)
    response.mimetype = PROBLEM
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _reference() -> str:
    return secrets.token_hex(4).upper()


def refused_for_csrf() -> Response:
    return error_page(
        400, "The page had been open for too long, or cookies are switched off, so nothing was saved. Open it again."
    )


def _refusal(status: int, title: str, problem: Refused) -> Response:
    if _is_for_machines():
        response = error_page(status, str(problem))
    else:
        page = render_template("errors/refused.html", title=title, message=str(problem), start=_start())
        response = make_response(page, status)
    if isinstance(problem, TooMany):
        response.headers["Retry-After"] = str(int(problem.wait.total_seconds()))
    return response


def _http(problem: HTTPException) -> Response:
    status = problem.code or 500
    if status < 400:
        return make_response(problem.get_response())
    if isinstance(problem, RateLimitExceeded):
        # Its description is the limit as the limiter writes it.
        response = error_page(status)
        response.headers["Retry-After"] = str(problem.limit.limit.get_expiry())
        return response
    custom = None if problem.description == type(problem).description else problem.description
    response = error_page(status, custom)
    for name, value in problem.get_headers():
        if name in ("Allow", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def _busy() -> Response:
    """Nothing was done. What follows only reads, or it would wait for the same lock."""
    db.session.rollback()
    only_reads(True)
    g.pop("after_the_end", None)
    log.warning("busy at %s %s", request.method, request.endpoint)
    response = error_page(503, again=to_send_again())
    response.headers["Retry-After"] = str(SOON)
    return response


def _fault(problem: Exception) -> Response:
    if isinstance(problem, exc.SQLAlchemyError) and is_busy(problem):
        return _busy()
    reference = _reference()
    log.error("fault %s at %s %s", reference, request.method, request.endpoint, exc_info=speechless(problem))
    return error_page(InternalServerError.code, reference=reference)
