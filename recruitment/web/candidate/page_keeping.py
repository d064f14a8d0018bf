"""What a page of a draft says, how it is kept with what stood there before, and what of it could not be stored.

A page's form carries what its writer read (`read_from`). What was saved meanwhile, on another device or in another tab,
is joined with what they typed; where both wrote in one place, both texts are shown and the person chooses.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField

from recruitment.applications.actions import hold_draft
from recruitment.applications.draft_actions import finish
from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.page_actions import keep_apart, keep_version
from recruitment.applications.page_queries import apart_of
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.pages import Joined, Said, join, plain
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.words import time_of_day
from recruitment.web.fields import DayField, HouseForm, TextField

READ_FROM = "read_from"
# The value of `then` by which a page says that nobody pressed a button.
BY_ITSELF = "by_itself"
# What is no answer to a question.
APART = ("csrf_token", "then", READ_FROM)


@dataclass(frozen=True)
class DraftPage:
    """`form` is filled from the draft where no form data are given; `store` writes what a form says.

    `waits`: its section is finished by the button alone.
    """

    name: str
    title: str
    template: str
    form: Callable[[Draft, Any], HouseForm]
    store: Callable[[Candidate, Application, Draft, HouseForm], None]
    facts: Callable[[Draft], dict[str, Any]] = lambda _draft: {}
    waits: bool = False

    def address(self, application: Application) -> str:
        return url_for(f"candidate.application_{self.name}", application_id=application.id)


PAGES: dict[str, DraftPage] = {}
# Reads a draft anew.
Read = Callable[[Candidate, int], Draft]


def known(page: DraftPage) -> DraftPage:
    """A page that the history of a draft can speak of."""
    PAGES[page.name] = page
    return page


@dataclass(frozen=True)
class Kept:
    """What became of what was typed."""

    said: Said
    joined: Joined
    is_joined: bool


def keep_page(
    viewer: Candidate, application: Application, page: DraftPage, *, typed: Said, base: Said | None, how: str,
    read: Read = draft_of,
) -> Kept:  # fmt: skip
    """Joins `typed` with what the page says by now, and stores it as far as it can be stored.

    Raises IllegalMove once the draft was sent.
    """
    hold_draft(viewer, application)
    draft = read(viewer, application.id)
    stands = standing(viewer, draft, page)
    held = page.form(draft, None)
    prose = [field.name for field in held if isinstance(field, TextField)]
    joined = join(base or stands, typed, stands, prose)
    form = page.form(draft, as_sent(held, joined.said))
    form.validate()
    incomplete = {name: values for name, values in joined.said.items() if name in form and form[name].errors and values}
    for name in incomplete:
        form[name].data = held[name].data
    was_finished = page.name in application.sections
    page.store(viewer, application, draft, form)
    if page.waits and how == "by_itself":
        finish(viewer, application, page.name, is_finished=was_finished)
    keep_apart(viewer, application, page.name, incomplete, joined.beside)
    after = standing(viewer, read(viewer, application.id), page)
    is_joined = bool(joined.beside) or any(joined.said[name] != values for name, values in typed.items())
    keep_version(viewer, application, page.name, stands, after, "joined" if is_joined else how)
    return Kept(after, joined, is_joined)


def standing(viewer: Candidate, draft: Draft, page: DraftPage) -> Said:
    """What the page says now, with what was typed and could not be stored yet."""
    return stands(draft, page, apart_of(viewer, draft.application.id, page.name))


def stands(draft: Draft, page: DraftPage, apart: Iterable[TypedApart]) -> Said:
    """The same, of what is known to be apart."""
    said = said_in(page.form(draft, None))
    return said | {row.field: row.given for row in apart if row.why == "incomplete" and row.field in said}


@contextmanager
def versions_kept(viewer: Candidate, application: Application, pages: Iterable[DraftPage]) -> Iterator[None]:
    """What the pages of a draft said before an act that writes to them becomes versions."""
    every = list(pages)
    hold_draft(viewer, application)
    before = [standing(viewer, draft_of(viewer, application.id), page) for page in every]
    yield
    db.session.flush()
    for page, said in zip(every, before, strict=True):
        after = standing(viewer, draft_of(viewer, application.id), page)
        keep_version(viewer, application, page.name, said, after, "saved")


def said_in(form: HouseForm) -> Said:
    return {field.name: _values(field) for field in form if field.name not in APART}


def _values(field: Field) -> list[str]:
    if isinstance(field, DayField):
        return [str(each) for each in (field.data.day, field.data.month, field.data.year)] if field.data else []
    return plain(field.data or () if isinstance(field, SelectMultipleField) else [field.data])


def typed_in(form: HouseForm, base: Said | None) -> Said:
    """What was sent, of the fields that the writer's page had."""
    names = [field.name for field in form if field.name not in APART]
    return {name: plain(request.form.getlist(name)) for name in names if base is None or name in base}


def as_sent(form: HouseForm, said: Said) -> MultiDict[str, str]:
    """As a browser would send it; a box that is empty is sent empty."""
    several = [field.name for field in form if isinstance(field, SelectMultipleField)]
    return MultiDict(
        (name, value) for name, values in said.items() for value in (values or ([] if name in several else [""]))
    )


def told(is_joined: bool, apart: Iterable[TypedApart]) -> str:
    """What a page says once it is kept."""
    rows, said = list(apart), f"Saved at {time_of_day(clock.now())}."
    if any(row.why == "other" for row in rows):
        return f"{said} You wrote in the same place in two windows or on two devices. Choose what to keep."
    if rows:
        return f"{said} Something is not right yet. It is kept, and you are told when you press the button."
    return f"{said} It holds what you wrote in another window or on another device too." if is_joined else said


def in_words(form: HouseForm, name: str, values: list[str]) -> str:
    """The values of a field as a person reads them."""
    field = next((each for each in form if each.name == name), None)
    if isinstance(field, DayField):
        return " ".join(values)
    choices = getattr(field, "choices", None)
    if choices:
        named = dict(choices.items()) if isinstance(choices, dict) else dict(choices)
        return ", ".join(str(named.get(value, value)) for value in values)
    return "\n".join(values)
