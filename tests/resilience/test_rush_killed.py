"""The database server is killed in a rush, and the web server with it: what was acknowledged is there once.

SQLite has no server: whoever writes is the web server, which `test_web_killed` kills.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from recruitment import create_app
from recruitment.extensions import db
from tests.builders.reference import load_reference
from tests.clusters import Cluster, NoPostgreSQL
from tests.conftest import settings_for
from tests.resilience.crowd import Crowd, a_vacancy_with_drafts, applicants
from tests.resilience.drafts import whole_or_not_at_all
from tests.resilience.processes import wait_until
from tests.resilience.web_server import WebServer

pytestmark = pytest.mark.slow
PEOPLE, VACANCIES = 14, 2
# So many were acknowledged when this is killed.
KILLS = ((4, "database"), (12, "both"))


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A server of its own that waits for the disk at each commit: else nobody could rely on what it acknowledged."""
    try:
        cluster = Cluster()
    except NoPostgreSQL as absent:
        pytest.skip(str(absent))
    with cluster:
        yield cluster


@pytest.fixture
def portal(cluster: Cluster, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(settings_for(cluster.url, tmp_path))
    with app.app_context():
        upgrade()
        load_reference()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_database_killed_in_the_rush_keeps_what_was_acknowledged(
    portal: Flask, cluster: Cluster, tmp_path: Path
) -> None:
    accounts = applicants(PEOPLE)
    each = [a_vacancy_with_drafts(accounts) for _ in range(VACANCIES)]
    drafts = {account.email: [drafts[account.email] for drafts in each] for account in accounts}
    db.session.remove()
    db.engine.dispose()
    with WebServer(portal.config["SETTINGS"], tmp_path) as server:
        server.wait_until_up()
        crowd = Crowd(server.port, drafts)
        with ThreadPoolExecutor(1) as beside:
            sending = beside.submit(crowd.send_all)
            try:
                for number, what in KILLS:
                    wait_until(lambda number=number: len(crowd.tally.acknowledged) >= number, f"{number} sent")
                    assert not sending.done()
                    cluster.kill()
                    if what == "both":
                        server.kill()
                    cluster.start()
                    server.wait_until_up()
                wait_until(lambda: server.keep_up() or sending.done(), "the end of sending")
            finally:
                crowd.is_hopeless.set()
            sending.result()
    tally, found = crowd.tally, whole_or_not_at_all()
    everything = {draft for own in drafts.values() for draft in own}
    assert tally.odd == []
    assert tally.cut_off > 0
    assert tally.acknowledged | tally.found_sent <= found.sent
    assert everything - tally.given_up <= found.sent
