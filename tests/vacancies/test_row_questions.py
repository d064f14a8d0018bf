"""Questions in a sheet or from an HR system: by the bank or in full, and back again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.documents_asked import Wanted
from recruitment.vacancies.question_rules import KINDS, Asked, problems, tidied
from recruitment.vacancies.row_questions import bank_by_name, line_of, questions_read, read_line
from tests.builders.vacancies import QUESTIONS

WORDS = st.text("abcdefgh ÄÖ’?.,-", min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)


class Row:
    def __init__(self, number: int, asked: Asked) -> None:
        self.id, self.text, self.asked = number, asked.text, asked


BANK = bank_by_name([Row(7, QUESTIONS[0]), Row(8, QUESTIONS[1])])


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.kind)
def test_a_line_says_the_whole_question(asked: Asked) -> None:
    assert read_line(line_of(asked), {}) == asked


@pytest.mark.parametrize(
    ("line", "flagged"),
    [
        ("How many hours? | A number | look at: below 2 / Above 40", ("below 2", "above 40")),
        ("When? | date | look at: before 1 March 2027 / after 30 June 2027", ("before 2027-03-01", "after 2027-06-30")),
        ("Can you? | Yes or no | look at: No", ("no",)),
    ],
)
def test_what_to_look_at_is_said_of_each_kind(line: str, flagged: tuple[str, ...]) -> None:
    asked = read_line(line, {})
    assert asked.flagged == flagged
    assert read_line(line_of(asked), {}) == asked


@given(
    WORDS, st.sampled_from(sorted(KINDS)), WORDS, st.lists(WORDS, min_size=2, max_size=4, unique=True), st.booleans()
)
def test_any_question_comes_back(text: str, kind: str, explained: str, options: list[str], needed: bool) -> None:
    asked = tidied(Asked(text, kind, explained, tuple(options), tuple(options[:1]), needed))
    if kind != "yes_no" and not problems(asked):
        assert read_line(line_of(asked), {}) == asked


@pytest.mark.parametrize("line", ["7", "#7", "Can you work weekends?", "can  you work WEEKENDS?"])
def test_a_question_of_the_bank_is_known_by_words_or_number(line: str) -> None:
    assert read_line(line, BANK) == QUESTIONS[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Do you like cats?", "no question of your bank"),
        ("99", "no question of your bank"),
        ("Do you? | perhaps", "no way to answer"),
        ("Which? | one | A", "at least two answers"),
        ("Why? | long | words: many", "as a number"),
        ("Can you? | yes_no | look at: perhaps", "not one of the answers"),
        ("How many? | number | look at: few", "below 2"),
        ("When? | date | look at: before 1/3/2027", "before 1 March 2027"),
        (" | short", "Write the question"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_line(line, BANK)


def test_a_row_names_its_first_mistake_and_what_stands_twice() -> None:
    wrong: dict[str, str] = {}
    questions_read({"questions": ["7", "nonsense"]}, wrong, BANK)
    assert "nonsense" in wrong["questions"]
    wrong.clear()
    questions_read({"questions": ["7", "#7"]}, wrong, BANK)
    assert "twice" in wrong["questions"]


def test_a_row_that_is_silent_on_one_leaves_it() -> None:
    wrong: dict[str, str] = {}
    assert questions_read({"hide_names": "yes"}, wrong, BANK) == {"hides_names": True}
    facts: dict[str, Any] = questions_read({"questions": ["8"]}, wrong, BANK)
    assert (facts, wrong) == ({"questions": [QUESTIONS[1].facts]}, {})


def test_documents_are_asked_for_by_the_rules_of_the_page() -> None:
    wrong: dict[str, str] = {}
    held = (Wanted("Licence", True), Wanted("A letter", False))
    facts: dict[str, Any] = questions_read({"documents_welcome": ["Portfolio"]}, wrong, BANK, held)
    assert facts == {"documents_asked": [Wanted("Licence", True).facts, Wanted("Portfolio", False).facts]}
    assert questions_read({"documents_needed": []}, wrong, BANK, held)["documents_asked"] == [held[1].facts]
    assert wrong == {}


@pytest.mark.parametrize(
    ("boxes", "column", "says"),
    [
        ({"documents_needed": ["One", " one "]}, "documents_needed", "named twice"),
        ({"documents_needed": ["One"], "documents_welcome": ["x" * 81]}, "documents_welcome", "80 characters"),
        ({"documents_needed": list("abc"), "documents_welcome": list("def")}, "documents_needed", "5 documents"),
    ],
)
def test_what_is_wrong_with_documents_is_said_of_its_column(
    boxes: dict[str, list[str]], column: str, says: str
) -> None:
    wrong: dict[str, str] = {}
    questions_read(boxes, wrong, BANK)
    assert list(wrong) == [column] and says in wrong[column]
