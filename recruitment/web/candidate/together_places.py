"""Where several drafts say what one control says, and what they say there now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from wtforms import SelectMultipleField

from recruitment.applications.draft_queries import Draft
from recruitment.applications.page_queries import apart_of_all
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.pages import Said
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.page_keeping import DraftPage, stands
from recruitment.web.fields import HouseForm

# By this a browser keeps what was typed for the jobs of the list.
LIST = "list"
# How the control of a question is called, before the name of its group.
ASKED = "a_"


# What of some values one job can take.
Fit = Callable[[list[str]], list[str]]


@dataclass(frozen=True)
class Place:
    """Where one draft says what a control says: a field of one of its pages."""

    draft: Draft
    page: DraftPage
    field: str

    @property
    def name(self) -> str:
        return f"{self.draft.application.id}-{self.page.name}-{self.field}"

    @property
    def whole(self) -> tuple[int, str]:
        return self.draft.application.id, self.page.name


@dataclass(frozen=True)
class SharedPage:
    """`name`: under which a browser keeps what is typed. `form` takes what was sent, None for what stands. `places`: by
    control. `common`: what a control says when its places say this. `is_over`: whether a control that was changed takes
    the place of answers that differ from it, which the page shows; else only where its writer asks for it."""

    name: str
    form: Callable[[Any], HouseForm]
    places: Mapping[str, Sequence[Place]]
    common: Callable[[Sequence[list[str]], Sequence[Fit]], list[str]]
    is_over: bool = False

    @property
    def every(self) -> list[Place]:
        return list(chain.from_iterable(self.places.values()))


@dataclass(frozen=True)
class Reading:
    """`said`: what each control and each place says; `fits`: by place, what of some values it can say."""

    said: Said
    apart: Mapping[tuple[int, str], Sequence[TypedApart]]
    fits: Mapping[str, Fit]

    def beside(self, places: Sequence[Place]) -> list[TypedApart]:
        return [row for each in places for row in self.apart.get(each.whole, ())
                if row.why == "other" and row.field == each.field]  # fmt: skip

    def incomplete(self, places: Sequence[Place]) -> bool:
        return any(row.why == "incomplete" and row.field == each.field
                   for each in places for row in self.apart.get(each.whole, ()))  # fmt: skip


def reading(viewer: Candidate, shared: SharedPage) -> Reading:
    ids = {each.draft.application.id for each in shared.every}
    apart: dict[tuple[int, str], list[TypedApart]] = {}
    for row in apart_of_all(viewer, ids):
        apart.setdefault((row.application_id, row.page), []).append(row)
    forms, pages = {}, {}
    for each in shared.every:
        if each.whole not in forms:
            forms[each.whole] = each.page.form(each.draft, None)
            pages[each.whole] = stands(each.draft, each.page, apart.get(each.whole, ()))
    said = {each.name: pages[each.whole].get(each.field, []) for each in shared.every}
    fits = {each.name: _fit(forms[each.whole][each.field]) for each in shared.every}
    controls = {
        name: shared.common([said[each.name] for each in places], [fits[each.name] for each in places])
        for name, places in shared.places.items()
    }
    return Reading(said | controls, apart, fits)


def _fit(control: Any) -> Fit:
    """Of several choices those that this job offers."""
    if not isinstance(control, SelectMultipleField):
        return lambda values: values
    offered = list(control.choices or ())
    return lambda values: [value for value in values if value in offered]


def usual(said: Sequence[list[str]], fits: Sequence[Fit]) -> list[str]:
    """What all say that say anything, each as far as its job offers it; nothing where they differ."""
    told = [(words, fit) for words, fit in zip(said, fits, strict=True) if words]
    whole = max((words for words, _ in told), key=len, default=[])
    together = [*whole, *dict.fromkeys(value for words, _ in told for value in words if value not in whole)]
    return together if all(fit(together) == words for words, fit in told) else []
