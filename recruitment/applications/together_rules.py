"""What several applications ask, each question once: shared, or apart by vacancy. Pure.

A question stands in its application (`Item`). Those that ask the same for certain have one `key`; which keys are only
alike a person decides, and what they joined is answered once (`Group`). The same page never asks a question twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from recruitment.applications.likeness import clusters, digest, plain
from recruitment.applications.rules import LONGEST_ANSWER, Question
from recruitment.vacancies.question_rules import WITH_OPTIONS, Asked

MOST: Final = 10
# Questions on one page: a short one that can be saved before the kettle boils.
ON_A_PAGE: Final = 4


@dataclass(frozen=True)
class Item:
    """One question of one application. `ref`: a criterion's id in digits, or an employer's question's key.

    `said`: texts or codes as they are stored; nothing where it is not answered.
    """

    application_id: int
    ref: str
    asked: Asked
    is_criterion: bool
    said: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """The same for all that ask the same and are answered the same way."""
        kind, *options = self.way
        return digest(kind, plain(self.asked.text), *options)

    @property
    def way(self) -> tuple[str, ...]:
        """How it is answered, by its kind and its answers: only questions of one way can have one answer."""
        options = sorted(self.asked.options) if self.asked.kind in WITH_OPTIONS else []
        return ("criterion" if self.is_criterion else self.asked.kind, *options)


def of_criterion(application_id: int, question: Question, text: str) -> Item:
    asked = Asked(question.text, "long", is_required=question.is_essential)
    return Item(application_id, str(question.id), asked, is_criterion=True, said=(text,) if text else ())


def of_question(application_id: int, asked: Asked, given: Sequence[str]) -> Item:
    return Item(application_id, asked.key, asked, is_criterion=False, said=tuple(given))


@dataclass(frozen=True)
class Group:
    """Items that one answer is for. `key` names the group on a page."""

    key: str
    items: tuple[Item, ...]

    @cached_property
    def asked(self) -> Asked:
        """As it is asked of all: in the first one's words, required where one requires it, as short as the shortest."""
        first = self.items[0].asked
        limits = [item.asked.longest for item in self.items if item.asked.longest]
        helps = dict.fromkeys(item.asked.help for item in self.items if item.asked.help)
        return replace(
            first,
            help=" ".join(helps),
            is_required=any(item.asked.is_required for item in self.items),
            longest=min(limits) if limits else first.longest,
        )

    @property
    def is_criterion(self) -> bool:
        return self.items[0].is_criterion

    @property
    def limit(self) -> int | None:
        """Characters, where a criterion is answered; questions count words."""
        return LONGEST_ANSWER if self.is_criterion else None

    @property
    def wordings(self) -> tuple[str, ...]:
        """In which words it is asked, each once."""
        return tuple(dict.fromkeys(item.asked.text for item in self.items))

    @property
    def applications(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(item.application_id for item in self.items))

    @property
    def common(self) -> tuple[str, ...]:
        """What most of them say already; of equals the first."""
        told = [item.said for item in self.items if item.said]
        return max(told, key=told.count, default=())

    def own(self, common: tuple[str, ...] | None = None) -> tuple[Item, ...]:
        """The items that say something else."""
        usual = self.common if common is None else common
        return tuple(item for item in self.items if item.said and item.said != usual)

    @property
    def is_answered(self) -> bool:
        """Whether whoever needs an answer has one."""
        return all(item.said for item in self.items if item.asked.is_required)


def pages_of(groups: Sequence[Group]) -> tuple[tuple[Group, ...], ...]:
    """Groups by pages that are short enough to be answered at one sitting."""
    return tuple(tuple(groups[at : at + ON_A_PAGE]) for at in range(0, len(groups), ON_A_PAGE))


@dataclass(frozen=True)
class Alike:
    """Keys whose questions look alike, and which a person may join: for each its wording and whose it is."""

    keys: tuple[str, ...]
    items: tuple[tuple[Item, ...], ...]
    joined: tuple[str, ...]
    is_decided: bool

    @property
    def name(self) -> str:
        return digest(*sorted(self.keys))


@dataclass(frozen=True)
class Plan:
    """Every question once. `apart`: by application, in the order of the list."""

    shared: tuple[Group, ...]
    apart: Mapping[int, tuple[Group, ...]]
    alike: tuple[Alike, ...]

    @property
    def pages(self) -> tuple[tuple[Group, ...], ...]:
        return pages_of(self.shared)

    @property
    def groups(self) -> tuple[Group, ...]:
        return (*self.shared, *(group for own in self.apart.values() for group in own))


def plan_of(items: Sequence[Item], decided: Mapping[str, str]) -> Plan:
    """`decided`: of keys that look alike, key → the name of what a person joined it to, its own if apart."""
    by_key: dict[str, list[Item]] = {}
    for item in items:
        by_key.setdefault(item.key, []).append(item)
    joined: dict[tuple[str, tuple[str, ...]], list[Item]] = {}
    for key, same in by_key.items():
        # Joined by name and by the way of answering: whatever was stored, no answer goes where it cannot be given.
        joined.setdefault((decided.get(key, key), same[0].way), []).extend(same)
    shared: list[Group] = []
    apart: dict[int, list[Group]] = {item.application_id: [] for item in items}
    for (name, way), together in joined.items():
        if len({item.application_id for item in together}) > 1:
            # Whatever joins or leaves the list, a page that is open elsewhere finds its questions by the same name.
            shared.append(Group(digest(name, *way), tuple(together)))
            continue
        for item in together:
            apart[item.application_id].append(Group(digest(item.key, item.ref), (item,)))
    # What the job asks for comes before the employers' own questions; within each, what most of them ask.
    shared.sort(key=lambda group: (not group.is_criterion, -len(group.applications)))
    return Plan(tuple(shared), {number: tuple(own) for number, own in apart.items()}, tuple(_alike(by_key, decided)))


def _alike(by_key: Mapping[str, list[Item]], decided: Mapping[str, str]) -> Iterable[Alike]:
    """Only what joins several applications is worth a question."""
    by_way: dict[tuple[str, ...], list[str]] = {}
    for key, same in by_key.items():
        by_way.setdefault(same[0].way, []).append(key)
    for keys in by_way.values():
        for places in clusters([by_key[key][0].asked.text for key in keys]):
            found = tuple(keys[at] for at in places)
            together = tuple(tuple(by_key[key]) for key in found)
            if len(found) < 2 or len({item.application_id for same in together for item in same}) < 2:
                continue
            names = [decided.get(key, "") for key in found]
            joined = tuple(key for key, name in zip(found, names, strict=True) if name and names.count(name) > 1)
            yield Alike(found, together, joined, all(names))


def decisions(alike: Alike, chosen: Iterable[str]) -> dict[str, str]:
    """What is stored when a person has joined the chosen keys; one alone is joined to nothing."""
    ticked = [key for key in alike.keys if key in set(chosen)]
    name = min(ticked) if len(ticked) > 1 else ""
    return {key: name if name and key in ticked else key for key in alike.keys}


def mark(said: Sequence[str]) -> str:
    """Names what an answer says, so that a page can tell later whether it still says it."""
    return digest(*said) if said else ""


def own_mark(item: Item) -> str:
    return f"{item.application_id}-{item.ref}-{mark(item.said)}"


def follows(said: Sequence[str], common: Sequence[str]) -> bool:
    """Whether an answer changes with the one that is given to several: where it says nothing or the same so far."""
    return not said or list(said) == list(common)
