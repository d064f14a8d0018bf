"""Facts of a profile or of its copy in an application, made ready to be read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from recruitment.applications.vocabulary import EVIDENCE, SCHEMES
from recruitment.core import clock
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.stages import was_public
from recruitment.vacancies.tables import Vacancy

STATE_COLOURS = {
    "draft": "yellow",
    "submitted": "blue",
    "shortlisted": "teal",
    "held": "blue",
    "interview": "purple",
    "reserve": "teal",
    "offered": "green",
    "appointed": "green",
    "unsuccessful": "grey",
    "withdrawn": "grey",
    "declined": "grey",
    "called_off": "grey",
}


@dataclass(frozen=True)
class Entry:
    """One thing of a person's history: what, when, and what there is to say of it."""

    title: str
    when: str = ""
    lines: tuple[str, ...] = ()
    text: str = ""
    id: int | None = None


def advert_path(vacancy: Vacancy | None) -> str:
    """Where an advert is read; empty when it is published no more."""
    if vacancy is None:
        return ""
    if not was_public(vacancy, clock.now()):
        return f"/candidate/internal-vacancies/{vacancy.reference}"
    return f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}"


def month(value: date | str | None) -> str:
    """March 2021, from a date or ISO text."""
    if not value:
        return ""
    return f"{value if isinstance(value, date) else date.fromisoformat(value):%B %Y}"


def day(value: date | str | None) -> str:
    """30 September 2027, from a date or ISO text."""
    if not value:
        return ""
    found = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{found.day} {found:%B %Y}"


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def job(facts: dict[str, Any], number: int | None = None) -> Entry:
    lines = [f"Reason for leaving: {facts['reason_for_leaving']}"] if facts["reason_for_leaving"] else []
    return Entry(
        title=f"{facts['job_title']}, {facts['employer']}",
        when=f"{month(facts['started'])} to {month(facts['ended']) or 'now'}",
        lines=tuple(lines),
        text=facts["duties"],
        id=number,
    )


def qualification(facts: dict[str, Any], number: int | None = None) -> Entry:
    title = ", ".join(part for part in (facts["subject"], facts["qualification"]) if part)
    grade = f"Result: {facts['grade']}" if facts["grade"] else ""
    place = ", ".join(filter(None, (facts["institution"], facts.get("country"))))
    like = f"In Scotland: {facts['compared_to']}" if facts.get("compared_to") else ""
    lines = tuple(filter(None, (place, facts.get("level"), grade, like)))
    return Entry(title=title, when=_when_studied(facts), lines=lines, id=number)


def _when_studied(facts: dict[str, Any]) -> str:
    """The year it was got, and from when to when where that is told."""
    got, started = str(facts["year"] or ""), facts.get("started")
    if not started:
        return got
    ended = month(facts.get("ended")) or "now"
    return f"{month(started)} to {ended}" if not got or got in ended else f"{month(started)} to {ended}, got in {got}"


def course(facts: dict[str, Any], number: int | None = None) -> Entry:
    when = (month(facts["completed"]), f"valid until {day(facts['expires'])}" if facts["expires"] else "")
    return Entry(
        title=facts["name"],
        when=sentence(", ".join(filter(None, when))),
        lines=(facts["provider"],) if facts["provider"] else (),
        id=number,
    )


def registration(facts: dict[str, Any], number: int | None = None) -> Entry:
    held = f"Number: {facts['number']}" if facts["number"] else ""
    return Entry(
        title=facts["body"],
        when=f"Until {day(facts['expires'])}" if facts["expires"] else "",
        lines=tuple(filter(None, (facts.get("part"), held))),
        id=number,
    )


def referee(row: Any) -> Entry:
    return Entry(
        title=row.name,
        lines=tuple(
            line
            for line in (
                ", ".join(part for part in (row.relationship, row.organisation) if part),
                row.email,
                row.phone,
                "Ask me before you contact them" if row.ask_me_first else "May be contacted without asking me first",
            )
            if line
        ),
        id=row.id,
    )


def evidence_words(told: Any) -> str:
    """What would prove the right to work, and until when that holds, as a profile or a declaration has it."""
    kind = EVIDENCE.get(told.right_to_work_evidence, "")
    until = f"until {day(told.right_to_work_until)}" if told.right_to_work_until else ""
    return sentence(", ".join(filter(None, (kind, until))))


def claims_in_words(guarantee: Any) -> str:
    """The schemes by which an interview is claimed, one on each line; empty where none is, or none may be seen."""
    return "\n".join(SCHEMES.get(claim, claim) for claim in guarantee.schemes) if guarantee else ""


def history_entries(history: dict[str, Any]) -> dict[str, list[Entry]]:
    """Employment, education, training and registrations, of a profile about to be copied or of the copy."""
    return {
        "employment": [job(facts) for facts in history["employment"]],
        "education": [qualification(facts) for facts in history["education"]],
        "training": [course(facts) for facts in history["training"]],
        "registrations": [registration(facts) for facts in history["registrations"]],
    }
