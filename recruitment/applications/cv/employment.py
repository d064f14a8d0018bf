"""The jobs of a CV. Pure.

A job is found by the time it lasted. Where a part begins with a time, what is said of the job follows each time;
else it stands above, in as many lines as above the first.
"""

import re
from typing import Any, Final

from recruitment.applications.cv.dates import Span, span, without
from recruitment.applications.cv.lines import Line

JOB_WORDS: Final = re.compile(
    r"\b(assistant|manager|officer|worker|teacher|nurse|driver|cleaner|cook|chef|clerk|engineer|supervisor|leader|carer|"
    r"administrator|receptionist|librarian|technician|apprentice|trainee|volunteer|coordinator|co-ordinator|adviser|advisor|"
    r"practitioner|consultant|developer|analyst|labourer|joiner|electrician|plumber|gardener|operative|attendant|tutor|"
    r"lecturer|planner|accountant|solicitor|director|head|waiter|waitress|server|porter|planner|warden|coach|instructor|"
    r"janitor|support|sales|customer|bar staff|barista|student|intern|ranger|steward|secretary|caretaker|handler)\b",
    re.IGNORECASE,
)
EMPLOYER_WORDS: Final = re.compile(
    r"\b(ltd|limited|plc|llp|council|school|academy|nhs|trust|home|nursery|college|university|group|services|association|"
    r"centre|stores?|hotel|company|co|hospital|restaurant|café|cafe|club|foods|transport|housing|bank|library|"
    r"supermarket|partnership|charity|society|agency|department|inn|bakery|works|logistics|farm|trails|surgery|practice)\b",
    re.IGNORECASE,
)
SEPARATORS: Final = re.compile(r"\s*\|\s*|\s+[–—-]\s+|\s*[•·▪\t]\s*|\s{3,}|,\s+|\s+at\s+(?=[A-Z])|\s+@\s+")
LABELS: Final = re.compile(
    r"^\s*(job title|title|position|role|post|employer|company|organisation|dates?|duties|responsibilities|"
    r"main duties|key responsibilities)\s*:\s*",
    re.IGNORECASE,
)
LEFT: Final = re.compile(r"^\s*reason for leaving\s*[:–-]\s*(.+)$", re.IGNORECASE)
NO_JOB: Final = re.compile(
    r"\b(at home|career break|caring for|looking after|travell?ing|maternity|unemployed|out of work|gap year)\b",
    re.IGNORECASE,
)
LONGEST_HEADER: Final = 12
LONGEST: Final = {"job_title": 160, "employer": 160, "duties": 3000, "reason_for_leaving": 300}


def jobs(lines: list[Line]) -> list[dict[str, Any]]:
    dated = [(at, found) for at, line in enumerate(lines) if not line.is_item and (found := span(line.text))]
    if not dated:
        return []
    above = dated[0][0] if all(_is_header(line) for line in lines[: min(dated[0][0], 3)]) else 0
    # A line that says all by itself has nothing above it.
    above = 0 if len(_pieces(without(lines[dated[0][0]].text, dated[0][1]))) > 1 else min(above, 2)
    starts = [max(at - above, 0) for at, _ in dated]
    told = []
    for number, (at, when) in enumerate(dated):
        end = starts[number + 1] if number + 1 < len(dated) else len(lines)
        job = _job(lines[starts[number] : at], lines[at], when, lines[at + 1 : max(end, at + 1)])
        if job is not None:
            told.append(job)
    return told


def _is_header(line: Line) -> bool:
    return not line.is_item and len(line.text.split()) <= LONGEST_HEADER and not line.text.rstrip().endswith(".")


def _job(above: list[Line], dated: Line, when: Span, below: list[Line]) -> dict[str, Any] | None:
    pieces = [piece for line in [*above, Line(without(dated.text, when))] for piece in _pieces(line.text)]
    taken = 0
    while len(pieces) < 2 and taken < len(below) and _is_header(below[taken]) and not _is_label_of_text(below[taken]):
        pieces += _pieces(below[taken].text)
        taken += 1
    # A line with both in it may follow one that had the dates alone.
    title, employer = _title_and_employer(pieces)
    if (not title and not employer) or (len(pieces) == 1 and NO_JOB.search(pieces[0])):
        return None
    duties, reason = _body(below[taken:])
    told: dict[str, Any] = {
        "job_title": title, "employer": employer, "started": when.first, "ended": when.last,
        "duties": duties, "reason_for_leaving": reason,
        "is_scottish_council": bool(re.search(r"\bcouncil\b", employer, re.IGNORECASE)),
    }  # fmt: skip
    return {key: value[: LONGEST[key]] if key in LONGEST else value for key, value in told.items()}


def _pieces(text: str) -> list[str]:
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", LABELS.sub("", text))
    return [piece for each in SEPARATORS.split(bare) if (piece := each.strip(" ,;:()–-"))]


def _is_label_of_text(line: Line) -> bool:
    return bool(re.match(r"\s*(duties|responsibilities|main duties|key responsibilities)\b", line.text, re.IGNORECASE))


def _title_and_employer(pieces: list[str]) -> tuple[str, str]:
    """By the words that are told in one or the other; else in the order in which most write them."""
    if not pieces:
        return "", ""
    if len(pieces) == 1:
        only = pieces[0]
        return ("", only) if EMPLOYER_WORDS.search(only) and not JOB_WORDS.search(only) else (only, "")
    first, second = pieces[0], pieces[1]
    if _leans_to_title(second) > _leans_to_title(first):
        return second, first
    if len(pieces) > 2 and not EMPLOYER_WORDS.search(second) and EMPLOYER_WORDS.search(pieces[2]):
        # “Care Assistant, Nights, Invented Care Home”.
        return f"{first}, {second}", pieces[2]
    return first, second


def _leans_to_title(piece: str) -> int:
    return bool(JOB_WORDS.search(piece)) - bool(EMPLOYER_WORDS.search(piece))


def _body(lines: list[Line]) -> tuple[str, str]:
    said, reason = [], ""
    for line in lines:
        if found := LEFT.match(line.text):
            reason = found[1].strip(" .")
            continue
        words = LABELS.sub("", line.text).strip()
        if words and not re.fullmatch(
            r"(duties|responsibilities|main duties|key responsibilities):?", words, re.IGNORECASE
        ):
            said.append(words)
    return "\n".join(said), reason
