"""Which changes of criteria leave answers and marks where they are."""

import pytest

from recruitment.vacancies.revision_rules import is_reworded


def row(text: str, kind: str = "essential", assessed_by: str = "application") -> dict[str, str]:
    return {"text": text, "kind": kind, "assessed_by": assessed_by}


@pytest.mark.parametrize(
    ("after", "is_kept"),
    [
        ([row("A"), row("B", "desirable")], True),
        ([row("Anew"), row("B", "desirable")], True),
        ([row("A"), row("B")], False),
        ([row("A", assessed_by="interview"), row("B", "desirable")], False),
        ([row("A")], False),
        ([row("A"), row("B", "desirable"), row("C")], False),
        ([row("B"), row("A", "desirable")], False),
    ],
)
def test_which_criteria_are_only_reworded(after: list[dict[str, str]], is_kept: bool) -> None:
    assert is_reworded([row("A"), row("B", "desirable")], after) is is_kept


def test_two_criteria_of_a_kind_do_not_change_places() -> None:
    assert not is_reworded([row("A"), row("B")], [row("B"), row("A")])
    assert not is_reworded([row("A"), row("B")], [row("B"), row("New")])
