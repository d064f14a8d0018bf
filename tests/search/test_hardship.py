"""Followers as processes in hard times: killed at any moment, without room on the disk; and several hosts."""

import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.viewers import System
from recruitment.search.answers import answer, number_of
from recruitment.search.heartbeat import index_health
from recruitment.search.index import index_folder
from recruitment.search.questions import Question
from recruitment.settings import PROJECT
from tests.builders.search import an_advert, announce, leave
from tests.search.test_processes import FOLLOW, house, kill, url, wait_for, wait_until

__all__ = ["house", "url"]
pytestmark = pytest.mark.slow
KILLS = 9
# Bytes that no file may pass while there is no room: enough for a heartbeat, too little for one long advert.
LITTLE = 4_000
Starter = Callable[[Path], subprocess.Popen[bytes]]


@pytest.fixture
def start(house: Flask, url: str, tmp_path: Path) -> Iterator[Starter]:
    """Starts a follower of the host whose index lies in a folder; all are ended with the test."""
    given = {"MODE": "test", "DATABASE_URL": url, "VAR_DIR": str(tmp_path), "PUBLIC_URL": "http://127.0.0.1"}
    running: list[subprocess.Popen[bytes]] = []

    def begin(folder: Path) -> subprocess.Popen[bytes]:
        environment = os.environ | {f"RECRUITMENT_{name}": value for name, value in given.items()}
        environment["RECRUITMENT_INDEX_DIR"] = str(folder)
        running.append(subprocess.Popen([sys.executable, "-c", FOLLOW], env=environment, cwd=PROJECT))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def at(house: Flask, folder: Path) -> None:
    """Reads from the index of that host from now on."""
    house.config["SETTINGS"] = replace(house.config["SETTINGS"], index_dir=folder)


def found() -> list[int]:
    """Every advert that a search finds, by its number; several times if it is there several times."""
    pages = answer(Question(), size=50).pages
    hits = [hit for page in range(1, pages + 1) for hit in answer(Question(page=page), size=50).hits]
    return sorted(hit.vacancy.id for hit in hits)


def beat() -> str:
    path = index_folder().heartbeat
    return path.read_text() if path.exists() else ""


def test_killed_at_any_moment_it_equals_the_database(house: Flask, start: Starter, tmp_path: Path) -> None:
    """While it starts, follows, rebuilds and commits: whatever was left half done is done or undone."""
    chance, folder = random.Random(20261127), tmp_path / "index"
    at(house, folder)
    live = [an_advert() for _ in range(120)]
    for kills in range(KILLS):
        before, follower = beat(), start(folder)
        if kills % 3:
            wait_until(lambda before=before: beat() != before, "the follower at work")
            if chance.random() < 0.5:
                index_folder().wish.touch()
        ends = clock.ticks() + chance.uniform(0.0, 1.0)
        while clock.ticks() < ends:
            live.append(an_advert())
            if chance.random() < 0.3:
                leave(live.pop(chance.randrange(len(live))))
            if chance.random() < 0.3:
                announce(chance.choice(live))
        kill(follower)
    start(folder)
    wait_for(len(live))
    wait_until(lambda: index_health(System("health")).behind == 0, "the index at the end of the log")
    wait_until(lambda: not index_folder().wish.exists(), "the last rebuild")
    assert found() == sorted(advert.id for advert in live)
    assert index_health(System("health")).adverts == len(live)


def test_without_room_it_serves_on_and_says_so(house: Flask, start: Starter, tmp_path: Path) -> None:
    """A file that may not grow fails as on a full disk; when there is room again nothing is missing."""
    at(house, tmp_path / "index")
    an_advert()
    follower = start(tmp_path / "index")
    wait_for(1)
    _, most = resource.prlimit(follower.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(follower.pid, resource.RLIMIT_FSIZE, (LITTLE, most))
    words = random.Random(7)
    for _ in range(20):
        an_advert(duties=" ".join(f"{words.getrandbits(60):x}" for _ in range(2_000)))
    wait_until(lambda: "following fails" in (index_health(System("health")).problem or ""), "word of the trouble")
    for _ in range(5):
        assert number_of(Question()) >= 1
    health = index_health(System("health"))
    assert health.is_ready and health.behind > 0
    assert house.test_client().get("/health").json["index_problem"].startswith("following fails")
    assert follower.poll() is None
    resource.prlimit(follower.pid, resource.RLIMIT_FSIZE, (most, most))
    wait_for(21)
    wait_until(lambda: index_health(System("health")).problem is None, "no more trouble")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a disk of its own")
def test_on_a_full_disk_it_serves_on_and_says_so(house: Flask, start: Starter, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        at(house, folder)
        an_advert()
        follower = start(folder)
        wait_for(1)
        ballast = folder / "ballast"
        fill(ballast)
        for _ in range(50):
            an_advert()
        wait_until(lambda: index_health(System("health")).problem == "the disk is full", "word of the full disk")
        clock.wait(3)
        assert number_of(Question()) >= 1
        assert house.test_client().get("/health").status_code == 200
        assert follower.poll() is None
        ballast.unlink()
        wait_for(51)
        kill(follower)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(ballast: Path) -> None:
    with ballast.open("wb") as file:
        try:
            while True:
                file.write(b"x" * 65536)
                file.flush()
        except OSError:
            return


@pytest.mark.dialect
def test_two_hosts_on_one_database(house: Flask, start: Starter, tmp_path: Path) -> None:
    """Each has its own folder and cursor; one that was down for a while catches up."""
    one, two = tmp_path / "one", tmp_path / "two"
    start(one)
    second = start(two)
    adverts = [an_advert() for _ in range(5)]
    for folder in (one, two):
        at(house, folder)
        wait_for(5)
    kill(second)
    leave(adverts[0])
    an_advert()
    an_advert()
    at(house, one)
    wait_for(6)
    at(house, two)
    # What it does not know yet it cannot find; what has left is shown by no host, whatever its index holds.
    assert adverts[0].id not in found()
    start(two)
    wait_for(6)
    everything = found()
    at(house, one)
    assert found() == everything


def test_a_folder_that_vanishes_under_its_follower(house: Flask, start: Starter, tmp_path: Path) -> None:
    at(house, tmp_path / "index")
    follower = start(tmp_path / "index")
    an_advert()
    wait_for(1)
    subprocess.run(["rm", "-rf", str(tmp_path / "index")], check=True)
    an_advert()
    wait_for(2)
    assert follower.poll() is None


def test_searches_are_answered_while_all_is_made_anew(house: Flask, start: Starter, tmp_path: Path) -> None:
    at(house, tmp_path / "index")
    for _ in range(40):
        an_advert()
    start(tmp_path / "index")
    wait_for(40)
    wish = index_folder().wish
    for _ in range(3):
        wish.touch()
        while wish.exists():
            assert number_of(Question()) == 40
