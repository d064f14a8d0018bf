"""The test's hand on the mail server that runs in a process of its own."""

import socket
import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Self

PROGRAM = Path(__file__).with_name("smtp_program.py")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """A server that is started, told how to answer, and stopped; the letters it took stay in its folder."""

    def __init__(self, folder: Path, security: str = "") -> None:
        self.folder = folder
        self.security = security
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.folder.mkdir()
        self.answer("accept")

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def answer(self, mode: str) -> None:
        unfinished = self.folder / "mode.unfinished"
        unfinished.write_text(mode)
        unfinished.rename(self.folder / "mode")

    def start(self, seconds: int = 120) -> None:
        words = [sys.executable, str(PROGRAM), str(self.folder), str(self.port), str(seconds), self.security]
        self.process = subprocess.Popen(words[:-1] if not self.security else words, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def has_died(self) -> bool:
        """Waits for the end that the server was told to come to."""
        assert self.process is not None
        return self.process.wait(timeout=10) == 1

    def taken(self) -> int:
        """How many letters it took, repetitions counted."""
        return sum(1 for _ in self.folder.glob("*.eml"))

    def letters(self) -> list[EmailMessage]:
        return [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(self.folder.glob("*.eml"))]  # type: ignore[misc]

    def times_taken(self) -> Counter[str]:
        """Each address with the number of its letters. Raises when one letter came under two Message-IDs."""
        marks: dict[str, set[str]] = {}
        for letter in self.letters():
            marks.setdefault(str(letter["To"]), set()).add(letter["Message-ID"])
        assert all(len(ids) == 1 for ids in marks.values()), "a letter came under two Message-IDs"
        assert len(set().union(*marks.values())) == len(marks), "two letters came under one Message-ID"
        return Counter(str(letter["To"]) for letter in self.letters())
