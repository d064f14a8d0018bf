"""What an answer costs as adverts grow in number: the matcher with counts and rows, no page drawn.

python -m tests.benchmarks.bench_matching [ADVERTS ...]
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from werkzeug.datastructures import MultiDict

from recruitment.core import clock
from recruitment.core.transactions import only_reads
from recruitment.extensions import db
from recruitment.search.answers import answer
from recruitment.search.questions import question_of
from tests.benchmarks.portals import MEGABYTE, fill, portal, resident, say
from tests.benchmarks.questions import Parameters, browsing, full_questions, short_questions

SIZES = (10_000, 100_000, 1_000_000)
RUNS, WARM_UP = 100, 10
KINDS: dict[str, Callable[[int], Iterator[Parameters]]] = {
    "two words, filters, radius, counts": full_questions,
    "two words, counts": short_questions,
    "browse, newest first, counts": browsing,
}
Spans = dict[str, list[float]]


def main(sizes: tuple[int, ...] = SIZES) -> None:
    first: Spans = {}
    for size in sizes:
        spans = _measured(size)
        first = first or spans
        for kind, taken in spans.items():
            middle, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
            times = middle / statistics.median(first[kind])
            say(f"  {kind:36} median {middle:7.1f} ms   p95 {late:7.1f} ms   {times:5.2f} × that at {sizes[0]:,}")


def _measured(size: int) -> Spans:
    """Milliseconds of each question asked of `size` adverts."""
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)):
        built = fill(size)
        say(
            f"matching: {size:,} adverts; index of {built.size / MEGABYTE:,.0f} MB built in {built.seconds:,.1f} s, "
            f"{built.seconds / size * 100_000:,.1f} s per 100,000"
        )
        only_reads(True)
        spans = {kind: _spans(questions(size)) for kind, questions in KINDS.items()}
        say(f"  memory of this process {resident(_own()) / MEGABYTE:,.0f} MB")
        only_reads(False)
        return spans


def _own() -> int:
    return int(Path("/proc/self").resolve().name)


def _spans(questions: Iterator[Parameters]) -> list[float]:
    spans = []
    for parameters in islice(questions, WARM_UP + RUNS):
        began = clock.ticks()
        answer(question_of(MultiDict(parameters)))
        spans.append((clock.ticks() - began) * 1_000)
        db.session.rollback()
    return spans[WARM_UP:]


if __name__ == "__main__":
    main(tuple(int(each) for each in sys.argv[1:]) or SIZES)
