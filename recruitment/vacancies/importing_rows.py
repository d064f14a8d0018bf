"""One line of published adverts as JSON: checked whole before anything is read out of it. Pure."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

# Characters.
LONGEST_LINE = 200_000
LONGEST_TEXT = 2_000
LONGEST = {"title": 200, "employer": 120, "description": 40_000}
LONGEST_URL = 500
# The advert's own texts, as its source names them.
TEXTS = (
    "employer", "title", "location", "salary_text", "hours_text", "contract_text", "closing_text", "grade", "reference",
    "description", "disclosure_text", "registration_text", "posted_text",
)  # fmt: skip
_LAYOUT = "\n\r\t"


class Unreadable(Exception):
    """The line cannot be taken for an advert at all; the message says why."""


class Unusable(Exception):
    """The line is an object, but no advert that can be taken in; the message says why."""


@dataclass(frozen=True, slots=True)
class PublishedAdvert:
    """An advert as published. `texts` holds every name of TEXTS, "" for what is not stated."""

    texts: Mapping[str, str]
    source_url: str
    sector: str
    inferred: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.texts["title"]

    @property
    def employer(self) -> str:
        return self.texts["employer"]

    @property
    def source_key(self) -> str:
        """What makes it the same advert when it is met again: its address, else employer, title and reference.

        Without a reference the place tells a school's cleaner from the next school's.
        """
        parts = ("employer", "title", "reference" if self.texts["reference"] else "location")
        named = self.source_url or "\x1f".join(self.texts[name] for name in parts)
        return hashlib.sha256(named.encode()).hexdigest()


def read_line(line: str | bytes) -> PublishedAdvert:
    """Raises Unreadable for what is no JSON object, Unusable for one that is no advert."""
    return _advert(_object(line))


def _object(line: str | bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise Unreadable(f"The line is longer than {LONGEST_LINE:,} characters.")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        found = json.loads(text, object_pairs_hook=_without_twins, parse_constant=_no_number)
    except UnicodeDecodeError as problem:
        raise Unreadable("The line is not UTF-8 text.") from problem
    except json.JSONDecodeError as problem:
        raise Unreadable(f"The line is not JSON: {problem.msg} at character {problem.pos + 1}.") from problem
    except (ValueError, RecursionError) as problem:
        raise Unreadable("The line is not JSON that can be read: a number is too large, or it is nested too deep.") \
            from problem  # fmt: skip
    if not isinstance(found, dict):
        raise Unreadable("The line is JSON, but no object.")
    return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        twin = next(name for name in names if names.count(name) > 1)
        raise Unusable(f"The field {_quoted(twin)} is given twice.")
    return dict(pairs)


def _no_number(_constant: str) -> NoReturn:
    raise ValueError("JSON knows no NaN and no infinity")


def _advert(fields: dict[str, Any]) -> PublishedAdvert:
    texts = {name: _text(fields, name, LONGEST.get(name, LONGEST_TEXT)) for name in TEXTS}
    for name in ("title", "employer"):
        texts[name] = " ".join(texts[name].split())
        if not any(character.isalnum() for character in texts[name]):
            raise Unusable(f"It has no {name}.")
    return PublishedAdvert(
        texts=texts,
        source_url=_text(fields, "source_url", LONGEST_URL),
        sector=_text(fields, "sector", LONGEST_TEXT),
        inferred=_inferred(fields),
    )


def _text(fields: dict[str, Any], name: str, longest: int) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unusable(f"The field {_quoted(name)} must be a text, not {_kind(value)}.")
    if len(value) > longest:
        raise Unusable(f"The field {_quoted(name)} is longer than {longest:,} characters.")
    if not all(map(_is_printable, value)):
        raise Unusable(f"The field {_quoted(name)} holds control characters or broken letters.")
    return value.strip()


def _inferred(fields: dict[str, Any]) -> tuple[str, ...]:
    value = fields.get("inferred_fields")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise Unusable("The field 'inferred_fields' must be a list of texts.")
    return tuple(name for name in dict.fromkeys(value) if name in TEXTS)


def _is_printable(character: str) -> bool:
    """Neither control characters (NUL among them), halves of letters, nor what is no character anywhere."""
    if character in _LAYOUT:
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and ord(character) & 0xFFFE != 0xFFFE


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names[type(value)]


def _quoted(name: str) -> str:
    return f"'{name[:40]}'" if all(map(_is_printable, name)) else "with an unreadable name"
