"""Malware scanning by clamd, in its own small protocol: clamd(8), INSTREAM. No client library of it is kept up."""

import socket
import struct
from urllib.parse import urlsplit

from recruitment.core import clock

# Seconds for one file in all: letters wait behind it.
PATIENCE = 20.0
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
COMMAND = b"zINSTREAM\0"
END = b"\0"
CLEAN, FOUND, STREAM = "OK", " FOUND", "stream: "


class ScannerFails(Exception):
    """The scanner gave no verdict; the message says why, for the log."""


def threat_in(content: bytes, url: str, patience: float = PATIENCE) -> str | None:
    """The name of the malware that clamd finds, None when it finds none.

    `url`: tcp://host:port or unix:/path. Raises ScannerFails; no answer is never taken for a clean file.
    """
    deadline = clock.ticks() + patience
    try:
        with _connected(url, patience) as line:
            _send(line, content, deadline)
            answer = _answer(line, deadline)
    except OSError as problem:
        raise ScannerFails(f"the malware scanner did not answer: {type(problem).__name__}") from problem
    if answer == STREAM + CLEAN:
        return None
    if answer.startswith(STREAM) and answer.endswith(FOUND):
        return answer[len(STREAM) : -len(FOUND)]
    raise ScannerFails(f"the malware scanner gave no verdict: {answer[:200]!r}")


def _connected(url: str, patience: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=patience)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(patience)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, content: bytes, deadline: float) -> None:
    """The command, then chunks with their lengths, then a length of nothing."""
    line.sendall(COMMAND)
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        line.settimeout(_left(deadline))
        line.sendall(struct.pack("!I", len(chunk)) + chunk)
    line.sendall(struct.pack("!I", 0))


def _answer(line: socket.socket, deadline: float) -> str:
    """One line that ends as the command did; one that was cut off is none."""
    got = b""
    while not got.endswith(END):
        line.settimeout(_left(deadline))
        more = line.recv(LONGEST_ANSWER)
        if not more or len(got) + len(more) > LONGEST_ANSWER:
            raise ScannerFails("the malware scanner broke off before its verdict")
        got += more
    return got.rstrip(END).decode("utf-8", "replace")


def _left(deadline: float) -> float:
    left = deadline - clock.ticks()
    if left <= 0:
        raise TimeoutError
    return left
