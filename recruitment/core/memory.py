"""This process's memory: facts that seldom change are kept for a moment, and what is loaded at the start for good."""

import gc
from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app

from recruitment.core import clock

# Seconds: as long as a cache between us and the reader may keep a page of live adverts anyway.
LONGEST = 1.0
# Things made since Python last looked for circles of them; its own 700 are reached many times in one page.
LOOK_AFTER = 20_000
# Of so many viewers at once what is asked on every page is kept: to make a statement costs more than to ask it.
# Whatever it says of the present, its rules of reach too, it says by clock.when_asked().
STATEMENTS = 256
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


def settle() -> None:
    """Tells Python, once all is loaded, not to look through that for garbage, and seldom through the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(LOOK_AFTER)
