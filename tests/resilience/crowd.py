"""People who send their applications at once, whatever happens to what they are sent to, and what they were told."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from flask_security import hash_password

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy
from tests.resilience.drafts import a_finished_draft
from tests.resilience.people import CUT_OFF, Answer, Person

PASSWORD = "seven green puffins"
# How many people use the portal at the same moment.
TOGETHER = 6
TRUE = {"is_true": "y"}


def applicants(number: int) -> list[Account]:
    """People with a profile and a password."""
    secret = hash_password(PASSWORD)
    accounts = [an_account(password=secret) for _ in range(number)]
    for account in accounts:
        a_profile(account)
    return accounts


def a_vacancy_with_drafts(accounts: Sequence[Account]) -> dict[str, int]:
    """E-mail address -> the id of this person's draft for a new vacancy."""
    vacancy: Vacancy = a_vacancy(an_organisation())
    return {account.email: a_finished_draft(account, vacancy).id for account in accounts}


@dataclass
class Tally:
    """What people were told, application by application; and how often no answer came."""

    acknowledged: set[int] = field(default_factory=set)
    # Sent, as the page said when it was opened again after a connection had been cut off.
    found_sent: set[int] = field(default_factory=set)
    given_up: set[int] = field(default_factory=set)
    cut_off: int = 0
    sending_cut_off: int = 0
    odd: list[str] = field(default_factory=list)


class NoDatabase(ConnectionError):
    """The web server answered, but that it cannot do what was asked."""


def answered(answer: Answer) -> Answer:
    """Raises NoDatabase for an answer that says so: nothing was done, and people try again."""
    if answer.status >= 500:
        raise NoDatabase(answer.status)
    return answer


def sign_in(person: Person) -> None:
    token = person.token_of(answered(person.open("/account/sign-in")))
    answer = answered(person.send("/account/sign-in", token, email=person.email, password=PASSWORD))
    assert answer.status in (302, 303), f"{person.email} could not sign in: {answer.status}"


class Crowd:
    """People who send their applications, whatever happens to the connection; some give up where it breaks."""

    def __init__(self, port: int, drafts: dict[str, list[int]]) -> None:
        self.port, self.drafts = port, drafts
        self.tally, self.lock = Tally(), threading.Lock()
        self.is_hopeless = threading.Event()

    def send_all(self) -> None:
        with ThreadPoolExecutor(TOGETHER) as threads:
            list(threads.map(self._visit, self.drafts, range(len(self.drafts))))

    def _visit(self, email: str, number: int) -> None:
        person = Person(self.port, email)
        self._persist(lambda: sign_in(person))
        for draft in self.drafts[email]:
            self._persist(lambda draft=draft: self._send(person, draft, gives_up=number % 3 == 0))  # type: ignore[misc]

    def _persist(self, act: Callable[[], None]) -> None:
        while not self.is_hopeless.is_set():
            try:
                act()
            except CUT_OFF:
                with self.lock:
                    self.tally.cut_off += 1
                clock.wait(0.1)
            else:
                return

    def _send(self, person: Person, draft: int, *, gives_up: bool) -> None:
        path = f"/candidate/applications/{draft}/check"
        page = answered(person.open(path))
        if page.status == 302 and page.location == f"/candidate/applications/{draft}":
            with self.lock:
                self.tally.found_sent.add(draft)
            return
        try:
            answer = answered(person.send(path, person.token_of(page), **TRUE))
        except CUT_OFF:
            with self.lock:
                self.tally.sending_cut_off += 1
                if gives_up:
                    self.tally.given_up.add(draft)
                    return
            raise
        with self.lock:
            if (answer.status, answer.location) == (303, f"/candidate/applications/{draft}/sent"):
                self.tally.acknowledged.add(draft)
            else:
                self.tally.odd.append(f"{answer.status} {answer.location} {answer.text[:2000]}")
