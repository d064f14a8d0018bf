"""Fields in the words of a message."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.selection.message_fields import FIELDS, empty_fields, facts_of, fields_in, merged, named, wrong_with
from recruitment.selection.message_templates import shipped

APPLICATION: Any = SimpleNamespace(reference="A-7K2M-9QXT")
CONTACT: Any = SimpleNamespace(given_name="Mòrag", family_name="NicDhòmhnaill")
VACANCY: Any = SimpleNamespace(
    title="Cook", closes_at=clock.end_of_day(date(2027, 3, 4)), shortlist_by=date(2027, 3, 11), interviews_from=None,
    interviews_to=None, decide_by=None,
)  # fmt: skip


def told(contact: Any = CONTACT) -> dict[str, str]:
    return facts_of(APPLICATION, contact, VACANCY, "Fife Council", "Robin Recruiter")


def test_each_field_is_filled() -> None:
    assert told().keys() == FIELDS.keys()
    text = "Dear {{candidate}}, {{ job }} ({{reference}}) at {{employer}} closes on {{closing}}. {{writer}}"
    assert merged(text, told()) == (
        "Dear Mòrag NicDhòmhnaill, Cook (A-7K2M-9QXT) at Fife Council closes on 4 March 2027. Robin Recruiter"
    )


def test_a_hidden_name_is_not_there_to_be_filled_in() -> None:
    assert merged("Dear {{candidate}} {{first_name}}", told(None)) == "Dear applicant applicant"


@pytest.mark.parametrize("text", ["{{nobody}}", "{{ Job }}", "{{}}", "{{job", "job}}", "{{job}} {{"])
def test_what_is_no_field_is_refused(text: str) -> None:
    assert wrong_with(text)


def test_a_field_that_says_nothing_here_is_refused() -> None:
    assert "{{decision_by}}" in empty_fields(told(), "We decide by {{decision_by}}.")
    assert empty_fields(told(), "Shortlist by {{shortlist_by}}") == ""


def test_a_fact_is_never_read_as_a_field() -> None:
    assert merged("{{candidate}}", {"candidate": "{{job}}", "job": "Cook"}) == "{{job}}"


@pytest.mark.parametrize("template", shipped(), ids=lambda one: one.key)
def test_what_ships_can_be_sent_for_every_advert(template: Any) -> None:
    assert wrong_with(template.subject) == wrong_with(template.text) == ""
    assert empty_fields(told(), template.subject + template.text) == ""


@given(st.text(alphabet="{}job candidate", max_size=30))
def test_whatever_passes_is_filled_whole(text: str) -> None:
    if not wrong_with(text):
        assert "{{" not in merged(text, dict.fromkeys(FIELDS, "x"))
        assert all(name in FIELDS for name in fields_in(text))
        assert named("job") == "{{job}}"
