"""An index of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.builders.search import an_index_at


@pytest.fixture
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield
