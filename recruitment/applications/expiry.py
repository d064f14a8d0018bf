"""What of a person's profile runs out, and when it is time to say so. Pure but for the tables that it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from recruitment.applications.profile_queries import WholeProfile
from recruitment.applications.vocabulary import CHECKS, REGISTRATION_BODIES

# Days before the end at which a letter is written, the earliest first.
REMIND_AT: Final = (60, 14)


@dataclass(frozen=True)
class Ending:
    """Something that holds until a day; `view` is the page on which it is changed."""

    noun: str
    row_id: int
    account_id: int
    name: str
    expires: date
    view: str

    def days_left(self, today: date) -> int:
        return (self.expires - today).days

    def is_near(self, today: date) -> bool:
        """From the first reminder on, and once it is over."""
        return self.days_left(today) <= REMIND_AT[0]


def reminder_due(days_left: int) -> int | None:
    """Which of the reminders is in its time: the last one whose day has come; None before the first and at the end."""
    if days_left < 0:
        return None
    return min((days for days in REMIND_AT if days_left <= days), default=None)


def endings(profile: WholeProfile, entries: Iterable[Any] = ()) -> list[Ending]:
    """All that a profile, and the wallet's entries, say of a last day, the first to come first."""
    found = [
        *(ending_of("registration", row, row.expires) for row in profile.registrations),
        *(ending_of("training", row, row.expires) for row in profile.training),
        *(ending_of("check_entry", row, row.expires) for row in entries),
    ]
    if profile.basics is not None:
        found += endings_of_basics(profile.basics)
    return sorted((one for one in found if one is not None), key=lambda one: one.expires)


def endings_of_basics(basics: Any) -> list[Ending | None]:
    return [
        ending_of("right_to_work", basics, basics.right_to_work_until),
        ending_of("driving", basics, basics.driving_until),
    ]


def ending_of(noun: str, row: Any, expires: date | None) -> Ending | None:
    if expires is None:
        return None
    name, view = NAMED[noun](row)
    return Ending(noun, row.id, row.account_id, name, expires, view)


NAMED: Final[dict[str, Any]] = {
    "registration": lambda row: (REGISTRATION_BODIES.get(row.body, row.body), "profile_registrations"),
    "training": lambda row: (row.name, "profile_training"),
    "right_to_work": lambda _row: ("Right to work", "profile_right_to_work"),
    "driving": lambda _row: ("Driving licence", "profile_driving"),
    "check_entry": lambda row: (CHECKS.get(row.kind, row.kind), "wallet"),
}
