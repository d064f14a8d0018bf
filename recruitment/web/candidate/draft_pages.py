"""The pages of a draft on which something is typed: each saves by itself, and joins what was typed in two places.

A page's form carries what its writer read (`read_from`). What was saved meanwhile, on another device or in another tab,
is joined with what they typed; where both wrote in one place, both texts are shown and the person chooses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField

from recruitment.applications.actions import hold_draft
from recruitment.applications.draft_actions import finish
from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.page_actions import forget_apart, keep_apart, keep_version
from recruitment.applications.page_queries import apart_of
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.pages import Joined, Said, join, packed, plain, unpacked
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.vacancies.words import time_of_day
from recruitment.web.candidate.drafts import to_task_list
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


def write_page(viewer: Candidate, application: Application, page: DraftPage) -> ResponseReturnValue:
    """Shows the page, or keeps what was typed there, by its button or by itself."""
    draft = draft_of(viewer, application.id)
    if request.method != "POST":
        return _shown(viewer, draft, page, _form_now(viewer, draft, page))
    typed = page.form(draft, _Auto)
    by_itself = request.form.get("then") == BY_ITSELF
    is_good = typed.validate()
    if g.get("csrf_failed") or not (is_good or by_itself):
        return _shown(viewer, draft, page, typed), 422
    base = unpacked(request.form.get(READ_FROM, ""))
    said = _typed(typed, base)
    chosen, how = _chosen(viewer, application, page, said)
    kept = keep_page(viewer, application, page, typed=said, base=base, how="by_itself" if by_itself else how)
    _forget(viewer, application, page, chosen, how, kept)
    apart = apart_of(viewer, application.id, page.name)
    if by_itself:
        return _answered(said, kept, apart)
    if apart or chosen:
        if apart:
            flash(_told(kept, apart), "warning")
        return redirect(page.address(application), 303)
    return to_task_list(application)


def keep_page(
    viewer: Candidate, application: Application, page: DraftPage, *, typed: Said, base: Said | None, how: str
) -> Kept:
    """Joins `typed` with what the page says by now, and stores it as far as it can be stored.

    Raises IllegalMove once the draft was sent.
    """
    hold_draft(viewer, application)
    draft = draft_of(viewer, application.id)
    stands = standing(viewer, draft, page)
    held = page.form(draft, None)
    prose = [field.name for field in held if isinstance(field, TextField)]
    joined = join(base or stands, typed, stands, prose)
    form = page.form(draft, _as_sent(held, joined.said))
    form.validate()
    incomplete = {name: values for name, values in joined.said.items() if name in form and form[name].errors and values}
    for name in incomplete:
        form[name].data = held[name].data
    was_finished = page.name in application.sections
    page.store(viewer, application, draft, form)
    if page.waits and how == "by_itself":
        finish(viewer, application, page.name, is_finished=was_finished)
    keep_apart(viewer, application, page.name, incomplete, joined.beside)
    after = standing(viewer, draft_of(viewer, application.id), page)
    is_joined = bool(joined.beside) or any(joined.said[name] != values for name, values in typed.items())
    keep_version(viewer, application, page.name, stands, after, "joined" if is_joined else how)
    return Kept(after, joined, is_joined)


def standing(viewer: Candidate, draft: Draft, page: DraftPage) -> Said:
    """What the page says now, with what was typed and could not be stored yet."""
    said = said_in(page.form(draft, None))
    rows = apart_of(viewer, draft.application.id, page.name)
    return said | {row.field: row.given for row in rows if row.why == "incomplete" and row.field in said}


def said_in(form: HouseForm) -> Said:
    return {field.name: _values(field) for field in form if field.name not in APART}


def _values(field: Field) -> list[str]:
    if isinstance(field, DayField):
        return [str(each) for each in (field.data.day, field.data.month, field.data.year)] if field.data else []
    return plain(field.data or () if isinstance(field, SelectMultipleField) else [field.data])


def _typed(form: HouseForm, base: Said | None) -> Said:
    """What was sent, of the fields that the writer's page had."""
    names = [field.name for field in form if field.name not in APART]
    return {name: plain(request.form.getlist(name)) for name in names if base is None or name in base}


