"""Portals filled with made-up adverts of real words and places, for the benchmarks."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from recruitment import create_app
from recruitment.core import clock
from recruitment.core.planner import tell_planner
from recruitment.core.transactions import transaction
from recruitment.demonstration.generated import generate
from recruitment.extensions import db
from recruitment.organisations.loading import load_councils
from recruitment.places.loading import load_geography
from recruitment.search.follower import rebuild
from recruitment.search.index import index_folder
from recruitment.vacancies.categories import load_categories
from tests.conftest import settings_for
from tests.databases import sqlite_url

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Built:
    """How an index came about: seconds, and bytes on disk."""

    adverts: int
    seconds: float
    size: int


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def portal(folder: Path, url: str | None = None) -> Iterator[Flask]:
    """An app on an empty database with places, councils and categories, in its context."""
    app = create_app(settings_for(url or sqlite_url(folder), folder))
    with app.app_context():
        db.create_all()
        with transaction():
            load_geography(lambda _line: None)
            load_councils()
            load_categories()
        yield app
        db.session.remove()
        db.engine.dispose()


def fill(adverts: int) -> Built:
    """Adds live adverts to the portal at hand, does what the worker would within the hour, and indexes them."""
    generate(adverts, lambda _line: None)
    tell_planner()
    db.session.remove()
    began = clock.ticks()
    rebuild()
    return Built(adverts, clock.ticks() - began, sum(each.stat().st_size for each in _files(index_folder().path)))


def _files(folder: Path) -> Iterator[Path]:
    return (Path(place, name) for place, _, names in os.walk(folder) for name in names)


def environment(folder: Path, url: str | None = None) -> dict[str, str]:
    """What a process of the same portal is started with."""
    given = {"MODE": "test", "DATABASE_URL": url or sqlite_url(folder), "VAR_DIR": str(folder),
             "PUBLIC_URL": "http://127.0.0.1"}  # fmt: skip
    return os.environ | {f"RECRUITMENT_{name}": value for name, value in given.items()}


def resident(process: int) -> int:
    """Bytes of memory that a process holds."""
    fields = Path(f"/proc/{process}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
