"""Who wrote the CV and where they live, from its head. Pure."""

import re
from typing import Final

from recruitment.applications.cv.lines import Line

EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE: Final = re.compile(r"(?:\+44|\+\d{1,3}|\(?0)[\d ()\-]{7,16}\d")
POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
LABEL: Final = re.compile(
    r"\b(name|full name|address|home address|tel|telephone|phone|mobile|mob|e-?mail|postcode|town|city|linkedin)"
    r"\b\s*(?:no\.?|number)?\s*[.:]\s*",
    re.IGNORECASE,
)
NO_NAME: Final = re.compile(r"curriculum vitae|\bcv\b|r[eé]sum[eé]|\d|@|www|\bprofile\b|page", re.IGNORECASE)
STREET: Final = re.compile(
    r"^\s*(?:flat|\d+[a-z]?\b|\d+/\d+)|\b(street|st|road|rd|avenue|ave|terrace|place|lane|drive|crescent|gardens|court|"
    r"way|cottage|taigh|house|close|row|wynd|brae|view|park)\b",
    re.IGNORECASE,
)
# With the small words that stand in names.
NAME_PART: Final = re.compile(r"(?:a['’]|de|van|von|der|al|bin|[A-ZÀ-ÞĀ-Ž][^\W\d_’'.-]*(?:[’'.-][^\W\d_]+)*\.?)")
PARTS: Final = re.compile(r"\s*[|•·;▪]\s*|\s{3,}|\t")


def contact(head: list[Line]) -> dict[str, str]:
    """Fields of the contact page that the head tells; those that it does not tell are left out."""
    pieces = [piece for line in head for piece in PARTS.split(line.text) if piece.strip()]
    found: dict[str, str] = {}
    name = _name(pieces)
    if name:
        found["given_name"], _, found["family_name"] = name.partition(" ")
    whole = "\n".join(pieces)
    if phone := PHONE.search(EMAIL.sub(" ", whole)):
        found["phone"] = " ".join(phone[0].split())
    found |= _address([piece for piece in pieces if piece != name])
    return {key: value for key, value in found.items() if value}


def _name(pieces: list[str]) -> str:
    for piece in pieces[:8]:
        labelled = re.match(r"\s*(?:full )?name\s*:?\s+(.+)", piece, re.IGNORECASE)
        words = (labelled[1] if labelled else piece).strip(" ,.-")
        words = re.sub(r"^(?:mr|mrs|ms|miss|mx|dr)\.?\s+", "", words, flags=re.IGNORECASE)
        parts = words.split()
        is_name = 2 <= len(parts) <= 4 and all(NAME_PART.fullmatch(part) for part in parts)
        if is_name and not NO_NAME.search(words):
            return " ".join(_capital(part) if part.isupper() and len(part) > 1 else part for part in parts)
    return ""


def _capital(part: str) -> str:
    return "-".join(piece[:1] + piece[1:].lower() for piece in part.split("-"))


def _address(pieces: list[str]) -> dict[str, str]:
    """What stands before the postcode, in its line and in those just above; the last place is the town."""
    for at, piece in enumerate(pieces):
        found = POSTCODE.search(piece)
        if found is None or EMAIL.search(piece[: found.start()]):
            continue
        before = _places(LABEL.sub("", piece[: found.start()]))
        above = at - 1
        while len(before) < 2 and above >= 0 and _may_be_place(pieces[above]):
            before = [*_places(LABEL.sub("", pieces[above])), *before]
            above -= 1
        while above >= 0 and STREET.search(pieces[above]) and _may_be_place(pieces[above]) and len(before) < 4:
            before = [*_places(LABEL.sub("", pieces[above])), *before]
            above -= 1
        told = {"postcode": f"{found[1]} {found[2]}".upper()}
        if len(before) > 1 or (before and not STREET.search(before[-1])):
            told["town"] = before.pop()
        if before:
            told["address"] = ", ".join(before)
        return told
    return {}


def _places(text: str) -> list[str]:
    return [place.strip(" .") for place in text.split(",") if place.strip(" .")]


def _may_be_place(piece: str) -> bool:
    bare = LABEL.sub("", piece)
    return not (
        EMAIL.search(bare) or PHONE.search(bare) or len(bare.split()) > 8 or NO_NAME.search(re.sub(r"\d", "", bare))
    )
