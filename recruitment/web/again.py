"""A form that came when the database was too busy: its page holds it, to be sent again with one button.

When it first came goes with it, sealed together with all that was typed, so that what was in time stays so.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, g, request, session
from itsdangerous import BadSignature, URLSafeSerializer

FIRST, TOKEN = "first_received", "csrf_token"
# How long after it first came a form may come again and still count as received then.
WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Again:
    """The address, its fields with their values, and when they first came."""

    address: str
    fields: tuple[tuple[str, str], ...]
    received_at: datetime


def to_send_again() -> Again | None:
    """Nothing for what was sent with files, which a page cannot hold, or with a password, which it should not."""
    typed = _typed()
    is_secret = any("password" in name for name, _ in typed)
    if not typed or request.files or is_secret or g.get("csrf_failed") or "received_at" not in g:
        return None
    sealed = _seal().dumps([g.received_at.isoformat(), _digest(typed)])
    token = [(TOKEN, request.form[TOKEN])] if TOKEN in request.form else []
    address = request.full_path if request.query_string else request.path
    return Again(address, (*typed, *token, (FIRST, sealed)), g.received_at)


def first_received(now: datetime) -> datetime:
    """When the form at hand first came: now, unless it carries our seal for these very words, address and person."""
    if FIRST not in request.form:
        return now
    try:
        moment, digest = _seal().loads(request.form[FIRST])
    except BadSignature:
        return now
    first = datetime.fromisoformat(moment)
    return first if digest == _digest(_typed()) and now - first <= WITHIN else now


def _typed() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name not in (TOKEN, FIRST)]


def _digest(typed: list[tuple[str, str]]) -> str:
    # Browsers send each line's end as two characters, whatever the field held.
    words = sorted([name, " ".join(value.split())] for name, value in typed)
    whole = json.dumps([request.path, session.get("_user_id"), words])
    return hashlib.sha256(whole.encode()).hexdigest()


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt=FIRST)
