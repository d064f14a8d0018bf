"""Who comes with a key: an organisation's own program, its HR system above all (RFC 6750, bearer tokens)."""

from functools import partial

from flask import request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from recruitment.accounts.keys import admitted, tell_use
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import ApiKey

ASKED = WWWAuthenticate("bearer", {"realm": "vacancies"})


def admit_program() -> ApiKey:
    """Raises Unauthorized without a key that works."""
    given = request.authorization
    token = given.token if given is not None and given.type == "bearer" else None
    if not token:
        raise Unauthorized("Send your key: Authorization: Bearer serp_…", www_authenticate=ASKED)
    found = admitted(token)
    if found is None:
        raise Unauthorized("This key is not known, or works no longer.", www_authenticate=ASKED)
    viewer, is_to_be_told = found
    if is_to_be_told:
        after_the_end(partial(tell_use, viewer.key))
    return viewer
