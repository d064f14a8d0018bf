"""Processes of the portal as they are really started, and what is left of them."""

import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from recruitment.core import clock
from recruitment.settings import PROJECT, Settings

# Seconds after which what has not come about never will.
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    ends = clock.ticks() + patience
    while not holds():
        assert clock.ticks() < ends, f"never came about: {what}"
        clock.wait(0.02)


def environment_of(settings: Settings, **more: str) -> dict[str, str]:
    """This process's, with the settings of the portal instead of whatever was set; `more` go by their whole names."""
    given = {
        "RECRUITMENT_MODE": settings.mode,
        "RECRUITMENT_DATABASE_URL": settings.database_url,
        "RECRUITMENT_VAR_DIR": str(settings.var_dir),
        "RECRUITMENT_PUBLIC_URL": settings.public_url,
    }
    return plain_environment(**given, **more)


def plain_environment(**more: str) -> dict[str, str]:
    """This process's without any setting of the portal, and with `more`."""
    ours = ("RECRUITMENT_", "FLASK_", "PORT")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | more


class Running(NamedTuple):
    """A process; the moment of its birth tells it from a later one of the same number."""

    pid: int
    born: str


class Group:
    """A process that may have children, with its output in a file; everything is ended when the block ends."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.words, self.environment, self.log = list(words), dict(environment), log
        self.process: subprocess.Popen[bytes] | None = None
        # Every process ever seen below this one, because those with a session of their own outlive their parent.
        self.seen: set[Running] = set()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.words, cwd=PROJECT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def below(self) -> list[Running]:
        """The living processes below the first, nearest first."""
        found = [] if self.process is None or self.has_ended() else descendants(self.process.pid)
        self.seen.update(found)
        return found

    def left(self) -> list[Running]:
        """Those below that are still there."""
        return [each for each in self.seen if is_alive(each)]

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """As when the power fails: every process at once."""
        if self.process is None:
            return
        self.below()
        self.process.kill()
        self.process.wait()
        for each in self.left():
            kill(each)
        wait_until(lambda: not self.left(), "the end of every process")
        self.seen.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def kill(process: Running) -> None:
    # It may end by itself at this very moment.
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)


def descendants(pid: int) -> list[Running]:
    """The living processes below one, of all generations; none where it has ended."""
    found: list[Running] = []
    waiting = [pid]
    while waiting:
        for child in _children(waiting.pop(0)):
            stat = _stat(child)
            if stat is not None and stat[STATE] != "Z":
                found.append(Running(child, stat[BORN]))
                waiting.append(child)
    return found


def is_alive(process: Running) -> bool:
    """Whether it runs; one that ended and that nobody has asked after yet does not."""
    stat = _stat(process.pid)
    return stat is not None and stat[BORN] == process.born and stat[STATE] != "Z"


# Places in /proc/PID/stat, counted behind the program's name (proc_pid_stat(5)).
STATE, BORN = 0, 19


def _stat(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def answers(port: int) -> bool:
    """Whether a portal answers on this port."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
