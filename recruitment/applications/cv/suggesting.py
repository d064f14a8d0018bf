"""From the words of a CV to suggestions, part by part. Pure."""

from typing import Any, Final

from recruitment.applications.cv.contact import contact
from recruitment.applications.cv.education import qualifications
from recruitment.applications.cv.employment import jobs
from recruitment.applications.cv.entries import (
    BODIES,
    DRIVES,
    driving,
    is_course,
    languages,
    registrations,
    skills,
    training,
)
from recruitment.applications.cv.lines import Line, lines_of, parts_of

# In the order in which they are shown.
SECTIONS: Final = (
    "contact", "employment", "education", "training", "registrations", "driving", "languages", "skills"
)  # fmt: skip
# Of each kind: more than this is no CV.
MOST: Final = 60


def suggestions(html: str) -> list[tuple[str, dict[str, Any]]]:
    """Section and facts; dates as ISO text, only a year where no month is told. An odd CV gives fewer."""
    parts = parts_of(lines_of(html))
    head = parts.get("head", []) + parts.get("contact", [])
    own = parts.get("registrations", [])
    courses = [line for line in parts.get("training", []) if not _is_registration(line)]
    studies = [line for line in parts.get("education", []) if not _is_registration(line)]
    elsewhere = [line for name, lines in parts.items() if name not in ("employment", "registrations") for line in lines]
    everywhere = [*own, *elsewhere]
    loose = [line for line in [*own, *studies] if is_course(line.text) and not _is_registration(line)]
    found: dict[str, list[dict[str, Any]]] = {
        "contact": [contact(head)],
        "employment": jobs(parts.get("employment", [])),
        "education": qualifications([line for line in studies if line not in loose]),
        "training": training([*courses, *loose]),
        "registrations": _once([*registrations(own, is_own_part=True), *registrations(elsewhere, is_own_part=False)]),
        "driving": [told for told in (driving(everywhere),) if told is not None],
        "languages": languages(parts.get("languages", [])),
        "skills": [{"skills": said} for said in (skills(_words_of_skill(parts.get("skills", []))),) if said],
    }
    return [(section, facts) for section in SECTIONS for facts in found[section][:MOST] if facts]


def _is_registration(line: Line) -> bool:
    return any(words.search(line.text) for _, words in BODIES)


def _words_of_skill(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not (_is_registration(line) or DRIVES.search(line.text))]


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One a body: the first with a number, if any has one."""
    best: dict[str, dict[str, Any]] = {}
    for row in rows:
        held = best.get(row["body"])
        if held is None or (row["number"] and not held["number"]):
            best[row["body"]] = row
    return list(best.values())
