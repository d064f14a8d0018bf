"""Fixtures of the mail's tests: a mail server, and what is in the outbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail.mail_server import MailServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    """A mail server that runs and accepts."""
    with MailServer(tmp_path / "server") as server:
        yield server
