"""What a CV seems to say, ready to be read, and as the questions of the profile's own forms hold it."""

from typing import Any

from recruitment.applications.cv_actions import day_of
from recruitment.applications.vocabulary import (
    DRIVING,
    LANGUAGE_LEVELS,
    LANGUAGE_SKILLS,
    QUALIFICATIONS,
    REGISTRATION_BODIES,
)
from recruitment.web.candidate import languages, registrations
from recruitment.web.candidate.words import Entry, month

SECTION_NAMES = {
    "contact": "Name and contact details",
    "employment": "Where you have worked",
    "education": "Education and qualifications",
    "training": "Training",
    "registrations": "Registrations and memberships",
    "driving": "Driving",
    "languages": "Languages",
    "skills": "Skills",
}


def suggested(section: str, facts: dict[str, Any]) -> Entry:
    return ENTRIES[section](facts)


def when(moment: str | None) -> str:
    """March 2019, or 2019 where the CV tells no month."""
    found = day_of(moment)
    return month(found) if found else moment or ""


def _contact(facts: dict[str, Any]) -> Entry:
    name = " ".join(filter(None, (facts.get("given_name"), facts.get("family_name"))))
    place = ", ".join(filter(None, (facts.get("address"), facts.get("town"), facts.get("postcode"))))
    return Entry(title=name or "Contact details", lines=tuple(filter(None, (facts.get("phone"), place))))


def _employment(facts: dict[str, Any]) -> Entry:
    started, ended = when(facts.get("started")), when(facts.get("ended"))
    title = ", ".join(filter(None, (facts.get("job_title"), facts.get("employer"))))
    return Entry(title=title, when=f"{started} to {ended or 'now'}", text=facts.get("duties", ""))


def _education(facts: dict[str, Any]) -> Entry:
    kind = QUALIFICATIONS.get(facts["qualification"], "")
    grade = f"Result: {facts['grade']}" if facts.get("grade") else ""
    return Entry(
        title=", ".join(filter(None, (facts.get("subject"), kind))),
        when=str(facts.get("year") or ""),
        lines=tuple(filter(None, (facts.get("institution"), facts.get("country"), grade))),
    )


def _training(facts: dict[str, Any]) -> Entry:
    ends = f"Runs out {when(facts['expires'])}" if facts.get("expires") else ""
    return Entry(
        title=facts["name"], when=when(facts.get("completed")), lines=tuple(filter(None, (facts.get("provider"), ends)))
    )


def _registration(facts: dict[str, Any]) -> Entry:
    number = f"Number: {facts['number']}" if facts.get("number") else ""
    ends = f"Runs out {when(facts['expires'])}" if facts.get("expires") else ""
    return Entry(title=REGISTRATION_BODIES[facts["body"]], lines=tuple(filter(None, (number, ends))))


def _driving(facts: dict[str, Any]) -> Entry:
    held = ", ".join(facts.get("driving_categories", ()))
    return Entry(title=DRIVING[facts["driving"]], lines=(f"Categories: {held}",) if held else ())


def _language(facts: dict[str, Any]) -> Entry:
    able = ", ".join(word for skill, word in LANGUAGE_SKILLS.items() if facts.get(skill))
    level = LANGUAGE_LEVELS.get(facts.get("level", ""), "")
    return Entry(title=facts["language"], lines=tuple(filter(None, (level, able.capitalize()))))


ENTRIES = {
    "contact": _contact,
    "employment": _employment,
    "education": _education,
    "training": _training,
    "registrations": _registration,
    "driving": _driving,
    "languages": _language,
    "skills": lambda facts: Entry(title="Skills", text=facts["skills"]),
}


def form_data(section: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a suggestion as the form of its section holds them."""
    told = {**facts}
    for name, is_last in (("started", False), ("ended", False), ("completed", False), ("expires", True)):
        if name in told:
            told[name] = day_of(told[name], is_last=is_last)
    match section:
        case "employment":
            told["is_current"] = "yes" if facts.get("ended") is None else "no"
        case "registrations":
            told = registrations.filled(told)
        case "languages":
            told = languages.filled(told)
    return told


def years_alone(facts: dict[str, Any]) -> dict[str, str]:
    """The dates of which the CV tells no month: the year stands in its box, and the month is asked."""
    names = ("started", "ended", "completed")
    return {name: facts[name] for name in names if isinstance(facts.get(name), str) and len(facts[name]) == 4}