def _as_sent(form: HouseForm, said: Said) -> MultiDict[str, str]:
    """As a browser would send it; a box that is empty is sent empty."""
    several = [field.name for field in form if isinstance(field, SelectMultipleField)]
    return MultiDict(
        (name, value) for name, values in said.items() for value in (values or ([] if name in several else [""]))
    )


def _form_now(viewer: Candidate, draft: Draft, page: DraftPage) -> HouseForm:
    """Filled with what stands, or with what was typed before the session ended; what is wrong is said beside it."""
    rows = [row for row in apart_of(viewer, draft.application.id, page.name) if row.why == "incomplete"]
    if g.get("parked") is not None or not rows:
        return page.form(draft, _Auto)
    held = page.form(draft, None)
    form = page.form(draft, _as_sent(held, standing(viewer, draft, page)))
    for row in rows:
        if row.field in form:
            form[row.field].validate(form)
    return form


def _chosen(viewer: Candidate, application: Application, page: DraftPage, said: Said) -> tuple[TypedApart | None, str]:
    """The text that a button of the page is about, and how the page then changes; `said` is changed as it asks."""
    act, _, number = request.form.get("then", "").partition("-")
    rows = [row for row in apart_of(viewer, application.id, page.name) if row.why == "other" and str(row.id) == number]
    if act not in ("use", "both", "leave") or not rows:
        return None, "saved"
    row = rows[0]
    if act == "use":
        said[row.field] = row.given
    elif act == "both":
        said[row.field] = ["\n\n".join(text for values in (said.get(row.field, []), row.given) for text in values)]
    return row, "left_out" if act == "leave" else "chosen"


def _forget(
    viewer: Candidate, application: Application, page: DraftPage, chosen: TypedApart | None, how: str, kept: Kept
) -> None:
    """One of two texts was chosen; what was left out stays among the versions."""
    if chosen is None:
        return
    forget_apart(viewer, application, [chosen])
    if how == "left_out":
        other = kept.said | {chosen.field: chosen.given}
        keep_version(viewer, application, page.name, other, kept.said, "left_out")


def _answered(typed: Said, kept: Kept, apart: Any) -> ResponseReturnValue:
    """For the page's script: what to say, what the page says now, and the mark of what the script sent."""
    differing = {name: values for name, values in kept.said.items() if values != typed.get(name, values)}
    return jsonify(
        said=_told(kept, apart),
        read_from=packed(kept.said),
        sent=packed(typed),
        fields=differing,
        apart=any(row.why == "other" for row in apart),
    )


def _told(kept: Kept, apart: Any) -> str:
    told = f"Saved at {time_of_day(clock.now())}."
    if any(row.why == "other" for row in apart):
        return f"{told} You wrote in the same place in two windows or on two devices. Choose what to keep."
    if apart:
        return f"{told} Something is not right yet. It is kept, and you are told when you press the button."
    return f"{told} It holds what you wrote in another window or on another device too." if kept.is_joined else told


def _shown(viewer: Candidate, draft: Draft, page: DraftPage, form: HouseForm) -> str:
    sent = request.form if request.method == "POST" else g.get("parked") or {}
    beside: dict[str, list[TypedApart]] = {}
    for row in apart_of(viewer, draft.application.id, page.name):
        if row.why == "other":
            beside.setdefault(row.field, []).append(row)
    prose = [field.name for field in form if isinstance(field, TextField)]
    return render_template(
        page.template,
        form=form,
        application=draft.application,
        draft=draft,
        page=page,
        read_from=sent.get(READ_FROM) or packed(standing(viewer, draft, page)),
        beside=beside,
        beside_words=lambda row: in_words(form, row.field, row.given),
        prose=prose,
        **page.facts(draft),
    )


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
