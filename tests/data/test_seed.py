"""Every line of the programme's update is in the register, or is named here with the reason why it states nothing.

`shared-services-update.txt` is the update, two persons' contact details left out. `seed_facts.json` holds each of its
sentences in order with where the register says it: project (or programme, board, ...) / field / words found there.
"""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
UPDATE = (HERE / "shared-services-update.txt").read_text(encoding="utf-8")
MAPPED: list[dict[str, Any]] = json.loads((HERE / "seed_facts.json").read_text(encoding="utf-8"))
REGISTER = json.loads((resources.files("recruitment.programme") / "data" / "register.json").read_text(encoding="utf-8"))
FACTS = [(each["line"], fact) for each in MAPPED for fact in each.get("register", ())]
# A figure, a year or an amount is a fact, wherever it stands.
NUMBER = re.compile(r"\d")


def sentences() -> list[str]:
    lines = (line.strip() for line in UPDATE.splitlines())
    return [said for line in lines if line for said in re.split(r"(?<=[.?!])\s+(?=[A-Z*])", line)]


def said_of(where: str, field: str) -> str:
    """What the register says in a field, lists and facts run together: "role: lead; body: cosla"."""
    if where == "themes":
        return str(REGISTER["themes"][int(field)]["name"])
    projects = {project["slug"]: project for project in REGISTER["projects"]}
    return _flat((projects.get(where) or REGISTER[where])[field])


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    return " | ".join(map(_flat, value)) if isinstance(value, list) else str(value)


def test_every_line_is_mapped_in_order() -> None:
    assert [each["line"] for each in MAPPED] == sentences()


def test_a_line_either_states_facts_or_says_why_not() -> None:
    for each in MAPPED:
        assert bool(each.get("register")) != bool(each.get("states_nothing")), each["line"]


def test_no_line_with_a_figure_is_said_to_state_nothing() -> None:
    assert [each["line"] for each in MAPPED if "states_nothing" in each and NUMBER.search(each["line"])] == []


@pytest.mark.parametrize(("line", "fact"), FACTS, ids=range(len(FACTS)))
def test_the_register_says_it(line: str, fact: str) -> None:
    where, field, words = fact.split(" / ", 2)
    assert words in said_of(where, field), line


def test_every_project_part_and_body_of_the_register_comes_from_a_line() -> None:
    """The other way round: none is there that the update does not name."""
    mapped = " ".join(fact for _, fact in FACTS)
    for project in REGISTER["projects"]:
        told = [fact for _, fact in FACTS if fact.startswith(project["slug"] + " / ")]
        assert told, project["slug"]
        for part in project["parts"]:
            assert f"body: {part['body']}" in " ".join(told)
    board = {REGISTER["board"]["body"]}
    assert {body["slug"] for body in REGISTER["bodies"] if body["slug"] not in mapped} <= board
