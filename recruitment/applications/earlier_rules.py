"""Which answers of earlier applications fit the questions of a draft. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from recruitment.applications.likeness import best, plain
from recruitment.applications.together_rules import Item
from recruitment.vacancies.question_rules import answer_problem

# What belongs to a post and its employer, and is told anew for each: convictions, and who knows whom.
OF_A_POST: Final = re.compile(
    r"\b(convict\w*|criminal\w*|offen[cs]e\w*|disclosure|pvg|relat(ed|ive|ives|ionship|ionships) (to|of|with))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Source:
    """An earlier application, in whatever state: whose, for what, and when it was sent or last changed."""

    application_id: int
    employer: str
    title: str
    at: datetime
    is_sent: bool


@dataclass(frozen=True)
class Earlier:
    """An answer that was given once. `item`: the question as it was asked then, with what was said."""

    source: Source
    item: Item


@dataclass(frozen=True)
class Suggestion:
    """An earlier answer for one question of a draft. `is_certain`: the question was the same, word for word."""

    item: Item
    earlier: Earlier
    is_certain: bool

    @property
    def ref(self) -> str:
        return self.item.ref

    @property
    def said(self) -> tuple[str, ...]:
        return self.earlier.item.said

    @property
    def is_new(self) -> bool:
        """Whether the draft says nothing there yet, so that nothing is replaced."""
        return not self.item.said


def suggestions(items: Iterable[Item], earlier: Sequence[Earlier]) -> list[Suggestion]:
    """For each question the best earlier answer that it may be given: the same question's, then what is most like it.

    Of equals the first, so `earlier` stands newest first. What the draft says already is not suggested to it.
    """
    found = []
    told = [one for one in earlier if one.item.said and not OF_A_POST.search(one.item.asked.text)]
    for item in items:
        if OF_A_POST.search(item.asked.text):
            continue
        fitting = [one for one in told if one.item.way == item.way and not answer_problem(item.asked, one.item.said)]
        match = best(item.asked.text, ((one.item.asked.text, at) for at, one in enumerate(fitting)))
        if match is None or fitting[match[0]].item.said == item.said:
            continue
        chosen = fitting[match[0]]
        is_certain = plain(chosen.item.asked.text) == plain(item.asked.text)
        found.append(Suggestion(item, chosen, is_certain))
    return found
