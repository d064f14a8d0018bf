"""What may be shown of a count, and of a table of counts."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from flask import current_app

from recruitment.settings import USUAL_THRESHOLD

Key = TypeVar("Key", bound=Hashable)


def smallest_shown() -> int:
    """The setting below which no count of people is shown."""
    return current_app.config["SETTINGS"].suppression_threshold


def leaves_room(hidden: Iterable[int], smallest: int) -> bool:
    """Whether the sum of hidden counts, each known to be at least one, leaves each of them free to be anything up to
    the threshold. Of nothing hidden it does."""
    counts = list(hidden)
    return not counts or (len(counts) > 1 and sum(counts) - (len(counts) - 1) >= smallest)


def suppressed(counts: Mapping[Key, int], smallest: int = USUAL_THRESHOLD) -> frozenset[Key]:
    """The keys whose counts are not shown: those from 1 to below `smallest`, and more with them where their sum would
    tell too much of them.

    What goes with them keeps hidden counts from being found by subtraction from a known total.
    """
    hidden = {key for key, count in counts.items() if 0 < count < smallest}
    rest = sorted((count, str(key), key) for key, count in counts.items() if key not in hidden and count > 0)
    for _, _, key in rest:
        if leaves_room((counts[each] for each in hidden), smallest):
            break
        hidden.add(key)
    return frozenset(hidden)


def suppressed_over_years(years: Iterable[Mapping[Key, int]], smallest: int = USUAL_THRESHOLD) -> frozenset[Key]:
    """Of several years nothing is shown that one of them withholds: else it is found by subtracting the others."""
    return frozenset().union(*(suppressed(counts, smallest) for counts in years))


def suppressed_cells(
    rows: Mapping[Key, Mapping[str, int]], smallest: int = USUAL_THRESHOLD
) -> frozenset[tuple[Key, str]]:
    """The cells of a table that are not shown, so that neither a row nor a column leads to one by subtraction.

    A small count is hidden; where what is hidden of its row or column tells too much of it the smallest others are
    hidden with it, until nothing does any more.
    """
    cells = {(row, name): count for row, counts in rows.items() for name, count in counts.items()}
    hidden = {cell for cell, count in cells.items() if 0 < count < smallest}
    columns = {name: None for counts in rows.values() for name in counts}
    lines = [[(row, name) for name in counts] for row, counts in rows.items()]
    lines += [[(row, name) for row, counts in rows.items() if name in counts] for name in columns]
    is_settled = not hidden
    while not is_settled:
        is_settled = True
        for line in lines:
            if leaves_room((cells[cell] for cell in line if cell in hidden), smallest):
                continue
            others = [(cells[cell], str(cell), cell) for cell in line if cell not in hidden and cells[cell] > 0]
            if others:
                hidden.add(min(others)[2])
                is_settled = False
    return frozenset(hidden)
