"""What people search for, and what the first three answers must be: judged by conditions, never by ids.

`questions.toml` holds the questions. Of each, the first three (or all, where fewer are found) must meet its condition,
and one of them must have the title that `finds` says. The mean reciprocal rank, of the first of such a title or else of
the first that meets the condition, is printed with -s. Among the few real adverts only the title is judged: of most
jobs there is but one.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from recruitment.search.answers import Answer, Hit, answer
from recruitment.search.questions import question_of
from recruitment.search.synonyms import folded

QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))["question"]
FIRST = 3
ASKED = ("q", "where", "miles", "council", "category", "contract", "pattern", "pay_from", "sort", "exactly")
CONDITIONS = {
    "title", "employer", "category_of", "place", "within", "pattern_of", "corrected", "finds", "nothing", "offers",
    "at_least", "finds_alone",
}  # fmt: skip
ONLY_REAL = "only_real"
LEAST_MEAN = 0.95


def asked(question: dict[str, Any]) -> Answer:
    return answer(question_of(MultiDict({name: str(value) for name, value in question.items() if name in ASKED})))


def named(question: dict[str, Any]) -> str:
    return " ".join(f"{name}={question[name]}" for name in ASKED if name in question)


def faults(question: dict[str, Any], found: Answer) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    hits = found.hits[:FIRST]
    if question.get("nothing"):
        if found.total:
            yield f"should find nothing, finds {found.total}: {[hit.vacancy.title for hit in hits]}"
        return
    if found.total < question.get("at_least", 1):
        yield f"finds {found.total}"
    for hit in hits:
        if wrong := unmet(question, hit):
            yield f"{hit.vacancy.title!r} of {hit.vacancy.organisation.name}: not its {', '.join(wrong)}"
    titles = [hit.vacancy.title for hit in hits]
    if "finds" in question and not any(says(title, [question["finds"]]) for title in titles):
        yield f"not among the first: {question['finds']}; they are {titles}"
    if "corrected" in question and found.question.q != question["corrected"]:
        yield f"searched for {found.question.q!r}"
    if "corrected" not in question and found.typed:
        yield f"was corrected to {found.question.q!r}"
    offers = [offer.text for offer in found.offers]
    if "offers" in question and question["offers"] not in offers:
        yield f"offers {offers}"


def unmet(question: dict[str, Any], hit: Hit) -> list[str]:
    """The conditions that a hit does not meet."""
    vacancy = hit.vacancy
    met = {
        "title": lambda wanted: says(vacancy.title, wanted),
        "employer": lambda wanted: says(vacancy.organisation.name, wanted),
        "category_of": lambda wanted: vacancy.category is not None and vacancy.category.slug in wanted,
        "place": lambda wanted: any(says(place.label, wanted) for place in hit.workplaces),
        "within": lambda wanted: hit.miles is not None and hit.miles <= wanted,
        "pattern_of": lambda wanted: wanted in vacancy.patterns,
    }
    return [name for name, is_met in met.items() if name in question and not is_met(question[name])]


def says(text: str, wanted: list[str]) -> bool:
    """Whether a text has one of these phrases, in whole words."""
    return any(f" {folded(phrase)} " in f" {folded(text)} " for phrase in wanted)


def reciprocal_rank(question: dict[str, Any], found: Answer) -> float:
    for rank, hit in enumerate(found.hits, 1):
        if says(hit.vacancy.title, [question["finds"]]) if "finds" in question else not unmet(question, hit):
            return 1 / rank
    return 0.0


def judge(questions: list[dict[str, Any]], named_as: str) -> None:
    answers = [(question, asked(question)) for question in questions]
    ranks = [reciprocal_rank(question, found) for question, found in answers if not question.get("nothing")]
    mean = sum(ranks) / len(ranks)
    sys.stdout.write(f"\n{named_as}: {len(answers)} questions, mean reciprocal rank {mean:.3f}\n")
    wrong = [f"{named(question)}: {fault}" for question, found in answers for fault in faults(question, found)]
    assert not wrong, "\n" + "\n".join(wrong)
    assert mean >= LEAST_MEAN


def test_the_set_is_large_and_well_formed() -> None:
    assert len(QUESTIONS) >= 60
    for question in QUESTIONS:
        assert set(question) <= {*ASKED, *CONDITIONS, ONLY_REAL}, question
        assert set(question) & CONDITIONS, question
    assert sum(bool(question.get("nothing")) for question in QUESTIONS) >= 5


def test_among_the_real_adverts(real_adverts: Flask) -> None:
    """Those questions that one of the real adverts answers, and those that nothing does."""
    judge(
        [alone(question) for question in QUESTIONS if {"finds", "finds_alone", "nothing"} & set(question)],
        "real adverts",
    )


def alone(question: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in question.items() if name not in ("title", "at_least")}
    return {"finds": kept["finds_alone"], **kept} if "finds_alone" in kept else kept


@pytest.mark.slow
def test_among_many(many_adverts: Flask) -> None:
    judge([question for question in QUESTIONS if not question.get(ONLY_REAL)], "real adverts among many")
