"""PostgreSQL clusters of a test's own: started in a folder, killed as by a failing machine, started again."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from recruitment.core import clock

# Seconds after which a server that does not start never will.
PATIENCE = 30


class NoPostgreSQL(RuntimeError):
    """Neither a server nor the means to start one."""


class Cluster:
    """One in a temporary folder, on a port of its own. PostgreSQL refuses to run as root, so another user runs it.

    `settings` are postgres's own, `name=value`; `url` leads to its first database. Raises NoPostgreSQL without initdb.
    """

    def __init__(self, *settings: str) -> None:
        found = shutil.which("initdb") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
        if found is None:
            raise NoPostgreSQL("no PostgreSQL on 127.0.0.1:5432 and no initdb to start one")
        self.tools = Path(found).resolve().parent
        self.folder = Path(tempfile.mkdtemp(prefix="recruitment-postgresql-"))
        self.data = str(self.folder / "data")
        self.user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "nobody", "nogroup")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        own = (f"unix_socket_directories={self.folder}", "listen_addresses=127.0.0.1", *settings)
        self.options = " ".join([f"-p {self.port}", *(f"-c {setting}" for setting in own)])
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8")

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Waits until it answers; after a kill that is once its last child has gone and it has recovered."""
        log = str(self.folder / "log")
        ends = clock.ticks() + PATIENCE
        while True:
            try:
                self._run("pg_ctl", "-D", self.data, "-o", self.options, "-w", "-l", log, "start")
            except subprocess.CalledProcessError:
                # Children of the one that was killed still hold its memory.
                if clock.ticks() > ends:
                    raise
                clock.wait(0.2)
            else:
                return

    def kill(self) -> None:
        """SIGKILL to the first process: its children notice and end, as nothing is flushed any more."""
        os.kill(int((Path(self.data) / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def remove(self) -> None:
        stop = [*self.user, str(self.tools / "pg_ctl"), "-D", self.data, "-m", "immediate", "stop"]
        subprocess.run(stop, capture_output=True, cwd=self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, tool: str, *words: str) -> None:
        subprocess.run([*self.user, str(self.tools / tool), *words], check=True, capture_output=True, cwd=self.folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()
