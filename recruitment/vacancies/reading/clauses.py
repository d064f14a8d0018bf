"""The words of a pay text shared out among its amounts: what stands before and after each belongs to it, or to none."""

import re
from dataclasses import dataclass
from itertools import pairwise

from recruitment.vacancies.reading.figures import PER_HOUR, PER_YEAR, Amount
from recruitment.vacancies.reading.hours import FULL_TIME_BASE

PER_OTHER = (
    r"(?<!hours )(?<!hrs )(?<![a-z])(?:(?:per|an?|each)\s|/\s?)"
    r"(?:day|night|shift|session|week|month|fortnight|visit|hearing|meeting|mile|unit)\b"
    r"|\b(?:daily|nightly|weekly|fortnightly|monthly)\b"
)
PRO_RATA = re.compile(r"\bpro[\s-]?rata(?:'?d)?\b(?:\s(?:for|if|to|based on)\s[\w.\s]+)?", re.I)
_ALLOWANCE = re.compile(
    r"\b(?:allowance|supplement|enhancement|bonus|weighting|incentive|relocation|premium|retainer|honorarium)", re.I
)
_UNITS = re.compile(rf"{PER_HOUR}|{PER_YEAR}", re.I)
_ADDITION = re.compile(r"\bplus\b|\+|\bincluding\b|\binclusive of\b|\binc\b\.?", re.I)
_BREAK = re.compile(
    rf";|\||(?:\s/|/\s)(?!\s?(?:hour|hr|annum|year|yr|day|night|shift|session|week|month))|{_ADDITION.pattern}", re.I
)
_BRACKETS = re.compile(r"\([^()]*\)")
_BESIDE = re.compile(rf"(?:[\s,.]|{PER_HOUR}|{PER_YEAR}|{PRO_RATA.pattern}|{PER_OTHER}|{_BRACKETS.pattern})*", re.I)
_SALARY_WORDS = re.compile(
    r"\b(?:(?:full[\s-]time|basic|gross|current)\s)?(?:(?:salary|pay|wage)(?:\s(?:range|scale))?|rates?(?:\sof\spay)?)\b"
    r"|\b(?:remuneration|gross|circa|range)\b",
    re.I,
)
_EMPTY_BRACKETS = re.compile(r"\([\s,;:/-]*\)|\s\)")
_EDGE_WORDS = re.compile(r"^(?:and|or|an?|the|of|at|with|between)(?:\s+|$)|(?:^|\s+)(?:and|or|of|is|are|at|with)$")
_EDGES = " -:;,./|&+"


@dataclass(frozen=True, slots=True)
class Clause:
    """An amount with its own words before and after. `is_labelled_after`: in this text a label follows its amount."""

    head: str
    amount: Amount
    tail: str
    is_labelled_after: bool

    @property
    def is_allowance(self) -> bool:
        """Introduced by "plus" or the like, or called an allowance outside brackets."""
        words = _BRACKETS.sub(" ", f"{self.head} {self.tail}")
        return bool(_ADDITION.match(self.head.strip()) or _ALLOWANCE.search(words))


def part(text: str, amounts: tuple[Amount, ...]) -> tuple[list[Clause], list[str]]:
    """Each amount's clause, and the words that belong to none."""
    if not amounts:
        return [], [text]
    loose, opening = _opening(text[: amounts[0].start])
    heads, tails, loose_words = [opening], [], [loose]
    is_labelled_after = len(amounts) > 1 and not label_words(opening)
    for before, after in pairwise(amounts):
        tail, between, head = _shared(text[before.end : after.start], is_labelled_after)
        tails.append(tail)
        loose_words.append(between)
        heads.append(head)
    rest = text[amounts[-1].end :]
    last_break = _BREAK.search(rest)
    end = last_break.start() if last_break else len(rest)
    tails.append(rest[:end])
    loose_words.append(rest[end:])
    clauses = [Clause(*parts, is_labelled_after) for parts in zip(heads, amounts, tails, strict=True)]
    return clauses, loose_words


def _opening(words: str) -> tuple[str, str]:
    """Words before the first amount: loose ones, when an allowance comes without a rate before it, and its head."""
    additions = list(_ADDITION.finditer(words))
    start = additions[-1].start() if additions else 0
    return words[:start], words[start:]


def _shared(gap: str, is_labelled_after: bool) -> tuple[str, str, str]:
    """The words between two amounts: those of the one before, of neither, of the one after."""
    breaks = list(_BREAK.finditer(gap))
    if breaks:
        return gap[: breaks[0].start()], gap[breaks[0].start() : breaks[-1].start()], gap[breaks[-1].start() :]
    if is_labelled_after and not _ALLOWANCE.search(gap):
        return gap, "", ""
    beside = _BESIDE.match(gap)
    end = beside.end() if beside else 0
    return gap[:end], "", gap[end:]


def unread_words(words: str) -> str:
    """What is left to a reader when "pro rata" and the full-time week are taken out, which are read elsewhere."""
    return tidy(PRO_RATA.sub(" ", FULL_TIME_BASE.sub(" ", words)))


def label_words(words: str) -> str:
    """What is left when units and words such as "salary range" are taken out too."""
    return tidy(_SALARY_WORDS.sub(" ", _UNITS.sub(" ", unread_words(words))))


def allowance_words(clause: Clause) -> str:
    """The allowance's name; a unit other than the year stays in it."""
    words = re.sub(PER_YEAR, " ", PRO_RATA.sub(" ", f"{clause.head} {clause.tail}"), flags=re.I)
    return tidy(_ADDITION.sub(" ", words))


def tidy(words: str) -> str:
    """Without the punctuation and small words that taking something out leaves at the edges."""
    before = None
    while words != before:
        before = words
        words = " ".join(_EMPTY_BRACKETS.sub(" ", words).split()).strip(_EDGES)
        words = _EDGE_WORDS.sub("", words)
        if words.count("(") != words.count(")"):
            words = words.strip("()")
    return words
