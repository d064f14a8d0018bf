"""What a draft's pages say besides: until when an application is in time, and by which key a browser keeps words."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g

from recruitment.applications.draft_queries import Draft
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.doors import candidate

# From when on a page that stands open says how much time is left.
SOON = timedelta(minutes=30)


@dataclass(frozen=True)
class Closing:
    """`words` say the exact moment, `seconds` how far it is, `soon` what there is to say in the last half hour."""

    words: str
    seconds: int
    soon: str


def exactly(moment: datetime) -> str:
    """on Friday 4 December 2026 at 12:00 noon, UK time; with its seconds where it has any"""
    here = clock.local(moment)
    seconds = f":{here:%S}" if here.second else ""
    if (here.hour, here.minute, here.second) == (12, 0, 0):
        time = "12:00 noon"
    else:
        time = f"{here.hour % 12 or 12}:{here:%M}{seconds}{'am' if here.hour < 12 else 'pm'}"
    return f"on {here:%A} {here.day} {here:%B %Y} at {time}, UK time"


def closing_of(draft: Draft) -> Closing | None:
    """None where there is nothing to close."""
    if draft.closes_at is None:
        return None
    # The closing second counts.
    left = draft.closes_at + timedelta(seconds=1) - clock.now()
    if left <= timedelta():
        return None
    minutes = -(-int(left.total_seconds()) // 60)
    soon = f"This job closes in {minutes} {'minute' if minutes == 1 else 'minutes'}." if left <= SOON else ""
    return Closing(exactly(draft.closes_at), int(left.total_seconds()), soon)


def draft_key(application: Application) -> str:
    """By this a browser keeps what was typed: it tells nobody whose it is, and no other person's pages bear it."""
    return _key(f"draft {application.account_id} {application.id}")


def own_key(viewer: Candidate, what: str) -> str:
    """The same of what belongs to no draft: the list of jobs to apply for together, the profile."""
    return _key(f"{what} {viewer.person}")


def _key(told: str) -> str:
    secret = current_app.config["SETTINGS"].secret_key.encode()
    return hmac.new(secret, told.encode(), hashlib.sha256).hexdigest()[:24]


@candidate.context_processor
def _facts() -> dict[str, Any]:
    viewer = g.get("viewer")
    of_profile = own_key(viewer, "profile") if isinstance(viewer, Candidate) else ""
    return {"closing_of": closing_of, "draft_key": draft_key, "exactly": exactly, "profile_key": of_profile}
