"""Two people at the same moment, each over a connection of their own, as two requests of the web server are."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from flask import Flask

from recruitment.core.errors import DomainError
from recruitment.core.transactions import transaction
from recruitment.extensions import db

# Seconds after which two that should have met give up.
PATIENCE = 20


@dataclass(frozen=True)
class Press:
    """One person's button: what the request reads first, and what it then does with it."""

    name: str
    read: Callable[[], Any]
    act: Callable[[Any], Any]


@dataclass(frozen=True)
class Outcome:
    name: str
    said: Any = None
    refusal: DomainError | None = None

    @property
    def has_won(self) -> bool:
        return self.refusal is None


def at_once(portal: Flask, *presses: Press) -> list[Outcome]:
    """What became of each. On PostgreSQL all have read before the first acts: the narrowest race there is.

    On SQLite whoever may write takes the write lock before reading, so there they meet at the lock.
    """
    both_read_first = db.engine.dialect.name == "postgresql"
    meeting = threading.Barrier(len(presses))

    def press(one: Press) -> Outcome:
        with portal.app_context():
            try:
                if not both_read_first:
                    meeting.wait(PATIENCE)
                with transaction():
                    read = one.read()
                    if both_read_first:
                        meeting.wait(PATIENCE)
                    said = one.act(read)
            except DomainError as refusal:
                return Outcome(one.name, refusal=refusal)
            except BaseException:
                meeting.abort()
                raise
            return Outcome(one.name, said=said)

    # This thread's own session would keep the others from SQLite's write lock.
    db.session.remove()
    with ThreadPoolExecutor(len(presses)) as people:
        return list(people.map(press, presses))


def the_winner(outcomes: list[Outcome], *refusals: type[DomainError]) -> str:
    """The name of the one that won; the other was refused in one of these ways."""
    won = [outcome.name for outcome in outcomes if outcome.has_won]
    assert len(won) == 1, outcomes
    assert all(isinstance(outcome.refusal, refusals) for outcome in outcomes if not outcome.has_won), outcomes
    return won[0]
