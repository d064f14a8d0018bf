"""Facts of a profile or of its copy in an application, made ready to be read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from recruitment.core import clock
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.stages import was_public
from recruitment.vacancies.tables import Vacancy

STATE_COLOURS = {
    "draft": "yellow",
    "submitted": "blue",
    "shortlisted": "teal",
    "interview": "purple",
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
    grade = (f"Result: {facts['grade']}",) if facts["grade"] else ()
    return Entry(title=title, when=str(facts["year"] or ""), lines=(facts["institution"], *grade), id=number)


def registration(facts: dict[str, Any], number: int | None = None) -> Entry:
    held = (f"Number: {facts['number']}",) if facts["number"] else ()
    return Entry(
        title=facts["body"],
        when=f"Until {month(facts['expires'])}" if facts["expires"] else "",
        lines=held,
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


def history_entries(history: dict[str, Any]) -> dict[str, list[Entry]]:
    """Employment, education and registrations, of a profile about to be copied or of the copy."""
    return {
        "employment": [job(facts) for facts in history["employment"]],
        "education": [qualification(facts) for facts in history["education"]],
        "registrations": [registration(facts) for facts in history["registrations"]],
    }
