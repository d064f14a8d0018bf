"""Words of a question that name a filter or a place: still searched for, and offered as such besides. Pure."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from recruitment.search.questions import Question
from recruitment.search.synonyms import Words, key_of, rows_of
from recruitment.search.words import phrases_and_words, telling

MOST_OFFERS = 3
# Words.
LONGEST_PLACE = 3


class Known(NamedTuple):
    """Words from `start` up to `end` that name a value of a filter, and what its jobs are called."""

    start: int
    end: int
    filter: str
    value: str
    name: str


def offers_in(question: Question) -> list[tuple[str, Question]]:
    """What may be offered, in words, and its question; all known words at once first, where there are several."""
    phrases, words = phrases_and_words(question.q)
    known = [each for each in _known_in(words) if not getattr(question, each.filter)]
    # Two values of one filter would mean either of them, which is not what was typed.
    are_apart = len({each.filter for each in known}) == len(known)
    together = [known] if are_apart and len(known) > 1 else []
    offers = [_offer(question, phrases, words, chosen) for chosen in (*together, *([each] for each in known))]
    return offers[:MOST_OFFERS]


def places_in(question: Question) -> Iterator[tuple[str, Question]]:
    """What may be the name of a place at the end of the words, the longest first, and the question with it as one."""
    phrases, words = phrases_and_words(question.q)
    for cut in range(max(0, len(words) - LONGEST_PLACE), len(words)):
        rest = telling(words[:cut], are_alone=False)
        left = " ".join([*(f'"{phrase}"' for phrase in phrases), *rest])
        yield " ".join(words[cut:]), question.but(q=left, where=" ".join(words[cut:]))


def _offer(
    question: Question, phrases: Sequence[str], words: Sequence[str], chosen: Sequence[Known]
) -> tuple[str, Question]:
    """A contract or a pattern is seldom said in words besides, a kind of work is: its words stay while others do."""
    rest = telling(_without(words, [each for each in chosen if each.filter != "category"]), are_alone=False)
    if not phrases and not telling(_without(words, chosen), are_alone=False):
        rest = []
    values = {each.filter: (each.value,) for each in chosen}
    left = " ".join([*(f'"{phrase}"' for phrase in phrases), *rest])
    return f"Only {', '.join(each.name for each in chosen)} jobs", question.but(q=left, **values)


def _without(words: Sequence[str], known: Sequence[Known]) -> list[str]:
    gone = {position for each in known for position in range(each.start, each.end)}
    return [word for position, word in enumerate(words) if position not in gone]


def _known_in(words: Sequence[str]) -> Iterator[Known]:
    """From left to right the longest phrases that are known, none overlapping."""
    phrases, longest = _phrases()
    spoken = [word.replace("-", " ") for word in words]
    start = 0
    while start < len(spoken):
        for end in range(min(len(spoken), start + longest), start, -1):
            if found := phrases.get(key_of(" ".join(spoken[start:end]))):
                yield Known(start, end, *found)
                start = end
                break
        else:
            start += 1


@cache
def _phrases() -> tuple[dict[Words, tuple[str, str, str]], int]:
    rows = rows_of("known_words.csv")
    found = {
        key_of(phrase): (row["filter"], row["value"], row["offer"])
        for row in rows
        for phrase in row["words"].split(";")
    }
    return found, max(map(len, found))
