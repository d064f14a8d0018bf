"""The databases that tests run on: a SQLite file, or a PostgreSQL that is there or is started for the occasion."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

NAMED = "RECRUITMENT_TEST_POSTGRESQL_URL"
USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"


class NoPostgreSQL(RuntimeError):
    """Neither a server nor the means to start one."""


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'test.sqlite'}"


def postgresql_url(name: str) -> str:
    """A fresh, empty database of this name, on the server that was found. Raises NoPostgreSQL."""
    server = _server()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
    return server.rsplit("/", 1)[0] + f"/{name}"


def drop_postgresql(url: str) -> None:
    server, name = url.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _server() -> str:
    for url in filter(None, (os.environ.get(NAMED), USUAL)):
        try:
            with psycopg.connect(url, connect_timeout=3):
                return url
        except psycopg.OperationalError:
            continue
    return _throw_away_server()


def _throw_away_server() -> str:
    """A cluster of its own in a temporary folder; PostgreSQL refuses to run as root, so another user runs it."""
    found = shutil.which("initdb") or next(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
    if found is None:
        raise NoPostgreSQL("no PostgreSQL on 127.0.0.1:5432 and no initdb to start one")
    tools = Path(found).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="recruitment-postgresql-"))
    as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "nobody", "nogroup")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")

    def run(*words: str) -> None:
        subprocess.run([*as_user, *words], check=True, capture_output=True, cwd=folder)

    run(str(tools / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run(str(tools / "pg_ctl"), "-D", data, "-o", options, "-w", "-l", str(folder / "log"), "start")

    def stop() -> None:
        subprocess.run([*as_user, str(tools / "pg_ctl"), "-D", data, "-m", "immediate", "stop"], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    os.environ[NAMED] = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    return os.environ[NAMED]
