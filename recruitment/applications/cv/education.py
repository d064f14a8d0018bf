"""The qualifications of a CV. Pure.

A line that names a kind of qualification is one, or several where its subjects are listed; a school or a kind that
stands by itself holds for the lines below it.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from recruitment.applications.cv.dates import ONE, last_moment, span, without
from recruitment.applications.cv.lines import Line

# The first that is found holds, so the narrower stand first.
KINDS: Final = [
    (code, re.compile(words, re.IGNORECASE if not words.startswith("(?-i)") else 0))
    for code, words in (
        ("advanced_higher", r"\badvanced highers?\b"),
        ("hnc", r"\bHNC\b|\bhigher national certificates?\b"),
        ("hnd", r"\bHND\b|\bhigher national diplomas?\b"),
        ("svq_4", r"\bSVQ\s*(?:level\s*)?4\b"),
        ("svq_3", r"\bSVQ\s*(?:level\s*)?3\b"),
        ("svq_2", r"\bSVQ\s*(?:level\s*)?2\b"),
        ("svq", r"\bSVQ\b|\bscottish vocational qualification\b"),
        ("national_5", r"\bnational 5s?\b|\bnat ?5s?\b|\bN5\b|\bstandard grades?\b|\bintermediate [12]s?\b"),
        ("national_4", r"\bnational 4s?\b"),
        ("apprenticeship", r"\b(?:modern|graduate) apprenticeship\b"),
        ("postgraduate", r"\bM\.?Sc\b|\bPGDE\b|\bPGCE\b|\bPG ?Dip\b|\bPh\.?D\b|\bMBA\b|"
                         r"\bmasters?(?: degree)? (?:in|of)\b|\bpostgraduate [a-z]+\b|\bMRes\b|\bMLitt\b"),
        ("ordinary_degree", r"\bordinary degree\b"),
        ("degree", r"\b(?:BA|MA|B\.?Sc|BEd|LLB|BEng|BN|BDes|BMus|BAcc)\b(?:\s*\(?hons?\.?\)?)?|"
                   r"\b(?:honours |bachelor.{0,4} )?degree\b|\bbachelor of [a-z]+\b"),
        ("gcse", r"\bGCSEs?\b"),
        ("a_level", r"\bA[S-]? ?levels?\b"),
        ("nvq", r"\bNVQ\b(?:\s*level \d)?|\bBTEC\b|\bcity (?:and|&) guilds\b"),
        ("nc", r"\bnational certificate\b|\bNPA\b|\bskills for work\b"),
        ("abroad", r"\bmatura\b|\bmagister\b|\blicencjat\b|\bbaccalaur[eé]at\b|\babitur\b|\bbachillerato\b|\bWAEC\b|"
                   r"\bleaving cert(?:ificate)?\b|\bhigh school diploma\b|\btechnikum\b"),
        ("higher", r"\bhighers?\b(?! education| national)"),
    )
]  # fmt: skip
PLACE: Final = re.compile(
    r"\b(school|academy|college|university|institute|uhi|high|polytechnic|grammar|liceum|uniwersytet|universit\w+)\b",
    re.IGNORECASE,
)
ABROAD: Final = re.compile(
    r"\b(Poland|Ukraine|Spain|France|Germany|Italy|India|Pakistan|Nigeria|Ireland|Romania|Lithuania|Latvia|Syria|"
    r"China|Ghana|Kenya|Australia|Canada|USA|United States|New Zealand|Portugal|Greece|Hungary|Bulgaria|Zimbabwe|"
    r"Philippines)\b"
)
RESULT: Final = (
    r"(?:first(?:[- ]class)?|2[:.][12]|upper second|lower second|third|ordinary|pass(?:ed)?|merit|distinction|"
    r"A\*|[A-D]|[1-9])"
)
GRADE: Final = re.compile(
    rf"\((?:grade\s*)?({RESULT})(?:\s*(?:hons|honours|class))*\)|\bgrade\s*:?\s*({RESULT})\b|"
    rf"[,:–-]\s*({RESULT})(?:\s+hons)?\s*(?=$|[,;|(])|"
    rf"\s([A-D])\s*(?=$|[,;|])|\b(distinction|merit|2[:.][12])\b",
    re.IGNORECASE,
)
SEPARATORS: Final = re.compile(r"\s*\|\s*|\s+[–—-]\s+|\s*[•·▪\t;]\s*|\s{3,}|,\s+|\s+(?:at|from)\s+(?=[A-Z])|:\s+")
SUBJECTS: Final = re.compile(r"\s+and\s+(?=[A-Z])|\s+&\s+(?=[A-Z])")


@dataclass
class _Around:
    """What lines above have said."""

    place: str = ""
    kind: str = ""
    year: str = ""
    first: str = ""
    last: str | None = ""
    country: str = ""


def qualifications(lines: list[Line]) -> list[dict[str, Any]]:
    around = _Around()
    found: list[dict[str, Any]] = []
    for at, line in enumerate(lines):
        kind, words = _kind(line.text)
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if kind is None and not _may_be_subject(line, around):
            _note(around, line.text)
            # A school below what it taught.
            if PLACE.search(line.text):
                _give_place(found, around)
            continue
        if kind is not None and not _subject_text(words, line.text).strip(" ,:()–-|") and not _place(line.text):
            # The kind alone: what follows are its subjects.
            around.kind = kind
            around.year = last_moment(line.text)[:4] or around.year
            continue
        found += _of_line(kind or around.kind, words, line.text, around, following)
    for row in found:
        row.pop("open", None)
    return [row for row in found if row["subject"] or row["institution"]]


def _kind(text: str) -> tuple[str | None, re.Match[str] | None]:
    for code, words in KINDS:
        if found := words.search(text):
            return code, found
    return None, None


def _may_be_subject(line: Line, around: _Around) -> bool:
    return bool(around.kind) and not PLACE.search(line.text) and len(line.text.split()) <= 8 and not span(line.text)


def _note(around: _Around, text: str) -> None:
    when = span(text)
    place = _place(without(text, when))
    if place:
        around.place, around.kind = place, ""
        around.country = found[0] if (found := ABROAD.search(text)) else ""
        around.year, around.first, around.last = "", "", ""
    if when is not None:
        around.first, around.last, around.year = when.first, when.last, (when.last or "")[:4]
    elif moment := last_moment(text):
        around.year = moment[:4]


def _give_place(found: list[dict[str, Any]], around: _Around) -> None:
    """To those above that name no school."""
    for row in reversed(found):
        if row["institution"]:
            return
        row["institution"] = around.place[:160]
        row["year"] = row["year"] or (int(around.year) if around.year else None)
        row["country"] = row["country"] or around.country


def _place(text: str) -> str:
    return next(
        (piece.strip(" ()") for piece in SEPARATORS.split(text) if PLACE.search(piece) and not _kind(piece)[1]), ""
    )


def _of_line(
    kind: str, words: re.Match[str] | None, text: str, around: _Around, following: str
) -> list[dict[str, Any]]:
    when = span(text)
    own_place = _place(without(text, when))
    below = _place(following) if not own_place and not around.place and _kind(following)[0] is None else ""
    country = found[0] if (found := ABROAD.search(f"{text} {following if below else ''}")) else around.country
    year = ((when.last or "") if when else last_moment(text))[:4] or around.year
    common = {
        "qualification": "abroad" if country and kind in ("degree", "postgraduate", "abroad", "other") else kind,
        "institution": (own_place or around.place or below)[:160],
        "year": int(year) if year else None,
        "started": when.first if when else around.first if not own_place else "",
        "ended": (when.last if when else around.last if not own_place else "") or "",
        "country": country,
    }
    bare = without(text, when)
    said = _subject_text(_kind(bare)[1] if words else None, bare)
    if own_place:
        said = said.replace(own_place, " ")
    if country:
        said = said.replace(country, " ")
    return [{**common, **each} for each in _subjects(said, is_list=kind in SCHOOL)]


SCHOOL: Final = ("national_4", "national_5", "higher", "advanced_higher", "gcse", "a_level")


def _subject_text(words: re.Match[str] | None, text: str) -> str:
    """What a line says besides the kind and the years."""
    said = text if words is None else f"{text[: words.start()]} {text[words.end() :]}"
    return re.sub(r"\(\s*\)", " ", ONE.sub(" ", said))


def _subjects(said: str, *, is_list: bool) -> list[dict[str, str]]:
    said = re.sub(r"^\s*\d+\s+(?=[:(]|$)|^\s*\d+\s*(?:x|×)\s*", "", said).strip(" |,:;–-")
    if is_list:
        # “Craft and Design” is one, where commas part the others.
        parted = re.split(r"[,;]\s*", said) if re.search(r"[,;]", said) else SUBJECTS.split(said)
        pieces = [piece for piece in parted if piece.strip(" |,:;–-()")]
        if len(pieces) > 1:
            return [one for piece in pieces if (one := _subject(piece))["subject"]]
    return [_subject(said)]


def _subject(said: str) -> dict[str, str]:
    grade = ""
    if found := GRADE.search(f" {said}"):
        grade = next(each for each in found.groups() if each)
        said = f" {said}"[: found.start()] + " | " + f" {said}"[found.end() :]
    words = re.sub(r"^\s*(?:in|of|hons?\.?|\(hons?\.?\)|honours)\b", "", said.strip(" |,:;–-()")).strip(" |,:;–-()")
    words = re.sub(r"^(?:in|of)\s+", "", words)
    first = next((piece for piece in SEPARATORS.split(words) if piece.strip(" |,:;–-()")), "")
    return {"subject": first.strip(" |,:;–-()")[:160], "grade": _tidy(grade)}


def _tidy(grade: str) -> str:
    low = grade.lower().replace(".", ":")
    if low.startswith("first"):
        return "First"
    named = {"upper second": "2:1", "lower second": "2:2", "passed": "Pass"}
    return named.get(low, low if ":" in low else grade.upper() if len(grade) <= 2 else grade.capitalize())
