"""Whether two texts ask the same thing, for certain or perhaps. Pure.

Certain: the same words, whatever their case, punctuation and spaces. Near is only ever proposed to a person: most of
what each says, the other says too, and neither says a number or a "not" that the other does not.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final

KEY_LENGTH: Final = 16
WORD: Final = re.compile(r"[^\W_]+")
# Words that say little of what is asked.
COMMON: Final = frozenset(
    "a ability able an and any are as at be by can could demonstrable demonstrate effective essential evidence "
    "excellent for from good have having how if in into is it of on or other our part please proven similar "
    "some strong such tell that the their this to us using very we well what where which will with within work "
    "working would you your".split()
)
NEGATIVE: Final = frozenset(("cannot", "don", "never", "no", "non", "not", "unable", "without"))
# Of what both say together, how much each says: "work with young children" is near to "work with children".
NEAR: Final = 0.6
FEWEST: Final = 2
ENDINGS: Final = ("ing", "ies", "es", "ed", "s")
SHORTEST_STEM: Final = 4


@lru_cache(4096)
def plain(text: str) -> str:
    """The words of a text in small letters, a space apart."""
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def digest(*parts: str) -> str:
    """A short name for what these texts say together."""
    return sha256("\n".join(parts).encode()).hexdigest()[:KEY_LENGTH]


@lru_cache(4096)
def content(text: str) -> frozenset[str]:
    """What a text is about: stems of its words but for the common ones."""
    return frozenset(_stem(word) for word in plain(text).split() if word not in COMMON)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def likeness(one: str, other: str) -> float:
    """0 to 1: how much of what both texts say together each of them says; 0 where they must not be taken for one."""
    ours, theirs = content(one), content(other)
    apart = ours ^ theirs
    if any(word.isdecimal() or word in NEGATIVE for word in apart):
        return 0.0
    shared = ours & theirs
    if shared and not apart:
        return 1.0
    return len(shared) / len(ours | theirs) if len(shared) >= FEWEST else 0.0


def is_near(one: str, other: str) -> bool:
    return likeness(one, other) >= NEAR


def clusters(texts: Sequence[str]) -> list[list[int]]:
    """Places of texts of which each is near to every other, in the order of the first; those that stand alone too."""
    found: list[list[int]] = []
    for at, text in enumerate(texts):
        home = next((group for group in found if all(is_near(text, texts[each]) for each in group)), None)
        if home is None:
            found.append([at])
        else:
            home.append(at)
    return found


def best(text: str, others: Iterable[tuple[str, int]]) -> tuple[int, float] | None:
    """Of numbered texts the first that is most like this one, and how much: 1 for certain; None where none is near."""
    chosen: tuple[int, float] | None = None
    for other, number in others:
        alike = 1.0 if plain(other) == plain(text) else min(likeness(text, other), 0.99)
        if alike >= NEAR and (chosen is None or alike > chosen[1]):
            chosen = (number, alike)
    return chosen
