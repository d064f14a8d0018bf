"""The checks a post needs: its disclosure level and workforce, and the bodies it asks registration with."""

import re
from dataclasses import dataclass

from recruitment.vacancies.reading.plain import plain

# Levels of the Disclosure (Scotland) Act 2020, strictest first: a text that names two means the stricter.
_LEVELS = (
    ("pvg", r"\bpvg\b|\bprotect(?:ing|ion of) vulnerable groups?\b"),
    ("level_2_barred", r"\blevel (?:2|two)\b.{0,30}\bbarred\b"),
    ("level_2", r"\blevel (?:2|two)\b"),
    ("level_1", r"\blevel (?:1|one)\b"),
    ("none", r"\bno (?:disclosure|pvg|criminal record)s?(?: \w+)?(?: is| are)? (?:needed|required|necessary)\b"
             r"|\b(?:disclosure|pvg)(?: \w+)? (?:is )?not (?:needed|required|necessary)\b"
             r"|^(?:none|no|not required|n/?a)$"),
)  # fmt: skip
# What the levels were called before 1 April 2025.
_FORMER_LEVELS = (
    ("level_2_barred", "Level 2 with barred list check", r"\benhanced\b"),
    ("level_2", "Level 2", r"\bstandard (?:disclosure|check|level)|\bdisclosure\b.{0,12}\bstandard\b"),
    ("level_1", "Level 1", r"\bbasic (?:disclosure|check|level)|\bdisclosure\b.{0,12}\bbasic\b"),
)
_CHILDREN = re.compile(r"\bchild(?:ren)?(?:'s)?\b|\byoung (?:people|persons?)\b", re.I)
_ADULTS = re.compile(r"\b(?:protected |vulnerable )?adults?(?:'s)?\b", re.I)
_EITHER = re.compile(r"\bchild(?:ren)?\s*(?:and\s?/\s?or|or)\b|\badults?\s*(?:and\s?/\s?or|or)\b", re.I)

_BODIES = (
    ("sssc", r"\bsssc\b|\bscottish social services council\b"),
    ("gtcs", r"\bgtcs?\b|\bgeneral teaching council\b"),
    ("nmc", r"\bnmc\b|\bnursing (?:and|&) midwifery council\b"),
    ("hcpc", r"\bhcpc\b|\bhealth (?:and|&) care professions council\b"),
    ("cieh", r"\bcieh\b|\bchartered institute of environmental health\b"),
)
_OTHER_BODY = re.compile(
    r"\b(?:gmc|gdc|gphc|goc|rehis|rics|rtpi|cipfa|riba|rias|cipd)\b|\bregist(?:ered|ration)\b|\bchartered\b"
    r"|\bmember(?:ship)? of\b",
    re.I,
)
_QUALIFICATION_ONLY = re.compile(r"\b(\w{3,4})[\s-]recognised\b", re.I)


@dataclass(frozen=True, slots=True)
class DisclosureReading:
    """`level` and `workforce`: codes of the vocabulary, None where the text says nothing; `text` is kept as given."""

    level: str | None = None
    workforce: str | None = None
    text: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistrationReading:
    """`codes` in the vocabulary's order, "other" for a body without a code; `text` is kept as given."""

    codes: tuple[str, ...] = ()
    text: str = ""
    doubts: tuple[str, ...] = ()


def read_disclosure(text: str | None) -> DisclosureReading:
    """The disclosure level an advert asks for, and the workforce a PVG member would join."""
    words = plain(text)
    if not words:
        return DisclosureReading()
    level, doubts = _level(words)
    workforce = _workforce(words)
    if workforce == "both" and _EITHER.search(words):
        doubts = (*doubts, f"Either workforce or both may be meant: '{words}'.")
    return DisclosureReading(level, workforce, words, doubts)


def _level(words: str) -> tuple[str | None, tuple[str, ...]]:
    # "No PVG is needed" names PVG: a refusal of the check speaks first.
    for code, pattern in (_LEVELS[-1], *_LEVELS[:-1]):
        if re.search(pattern, words, re.I):
            return code, ()
    for code, name, pattern in _FORMER_LEVELS:
        if found := re.search(pattern, words, re.I):
            return code, (f"'{found[0]}' is the name of a level before April 2025; it was read as {name}.",)
    return None, (f"No disclosure level is named: '{words}'.",)


def _workforce(words: str) -> str | None:
    children, adults = bool(_CHILDREN.search(words)), bool(_ADULTS.search(words))
    return {(True, True): "both", (True, False): "children", (False, True): "adults"}.get((children, adults))


def read_registration(text: str | None) -> RegistrationReading:
    """The professional bodies an advert asks registration with."""
    words = plain(text)
    if not words:
        return RegistrationReading()
    codes = tuple(code for code, pattern in _BODIES if re.search(pattern, words, re.I))
    if not codes and _OTHER_BODY.search(words):
        codes = ("other",)
    recognised = _QUALIFICATION_ONLY.search(words)
    doubts: tuple[str, ...] = ()
    if recognised and not re.search(r"\bregist|\beligib", words, re.I):
        doubts = (f"A qualification is asked for that {recognised[1]} recognises; registration is not spoken of.",)
    elif not codes:
        doubts = (f"No professional body could be read from '{words}'.",)
    return RegistrationReading(codes, words, doubts)
