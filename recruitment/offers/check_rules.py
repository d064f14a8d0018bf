"""Which checks come before somebody starts, as the advert and the council's rules say, and what may be done. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from recruitment.core.lifecycle import Move
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS, REGISTRATIONS

KINDS: Final = {
    "reference": "Reference",
    "disclosure": "Disclosure",
    "right_to_work": "Right to work in the UK",
    "registration": "Registration",
    "qualifications": "Qualifications",
    "fitness": "Fitness for the work",
    "driving": "Driving licence",
    "extra": "Another check",
}
UNCHECKED: Final = "none"
PVG: Final = "pvg"
# Workers in social care apply for registration within three months of their first day and have it within six, so it
# keeps nobody from starting; the other registers must hold a person before they work.
AFTER_START: Final = frozenset({"sssc"})
LONGEST_TITLE: Final = 160
LONGEST_TEXT: Final = 2_000
_LICENCE: Final = re.compile(r"\bdriv(?:ing|ers?)['’]?s?\s+licen[cs]e", re.IGNORECASE)
# Acts in which the date of something that happened is told.
WITH_DATE: Final = ("ask", "receive", "clear", "fail")
# What referees and their candidates do, on pages of their own.
BY_REFERENCE: Final = ("ask", "receive", "ask_again")


@dataclass(frozen=True)
class Planned:
    """A check as it begins. `position` tells several of a kind apart."""

    kind: str
    title: str
    position: int = 1
    is_required: bool = True
    level: str = ""
    workforce: str = ""
    body: str = ""


def planned(vacancy: Vacancy, asked: Iterable[str], *, references: int, asks_fitness: bool) -> tuple[Planned, ...]:
    """The checks of a post. `asked`: the texts of its criteria and questions, which may ask for a driving licence;
    `references` and `asks_fitness` are the council's rules."""
    found = [Planned("right_to_work", KINDS["right_to_work"])]
    found += [Planned("reference", f"Reference {number}", number) for number in range(1, references + 1)]
    if vacancy.disclosure_level not in ("", UNCHECKED):
        level = vacancy.disclosure_level
        found.append(
            Planned(
                "disclosure",
                DISCLOSURE_LEVELS[level],
                level=level,
                workforce=vacancy.disclosure_workforce or "",
            )
        )
    if vacancy.registration:
        body = vacancy.registration
        found.append(
            Planned(
                "registration",
                f"Registration: {REGISTRATIONS[body]}",
                body=body,
                is_required=body not in AFTER_START,
            )
        )
    found.append(Planned("qualifications", KINDS["qualifications"]))
    if any(map(_LICENCE.search, asked)):
        found.append(Planned("driving", KINDS["driving"]))
    if asks_fitness:
        found.append(Planned("fitness", KINDS["fitness"]))
    return tuple(found)


def may_waive(kind: str, level: str) -> bool:
    """Nobody does a regulated role without membership of the PVG scheme (Disclosure (Scotland) Act 2020, part 2), nor
    works without the right to (Immigration, Asylum and Nationality Act 2006, section 15)."""
    return kind != "right_to_work" and level != PVG


def acts_open(kind: str, level: str, state: str, open_moves: Iterable[Move]) -> tuple[Move, ...]:
    """Of the moves of a check's state those that its kind lets a person make on the page of checks."""

    def fits(move: Move) -> bool:
        if move.act == "ask_again" or (move.act == "waive" and not may_waive(kind, level)):
            return False
        if kind != "reference":
            return True
        return move.act not in BY_REFERENCE and (move.act != "clear" or state == "received")

    return tuple(filter(fits, open_moves))


def wrong_date(act: str, on: date, today: date, asked_on: date | None, received_on: date | None) -> str:
    """What is wrong with the date of an act, in words; empty when nothing is."""
    if on > today:
        return "The date must be today or in the past"
    if act != "ask" and asked_on is not None and on < asked_on:
        return "The date is before the day on which it was asked for"
    if act in ("clear", "fail") and received_on is not None and on < received_on:
        return "The date is before the day on which it was received"
    return ""


def facts_after(act: str, on: date, check: Any) -> dict[str, Any]:
    """The dates of a check once an act was done `on` a day."""
    if act == "ask":
        return {"asked_on": on}
    if act == "receive":
        return {"received_on": on}
    if act == "clear":
        return {"received_on": check.received_on or on, "settled_on": on}
    if act in ("fail", "waive"):
        return {"settled_on": on}
    # Opened again, or another referee is asked: what was is in the steps.
    return {"asked_on": None, "received_on": None, "settled_on": None, "expires_on": None}
