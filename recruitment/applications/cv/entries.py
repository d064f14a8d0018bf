"""The shorter parts of a CV: training, registrations, driving, languages, skills. Pure."""

import re
from typing import Any, Final

from recruitment.applications.cv.dates import ONE, last_moment, span, without
from recruitment.applications.cv.lines import Line

BODIES: Final = (
    ("sssc", re.compile(r"\bSSSC\b|\bscottish social services council\b", re.IGNORECASE)),
    ("gtcs", re.compile(r"\bGTCS\b|\bGTC Scotland\b|\bgeneral teaching council\b", re.IGNORECASE)),
    ("nmc", re.compile(r"\bNMC\b|\bnursing (?:and|&) midwifery council\b", re.IGNORECASE)),
    ("hcpc", re.compile(r"\bHCPC\b|\bhealth (?:and|&) care professions council\b", re.IGNORECASE)),
    ("pvg", re.compile(r"\bPVG\b|\bprotecting vulnerable groups\b", re.IGNORECASE)),
)
NUMBER: Final = re.compile(
    r"(?:\bno\b\.?|\bnumber\b|\bpin\b|\bid\b|\bref(?:erence)?\b|\bmembership\b|\bregistration\b|:|#|\()\s*[:.]?\s*"
    r"(?:no\b\.?|number)?\s*[:.]?\s*(?P<number>(?=[A-Z0-9/]*\d)[A-Z0-9/]{4,}(?:\s\d{4}){0,3})",
    re.IGNORECASE,
)
ENDS: Final = re.compile(r"\b(?:expires?|expiry|valid (?:until|to|till)|renew(?:al|s)?|until|due)\b", re.IGNORECASE)
DRIVES: Final = re.compile(
    r"\bdriving licen[cs]e\b|\bfull(?:,? clean)?(?: uk)? licen[cs]e\b|\bdriver.s licen[cs]e\b", re.IGNORECASE
)
OWN_CAR: Final = re.compile(
    r"\b(?:own|use of(?: a| my own)?|access to(?: a| own)?)\s+(?:car|vehicle|transport)\b", re.IGNORECASE
)
CATEGORIES: Final = re.compile(
    r"\b(?:categor(?:y|ies)|cat\.?|groups?)\s*:?\s*((?:(?:[BCD]1?\+?E?|F|CPC)\b[\s,/&]*(?:and\s+)?)+)"
)
COURSES: Final = re.compile(
    r"\b(first aid|food hygiene|manual handling|moving and handling|safeguarding|child protection|health and safety|"
    r"fire safety|rehis|infection control|medication|adult support and protection)\b",
    re.IGNORECASE,
)
LANGUAGES: Final = (
    "Gaelic", "Scots", "British Sign Language", "BSL", "Polish", "Urdu", "Punjabi", "Arabic", "Chinese", "Mandarin",
    "Cantonese", "Ukrainian", "Russian", "French", "German", "Spanish", "Italian", "Portuguese", "Romanian",
    "Lithuanian", "Latvian", "Hindi", "Bengali", "Tamil", "Turkish", "Dutch", "Norwegian", "Greek", "Hungarian",
    "Welsh", "Irish", "Swahili", "Farsi", "Persian", "Japanese", "Korean", "Vietnamese", "Tigrinya", "Kurdish",
    "Igbo", "Yoruba", "Hausa",
)  # fmt: skip
LEVELS: Final = (
    ("fluent", r"\b(native|mother tongue|fluent|bilingual|first language|C2)\b"),
    ("work", r"\b(professional|working|advanced|business|C1|B2)\b"),
    ("everyday", r"\b(intermediate|conversational|good|everyday|B1)\b"),
    ("basic", r"\b(basic|beginner|elementary|some|learning|A1|A2|school)\b"),
)
ABLE: Final = {"understands": "understand", "speaks": "speak", "reads": "read", "writes": r"writ(?:e|ten|ing)"}
SEPARATORS: Final = re.compile(r"\s*\|\s*|\s+[–—-]\s+|\s*[•·▪\t;]\s*|\s{3,}|,\s+")


