"""Fixtures of core's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.core.own_database import own_app


@pytest.fixture
def lasting_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database of its own, in which what is committed stays."""
    with own_app(request, tmp_path) as app:
        yield app
