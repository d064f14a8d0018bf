"""The questions of equality monitoring as data, by version. An answer names the version that it was given to.

A person may choose one answer (of some questions several), or say that they would rather not; what they leave is not
asked for. Counted, each person falls into exactly one answer of each question, or into none of them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from recruitment.core import clock

# Whoever chooses it is counted as those are who left the question.
UNSAID: Final = "unsaid"
UNSAID_TEXT: Final = "Prefer not to say"
# Of a question with several answers: whoever chose two or more of them, and the answer that rules out the others.
MORE_THAN_ONE: Final = "more_than_one"
MORE_THAN_ONE_TEXT: Final = "More than one of these"
NONE_OF_THEM: Final = "none"

Answers = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Choice:
    """One answer. Those with the same heading stand together; `told` says it where there is no heading."""

    code: str
    text: str
    heading: str = ""
    hint: str = ""
    told: str = ""

    @property
    def whole(self) -> str:
        return self.told or self.text


@dataclass(frozen=True)
class Question:
    """`short` names what is asked of; `is_census` says that the wording was found to be that of Scotland's Census 2022,
    `source` where, or whose it is."""

    code: str
    text: str
    short: str
    hint: str
    source: str
    is_census: bool
    takes_several: bool
    choices: tuple[Choice, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset({*(choice.code for choice in self.choices), UNSAID})

    @property
    def counted(self) -> dict[str, str]:
        """The answers that are counted, in order, each with its words."""
        told = {choice.code: choice.whole for choice in self.choices}
        return told | {MORE_THAN_ONE: MORE_THAN_ONE_TEXT} if self.takes_several else told

    def counted_as(self, chosen: Sequence[str]) -> str | None:
        """The one answer that a person is counted under; None for whoever would rather not say, or left it."""
        known = [code for code in chosen if code in self.codes]
        if not known or UNSAID in known:
            return None
        return known[0] if len(known) == 1 else MORE_THAN_ONE

    def told(self, chosen: Sequence[str]) -> str:
        """What a person answered, in the question's words."""
        words = {choice.code: choice.whole for choice in self.choices} | {UNSAID: UNSAID_TEXT}
        return "; ".join(words[code] for code in chosen if code in words)


@dataclass(frozen=True)
class Version:
    name: str
    begins: date
    questions: tuple[Question, ...]

    def question(self, code: str) -> Question | None:
        return next((question for question in self.questions if question.code == code), None)

    def tidy(self, answers: Answers) -> dict[str, list[str]]:
        """Only what this version asks and offers; one answer where one is asked for, and none beside one that rules
        out the others."""
        kept: dict[str, list[str]] = {}
        for question in self.questions:
            chosen = [code for code in dict.fromkeys(answers.get(question.code, ())) if code in question.codes]
            alone = next((code for code in chosen if code in (UNSAID, NONE_OF_THEM)), None)
            if question.takes_several and alone is None:
                kept[question.code] = chosen
            elif chosen:
                kept[question.code] = [alone or chosen[0]]
        return {code: chosen for code, chosen in kept.items() if chosen}


@cache
def versions() -> tuple[Version, ...]:
    """All that were ever asked, the oldest first."""
    written = (resources.files("recruitment.applications") / "data" / "equality_questions.json").read_text("utf-8")
    found = [_version(each) for each in json.loads(written)]
    return tuple(sorted(found, key=lambda version: version.begins))


def _version(written: dict[str, Any]) -> Version:
    questions = tuple(_question(each) for each in written["questions"])
    return Version(written["version"], date.fromisoformat(written["from"]), questions)


def _question(written: dict[str, Any]) -> Question:
    return Question(
        code=written["code"],
        text=written["text"],
        short=written["short"],
        hint=written["hint"],
        source=written["source"],
        is_census=written["census"],
        takes_several=written["several"],
        choices=tuple(Choice(**each) for each in written["answers"]),
    )


def version_named(name: str) -> Version | None:
    return next((version for version in versions() if version.name == name), None)


def version_now() -> Version:
    """The one that is asked today."""
    begun = [version for version in versions() if version.begins <= clock.today()]
    return begun[-1] if begun else versions()[0]
