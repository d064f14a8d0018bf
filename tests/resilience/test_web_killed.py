"""The web server is killed in the middle of requests: what was acknowledged is there once, and nothing is half done."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.extensions import db
from tests.resilience.crowd import PASSWORD, TRUE, Crowd, a_vacancy_with_drafts, applicants
from tests.resilience.drafts import whole_or_not_at_all
from tests.resilience.people import CUT_OFF, Person
from tests.resilience.processes import kill, wait_until
from tests.resilience.web_server import WebServer

pytestmark = pytest.mark.dialect
# Of a request in `dying_app`, in the order in which it comes by them, and whether the application is sent by then.
POINTS = {"after_flush": False, "before_commit": False, "after_commit": True, "before_answer": True}


@pytest.fixture
def server(portal: Flask, tmp_path: Path) -> Iterator[WebServer]:
    with WebServer(portal.config["SETTINGS"], tmp_path) as server:
        yield server


def kill_while_they_send(server: WebServer, crowd: Crowd, kills: Sequence[tuple[int, str]]) -> None:
    """Kills, each time that so many were acknowledged, a worker, all workers or everything; and keeps the server up."""
    chance = random.Random(len(kills))
    with ThreadPoolExecutor(1) as beside:
        sending = beside.submit(crowd.send_all)
        try:
            for number, what in kills:
                wait_until(lambda number=number: len(crowd.tally.acknowledged) >= number, f"{number} sent")  # type: ignore[misc]
                clock.wait(chance.uniform(0, 0.05))
                assert not sending.done()
                if what == "everything":
                    server.kill()
                else:
                    workers = server.below()
                    for worker in workers if what == "workers" else workers[:1]:
                        kill(worker)
                server.wait_until_up()
            wait_until(lambda: server.keep_up() or sending.done(), "the end of sending", 120)
        finally:
            crowd.is_hopeless.set()
        sending.result()


def kill_again_and_again(server: WebServer, people: int, vacancies: int, kills: Sequence[tuple[int, str]]) -> None:
    accounts = applicants(people)
    each = [a_vacancy_with_drafts(accounts) for _ in range(vacancies)]
    drafts = {account.email: [drafts[account.email] for drafts in each] for account in accounts}
    db.session.remove()
    server.wait_until_up()
    crowd = Crowd(server.port, drafts)
    kill_while_they_send(server, crowd, kills)
    server.kill()
    tally, found = crowd.tally, whole_or_not_at_all()
    everything = {draft for own in drafts.values() for draft in own}
    print(  # noqa: T201 - what pytest shows beside a failure, and with -s
        f"{len(everything)} drafts, {len(kills)} kills, {len(tally.acknowledged)} acknowledged, "
        f"{len(tally.found_sent)} found sent, {len(tally.given_up)} given up, "
        f"{len(found.sent & tally.given_up)} of those sent, {tally.cut_off} cut off, "
        f"{tally.sending_cut_off} while sending, {server.starts} starts"
    )
    assert tally.odd == []
    assert tally.cut_off > 0
    assert tally.acknowledged | tally.found_sent <= found.sent
    assert everything - tally.given_up <= found.sent


def test_what_was_acknowledged_is_there_once(server: WebServer) -> None:
    kill_again_and_again(server, people=18, vacancies=1, kills=[(3, "workers"), (9, "everything")])


@pytest.mark.slow
def test_a_server_killed_again_and_again_loses_nothing(server: WebServer) -> None:
    kills = [(12 * number, ("worker", "workers", "everything")[number % 3]) for number in range(1, 8)]
    kill_again_and_again(server, people=30, vacancies=4, kills=kills)


def test_death_at_each_point_of_a_request_leaves_all_or_nothing(portal: Flask, tmp_path: Path) -> None:
    accounts = applicants(len(POINTS))
    drafts = a_vacancy_with_drafts(accounts)
    db.session.remove()
    with WebServer(portal.config["SETTINGS"], tmp_path, "tests.resilience.dying_app:app") as server:
        for (point, is_sent), (email, draft) in zip(POINTS.items(), drafts.items(), strict=True):
            server.wait_until_up()
            person = Person(server.port, email)
            person.sign_in(PASSWORD)
            path = f"/candidate/applications/{draft}/check"
            token = person.token_of(person.open(path))
            with pytest.raises(CUT_OFF):
                person.send(path, token, {"X-Die": point}, **TRUE)
            assert (draft in whole_or_not_at_all().sent) is is_sent, point
            server.wait_until_up()
            again = person.send(path, token, **TRUE)
            assert again.status == (409 if is_sent else 303)
            assert draft in whole_or_not_at_all().sent
