"""Fields in the words of a message, such as {{job}}: which there are, and what they say for one applicant. Pure."""

import re
from collections.abc import Mapping
from typing import Any, Final

from recruitment.applications.tables import Application, Contact
from recruitment.core.clock import local
from recruitment.vacancies.tables import Vacancy

FIELD: Final = re.compile(r"\{\{([^{}]*)\}\}")
# Each field, and what it is, for whoever writes.
FIELDS: Final = {
    "candidate": "the applicant’s name, or “applicant” while names are hidden",
    "first_name": "the applicant’s first name, or “applicant” while names are hidden",
    "reference": "the reference of the application",
    "job": "the title of the job",
    "employer": "your organisation’s name",
    "closing": "the closing date",
    "shortlist_by": "the day by which the advert promises the shortlist",
    "interviews": "the days of the interviews that the advert promises",
    "decision_by": "the day by which the advert promises a decision",
    "writer": "your name",
}
NAMELESS: Final = "applicant"


def named(name: str) -> str:
    """As it is written: {{job}}."""
    return "{{" + name + "}}"


def fields_in(text: str) -> list[str]:
    """The fields that a text names, each once, in their order."""
    return list(dict.fromkeys(found.strip() for found in FIELD.findall(text)))


def wrong_with(text: str) -> str:
    """What to mend about the fields of a text; empty where each is known and closed."""
    if unknown := [name for name in fields_in(text) if name not in FIELDS]:
        every = ", ".join(map(named, FIELDS))
        return f"There is no field {named(unknown[0])}. Take it out, or use one of these: {every}"
    rest = FIELD.sub("", text)
    if "{{" in rest or "}}" in rest:
        return "A field begins with {{ and ends with }}, for example {{job}}. One of them is missing"
    return ""


def facts_of(
    application: Application, contact: Contact | None, vacancy: Vacancy, employer: str, writer: str
) -> dict[str, str]:
    """What each field says for one applicant; empty where there is nothing to say."""
    return {
        "candidate": f"{contact.given_name} {contact.family_name}" if contact is not None else NAMELESS,
        "first_name": contact.given_name if contact is not None else NAMELESS,
        "reference": application.reference,
        "job": vacancy.title,
        "employer": employer,
        "closing": _day(local(vacancy.closes_at)) if vacancy.closes_at else "",
        "shortlist_by": _day(vacancy.shortlist_by),
        "interviews": _days(vacancy.interviews_from, vacancy.interviews_to),
        "decision_by": _day(vacancy.decide_by),
        "writer": writer,
    }


def empty_fields(facts: Mapping[str, str], text: str) -> str:
    """What to mend where a text uses a field that says nothing for this advert."""
    used = [name for name in fields_in(text) if not facts.get(name, "")]
    if not used:
        return ""
    return f"{named(used[0])} says nothing here: the advert names no such day. Take it out, or write what you mean"


def merged(text: str, facts: Mapping[str, str]) -> str:
    """The text with each field filled; what a fact holds is never read as a field again."""
    return FIELD.sub(lambda found: facts.get(found[1].strip(), found[0]), text)


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}" if day is not None else ""


def _days(first: Any, last: Any) -> str:
    return f"{_day(first)} to {_day(last)}" if first and last and first != last else _day(first)
