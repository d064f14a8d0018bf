"""The test's hand on the malware scanner that runs in a process of its own."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = Path(__file__).with_name("scanner_program.py")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def a_scanner(mode: str = "scan", path: Path | None = None) -> Iterator[str]:
    """A scanner that listens; gives the setting that names it."""
    place = str(path or free_port())
    with subprocess.Popen([sys.executable, str(PROGRAM), place, mode], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield f"unix:{path}" if path else f"tcp://127.0.0.1:{place}"
        finally:
            process.kill()
