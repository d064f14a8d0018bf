"""The last minute before an advert closes: fifty candidates send, most in its last seconds, while others read.

Run against the web server as `flask serve` starts it. Raises RuntimeError when an application that was acknowledged is
not there once, when one is there that nobody was told of, or when what was sent in time was refused as late.
"""

import random
import statistics
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_security import hash_password

from recruitment.core import clock
from recruitment.core.tenancy import changing
from recruitment.core.transactions import only_reads, transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.benchmarks.portals import say
from tests.builders.accounts import an_account
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy
from tests.resilience.drafts import a_finished_draft, whole_or_not_at_all
from tests.resilience.people import Answer, Person
from tests.resilience.web_server import WebServer

PASSWORD = "seven green puffins"
IN_TIME, LATE = 50, 10
# Seconds before closing: some come over the minute, most in the last of it.
EARLY, RUSH = 60.0, 2.0
READERS = 4
# Of the page that answers whoever comes too late, with everything that was typed kept.
CLOSED = "You can no longer send this application"


@dataclass
class Tally:
    acknowledged: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    odd: list[str] = field(default_factory=list)
    sending: list[float] = field(default_factory=list)
    # Milliseconds by page, in the rush (True) and out of it.
    pages: dict[tuple[str, bool], list[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: Answer, draft: int, took: float) -> None:
        """What a sender was told."""
        with self.lock:
            self.sending.append(took)
            if (answer.status, answer.location) == (303, f"/candidate/applications/{draft}/sent"):
                self.acknowledged.add(draft)
            elif answer.status == 409 and CLOSED in answer.text:
                self.refused.add(draft)
            else:
                self.odd.append(f"{draft}: {answer.status} {answer.location}")

    def opened(self, page: str, in_rush: bool, seconds: float, status: int) -> None:
        # A draft of somebody late is still there after closing, and so is the advert's page, which says it has closed.
        with self.lock:
            self.pages.setdefault((page, in_rush), []).append(seconds * 1_000)
            if status not in (200, 410):
                self.odd.append(f"{page}: {status}")


def measure(database: str, app: Flask, folder: Path) -> None:
    drafts, vacancy = _drafts()
    with WebServer(app.config["SETTINGS"], folder) as server:
        server.wait_until_up()
        people = _signed_in(server.port, drafts)
        closes_at = _close_in(vacancy, EARLY + 3)
        tally = _rush(people, drafts, vacancy, closes_at)
    _hold_to_it(tally, drafts)
    _tell(database, tally)


def _drafts() -> tuple[dict[str, int], Vacancy]:
    """E-mail address -> draft; those who will be late come last."""
    vacancy = a_vacancy(an_organisation())
    secret = hash_password(PASSWORD)
    drafts = {}
    for _ in range(IN_TIME + LATE):
        account = an_account(password=secret)
        a_profile(account)
        drafts[account.email] = a_finished_draft(account, vacancy).id
    db.session.remove()
    return drafts, vacancy


def _signed_in(port: int, drafts: dict[str, int]) -> list[tuple[Person, str]]:
    """Everybody with the page open, the token of its form beside them."""

    def arrive(email: str) -> tuple[Person, str]:
        person = Person(port, email)
        person.sign_in(PASSWORD)
        return person, person.token_of(person.open(f"/candidate/applications/{drafts[email]}/check"))

    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(arrive, drafts))


def _close_in(vacancy: Vacancy, seconds: float) -> datetime:
    """The closing second is whole, and counts as in time."""
    closes_at = (clock.now() + timedelta(seconds=seconds)).replace(microsecond=0)
    only_reads(False)
    with transaction():
        db.session.execute(
            changing(System("keeping"), Vacancy).where(Vacancy.id == vacancy.id).values(closes_at=closes_at)
        )
    db.session.remove()
    return closes_at


def _rush(people: list[tuple[Person, str]], drafts: dict[str, int], vacancy: Vacancy, closes_at: datetime) -> Tally:
    tally, over = Tally(), threading.Event()
    last_moment = closes_at + timedelta(seconds=1)
    chance = random.Random(IN_TIME)
    early = [-chance.uniform(RUSH, EARLY) for _ in range(IN_TIME // 3)]
    rush = [-chance.uniform(0.05, RUSH) for _ in range(IN_TIME - len(early))]
    late = [chance.uniform(0.05, 1.0) for _ in range(LATE)]

    def send(person: Person, token: str, seconds: float) -> None:
        clock.wait(max(0.0, (last_moment - clock.now()).total_seconds() + seconds))
        began = clock.ticks()
        answer = person.send(f"/candidate/applications/{drafts[person.email]}/check", token, is_true="y")
        tally.note(answer, drafts[person.email], (clock.ticks() - began) * 1_000)

    def read(person: Person, path: str) -> None:
        while not over.is_set():
            in_rush = abs((last_moment - clock.now()).total_seconds()) < RUSH
            began = clock.ticks()
            status = person.open(path).status
            tally.opened(
                "advert" if path.startswith("/vacancies") else "task list", in_rush, clock.ticks() - began, status
            )
            clock.wait(0.1)

    readers = [
        (person, path)
        for person, _ in people[-READERS:]
        for path in (f"/vacancies/{vacancy.reference}/cleaner", f"/candidate/applications/{drafts[person.email]}")
    ]
    with ThreadPoolExecutor(len(people) + len(readers)) as threads:
        reading = [threads.submit(read, *reader) for reader in readers]
        sending = [
            threads.submit(send, *each, seconds) for each, seconds in zip(people, [*early, *rush, *late], strict=True)
        ]
        try:
            for each in sending:
                each.result()
            clock.wait(RUSH)
        finally:
            over.set()
        for each in reading:
            each.result()
    return tally


def _hold_to_it(tally: Tally, drafts: dict[str, int]) -> None:
    in_time, late = set(list(drafts.values())[:IN_TIME]), set(list(drafts.values())[IN_TIME:])
    there = whole_or_not_at_all(*drafts.values()).sent
    if tally.odd or tally.acknowledged != in_time or tally.refused != late or there != in_time:
        acknowledged, refused = len(tally.acknowledged & in_time), len(tally.refused & late)
        wrongly = len(tally.refused & in_time)
        raise RuntimeError(
            f"of {IN_TIME} in time {acknowledged} were acknowledged and {len(there)} are there, {wrongly} "
            f"wrongly refused as late; of {LATE} late {refused} were refused; {tally.odd}"
        )


def _tell(database: str, tally: Tally) -> None:
    say(f"the last minute on {database}: {IN_TIME} sent in time, {LATE} late, {READERS * 2} readers")
    # Or it would not have come so far.
    say(f"  acknowledged {len(tally.acknowledged)}, there once {len(tally.acknowledged)}, lost 0")
    say(f"  refused as late {len(tally.refused)}, wrongly 0")
    say(f"  {'sending, to the answer':<30}{_spread(tally.sending)}")
    for (page, in_rush), spans in sorted(tally.pages.items()):
        name = f"{page}, {'in the rush' if in_rush else 'in quieter times'}"
        say(f"  {name:<30}{_spread(spans)}")


def _spread(spans: list[float]) -> str:
    middle, most = statistics.median(spans), statistics.quantiles(spans, n=20)[-1]
    return f"median {middle:5.0f} ms, p95 {most:5.0f}, longest {max(spans):5.0f} of {len(spans)}"
