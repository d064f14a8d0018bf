"""Questions that one answer is for, as a form: the answer, and what is to become of answers that differ from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, request
from wtforms import SelectMultipleField

from recruitment.applications.draft_queries import Draft
from recruitment.applications.pages import Said, unpacked
from recruitment.applications.rules import LONGEST_ANSWER
from recruitment.applications.together_rules import Group, Item
from recruitment.web.candidate.fields import Voluntary, at_most
from recruitment.web.candidate.page_keeping import READ_FROM, in_words
from recruitment.web.candidate.questions import QUESTIONS
from recruitment.web.candidate.sections import CRITERIA
from recruitment.web.candidate.together_places import ASKED, Fit, Place
from recruitment.web.fields import HouseForm, TextField
from recruitment.web.question_forms import box_of, field_of


@dataclass(frozen=True)
class Box:
    """One group of a form: its control, and the answers of their own: place, whose it is, words."""

    group: Group
    field: Any
    replace: Any
    for_whom: Sequence[str]
    own: Sequence[tuple[str, str, str]]


def asked_before() -> list[str]:
    """The keys of the groups that the page had which was sent, now or before the session ended."""
    sent = request.form if request.method == "POST" else g.get("parked")
    read = unpacked(sent.get(READ_FROM, "")) if sent else None
    return [name.removeprefix(ASKED) for name in read or () if name.startswith(ASKED)]


def place_of(item: Item, draft: Draft) -> Place:
    """Where a draft's own page asks this."""
    if item.is_criterion:
        return Place(draft, CRITERIA, f"answer_{item.ref}")
    return Place(draft, QUESTIONS, box_of(item.asked))


def places_of(groups: Iterable[Group], drafts: Mapping[int, Draft]) -> dict[str, list[Place]]:
    return {
        f"{ASKED}{group.key}": [place_of(item, drafts[item.application_id]) for item in group.items] for group in groups
    }


def most_common(said: Sequence[list[str]], _fits: Sequence[Fit]) -> list[str]:
    """What most of them say that say anything; of equals the first."""
    told = [words for words in said if words]
    return max(told, key=told.count, default=[])


def answers_form(groups: Iterable[Group], sent: Any) -> HouseForm:
    """For each group a control, and one to put its answer in the place of others; both named after the group's key."""
    fields: dict[str, Any] = {}
    for group in groups:
        fields[f"{ASKED}{group.key}"] = _control(group)
        fields[f"replace_{ASKED}{group.key}"] = SelectMultipleField(
            "Put the answer above in its place", choices=[], validate_choice=False
        )
    return type("AnswersForm", (HouseForm,), fields)(formdata=sent)


def _control(group: Group) -> Any:
    if not group.is_criterion:
        return field_of(group.asked, group.common)
    checks = [*([] if group.asked.is_required else [Voluntary()]), at_most(LONGEST_ANSWER, "Each answer")]
    return TextField(group.asked.text, checks, default=next(iter(group.common), ""))


def boxes_of(
    form: HouseForm,
    groups: Iterable[Group],
    places: Mapping[str, Sequence[Place]],
    said: Said,
    names: Mapping[int, str],
) -> list[Box]:
    found = []
    for group in groups:
        control = f"{ASKED}{group.key}"
        own = [
            (each.name, names[each.draft.application.id], in_words(form, control, said[each.name]))
            for each in places[control] if said[each.name] and said[each.name] != said[control]
        ]  # fmt: skip
        for_whom = [names[number] for number in group.applications]
        found.append(Box(group, form[control], form[f"replace_{control}"], for_whom, own))
    return found
