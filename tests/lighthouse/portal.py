"""The portal with the real adverts as production serves it: a demonstration asks search engines to stay away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recruitment.commands import ADVERTS
from recruitment.settings import PROJECT
from tests.browser.conftest import stop, wait_until_ready
from tests.resilience.processes import free_port, plain_environment

FLASK = (str(Path(sys.executable).parent / "flask"), "--app", "wsgi")
# Only a demonstration moves closing dates into the future, so that there is something to find.
PREPARATIONS = (("db", "upgrade"), ("load",), ("import-adverts", str(ADVERTS), "--create-organisations"))


@contextmanager
def production(folder: Path) -> Iterator[str]:
    """The address of a portal whose index holds every advert; it ends with the block."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    _prepare(folder)
    settings = {"RECRUITMENT_MODE": "production", "RECRUITMENT_SECRET_KEY": os.urandom(32).hex(),
                "RECRUITMENT_SMTP_URL": "smtp://127.0.0.1:1", "RECRUITMENT_PUBLIC_URL": address}  # fmt: skip
    environment = plain_environment(PORT=str(port), RECRUITMENT_VAR_DIR=str(folder), **settings)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*FLASK, "serve"], cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            wait_until_ready(address, process, folder / "log")
            yield address
        finally:
            stop(process)


def _prepare(folder: Path) -> None:
    environment = plain_environment(RECRUITMENT_VAR_DIR=str(folder))
    for command in PREPARATIONS:
        done = subprocess.run([*FLASK, *command], cwd=PROJECT, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"flask {command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
