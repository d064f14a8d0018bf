"""What somebody asks of the list of vacancies. Whatever is typed makes a question; nothing typed is an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Protocol

from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS

RADII: Final = (5, 10, 20, 30, 50)
USUAL_RADIUS: Final = 10
SORTS: Final = {
    "relevance": "Best match",
    "newest": "Newest first",
    "closing": "Closing soonest",
    "pay": "Highest pay",
    "distance": "Nearest first",
}
# Filters of which several may be chosen; their names are the address's.
CHOICES: Final = ("council", "category", "contract", "pattern")
LONGEST_WORDS: Final = 200
LONGEST_WHERE: Final = 120
MOST_CHOICES: Final = 60
_SLUG = re.compile(r"[a-z0-9_-]{1,80}")
_NUMBER = re.compile(r"[0-9]{1,9}")


class Arguments(Protocol):
    """A request's query, as werkzeug's MultiDict gives it."""

    def get(self, key: str, default: str) -> str: ...

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Question:
    """The parameters of `/vacancies`, by name. `pay_from`: pounds of a full-time year; `sort`: "" if none is chosen.

    `exactly`: the words are searched for as they are, without their meanings and whatever their spelling.
    """

    q: str = ""
    where: str = ""
    miles: int = USUAL_RADIUS
    council: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    pay_from: int | None = None
    sort: str = ""
    page: int = 1
    exactly: bool = False

    @property
    def order(self) -> str:
        """One of SORTS: what was asked for where it means something, else the best match of words, else the newest."""
        if self.sort == "relevance" and self.q:
            return self.sort
        if self.sort == "distance" and self.where:
            return self.sort
        if self.sort in ("newest", "closing", "pay"):
            return self.sort
        return "relevance" if self.q else "newest"

    @property
    def is_filtered(self) -> bool:
        return self.pay_from is not None or any(getattr(self, name) for name in CHOICES)

    @property
    def is_open(self) -> bool:
        """Whether it asks for everything."""
        return not (self.q or self.where or self.is_filtered)

    def but(self, **changes: Any) -> "Question":
        """The same with something else, from its first page."""
        return replace(self, **{"page": 1, **changes})

    def unfiltered(self) -> "Question":
        return self.but(council=(), category=(), contract=(), pattern=(), pay_from=None)

    def arguments(self) -> dict[str, Any]:
        """Its parameters as an address carries them, without those that say nothing."""
        said: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if value != each.default and (each.name != "miles" or self.where):
                said[each.name] = list(value) if isinstance(value, tuple) else int(value) if value is True else value
        return said


def question_of(arguments: Arguments) -> Question:
    """The question a request asks. What cannot be meant is left out; numbers are brought within what there is."""
    return Question(
        q=_line(arguments.get("q", ""), LONGEST_WORDS),
        where=_line(arguments.get("where", ""), LONGEST_WHERE),
        miles=_radius(arguments.get("miles", "")),
        council=_slugs(arguments.getlist("council")),
        category=_slugs(arguments.getlist("category")),
        contract=_known(arguments.getlist("contract"), CONTRACT_TYPES),
        pattern=_known(arguments.getlist("pattern"), PATTERNS),
        pay_from=_number(arguments.get("pay_from", "")) or None,
        sort=arguments.get("sort", "") if arguments.get("sort", "") in SORTS else "",
        page=max(1, _number(arguments.get("page", "")) or 1),
        exactly=arguments.get("exactly", "") == "1",
    )


def _line(typed: str, longest: int) -> str:
    """One line without what no keyboard types: neither database nor page stands those. It ends with a whole word."""
    printable = "".join(sign if sign.isprintable() else " " for sign in typed[: longest * 2])
    line = " ".join(printable.split())
    return line if len(line) <= longest else line[: longest + 1].rpartition(" ")[0] or line[:longest]


def _number(typed: str) -> int | None:
    """25000 from "25000", "£25,000" and "25000.00"; None where there is no number."""
    plain = typed.strip()[:20].lstrip("£").replace(",", "").partition(".")[0]
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _radius(typed: str) -> int:
    """The smallest radius on offer that is no smaller than what was asked for."""
    asked = _number(typed)
    if asked is None:
        return USUAL_RADIUS
    return next((radius for radius in RADII if radius >= asked), RADII[-1])


def _slugs(typed: list[str]) -> tuple[str, ...]:
    return tuple(sorted({slug for slug in typed[:MOST_CHOICES] if _SLUG.fullmatch(slug)}))


def _known(typed: list[str], known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(code for code in known if code in typed)
