"""What two texts tell differently, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Line:
    """A line of a text, and whether the other text has it too."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Difference:
    """One fact that two texts tell differently; a fact without lines is left empty."""

    name: str
    before: list[Line]
    after: list[Line]
    # Texts of several lines, of which those alone that differ need be read.
    is_long: bool
    lang: str = "en"


def difference(label: str, before: Sequence[str], after: Sequence[str]) -> Difference:
    left, right = [False] * len(before), [False] * len(after)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for number in range(block.size):
            left[block.a + number] = right[block.b + number] = True
    return Difference(
        name=label,
        before=[Line(text, shared) for text, shared in zip(before, left, strict=True) if text],
        after=[Line(text, shared) for text, shared in zip(after, right, strict=True) if text],
        is_long=max(len(before), len(after)) > 1,
    )
