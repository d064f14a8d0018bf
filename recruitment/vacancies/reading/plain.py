"""Free text made uniform before it is read: one kind of dash, quote and space, and fractions as decimals."""

import re

_SAME = str.maketrans(
    {
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"',
    }
)  # fmt: skip
_FRACTIONS = {"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"}
_MIXED_NUMBER = re.compile(r"(?<=\d) ?([\u00bd\u00bc\u00be])")
_NOTE = re.compile(r"\[([^\[\]]*)\]")


def plain(text: str | None) -> str:
    """The text on one line, its dashes, quotes and spaces of one kind each, "17½" as "17.5"; "" for None."""
    one_line = " ".join((text or "").translate(_SAME).split())
    return _MIXED_NUMBER.sub(lambda match: _FRACTIONS[match[1]], one_line)


def notes(text: str) -> tuple[str, ...]:
    """What stands in square brackets: remarks by whoever passed the advert on, not by the employer."""
    return tuple(note.strip() for note in _NOTE.findall(text) if note.strip())
