"""The databases that tests run on: a SQLite file, or a PostgreSQL that is there or is started for the occasion."""

import atexit
import os
from pathlib import Path

import psycopg

from tests.clusters import Cluster, NoPostgreSQL

__all__ = ("NoPostgreSQL", "drop_postgresql", "postgresql_url", "sqlite_url")

NAMED = "RECRUITMENT_TEST_POSTGRESQL_URL"
USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"


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
    """A cluster of its own, until this process ends; nothing in it need survive a failing machine."""
    cluster = Cluster("fsync=off")
    atexit.register(cluster.remove)
    cluster.start()
    os.environ[NAMED] = cluster.url
    return cluster.url
