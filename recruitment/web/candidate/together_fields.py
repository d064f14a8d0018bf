"""Questions that one answer is for, as a form: the answer, and what is to become of answers that differ from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, request
from wtforms import HiddenField, SelectMultipleField

from recruitment.applications.rules import LONGEST_ANSWER
from recruitment.applications.together_rules import Group, Item, Written, mark, own_mark, written
from recruitment.vacancies.question_rules import in_words
from recruitment.web.candidate.fields import Voluntary, at_most
from recruitment.web.fields import HouseForm, TextField
from recruitment.web.question_forms import field_of, read


@dataclass(frozen=True)
class Box:
    """One group of a form: its control, and the answers of their own that the page shows, each with whose it is."""

    group: Group
    field: Any
    began: Any
    shown: Any
    replace: Any
    names: Mapping[int, str]

    @property
    def for_whom(self) -> list[str]:
        return [self.names[number] for number in self.group.applications]

    @property
    def own(self) -> list[tuple[str, str, str]]:
        """(its mark, whose it is, what it says)"""
        marks = set((self.shown.data or "").split())
        return [
            (own_mark(item), self.names[item.application_id], in_words(item.asked, item.said))
            for item in self.group.items if own_mark(item) in marks
        ]  # fmt: skip

    @property
    def answer(self) -> tuple[str, ...]:
        return tuple(filter(None, read(self.group.asked, self.field)))

    @property
    def written(self) -> Written:
        return written(
            self.group, self.answer, began=self.began.data or "", shown=(self.shown.data or "").split(),
            replaced=self.replace.data or [],
        )  # fmt: skip

    def show(self, items: Iterable[Item]) -> None:
        """Answers that the page did not know of: from now on it shows them, and asks."""
        marks = [*(each[0] for each in self.own), *(own_mark(item) for item in items)]
        self.shown.data = " ".join(dict.fromkeys(marks))


def sent_answers() -> dict[str, str]:
    """By the key of its group each answer that was sent, now or before the session ended, as it was typed."""
    sent = request.form if request.method == "POST" else g.get("parked")
    keys = [name.removeprefix("began_") for name in sent or () if name.startswith("began_")]
    return {key: "\n".join(sent.getlist(f"a_{key}")).strip() for key in keys}


def answers_form(groups: Iterable[Group]) -> HouseForm:
    """For each group a control and three fields beside it, named after the group's key."""
    fields: dict[str, Any] = {}
    for group in groups:
        own = group.own()
        fields[f"a_{group.key}"] = _control(group)
        fields[f"began_{group.key}"] = HiddenField(default=mark(group.common))
        fields[f"shown_{group.key}"] = HiddenField(default=" ".join(own_mark(item) for item in own))
        fields[f"replace_{group.key}"] = SelectMultipleField(
            "Put the answer above in its place", choices=[], validate_choice=False
        )
    return type("AnswersForm", (HouseForm,), fields)()


def _control(group: Group) -> Any:
    if not group.is_criterion:
        return field_of(group.asked, group.common)
    checks = [*([] if group.asked.is_required else [Voluntary()]), at_most(LONGEST_ANSWER, "Each answer")]
    return TextField(group.asked.text, checks, default=next(iter(group.common), ""))


def boxes_of(form: HouseForm, groups: Iterable[Group], names: Mapping[int, str]) -> list[Box]:
    return [
        Box(
            group, form[f"a_{group.key}"], form[f"began_{group.key}"], form[f"shown_{group.key}"],
            form[f"replace_{group.key}"], names,
        )
        for group in groups
    ]  # fmt: skip
