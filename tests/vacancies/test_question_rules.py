"""Questions for applicants: what may be asked, what an answer means, and what wording is doubtful."""

from dataclasses import replace

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
    shown_flags,
    stored_flags,
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
        (Asked("How many?", "number", flagged=("No",)), "flagged"),
        (Asked("How many?", "number", flagged=("above many",)), "flagged"),
        (Asked("How many?", "number", flagged=("below 5", "below 6")), "flagged"),
        (Asked("How many?", "number", flagged=("below 5", "above 4")), "flagged"),
        (Asked("When?", "date", flagged=("below 5",)), "flagged"),
        (Asked("When?", "date", flagged=("before 2027-02-30",)), "flagged"),
        (Asked("When?", "date", flagged=("before 2027-03-02", "after 2027-03-01")), "flagged"),
        (Asked("Why?", "long", longest=0), "longest"),
        (Asked("Why?", "long", longest=1001), "longest"),
        (Asked("Why?", "short", help="x" * 501), "help"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(asked: Asked, field: str) -> None:
    assert list(problems(asked)) == [field]


def test_what_a_kind_has_no_use_for_goes() -> None:
    whole = Asked("What?", "short", options=("A", "B"), flagged=("A",), longest=5)
    assert tidied(whole) == Asked("What?", "short")
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


HOURS = Asked("How many hours?", "number", flagged=("below 10", "above 37.5"))
START = Asked("When could you start?", "date", flagged=("after 2027-06-30",))


@pytest.mark.parametrize(
    ("asked", "answer", "is_looked_at"),
    [
        (HOURS, "9.99", True), (HOURS, "10", False), (HOURS, "37.5", False), (HOURS, "38", True), (HOURS, "-3", True),
        (HOURS, "many", False), (START, "2027-06-30", False), (START, "2027-07-01", True), (START, "soon", False),
        (replace(HOURS, flagged=()), "1", False),
    ],
)  # fmt: skip
def test_a_person_looks_at_what_lies_outside_the_bounds(asked: Asked, answer: str, is_looked_at: bool) -> None:
    assert problems(asked) == {}
    assert is_flagged(asked, [answer]) is is_looked_at
    assert not is_flagged(asked, [])


@pytest.mark.parametrize(
    ("kind", "written", "kept", "shown"),
    [
        ("number", "Below 1,000", "below 1000", "below 1000"),
        ("number", "above 2.50", "above 2.50", "above 2.50"),
        ("date", "Before 1 March 2027", "before 2027-03-01", "before 1 March 2027"),
        ("date", "after 30/6/2027", "after 2027-06-30", "after 30 June 2027"),
        ("date", "after Monday", "after Monday", "after Monday"),
        ("yes_no", "No", "no", "No"),
    ],
)
def test_bounds_are_kept_by_number_and_shown_in_words(kind: str, written: str, kept: str, shown: str) -> None:
    asked = Asked("Which?", kind, flagged=stored_flags(kind, [written]))
    assert asked.flagged == (kept,)
    assert shown_flags(asked) == (shown,)


@given(st.sampled_from(["number", "date"]), st.lists(st.text(max_size=30), max_size=3), st.text(max_size=30))
def test_no_bound_breaks_the_checks(kind: str, lines: list[str], answer: str) -> None:
    asked = Asked("Which?", kind, flagged=stored_flags(kind, lines))
    assert is_flagged(asked, [answer]) in (True, False)
    assert all(isinstance(each, str) for each in shown_flags(asked))
    assert problems(asked).keys() <= {"flagged"}
