"""What may be shown of a count."""

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
