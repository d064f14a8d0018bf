"""The contract offered: its type, how long it lasts, working patterns, number of posts, and whether it is internal."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from recruitment.vacancies.reading.clauses import PRO_RATA
from recruitment.vacancies.reading.dates import find_dates
from recruitment.vacancies.reading.hours import FULL_TIME_FROM, HoursReading, read_hours
from recruitment.vacancies.reading.plain import notes, plain

_COVER = r"\b(?:maternity|paternity|adoption|sickness|absence) (?:leave )?cover\b"
_TYPES = {
    "permanent": r"\bperm(?:anent)?\b",
    "temporary": rf"\btemporary\b|\btemp\b|{_COVER}",
    "fixed_term": r"\bfixed[\s-]?term\b",
    "supply": r"\bsupply\b(?! chain)|\bcasual\b|\brelief\b|\b(?:staff )?bank\b|\bzero[\s-]hours?\b|\bas and when\b",
    "apprenticeship": r"\bapprentice(?:ship)?s?\b",
    "secondment": r"\bsecond(?:ment|ed)\b",
    "voluntary": r"\bvolunt(?:ary|eers?)\b",
}
_BANK_OR_CASUAL = re.compile(_TYPES["supply"], re.I)
# A title speaks of the job's work more often than of its contract ("Voluntary Sector Adviser", "Water Supply Officer").
_IN_TITLE = {
    "apprenticeship": r"\bapprentice\b(?! (?:assessor|co-?ordinator|mentor|advis[eo]r|instructor|programme))",
    "supply": r"^(?:relief|supply|casual|bank)\b(?! chain)|\((?:[^()]*\b)?(?:relief|supply|casual|bank)\b",
    "secondment": r"\bsecondment\b",
    "fixed_term": r"\bfixed[\s-]term\b",
    "temporary": r"\btemporary\b",
}
_PATTERNS = {
    "full_time": r"\bfull[\s-]?time\b(?! (?:equivalent|hours))",
    "part_time": r"\bpart[\s-]?time\b",
    "job_share": r"\bjob[\s-]?shar(?:e|ing)\b",
    "term_time": r"\bterm[\s-]?time\b",
    "annualised": r"\bannuali[sz]ed\b",
    "sessional": r"\bsessional\b",
    "shift": r"\bshifts?\b|\bshift pattern\b|\brota(?:ting)?\b",
    "compressed": r"\bcompressed\b|\b(?:9|nine)[\s-]day fortnight\b|\b(?:4|four)[\s-]day week\b",
    "hybrid": r"\bhybrid\b|\bblended (?:work|role|post)",
    "home": r"\bhome[\s-]?(?:based|working)\b|\bwork(?:ing)? (?:from|at) home\b|\bremote work|\bwork(?:ing)? remotely",
}
# A description says much in passing; only where one works is taken from it.
_IN_DESCRIPTION = ("hybrid", "home")
_INTERNAL = re.compile(
    r"(?<!not an )\binternal (?:(?:acting|temporary|permanent|promoted) )?vacanc(?:y|ies)\b(?! and external)"
    r"|\binternal(?: (?:applicants?|candidates?|staff|employees?|post|advert(?:isement)?))? only\b"
    r"|\b(?:open|restricted)(?: only)? to (?:internal|current|existing) (?:applicants|candidates|staff|employees)"
    r"(?! and external)",
    re.I,
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_COUNT = rf"(\d{{1,3}}(?!\d)|{'|'.join(_NUMBER_WORDS)})"
_POSTS = re.compile(
    rf"(?<!level )(?<!grade )(?<!band )(?<!point )(?<!phase )(?<!year )(?<![\w.,£/])"
    rf"{_COUNT}\s?x?\s?(?:\w+ )?(?:posts?|positions?|vacanc(?:y|ies))\b(?! (?:\d|of\b))"
    rf"|\((?:x\s?(\d{{1,3}})|(\d{{1,3}})\s?x)\)",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till|ending|ends(?: on)?|end date|up to|to)\s?:?\s*(?:the\s)?$", re.I)
_DURATION = re.compile(
    rf"(?<![\w.,]){_COUNT}[\s-]?(week|month|year)s?\b"
    r"(?!\s?(?:per|a|each)\s(?:year|annum)|\s?(?:term|basis|sessional|notice)|\sper\b)",
    re.I,
)
# Types that say the same thing twice, or go together by their nature: no doubt arises from the pair.
_KIN = {"temporary", "fixed_term", "apprenticeship"}


@dataclass(frozen=True, slots=True)
class ContractReading:
    """`types`: codes of the vocabulary, the leading one first. `patterns`: codes, in the vocabulary's order.

    `ends_on`: the last day when it is stated in full; `duration`: "1 year" or what was said of the end otherwise.
    `reason`: whose absence it covers ("maternity cover"). `posts`: None when no number is stated.
    """

    types: tuple[str, ...] = ()
    ends_on: date | None = None
    duration: str = ""
    reason: str = ""
    patterns: tuple[str, ...] = ()
    posts: int | None = None
    internal_only: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def type(self) -> str | None:
        return self.types[0] if self.types else None


def read_contract(
    contract_text: str | None,
    title: str | None = None,
    hours_text: str | None = None,
    salary_text: str | None = None,
    description: str | None = None,
) -> ContractReading:
    """The contract from its own text first, then from title and hours; patterns from hours and pay texts as well.

    Where no text says full or part time the hours do: fewer than 35 a week are part time everywhere in Scotland.
    """
    contract, name, hours, about = plain(contract_text), plain(title), plain(hours_text), plain(description)
    # "Pro rata for part time" speaks of a part-time post only as it may be.
    conditions = PRO_RATA.sub(" ", f"{contract}; {hours}; {plain(salary_text)}")
    doubts = [f"The contract text carries a note: '{note}'." for note in notes(contract)]
    ends_on, duration = _end(contract, doubts)
    types = _types(contract, name, hours)
    if not types and (ends_on or duration):
        types = ("temporary",)
        doubts.append(f"No contract type is named; it was read as temporary, as it has an end: '{contract}'.")
    if len(types) > 1 and not set(types) <= _KIN:
        doubts.append(f"More than one contract type is named: {', '.join(types).replace('_', ' ')}.")
    return ContractReading(
        types=types,
        ends_on=ends_on,
        duration=duration,
        reason=cover[0].lower() if (cover := re.search(_COVER, contract, re.I)) else "",
        patterns=_patterns(conditions, about, read_hours(hours, contract)),
        posts=_posts(f"{name}; {contract}"),
        internal_only=bool(_INTERNAL.search(name) or _INTERNAL.search(contract) or _INTERNAL.search(about)),
        doubts=tuple(doubts),
    )


def _types(contract: str, title: str, hours: str) -> tuple[str, ...]:
    """In the order named; an apprenticeship leads, and "temporary" adds nothing to "fixed term"."""
    at = {code: found.start() for code, pattern in _TYPES.items() if (found := re.search(pattern, contract, re.I))}
    types = sorted(at, key=lambda code: at[code])
    if not types and _BANK_OR_CASUAL.search(hours):
        types = ["supply"]
    in_title = [code for code, pattern in _IN_TITLE.items() if re.search(pattern, title, re.I)]
    if not types:
        types = in_title[:1]
    if "apprenticeship" in in_title or "apprenticeship" in types:
        types = ["apprenticeship", *(code for code in types if code != "apprenticeship")]
    if "fixed_term" in types:
        types = [code for code in types if code != "temporary"]
    return tuple(types)


def _end(contract: str, doubts: list[str]) -> tuple[date | None, str]:
    """The last day, and how long it lasts in words where no full date says it."""
    endings = [written for written in find_dates(contract) if _UNTIL.search(contract[: written.start])]
    for written in endings:
        doubts.extend(written.doubts)
    ends_on = next((written.date for written in endings if written.date), None)
    if ends_on:
        return ends_on, ""
    if endings:
        return None, f"until {endings[0].text}"
    lasts = _DURATION.search(contract)
    return None, _length(lasts[1].lower(), lasts[2].lower()) if lasts else ""


def _length(count: str, unit: str) -> str:
    return f"{count} {unit}" if count in ("1", "one") else f"{count} {unit}s"


def _patterns(said: str, about: str, hours: HoursReading) -> tuple[str, ...]:
    found = {code for code, pattern in _PATTERNS.items() if re.search(pattern, said, re.I)}
    found |= {code for code in _IN_DESCRIPTION if re.search(_PATTERNS[code], about, re.I)}
    if not found & {"full_time", "part_time"}:
        found |= _patterns_of(hours)
    return tuple(code for code in _PATTERNS if code in found)


def _patterns_of(hours: HoursReading) -> set[str]:
    """Full or part time by the hours; both for alternatives on either side, and for "up to" a full week."""
    if hours.fte is not None:
        return {"full_time" if hours.fte == 1 else "part_time"}
    if hours.high is None:
        return set()
    week = FULL_TIME_FROM if hours.full_time is None else min(hours.full_time, FULL_TIME_FROM)
    stated = hours.several or (hours.low or Decimal(0), hours.high)
    return {"full_time" if value >= week else "part_time" for value in stated}


def _posts(text: str) -> int | None:
    found = _POSTS.search(text)
    if found is None:
        return None
    count = next(filter(None, found.groups())).lower()
    number = _NUMBER_WORDS.get(count) or int(count)
    return number or None
