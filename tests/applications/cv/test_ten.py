"""Ten varied CVs, from the file to suggestions: precision and recall of each field are printed, and have a floor."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from recruitment.applications.cv.suggesting import suggestions
from recruitment.core.readable import read_apart
from tests.applications.cv.files import content_of
from tests.applications.cv.unseen import UNSEEN
from tests.applications.cv.words import TEN, Cv, facts_of

READ_AS = {"docx": "docx", "pdf": "pdf_by_lines", "printed": "pdf_by_lines"}
# Found of what is there, and true of what is found, in hundredths: the least that each field may come to.
FLOOR = 90
UNSEEN_FLOOR = 85
Values = dict[str, Counter[str]]


def values_of(sections: dict[str, list[dict[str, Any]]]) -> Values:
    """Field -> how often each value is told; what is empty is told by nobody."""
    found: Values = defaultdict(Counter)
    for section, rows in sections.items():
        for row in rows:
            for name, value in row.items():
                for one in value if isinstance(value, list) else [value]:
                    if one not in ("", None, False):
                        found[f"{section}.{name}"][" ".join(str(one).split()).casefold()] += 1
                    elif name == "ended" and one is None:
                        found[f"{section}.{name}"]["goes on"] += 1
    return found


def suggested(cv: Cv) -> Values:
    """Of the fields that the truth has, from the very file."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for section, facts in suggestions(read_apart(READ_AS[cv.kind], content_of(cv))):
        found[section].append(facts)
    known = {name for each in TEN for name in values_of(facts_of(each))}
    found["skills"] = [{"skill": word} for row in found["skills"] for word in row["skills"].splitlines()]
    for row in found["driving"]:
        row["categories"] = row.pop("driving_categories")
    return {name: values for name, values in values_of(found).items() if name in known}


@pytest.fixture(scope="module")
def counted() -> dict[str, list[int]]:
    """Field -> how many values are right, how many were suggested, how many there are."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for cv in TEN:
        truth, said = values_of(facts_of(cv)), suggested(cv)
        for name in truth.keys() | said.keys():
            true, guessed = truth.get(name, Counter()), said.get(name, Counter())
            for place, number in enumerate(((true & guessed).total(), guessed.total(), true.total())):
                found[name][place] += number
            if true != guessed:
                print(cv.name, name, "missed", dict(true - guessed), "wrong", dict(guessed - true))  # noqa: T201
    return found


def test_precision_and_recall_of_each_field(counted: dict[str, list[int]]) -> None:
    print(f"\n{'field':32}{'precision':>10}{'recall':>8}{'there':>7}")  # noqa: T201
    low = []
    for name, (right, guessed, there) in sorted(counted.items()):
        precision, recall = 100 * right // max(guessed, 1), 100 * right // max(there, 1)
        print(f"{name:32}{precision:>9}%{recall:>7}%{there:>7}")  # noqa: T201
        if min(precision, recall) < FLOOR:
            low.append(name)
    assert not low
    assert len(counted) >= 20


def test_cvs_that_no_rule_was_made_for() -> None:
    """All fields together: three CVs are too few to judge each."""
    right = guessed = there = 0
    for cv in UNSEEN:
        truth, said = values_of(facts_of(cv)), suggested(cv)
        for name in truth.keys() | said.keys():
            true, guess = truth.get(name, Counter()), said.get(name, Counter())
            right, guessed, there = right + (true & guess).total(), guessed + guess.total(), there + true.total()
    print(f"\nunseen: precision {100 * right // guessed}%, recall {100 * right // there}%")  # noqa: T201
    assert 100 * right // guessed >= UNSEEN_FLOOR
    assert 100 * right // there >= UNSEEN_FLOOR


def test_ten_cvs_of_three_makes() -> None:
    assert len({cv.name for cv in TEN}) == 10
    assert {cv.kind for cv in TEN} == set(READ_AS)
