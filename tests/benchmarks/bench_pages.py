"""Rendered pages of results a second, from one worker on one core, against the same server's ceiling.

    python -m tests.benchmarks.bench_pages [ADVERTS ...]

Every question is another, so no answer is remembered between them. "redrawn" are the very pages that were searched for,
drawn again of the same facts, so that both are of one size; "ceiling" is a full page of 20 results. The pages are asked
for in turn, a round each, so that a machine whose speed drifts favours none.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from recruitment.core import clock
from recruitment.settings import PROJECT
from tests.benchmarks.portals import MEGABYTE, environment, fill, portal, resident, say
from tests.benchmarks.questions import ROUND, full_questions

SIZES = (10_000, 100_000)
ROUNDS, WARM_UP = 15, 60
PATIENCE = 60
# A page of 20 results.
FULL = "/vacancies?" + urlencode({"q": "support services", "where": "Glasgow", "miles": "50"})


def main(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            with portal(Path(folder)):
                fill(size)
            _ask(Path(folder), size)


def _ask(folder: Path, size: int) -> None:
    with _server(folder) as (port, process):
        _asked(port, [FULL] * 2)
        questions = full_questions(size)
        _asked(port, _paths(questions, WARM_UP))
        rates: dict[str, list[float]] = defaultdict(list)
        sizes: dict[str, list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for name in ("searched", "redrawn", "ceiling", "constant"):
                paths = _paths(questions, ROUND) if name == "searched" else [f"/{name}"] * ROUND
                rate, length = _asked(port, paths)
                rates[name].append(rate)
                sizes[name].append(length)
        memory = resident(process) / MEGABYTE
        say(f"pages: {size:,} adverts, one worker on one core, {memory:,.0f} MB of memory")
        for name, measured in rates.items():
            pairs = [one / other for one, other in zip(rates["searched"], measured, strict=True)]
            rate, share, length = statistics.median(measured), statistics.median(pairs), statistics.mean(sizes[name])
            say(f"  {name:10} {rate:8.1f} pages/s of {length / 1024:5.1f} KB   searched / {name} {share:.2f}")


def _paths(questions: Iterator[dict[str, str | list[str]]], number: int) -> list[str]:
    return [f"/vacancies?{urlencode(each, doseq=True)}" for each in islice(questions, number)]


def _asked(port: int, paths: list[str]) -> tuple[float, float]:
    """Pages a second over one kept connection, and bytes a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    began, length = clock.ticks(), 0
    for path in paths:
        connection.request("GET", path)
        answer = connection.getresponse()
        length += len(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    rate = len(paths) / (clock.ticks() - began)
    connection.close()
    return rate, length / len(paths)


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, int]]:
    """(port, process) of granian with one worker and one thread, held to the first core; this client to the others."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"--interface wsgi --host 127.0.0.1 --port {port} --workers 1 --blocking-threads 1 --log-level warning"
    program = str(Path(sys.executable).parent / "granian")
    cores = sorted(os.sched_getaffinity(0))
    server = subprocess.Popen(
        [program, *options.split(), "tests.benchmarks.page_app:app"],
        cwd=PROJECT,
        env=environment(folder) | {"RECRUITMENT_MODE": "demonstration"},
        start_new_session=True,
    )
    os.sched_setaffinity(server.pid, cores[:1])
    if cores[1:]:
        os.sched_setaffinity(0, cores[1:])
    try:
        _wait_for(port, server)
        yield port, _worker_of(server.pid)
    finally:
        os.sched_setaffinity(0, cores)
        server.terminate()
        server.wait(PATIENCE)


def _worker_of(process: int) -> int:
    """The child that answers, or the process itself where there is none."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return int(children[-1]) if children else process


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    began = clock.ticks()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if server.poll() is not None or clock.ticks() - began > PATIENCE:
                raise RuntimeError("the server did not start") from None
            clock.wait(0.1)


if __name__ == "__main__":
    main(tuple(int(each) for each in sys.argv[1:]) or SIZES)
