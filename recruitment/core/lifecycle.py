"""State machines as data: one frozen table a noun. Pure; `core.moves` writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from recruitment.core.viewers import Role


@dataclass(frozen=True)
class Move:
    """One row: from `source`, the `act`, to `target`; who may (staff roles, or other kinds of viewer); the letter."""

    source: str
    act: str
    target: str
    by: frozenset[Role | str]
    label: str
    letter: str | None = None
    needs_reason: bool = False
    asks_first: bool = False


def moves(
    sources: Iterable[str] | str,
    act: str,
    target: str,
    by: Iterable[Role | str],
    label: str,
    letter: str | None = None,
    needs_reason: bool = False,
    asks_first: bool = False,
) -> tuple[Move, ...]:
    """The same act from one or several states."""
    every = (sources,) if isinstance(sources, str) else tuple(sources)
    return tuple(Move(s, act, target, frozenset(by), label, letter, needs_reason, asks_first) for s in every)


@dataclass(frozen=True)
class Lifecycle:
    noun: str
    start: str
    table: tuple[Move, ...]

    def __post_init__(self) -> None:
        pairs = [(move.source, move.act) for move in self.table]
        if len(pairs) != len(set(pairs)):
            raise TypeError(f"{self.noun}: an act leads to two states")

    @cached_property
    def states(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.start, *(s for move in self.table for s in (move.source, move.target))]))

    @cached_property
    def acts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(move.act for move in self.table))

    def find(self, state: str, act: str) -> Move | None:
        return next((move for move in self.table if (move.source, move.act) == (state, act)), None)

    def open_to(self, state: str, by: Iterable[Role | str]) -> tuple[Move, ...]:
        """The moves that these roles, or this kind of viewer, may make from a state: the page's buttons."""
        who = frozenset(by)
        return tuple(move for move in self.table if move.source == state and not move.by.isdisjoint(who))
