"""The pages of a draft on which something is typed: each is shown, and kept by its button or by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.form import _Auto

from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.page_actions import forget_apart, keep_version
from recruitment.applications.page_queries import apart_of
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.pages import Said, packed, unpacked
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.page_keeping import (
    BY_ITSELF,
    READ_FROM,
    DraftPage,
    Kept,
    Read,
    as_sent,
    in_words,
    keep_page,
    standing,
    told,
    typed_in,
)
from recruitment.web.fields import HouseForm, TextField


@dataclass(frozen=True)
class Setting:
    """Where a page stands: its template with the facts of it, its own address, where its button leads, how its draft
    is read, and what follows when it was kept."""

    template: str
    here: str
    after: str
    facts: dict[str, Any]
    read: Read = draft_of
    follow: Callable[[], None] = lambda: None


def write_page(viewer: Candidate, application: Application, page: DraftPage) -> ResponseReturnValue:
    """The page among its person's own."""
    after = url_for("candidate.application", application_id=application.id)
    return write_page_in(viewer, application, page, Setting(page.template, page.address(application), after, {}))


def write_page_in(
    viewer: Candidate, application: Application, page: DraftPage, setting: Setting
) -> ResponseReturnValue:
    """Shows the page, or keeps what was typed there, by its button or by itself."""
    draft = setting.read(viewer, application.id)
    if request.method != "POST":
        return show_page(viewer, draft, page, _form_now(viewer, draft, page), setting)
    typed = page.form(draft, _Auto)
    by_itself = request.form.get("then") == BY_ITSELF
    is_good = typed.validate()
    if g.get("csrf_failed") or not (is_good or by_itself):
        return show_page(viewer, draft, page, typed, setting), 422
    base = unpacked(request.form.get(READ_FROM, ""))
    said = typed_in(typed, base)
    chosen, how = _chosen(viewer, application, page, said)
    how = "by_itself" if by_itself else how
    kept = keep_page(viewer, application, page, typed=said, base=base, how=how, read=setting.read)
    _forget(viewer, application, page, chosen, how, kept)
    setting.follow()
    apart = apart_of(viewer, application.id, page.name)
    if by_itself:
        return _answered(said, kept, apart)
    if apart:
        flash(told(kept.is_joined, apart), "warning")
    return redirect(setting.here if apart or chosen else setting.after, 303)


def _form_now(viewer: Candidate, draft: Draft, page: DraftPage) -> HouseForm:
    """Filled with what stands, or with what was typed before the session ended; what is wrong is said beside it."""
    rows = [row for row in apart_of(viewer, draft.application.id, page.name) if row.why == "incomplete"]
    if g.get("parked") is not None or not rows:
        return page.form(draft, _Auto)
    held = page.form(draft, None)
    form = page.form(draft, as_sent(held, standing(viewer, draft, page)))
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
        said=told(kept.is_joined, apart),
        read_from=packed(kept.said),
        sent=packed(typed),
        fields=differing,
        apart=any(row.why == "other" for row in apart),
    )


def show_page(viewer: Candidate, draft: Draft, page: DraftPage, form: HouseForm, setting: Setting) -> str:
    """With what was typed into it elsewhere, until the person has chosen."""
    sent = request.form if request.method == "POST" else g.get("parked") or {}
    beside: dict[str, list[TypedApart]] = {}
    for row in apart_of(viewer, draft.application.id, page.name):
        if row.why == "other":
            beside.setdefault(row.field, []).append(row)
    prose = [field.name for field in form if isinstance(field, TextField)]
    return render_template(
        setting.template,
        form=form,
        application=draft.application,
        draft=draft,
        page=page,
        read_from=sent.get(READ_FROM) or packed(standing(viewer, draft, page)),
        beside=beside,
        beside_words=lambda row: in_words(form, row.field, row.given),
        prose=prose,
        **page.facts(draft) | setting.facts,
    )
