"""A portal as `make run` starts it, and a real browser to use it with."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from recruitment.core import clock
from recruitment.settings import PROJECT
from tests.browser.visitor import Device, Visitor
from tests.browser.watching import AXE, Watch
from tests.conftest import IN_CI
from tests.databases import drop_postgresql, postgresql_url

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Chromium reaches for the network by itself, which a test must not.
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
STARTS_WITHIN = 240


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # Meant for one worker; under pytest 9.2 xdist 3.8 spreads them all the same.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure tells on which pages the people of the test stood."""
    report = yield
    watch = getattr(item, "funcargs", {}).get("watch")
    if report.when == "call" and report.failed and watch is not None:
        report.sections.append(("Pages open", watch.where()))
    return report


@pytest.fixture(scope="session")
def portal_database(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Empty, of the kind that the run is about, and apart from the tests that make tables themselves."""
    if not database_url.startswith("postgresql"):
        yield f"sqlite:///{tmp_path_factory.mktemp('portal-database') / 'portal.sqlite'}"
        return
    url = postgresql_url(f"recruitment_portal_{os.getpid()}")
    yield url
    drop_postgresql(url)


@pytest.fixture(scope="session")
def portal(portal_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration: web server, worker and follower as processes, on data of their own."""
    folder = tmp_path_factory.mktemp("portal")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    given = {key: value for key, value in os.environ.items() if not key.startswith("RECRUITMENT_")}
    settings = {"MODE": "demonstration", "VAR_DIR": str(folder), "DATABASE_URL": portal_database,
                "STAFF_TWO_FACTOR": "optional"}  # fmt: skip
    environment = {**given, "PORT": port, **{f"RECRUITMENT_{name}": value for name, value in settings.items()}}
    with (folder / "log").open("w") as log:
        flask = str(Path(sys.executable).parent / "flask")
        process = subprocess.Popen(
            [flask, "--app", "wsgi", "serve"], cwd=PROJECT, env=environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does; whatever does not heed it goes with its whole group."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    begun = clock.ticks()
    while clock.ticks() - begun < STARTS_WITHIN:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/health", timeout=5) as answer:
                if json.load(answer)["ready"]:
                    return
        except OSError:
            pass
        clock.wait(0.3)
    raise RuntimeError(f"the portal did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None or not AXE.exists():
        missing = "Chromium is not installed" if CHROMIUM is None else "axe-core is not installed: run make assets"
        if IN_CI:
            raise RuntimeError(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def watch(chromium: Browser, portal: str) -> Iterator[Watch]:
    """Ends with every fault of every page that was met."""
    watch = Watch(chromium, portal)
    yield watch
    watch.end()


@pytest.fixture
def arrive(chromium: Browser, watch: Watch) -> Iterator[Callable[[Device], Visitor]]:
    """People come with a device, each with a browser of their own."""
    came: list[Visitor] = []

    def arrive(device: Device) -> Visitor:
        came.append(Visitor(chromium, watch, device))
        return came[-1]

    yield arrive
    for visitor in came:
        visitor.context.close()
