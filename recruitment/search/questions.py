"""What somebody asks of the list of vacancies. Whatever is typed makes a question; nothing typed is an error."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Protocol

from recruitment.search.facets import FACETS, number_in

RADII: Final = (1, 2, 5, 10, 20, 30, 50, 75, 100)
USUAL_RADIUS: Final = 10
SORTS: Final = {
    "relevance": "Best match",
    "newest": "Newest first",
    "closing": "Closing soonest",
    "pay": "Highest pay",
    "distance": "Nearest first",
}
# What only means something beside a place.
OF_PLACES: Final = ("miles", "water", "home")
LONGEST_WORDS: Final = 200
LONGEST_WHERE: Final = 120


class Arguments(Protocol):
    """A request's query, as werkzeug's MultiDict gives it."""

    def get(self, key: str, default: str) -> str: ...

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Question:
    """The parameters of `/vacancies`, by name; each of facets.ROWS has a field of its name.

    `water`: with what lies in the radius across water; `home`: with jobs done from home, however far off.
    `pay_from`: pounds of a full-time year; `posted`, `closing`: days; `sort`: "" if none is chosen.
    `exactly`: the words are searched for as they are, without their meanings and whatever their spelling.
    """

    q: str = ""
    where: str = ""
    miles: int = USUAL_RADIUS
    water: bool = False
    home: bool = False
    council: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    disclosure: tuple[str, ...] = ()
    gaelic: tuple[str, ...] = ()
    scheme: tuple[str, ...] = ()
    pay_from: int | None = None
    posted: int | None = None
    closing: int | None = None
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
        return any(getattr(self, name) for name in FACETS)

    @property
    def is_open(self) -> bool:
        """Whether it asks for everything."""
        return not (self.q or self.where or self.is_filtered)

    def but(self, **changes: Any) -> "Question":
        """The same with something else, from its first page."""
        return replace(self, **{"page": 1, **changes})

    def anywhere(self) -> "Question":
        return self.but(where="", miles=USUAL_RADIUS, water=False, home=False)

    def unfiltered(self) -> "Question":
        return self.but(**{name: facet.unset for name, facet in FACETS.items()}, water=False, home=False)

    def without(self, name: str, value: str) -> "Question":
        """With one value of a facet taken off."""
        chosen = getattr(self, name)
        kept = tuple(other for other in chosen if other != value) if isinstance(chosen, tuple) else None
        return self.but(**{name: kept})

    def arguments(self) -> dict[str, Any]:
        """Its parameters as an address carries them, without those that say nothing."""
        said: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if value == each.default or (each.name in OF_PLACES and not self.where):
                continue
            said[each.name] = list(value) if isinstance(value, tuple) else int(value) if value is True else value
        return said


def question_of(arguments: Arguments) -> Question:
    """The question a request asks. What cannot be meant is left out; numbers are brought within what there is."""
    where = _line(arguments.get("where", ""), LONGEST_WHERE)
    sort = arguments.get("sort", "")
    facets: dict[str, Any] = {name: facet.read(arguments.getlist(name)) for name, facet in FACETS.items()}
    return Question(
        q=_line(arguments.get("q", ""), LONGEST_WORDS),
        where=where,
        miles=_radius(arguments.get("miles", "")) if where else USUAL_RADIUS,
        water=bool(where) and _is_on(arguments.getlist("water")),
        home=bool(where) and _is_on(arguments.getlist("home")),
        sort=sort if sort in SORTS else "",
        page=max(1, number_in(arguments.get("page", "")) or 1),
        exactly=_is_on(arguments.getlist("exactly")),
        **facets,
    )


def _line(typed: str, longest: int) -> str:
    """One line without what no keyboard types: neither database nor page stands those. It ends with a whole word."""
    printable = "".join(sign if sign.isprintable() else " " for sign in typed[: longest * 2])
    line = " ".join(printable.split())
    return line if len(line) <= longest else line[: longest + 1].rpartition(" ")[0] or line[:longest]


def _radius(typed: str) -> int:
    """What was asked for, in whole miles between the smallest and the largest radius on offer."""
    asked = number_in(typed)
    return USUAL_RADIUS if asked is None else min(max(asked, RADII[0]), RADII[-1])


def _is_on(typed: Sequence[str]) -> bool:
    return "1" in typed
