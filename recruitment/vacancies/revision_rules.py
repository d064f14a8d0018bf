"""What a revision changes of an advert, and what it may. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from recruitment.vacancies.parts import CRITERIA, ROWS, Kept
from recruitment.vacancies.rules import PARTS

# Dates, questions and documents have acts of their own, so no revision writes them.
REVISED = tuple(part for part in PARTS if part not in ("questions", "dates"))
# Which vacancy it is in the employer's own system: each has one, and it stays with the advert.
OWN = ("own_reference",)
# Acts of an advert that a change of one has none of: it goes live instead, and its dates are the advert's.
NOT_OF_REVISION = frozenset({"publish", "extend", "restage"})

Whole = Mapping[str, Kept]


def revisable(whole: Whole) -> dict[str, Kept]:
    """Of the kept facts of an advert, by part, those that a revision may change."""
    return {part: {name: value for name, value in whole[part].items() if name not in OWN} for part in REVISED}


def changed(before: Whole, after: Whole) -> dict[str, tuple[Kept, Kept]]:
    """By part the facts of which the two differ, before and after; parts of which they say the same are left out."""
    found = {}
    for part in REVISED:
        was, now = before[part], after[part]
        names = [name for name in now if was.get(name) != now[name]]
        if names:
            found[part] = ({name: was.get(name) for name in names}, {name: now[name] for name in names})
    return found


def facts_in(changes: Mapping[str, tuple[Kept, Kept]]) -> dict[str, tuple[Any, Any]]:
    """The same by the name of the fact."""
    return {name: (was[name], now[name]) for was, now in changes.values() for name in now}


def is_reworded(before: Sequence[Kept], after: Sequence[Kept]) -> bool:
    """Whether criteria kept their number, kinds and order, so that answers and scores still belong to them.

    A criterion that says what stood at another place was moved there, and is no new wording.
    """
    if [_frame(row) for row in before] != [_frame(row) for row in after]:
        return False
    held = {row["text"] for row in before}
    return all(now["text"] == was["text"] or now["text"] not in held for was, now in zip(before, after, strict=True))


def _frame(row: Kept) -> tuple[Any, ...]:
    return tuple(row[name] for name in ROWS[CRITERIA] if name != "text")