def training(lines: list[Line]) -> list[dict[str, Any]]:
    """Each line of the part; `lines` hold no registrations any more."""
    return [one for line in lines if (one := _course(line.text))]


def is_course(text: str) -> bool:
    """What has a last day is no qualification for good."""
    return bool(COURSES.search(text) or (ENDS.search(text) and ONE.search(text)))


def _course(text: str) -> dict[str, Any] | None:
    ends = ENDS.search(text)
    expires = last_moment(text[ends.end() :]) if ends else ""
    said = text[: ends.start()] if ends else text
    when = span(said)
    completed = (when.last or when.first) if when else last_moment(said)
    pieces = [piece.strip(" ().:,–-") for piece in SEPARATORS.split(ONE.sub(" ", without(said, when)))]
    pieces = [piece for piece in pieces if len(piece) > 2]
    if not pieces or len(pieces[0].split()) > 14:
        return None
    provider = re.sub(r"^(?:by|with|from)\s+", "", pieces[1]) if len(pieces) > 1 else ""
    return {"name": pieces[0][:160], "provider": provider[:160], "completed": completed, "expires": expires}


def registrations(lines: list[Line], *, is_own_part: bool) -> list[dict[str, Any]]:
    """Outside a part of their own only what has a number or says that the person is registered."""
    found = []
    for line in lines:
        body = next((code for code, words in BODIES if words.search(line.text)), None)
        if body is None:
            continue
        bare = without(line.text, None)
        number = NUMBER.search(bare)
        says = re.search(r"\b(register(?:ed)?|registration|member(?:ship)?|scheme)\b", bare, re.IGNORECASE)
        if not (is_own_part or number) and not (says and len(bare.split()) <= 10):
            continue
        ends = ENDS.search(bare)
        expires = last_moment(bare[ends.end() :]) if ends else ""
        value = " ".join(number["number"].split())[:60] if number and not _is_year(number["number"]) else ""
        found.append({"body": body, "number": value, "expires": expires})
    return found


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d|\d\d/\d{4}", number))


def driving(lines: list[Line]) -> dict[str, Any] | None:
    for line in lines:
        if DRIVES.search(line.text):
            held = CATEGORIES.search(line.text)
            codes = re.findall(r"CPC|[BCD]1?\+?E|[BCD]1|[BCDF]", held[1]) if held else []
            return {
                "driving": "car" if OWN_CAR.search(line.text) else "licence",
                "driving_categories": [code.replace("+", "") for code in codes],
            }
    return None


def languages(lines: list[Line]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        places = [(at.start(), name) for name in LANGUAGES if (at := re.search(rf"\b{name}\b", line.text))]
        places.sort()
        for number, (start, name) in enumerate(places):
            end = places[number + 1][0] if number + 1 < len(places) else len(line.text)
            said = line.text[start:end]
            own = _named(name, line.text[:start])
            level = next((code for code, words in LEVELS if re.search(words, said, re.IGNORECASE)), "")
            if not level and number == 0:
                level = next((code for code, words in LEVELS if re.search(words, line.text[:start], re.IGNORECASE)), "")
            able = {skill: bool(re.search(rf"\b{words}", said, re.IGNORECASE)) for skill, words in ABLE.items()}
            found.setdefault(own, {"language": own, "level": level, **able})
    return list(found.values())


def _named(name: str, before: str) -> str:
    return "British Sign Language" if name == "BSL" else name


def skills(lines: list[Line]) -> str:
    """One a line; whole sentences are no words."""
    found: list[str] = []
    for line in lines:
        bare = re.sub(r"^[A-Z][\w ]{2,20}:\s+", "", line.text)
        pieces = re.split(r"\s*[,;|•·▪]\s*", bare)
        found += [piece.strip(" .") for piece in pieces if 1 <= len(piece.split()) <= 6 and len(piece.strip(" .")) > 2]
    return "\n".join(dict.fromkeys(found))[:2000]
