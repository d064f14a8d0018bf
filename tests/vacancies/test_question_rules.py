"""Questions for applicants: what may be asked, what an answer means, and what wording is doubtful."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.question_bank import starters
from recruitment.vacancies.question_rules import (
    KINDS,
    MOST_OPTIONS,
    TOPICS,
    Asked,
    answer_problem,
    asked_of,
    doubts,
    in_words,
    is_flagged,
    problems,
    tidied,
)
from tests.builders.vacancies import QUESTIONS

YES_NO, SEVERAL, ONE, LONG, SHORT, NUMBER, DAY = QUESTIONS


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.kind)
def test_each_kind_can_be_asked_and_is_kept_as_it_is(asked: Asked) -> None:
    assert problems(asked) == {}
    assert asked_of(asked.facts) == asked


def test_every_kind_is_among_these() -> None:
    assert {asked.kind for asked in QUESTIONS} == KINDS.keys()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked("", "short"), "text"),
        (Asked("x" * 301, "short"), "text"),
        (Asked("Which?", "riddle"), "kind"),
        (Asked("Which?", "one", options=("Only",)), "options"),
        (Asked("Which?", "one", options=("Same", "Same")), "options"),
        (Asked("Which?", "several", options=tuple(str(each) for each in range(MOST_OPTIONS + 1))), "options"),
        (Asked("Which?", "one", options=("A", "x" * 121)), "options"),
        (Asked("Can you?", "yes_no", flagged=("perhaps",)), "flagged"),
        (Asked("Which?", "one", options=("A", "B"), flagged=("C",)), "flagged"),
        (Asked("Why?", "long", longest=0), "longest"),
        (Asked("Why?", "long", longest=1001), "longest"),
        (Asked("Why?", "short", help="x" * 501), "help"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(asked: Asked, field: str) -> None:
    assert list(problems(asked)) == [field]


def test_what_a_kind_has_no_use_for_goes() -> None:
    whole = Asked("When?", "date", options=("A", "B"), flagged=("A",), longest=5)
    assert tidied(whole) == Asked("When?", "date")
    assert tidied(Asked("Why?", "long")).longest == 250


@pytest.mark.parametrize(
    ("asked", "good", "bad"),
    [
        (YES_NO, ["yes"], ["Yes"]),
        (YES_NO, ["no"], ["yes", "no"]),
        (SEVERAL, ["Early", "Night"], ["Early", "Noon"]),
        (ONE, ["North"], ["North", "South"]),
        (LONG, [" ".join(["word"] * 20)], [" ".join(["word"] * 21)]),
        (SHORT, ["x" * 200], ["x" * 201]),
        (NUMBER, ["2.5"], ["two"]),
        (NUMBER, ["-3"], ["NaN"]),
        (NUMBER, ["0"], ["1e40"]),
        (DAY, ["2027-02-28"], ["2027-02-30"]),
    ],
)
def test_answers_are_checked_by_their_kind(asked: Asked, good: list[str], bad: list[str]) -> None:
    assert answer_problem(asked, good) == ""
    assert answer_problem(asked, bad) != ""
    assert answer_problem(asked, []) == ""


@given(st.sampled_from(QUESTIONS), st.lists(st.text(max_size=30), max_size=3))
def test_no_answer_breaks_the_checks(asked: Asked, answer: list[str]) -> None:
    said = answer_problem(asked, answer)
    assert isinstance(in_words(asked, answer), str)
    assert is_flagged(asked, answer) == any(each in asked.flagged for each in answer)
    if answer and not said and asked.kind in ("yes_no", "one", "several"):
        assert set(answer) <= asked.answers.keys()


def test_answers_read_in_words() -> None:
    assert in_words(YES_NO, ["no"]) == "No"
    assert in_words(DAY, ["2027-03-05"]) == "5 March 2027"
    assert in_words(SEVERAL, ["Early", "Late"]) == "Early\nLate"
    assert in_words(SHORT, []) == ""


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Do you have any health problems?", "section 60"),
        ("How many days of sickness absence did you have?", "section 60"),
        ("How old are you?", "sections 5 and 13"),
        ("Are you pregnant or planning a family?", "sections 17 and 18"),
        ("Have you ever been convicted of an offence?", "Rehabilitation of Offenders"),
        ("Do you have spent convictions?", "Disclosure (Scotland) Act"),
        ("What is your marital status?", "section 8"),
        ("Which church do you attend?", "section 10"),
        ("Are you a native speaker of English?", "section 9"),
        ("Are you a member of a trade union?", "section 137"),
    ],
)
def test_doubtful_wording_is_told_with_the_law(text: str, law: str) -> None:
    assert any(law in doubt.why for doubt in doubts(Asked(text, "short")))
    assert problems(Asked(text, "short")) == {}, "advice, not a block"


@pytest.mark.parametrize(("topic", "asked"), starters(), ids=lambda each: getattr(each, "text", each))
def test_the_starter_set_can_be_asked_and_is_lawful(topic: str, asked: Asked) -> None:
    assert topic in TOPICS
    assert problems(asked) == {}
    assert tidied(asked) == asked or asked.kind == "long"
    assert doubts(asked) == []
