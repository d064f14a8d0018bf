"""What a page of a draft says, field by field, and how what was typed in two places becomes one. Pure.

`Said`: the values of each field of its form, as the form would send them; a field left empty has none.
"""

import base64
import json
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from recruitment.core.merging import merge

Said = dict[str, list[str]]
# Characters that a page's whole text may have; what claims to hold more is not unpacked.
LONGEST: Final = 4_000_000
# So many words fewer than before are worth a version of their own, however soon after the last.
MUCH: Final = 10


@dataclass(frozen=True)
class Joined:
    """`said` stands from now on; `beside` holds, for each field that two wrote in one place, the other text."""

    said: Said
    beside: Said


def plain(values: Iterable[Any]) -> list[str]:
    """Values as a form sends them, in one manner: lines end one way, and nothing filled is no value."""
    told = [str(value).replace("\r\n", "\n").strip() for value in values if value is not None]
    return told if any(told) else []


def join(base: Said, typed: Said, stands: Said, prose: Collection[str]) -> Joined:
    """`typed` was written from `base`, while the page has come to say `stands`.

    Where both differ from the base, the fields of `prose` are joined word by word. What was typed now stands where they
    meet, and what stood there is beside it. A field that the writer's page did not have stays as it is.
    """
    said, beside = dict(stands), {}
    for name, values in typed.items():
        first, now = base.get(name), stands.get(name, [])
        if first is None or first == now or values == now:
            said[name] = values
        elif values == first:
            said[name] = now
        elif name in prose:
            merged = merge(_text(first), _text(values), _text(now))
            said[name] = plain([merged.text])
            if merged.other is not None:
                beside[name] = [merged.other]
        else:
            said[name] = values
            if now:
                beside[name] = now
    return Joined(said, beside)


def loses_much(before: Said, after: Said) -> bool:
    return any(len(_text(values).split()) - len(_text(after.get(name, [])).split()) >= MUCH
               for name, values in before.items())  # fmt: skip


def _text(values: list[str]) -> str:
    return values[0] if values else ""


def packed(said: Said) -> str:
    """For a form to carry: what its writer read."""
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(said).encode(), 6)).decode()


def unpacked(text: str) -> Said | None:
    """The reverse; None of what is nothing of ours."""
    try:
        content = zlib.decompressobj().decompress(base64.urlsafe_b64decode(text), LONGEST)
        said = json.loads(content)
    except (ValueError, zlib.error, RecursionError):
        return None
    if not isinstance(said, dict) or not all(isinstance(values, list) for values in said.values()):
        return None
    return {name: [str(value) for value in values] for name, values in said.items()}
