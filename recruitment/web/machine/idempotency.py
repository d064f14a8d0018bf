"""A request that a program repeats because no answer reached it: under one Idempotency-Key nothing is done twice."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, request
from werkzeug.exceptions import BadRequest

from recruitment.accounts.keys import keep_answer, kept_answer
from recruitment.core.errors import Refused
from recruitment.core.viewers import ApiKey
from recruitment.vacancies.row_storing import lock_references
from recruitment.web.errors import error_page

HEADER: Final = "Idempotency-Key"
# Set where an answer is that of an earlier request.
REPEATED: Final = "Idempotent-Replayed"
LONGEST: Final = 255
Facts = dict[str, Any]


def once(
    viewer: ApiKey, sent: Mapping[str, Any], act: Callable[[], Facts | Response], answered: Callable[[Facts], Response]
) -> Response:
    """Carries out what a request asks for, one request of an organisation after another.

    `act` gives the facts with which it is `answered`, or a refusal, of which nothing is kept: what was refused may be
    mended and sent again under the same key. Raises BadRequest for a key that is too long.
    """
    name = request.headers.get(HEADER, "")
    if len(name) > LONGEST:
        raise BadRequest(f"The {HEADER} must have {LONGEST} characters or fewer.")
    lock_references(viewer.organisation_id)
    if not name:
        done = act()
        return done if isinstance(done, Response) else answered(done)
    digest = _digest(sent)
    try:
        held = kept_answer(viewer, name, digest)
    except Refused as problem:
        return error_page(422, str(problem))
    if held is not None:
        response = answered(held)
        response.headers[REPEATED] = "true"
        return response
    done = act()
    if isinstance(done, Response):
        return done
    keep_answer(viewer, name, digest, done)
    return answered(done)


def _digest(sent: Mapping[str, Any]) -> str:
    """Of all that makes it the same request: what is asked of which address, and what is sent."""
    whole = [request.method, request.path, sent]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
