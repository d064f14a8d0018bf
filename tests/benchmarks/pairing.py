"""Two ways of doing something, timed in turn, so that a machine whose speed drifts favours neither."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = 60) -> float:
    """How many times as long `one` takes as `other`: the median over pairs, after a warm-up of each."""
    one(), other()
    gc.collect()
    return median(_seconds(one) / _seconds(other) for _ in range(rounds))


def _seconds(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun
