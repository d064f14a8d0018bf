"""Two texts that were written from the same one, made into one: word by word where they do not touch each other. Pure.

Nothing that either side wrote is dropped: where both wrote in the same place there are two whole texts to choose from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

# A word with the space before it, so that a word added behind it leaves it as it is.
WORD: Final = re.compile(r"\s*\S+|\s+$")
# Changes with fewer words between them are one change: sentences are rewritten, not single words of them.
CALM: Final = 3
# Words of one text times words of the other beyond which nobody waits for the finest comparison.
COMPARED: Final = 4_000_000


@dataclass(frozen=True)
class Merged:
    """`text` has the changes of both sides; where both wrote in one place it has mine there, and `other` theirs."""

    text: str
    other: str | None = None


@dataclass(frozen=True)
class _Change:
    """Words `start` to `end` of the base, and what one side has there."""

    start: int
    end: int
    words: tuple[str, ...]
    is_mine: bool


def merge(base: str, mine: str, theirs: str) -> Merged:
    """What `mine` and `theirs` say, both written from `base`."""
    if theirs in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    words = WORD.findall(base)
    changes = [*_changes(words, WORD.findall(mine), True), *_changes(words, WORD.findall(theirs), False)]
    ours: list[str] = []
    others: list[str] = []
    reached = 0
    for group in _touching(changes):
        start, end = min(each.start for each in group), max(each.end for each in group)
        both = [_applied(words, [each for each in group if each.is_mine is side], start, end) for side in (True, False)]
        if len({each.is_mine for each in group}) == 1:
            both = [both[0 if group[0].is_mine else 1]] * 2
        for text, side in zip((ours, others), both, strict=True):
            text += words[reached:start] + side
        reached = end
    merged, other = ("".join(text + words[reached:]) for text in (ours, others))
    # That somebody took everything out is no text to choose.
    return Merged(merged, other if other != merged and other.strip() else None)


def _changes(base: Sequence[str], side: Sequence[str], is_mine: bool) -> list[_Change]:
    """Where a side differs from the base; changes that lie close together are one."""
    found: list[tuple[int, int, int, int]] = []
    for start, end, left, right in _differing(base, side):
        if found and start - found[-1][1] < CALM:
            start, left = found[-1][0], found[-1][2]
            found.pop()
        found.append((start, end, left, right))
    return [_Change(start, end, tuple(side[left:right]), is_mine) for start, end, left, right in found]


def _differing(base: Sequence[str], side: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    same = 0
    while same < min(len(base), len(side)) and base[same] == side[same]:
        same += 1
    tail = 0
    while tail < min(len(base), len(side)) - same and base[-1 - tail] == side[-1 - tail]:
        tail += 1
    first, second = base[same : len(base) - tail], side[same : len(side) - tail]
    if len(first) * len(second) > COMPARED:
        return [(same, same + len(first), same, same + len(second))]
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return [
        (same + start, same + end, same + left, same + right)
        for kind, start, end, left, right in steps
        if kind != "equal"
    ]


def _touching(changes: Iterable[_Change]) -> list[list[_Change]]:
    """Changes in the order of the base, those together that overlap or stand side by side."""
    groups: list[list[_Change]] = []
    reached = -1
    for change in sorted(changes, key=lambda each: (each.start, each.end)):
        if groups and change.start <= reached:
            groups[-1].append(change)
        else:
            groups.append([change])
        reached = max(reached, change.end)
    return groups


def _applied(base: Sequence[str], changes: Iterable[_Change], start: int, end: int) -> list[str]:
    """One side's words in place of base[start:end]."""
    words: list[str] = []
    for change in changes:
        words += [*base[start : change.start], *change.words]
        start = change.end
    return words + list(base[start:end])
