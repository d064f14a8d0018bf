"""The health page: what a load balancer and whoever is on call can rely on."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from recruitment.core import clock
from recruitment.core.jobs import enqueue
from recruitment.core.outbox import Letter
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.search.heartbeat import IndexHealth
from recruitment.web.machine import health

NAMES = {"live", "ready", "index_lag_seconds", "outbox_age_seconds", "due_jobs", "version"}


def index_is(monkeypatch: pytest.MonkeyPatch, **facts: Any) -> None:
    found = {"adverts": 12, "behind": 0, "lag": 0.0, "silence": 0.5, **facts}
    monkeypatch.setattr(health, "index_health", lambda _viewer: IndexHealth(**found))


def test_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    index_is(monkeypatch, behind=3, lag=1.25)
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json.keys() >= NAMES
    assert (answer.json["live"], answer.json["ready"]) == (True, True)
    assert (answer.json["index_lag_seconds"], answer.json["index_followed"]) == (1.25, True)
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_an_index_it_is_alive_and_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    index_is(monkeypatch, adverts=None, silence=None)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert (answer.json["live"], answer.json["ready"], answer.json["index_followed"]) == (True, False, False)


def test_without_a_database_it_is_alive_and_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_viewer: Viewer) -> IndexHealth:
        raise OperationalError("SELECT 1", {}, Exception("no connection"))

    monkeypatch.setattr(health, "index_health", silent)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json["live"] is True
    assert answer.json["due_jobs"] is None


def test_what_waits_is_counted(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    index_is(monkeypatch)
    written = clock.now() - timedelta(minutes=5)
    db.session.add(Letter(name="account_welcome", to="a@test.example", facts={}, key="k", written_at=written))
    enqueue("send_letter", {"letter_id": 1})
    enqueue("send_letter", {"letter_id": 2}, due_at=clock.now() + timedelta(hours=1))
    db.session.commit()
    found = client.get("/health").json
    assert found["outbox_age_seconds"] >= 300
    assert found["due_jobs"] == 1
