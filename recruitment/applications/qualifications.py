"""Kinds of qualification as data: Scotland's own first, each with its level and the results it is given with.

Levels are those of the Scottish Credit and Qualifications Framework (SCQF); empty where a kind spans many.
"""

from dataclasses import dataclass
from typing import Final

SCOTTISH, ELSEWHERE, ABROAD = "Scotland", "The rest of the United Kingdom", "Anywhere else"
GRADED: Final = ("A", "B", "C", "D")
PASSED: Final = ("Pass",)
CLASSES: Final = ("First", "2:1", "2:2", "Third", "Ordinary")
GCSE: Final = ("9", "8", "7", "6", "5", "4", "3", "2", "1", "A*", "A", "B", "C", "D", "E")
A_LEVEL: Final = ("A*", "A", "B", "C", "D", "E")


@dataclass(frozen=True)
class Kind:
    name: str
    level: str = ""
    results: tuple[str, ...] = ()
    where: str = SCOTTISH


KINDS: Final = {
    "national_5": Kind("National 5, Standard Grade or Intermediate", "5", GRADED),
    "higher": Kind("Higher", "6", GRADED),
    "advanced_higher": Kind("Advanced Higher", "7", GRADED),
    "svq": Kind("Scottish Vocational Qualification (SVQ)", "", PASSED),
    "svq_2": Kind("SVQ 2", "5", PASSED),
    "svq_3": Kind("SVQ 3", "6 or 7", PASSED),
    "svq_4": Kind("SVQ 4", "8 or 9", PASSED),
    "hnc": Kind("Higher National Certificate (HNC)", "7", ("Pass", "A", "B", "C")),
    "hnd": Kind("Higher National Diploma (HND)", "8", ("Pass", "A", "B", "C")),
    "apprenticeship": Kind("Modern or Graduate Apprenticeship", "5 to 11", PASSED),
    "national_4": Kind("National 4", "4", PASSED),
    "nc": Kind("National Certificate, NPA or Skills for Work", "2 to 6", PASSED),
    "ordinary_degree": Kind("Ordinary degree", "9", ("Pass", "Merit", "Distinction")),
    "degree": Kind("Degree", "9 or 10", CLASSES),
    "postgraduate": Kind("Postgraduate degree, diploma or certificate", "11 or 12", ("Pass", "Merit", "Distinction")),
    "gcse": Kind("GCSE", "", GCSE, ELSEWHERE),
    "a_level": Kind("A level or AS level", "", A_LEVEL, ELSEWHERE),
    "nvq": Kind("NVQ, BTEC or City and Guilds", "", ("Pass", "Merit", "Distinction"), ELSEWHERE),
    "abroad": Kind("A qualification from outside the United Kingdom", "", (), ABROAD),
    "other": Kind("Another qualification", "", (), ABROAD),
}
# Every result that any of them is given with, for the browser to offer; others may be typed.
RESULTS: Final = tuple(dict.fromkeys(result for kind in KINDS.values() for result in kind.results))


def level_of(code: str) -> str:
    """Such as “SCQF level 6”; empty where the kind has none."""
    kind = KINDS.get(code)
    return f"SCQF level {kind.level}" if kind is not None and kind.level else ""
