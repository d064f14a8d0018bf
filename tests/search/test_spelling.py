"""Misspelt words put right, and those that are left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.search.answers import answer
from recruitment.search.questions import Question
from recruitment.search.spelling import Vocabulary, distance
from tests.builders.search import a_place, an_advert, asked, follow, titles

pytestmark = pytest.mark.usefixtures("index")
WORDS = st.text(alphabet="abcd", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        ("gardner", "gardener", 1),
        ("claener", "cleaner", 1),
        ("maintainance", "maintenance", 2),
        ("cook", "cook", 0),
        ("cook", "clerk", 3),
        ("", "ab", 2),
    ],
)
def test_changes_are_counted(one: str, other: str, changes: int) -> None:
    assert distance(one, other, 3) == changes


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_distance_is_the_same_both_ways_and_stops_when_it_is_enough(one: str, other: str, most: int) -> None:
    exact = distance(one, other, 99)
    assert distance(other, one, 99) == exact
    assert min(distance(one, other, most), most + 1) == min(exact, most + 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suport", "support"),
        ("sprot", "sport"),
        ("supportworker", "support worker"),
        ("teacers", None),
        ("zzzzzz", None),
    ],
)
def test_the_nearest_word(typed: str, meant: str | None) -> None:
    words = Vocabulary({"support": 3, "sport": 900, "worker": 7, "teach": 2})
    assert words.nearest(typed) == meant


def test_among_equals_the_commoner_is_meant() -> None:
    assert Vocabulary({"cooks": 1, "coops": 5, "books": 9}).nearest("coobs") == "coops"


def test_a_misspelt_word_is_put_right_and_told() -> None:
    an_advert(title="Senior gardener")
    follow()
    found = asked(q="Senoir GARDNER")
    assert (found.question.q, found.typed, found.total) == ("senior gardener", "Senoir GARDNER", 1)


def test_what_was_typed_can_be_searched_for_instead() -> None:
    an_advert(title="Gardener")
    follow()
    found = asked(q="gardner", exactly="1")
    assert (found.question.q, found.typed, found.total) == ("gardner", "", 0)
    (offer,) = found.offers
    assert (offer.text, offer.question, offer.number) == ("Did you mean “gardener”?", Question(q="gardener"), 1)


@pytest.mark.parametrize(
    "typed",
    ["G4RDENER", "T0001", "gardene5", "EH22 2EJ", '"gardner"', "janitor", "gdn", "of", "wardens"],
)
def test_references_postcodes_phrases_and_known_words_are_left(typed: str) -> None:
    an_advert(title="Gardener", summary="Warden of plants")
    follow()
    assert asked(q=typed).typed == ""


def test_a_word_that_an_advert_has_is_right() -> None:
    an_advert(title="Gardener", duties="Meet Mr Gardner.")
    follow()
    assert asked(q="gardner").typed == ""
    assert titles(q="gardner") == ["Gardener"]


def test_a_place_without_adverts_is_no_mistake() -> None:
    a_place("Lerwick", 60.15, -1.14)
    an_advert(title="Cook", label="Berwick")
    follow()
    assert asked(q="cook lerwick").typed == ""


def test_new_words_are_known_when_the_index_has_them() -> None:
    an_advert(title="Cook")
    follow()
    assert asked(q="falconar").typed == ""
    an_advert(title="Falconer")
    follow()
    assert asked(q="falconar").question.q == "falconer"


def test_alerts_and_pages_search_for_the_same() -> None:
    """The corrected question is the one that is carried on."""
    an_advert(title="Gardener", public_from=clock.now())
    follow()
    corrected = asked(q="gardner").question
    assert answer(corrected).total == 1
    assert corrected == Question(q="gardener")
