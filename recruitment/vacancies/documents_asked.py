"""Which documents an advert asks applicants to attach. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from recruitment.core.errors import Refused

MOST_DOCUMENTS: Final = 5
LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Wanted:
    """A document by the name under which it is asked for, such as a certificate."""

    name: str
    is_required: bool

    @property
    def facts(self) -> dict[str, Any]:
        return asdict(self)


def wanted_in(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Wanted, ...]:
    """As Vacancy.documents_asked keeps them."""
    return tuple(Wanted(row["name"], row["is_required"]) for row in rows or ())


def wanted_from(required: str, welcome: str) -> tuple[Wanted, ...]:
    """From lines of text, one document on each. Raises Refused with what to do."""
    wanted = tuple(
        Wanted(" ".join(line.split()), is_required)
        for text, is_required in ((required, True), (welcome, False))
        for line in text.splitlines()
        if line.strip()
    )
    if len(wanted) > MOST_DOCUMENTS:
        raise Refused(f"Ask for {MOST_DOCUMENTS} documents at most, of both kinds together")
    if any(len(each.name) > LONGEST_NAME for each in wanted):
        raise Refused(f"Each line must be {LONGEST_NAME} characters or fewer")
    names = [each.name.casefold() for each in wanted]
    if len(set(names)) < len(names):
        raise Refused("A document is named twice. Remove one of the lines")
    return wanted


def lines_of(wanted: Iterable[Wanted], *, required: bool) -> str:
    return "\n".join(each.name for each in wanted if each.is_required is required)


def document_line(wanted: Wanted) -> str:
    return f"{wanted.name} ({'needed' if wanted.is_required else 'if you like'})"
