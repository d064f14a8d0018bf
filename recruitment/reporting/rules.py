"""What may be shown of a count, and of a table of counts."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

SMALLEST_SHOWN = 10
Key = TypeVar("Key", bound=Hashable)


def suppressed(counts: Mapping[Key, int], smallest: int = SMALLEST_SHOWN) -> frozenset[Key]:
    """The keys whose counts are not shown: those from 1 to below `smallest`, and one more where there is only one.

    The second cell keeps a single hidden count from being found by subtraction from a known total.
    """
    small = {key for key, count in counts.items() if 0 < count < smallest}
    if len(small) == 1:
        rest = sorted((count, str(key), key) for key, count in counts.items() if key not in small and count > 0)
        small.update(key for _, _, key in rest[:1])
    return frozenset(small)


def suppressed_cells(
    rows: Mapping[Key, Mapping[str, int]], smallest: int = SMALLEST_SHOWN
) -> frozenset[tuple[Key, str]]:
    """The cells of a table that are not shown, so that neither a row nor a column leads to one by subtraction.

    A small count is hidden; where it is alone in its row or column the smallest other is hidden with it, until
    nothing is alone any more.
    """
    cells = {(row, name): count for row, counts in rows.items() for name, count in counts.items()}
    hidden = {cell for cell, count in cells.items() if 0 < count < smallest}
    lines = [[cell for cell in cells if cell[0] == row] for row in rows]
    lines += [[cell for cell in cells if cell[1] == name] for name in {name for _, name in cells}]
    is_settled = False
    while not is_settled:
        is_settled = True
        for line in lines:
            alone = [cell for cell in line if cell in hidden]
            others = sorted((cells[cell], str(cell), cell) for cell in line if cell not in hidden and cells[cell] > 0)
            if len(alone) == 1 and others:
                hidden.add(others[0][2])
                is_settled = False
    return frozenset(hidden)
