"""What somebody typed, read: words, phrases, and what else they may mean."""

import pytest

from recruitment.search.synonyms import key_of, meanings_in
from recruitment.search.words import Part, parts_of, plain, read


@pytest.mark.parametrize(
    ("text", "as_read"),
    [
        ("Children's & Families’ team", "Children  and  Families’ team"),
        ("the “right” words", 'the "right" words'),
        ("ｆｕｌｌ width", "full width"),
        ("Gàidhlig", "Gàidhlig"),
    ],
)
def test_texts_are_made_alike(text: str, as_read: str) -> None:
    assert plain(text) == as_read


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("eh222ej", ["eh22", "2ej"]),
        ("health & safety", ["health", "safety"]),
        ("“head of service”", ['"head of service"']),
        ("I am looking for a job as a teacher", ["teacher"]),
        ("want to work", ["work"]),
    ],
)
def test_parts(typed: str, parts: list[str]) -> None:
    assert parts_of(typed) == parts


def test_small_words_belong_to_what_they_are_part_of() -> None:
    (part,) = read("care at home")
    assert part.words == ("care", "home")
    assert "homecare" in {meaning.phrase for meaning in part.meanings}


def test_phrases_and_exact_words_mean_what_they_say() -> None:
    assert read('"bin man"') == [Part(("bin", "man"), is_phrase=True)]
    assert read("bin man", exactly=True) == [Part(("bin",)), Part(("man",))]


def test_the_longest_run_of_words_is_read_as_one() -> None:
    (said,) = meanings_in(["school", "crossing", "patroller"])
    assert (said.start, said.end) == (0, 3)
    assert "lollipop man" in {meaning.phrase for meaning in said.meanings}


def test_synonyms_come_before_related_titles_and_never_mean_themselves() -> None:
    (said,) = meanings_in(["joiners"])
    weights = {key_of(meaning.phrase): meaning.weight for meaning in said.meanings}
    assert weights[("carpenter",)] > weights[("kitchen", "fitter")]
    assert ("joiner",) not in weights


def test_nicknames_mean_employers() -> None:
    (said,) = meanings_in(["gcc"])
    assert [(meaning.phrase, meaning.where) for meaning in said.meanings] == [("glasgow city council", "employer")]


@pytest.mark.parametrize("word", ["zebra", "the", "", "diplomat"])
def test_most_words_mean_nothing_else(word: str) -> None:
    assert meanings_in([word]) == []
