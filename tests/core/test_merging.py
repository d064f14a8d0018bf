"""Texts of two devices made into one: no word that either wrote is lost."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recruitment.core.merging import Merged, merge

BASE = "I led a team of four.\n\nWe kept the paths open all winter.\n\nIn summer I trained volunteers."

WORDS = st.text("abcdeé’-", min_size=1, max_size=3)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n"])
TEXTS = st.lists(st.tuples(SPACES, WORDS), max_size=25).map(lambda pairs: "".join(a + b for a, b in pairs))


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text, and what two people made of it: words taken out, and words put in that nobody else used."""
    base = draw(st.lists(WORDS, max_size=30))
    return " ".join(base), _edited(draw, base, "mine"), _edited(draw, base, "theirs")


def _edited(draw: st.DrawFn, base: list[str], whose: str) -> str:
    words = list(base)
    for number in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(words)))
        if draw(st.booleans()) and place < len(words):
            del words[place]
        else:
            words.insert(place, f"{whose}{number}")
    return " ".join(words)


@given(edits())
def test_every_word_that_either_wrote_stands_in_one_of_the_texts(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    merged = merge(base, mine, theirs)
    ours, others = merged.text.split(), (merged.other or merged.text).split()
    for word in mine.split():
        if word.startswith("mine"):
            assert word in ours
    for word in theirs.split():
        if word.startswith("theirs"):
            assert word in others


@given(edits())
def test_what_neither_took_out_stays(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    merged = merge(base, mine, theirs)
    for word in {*base.split()}:
        least = min(text.split().count(word) for text in (base, mine, theirs))
        # Several of a kind may be taken for one another, but not all of them go.
        if least and base.split().count(word) == 1:
            assert word in merged.text.split()


@given(TEXTS, TEXTS)
def test_one_side_alone_is_taken_letter_by_letter(base: str, changed: str) -> None:
    assert merge(base, changed, base) == Merged(changed)
    assert merge(base, base, changed) == Merged(changed)
    assert merge(base, changed, changed) == Merged(changed)


@given(TEXTS, TEXTS, TEXTS)
@example("", "mine", "theirs")
@settings(max_examples=200)
def test_whoever_comes_first_the_same_texts_result(base: str, mine: str, theirs: str) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert _said(one) == _said(other)


def _said(merged: Merged) -> set[str]:
    return {text for text in (merged.text, merged.other) if text and text.strip()}


def test_changes_apart_are_joined() -> None:
    mine = BASE.replace("four", "five")
    theirs = BASE.replace("volunteers", "twelve volunteers")
    assert merge(BASE, mine, theirs) == Merged(mine.replace("volunteers", "twelve volunteers"))


def test_paragraphs_written_on_two_devices_are_joined() -> None:
    mine, theirs = f"First of all: hello.\n\n{BASE}", f"{BASE}\n\nLast of all: goodbye."
    assert merge(BASE, mine, theirs) == Merged(f"First of all: hello.\n\n{BASE}\n\nLast of all: goodbye.")


def test_two_in_the_same_place_are_both_shown() -> None:
    mine, theirs = BASE.replace("four", "five"), BASE.replace("of four", "with six people")
    theirs = theirs.replace("summer", "spring")
    merged = merge(BASE, mine, theirs)
    assert merged.text == mine.replace("summer", "spring"), "what does not touch is in both"
    assert merged.other == theirs


def test_both_written_from_nothing_are_both_shown() -> None:
    assert merge("", "Mine.", "Theirs.") == Merged("Mine.", "Theirs.")


@pytest.mark.parametrize("words", [5_000])
def test_texts_too_long_to_compare_finely_are_both_shown(words: int) -> None:
    base = "a " * words
    merged = merge(base, "b " * words, "c " * words)
    assert (merged.text, merged.other) == ("b " * words, "c " * words)
