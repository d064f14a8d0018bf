"""Facts that seldom change, kept in this process's memory for a moment."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app

from recruitment.core import clock

# Seconds: as long as a cache between us and the reader may keep a page of live adverts anyway.
LONGEST = 1.0
Fact = TypeVar("Fact")


def kept(name: str, state: object, read: Callable[[], Fact]) -> Fact:
    """What `read` gave last under this name: for a second at most, and only while `state` is the same."""
    known: dict[str, tuple[object, float, Any]] = current_app.extensions.setdefault("memory", {})
    last = known.get(name)
    now = clock.ticks()
    if last is None or last[0] != state or now - last[1] > LONGEST:
        last = known[name] = (state, now, read())
    fact: Fact = last[2]
    return fact
