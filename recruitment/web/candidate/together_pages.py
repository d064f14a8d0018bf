"""Pages on which something is told once for several drafts: kept in each draft's own page, by the button or by itself.

A control stands for a field of a page in each of several drafts. The page carries what its writer read: what the
control said, and what each draft said there. What a draft came to say meanwhile is joined with what was typed, as on
its own page; where both wrote in one place, both texts are shown and the person chooses.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from math import inf
from typing import Any

from flask import flash, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.form import _Auto

from recruitment.applications.draft_queries import Draft
from recruitment.applications.page_actions import forget_apart, keep_version
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.pages import Said, packed, plain, unpacked
from recruitment.applications.together_queries import Gathering, gathering_of
from recruitment.applications.together_rules import follows
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.draft_facts import own_key
from recruitment.web.candidate.page_keeping import (
    BY_ITSELF,
    READ_FROM,
    Kept,
    as_sent,
    in_words,
    keep_page,
    said_in,
    told,
)
from recruitment.web.candidate.together_places import ASKED, LIST, Place, Reading, SharedPage, reading
from recruitment.web.fields import HouseForm, TextField


@dataclass
class Written:
    """`by_page`: of each page of a draft what was typed and from what; `into`: the places that follow each control."""

    by_page: dict[tuple[int, str], tuple[Said, Said]] = field(default_factory=dict)
    into: dict[str, list[Place]] = field(default_factory=dict)

    def write(self, control: str, place: Place, values: list[str], first: list[str]) -> None:
        typed, base = self.by_page.setdefault(place.whole, ({}, {}))
        typed[place.field], base[place.field] = values, first
        self.into.setdefault(control, []).append(place)


@dataclass(frozen=True)
class Choice:
    """One of two texts: `act` is use, both or leave; `rows` are the same words beside each draft that has them."""

    act: str
    control: str
    rows: Sequence[TypedApart]

    @property
    def drafts(self) -> Collection[int]:
        return {row.application_id for row in self.rows}


Show = Callable[[SharedPage, HouseForm, dict[str, Any]], str]
Build = Callable[[Gathering], SharedPage]


def write_shared(viewer: Candidate, build: Build, show: Show, after: str) -> ResponseReturnValue:
    """Shows the page, or keeps what was typed there in every draft that it is for."""
    shared = build(gathering_of(viewer, clock.now()))
    now = reading(viewer, shared)
    if request.method != "POST":
        return _shown(viewer, shared, _form_now(shared, now), now, show)
    form = shared.form(_Auto)
    by_itself = request.form.get("then") == BY_ITSELF
    is_good = form.validate()
    if g.get("csrf_failed") or not (is_good or by_itself):
        return _shown(viewer, shared, form, now, show), 422
    read = unpacked(request.form.get(READ_FROM, "")) or {}
    base = read if any(name in read for name in [*shared.places, *_asked_in(read)]) else now.said
    typed = {name: plain(request.form.getlist(name)) for name in shared.places if name in base}
    strays = [text for name in _asked_in(base) if name not in shared.places
              if (text := "\n".join(plain(request.form.getlist(name))))]  # fmt: skip
    if strays and not by_itself:
        return _shown(viewer, shared, form, now, show, strays), 409
    choice = _choice(shared, now)
    written = _written(shared, now, typed, base, choice, set() if by_itself else _ticked(typed))
    how = "by_itself" if by_itself else "chosen" if choice else "saved"
    kept = _keep(viewer, shared, written, how)
    _forget(viewer, shared, choice, kept)
    fresh = reading(viewer, build(gathering_of(viewer, clock.now())))
    rows = [row for rows in fresh.apart.values() for row in rows]
    here = [row for each in shared.every for row in rows
            if (row.application_id, row.page, row.field) == (*each.whole, each.field)]  # fmt: skip
    is_joined = any(each.is_joined for each in kept.values())
    if by_itself:
        return _answered(typed, written, kept, fresh, told(is_joined, here), here, strays)
    if here:
        flash(told(is_joined, here), "warning")
    return redirect(request.path if here or choice else after, 303)


def _asked_in(read: Said) -> list[str]:
    """The questions that a page of answers had, by their controls."""
    return [name for name in read if name.startswith(ASKED)]


def _ticked(typed: Said) -> set[str]:
    """Places whose answer of their own is to give way."""
    return set(chain.from_iterable(request.form.getlist(f"replace_{name}") for name in typed))


def _written(
    shared: SharedPage, now: Reading, typed: Said, base: Said, choice: Choice | None, ticked: Collection[str]
) -> Written:
    """Where what was typed goes: into what is empty, what said what the control said, and what its writer ticked."""
    written = Written()
    for control, values in typed.items():
        is_changed = shared.is_over and values != base[control]
        for place in shared.places[control]:
            fit = now.fits[place.name]
            first = base.get(place.name, [] if not now.said[place.name] else None)
            if choice and choice.control == control and place.draft.application.id in choice.drafts:
                written.write(control, place, _chosen(choice, values), values)
            elif first is not None and (
                is_changed or place.name in ticked or follows(first, fit(base[control]))
            ):  # fmt: skip
                written.write(control, place, fit(values), first)
    return written


def _chosen(choice: Choice, values: list[str]) -> list[str]:
    given: list[str] = choice.rows[0].given
    if choice.act == "use":
        return given
    return ["\n\n".join([*values, *given])] if choice.act == "both" else values


def _choice(shared: SharedPage, now: Reading) -> Choice | None:
    act, _, number = request.form.get("then", "").partition("-")
    if act not in ("use", "both", "leave"):
        return None
    for control, places in shared.places.items():
        rows = now.beside(places)
        found = next((row for row in rows if str(row.id) == number), None)
        if found is not None:
            return Choice(act, control, [row for row in rows if row.given == found.given])
    return None


def _keep(viewer: Candidate, shared: SharedPage, written: Written, how: str) -> dict[tuple[int, str], Kept]:
    """One draft after the other, in one order; what a page would save by itself and says already is left alone."""
    pages = {each.whole: each for each in shared.every}
    kept = {}
    for whole, (typed, base) in sorted(written.by_page.items(), key=lambda each: each[0]):
        if how == "by_itself" and typed == base:
            continue
        place = pages[whole]
        kept[whole] = keep_page(viewer, place.draft.application, place.page, typed=typed, base=base, how=how)
    return kept


def _forget(viewer: Candidate, shared: SharedPage, choice: Choice | None, kept: Mapping[tuple[int, str], Kept]) -> None:
    """One of two texts was chosen; what was left out stays among the versions."""
    if choice is None:
        return
    places = {each.draft.application.id: each for each in shared.places[choice.control]}
    for row in choice.rows:
        place = places[row.application_id]
        forget_apart(viewer, place.draft.application, [row])
        if choice.act == "leave" and place.whole in kept:
            said = kept[place.whole].said
            keep_version(
                viewer, place.draft.application, place.page.name, said | {row.field: row.given}, said, "left_out"
            )


def _form_now(shared: SharedPage, now: Reading) -> HouseForm:
    """Filled with what the drafts say, or with what was typed before the session ended."""
    if g.get("parked") is not None:
        return shared.form(_Auto)
    held = shared.form(None)
    said = said_in(held)
    if all(said[name] == now.said[name] for name in shared.places):
        return held
    form = shared.form(as_sent(held, said | {name: now.said[name] for name in shared.places}))
    for name, places in shared.places.items():
        if now.incomplete(places):
            form[name].validate(form)
    return form


def _answered(
    typed: Said, written: Written, kept: Mapping[tuple[int, str], Kept], fresh: Reading, words: str,
    rows: Sequence[TypedApart], strays: Sequence[str],
) -> ResponseReturnValue:  # fmt: skip
    """For the page's script, as a draft's own page answers it. `keeps`: not all of it has a place, so the browser
    keeps it too."""
    sent, fields = dict(typed), {}
    for control, places in written.into.items():
        values = typed[control]
        sent |= {each.name: fresh.fits[each.name](values) for each in places if each.name in fresh.fits}
        after = [(each, kept[each.whole].said.get(each.field, [])) for each in places if each.whole in kept]
        if after and all(said != fresh.fits.get(each.name, list)(values) for each, said in after):
            fields[control] = after[0][1]
    if strays:
        words += " Your list has changed: press “Save and continue” to see which answer has no place there now."
    return jsonify(
        said=words,
        read_from=packed(fresh.said | typed | fields),
        sent=packed(fresh.said | sent),
        fields=fields,
        apart=any(row.why == "other" for row in rows),
        keeps=bool(strays),
    )


def _closes(draft: Draft) -> float:
    return draft.closes_at.timestamp() if draft.closes_at is not None else inf


def _shown(
    viewer: Candidate, shared: SharedPage, form: HouseForm, now: Reading, show: Show, strays: Sequence[str] = ()
) -> str:
    parked = request.form if request.method == "POST" else g.get("parked") or {}
    beside: dict[str, list[TypedApart]] = {}
    words = {}
    for control, places in shared.places.items():
        for _, same in groupby(sorted(now.beside(places), key=lambda row: (row.given, row.id)), lambda row: row.given):
            row = next(same)
            beside.setdefault(control, []).append(row)
            words[row.id] = in_words(form, control, row.given)
    return show(
        shared,
        form,
        {
            "read_from": parked.get(READ_FROM) or packed(now.said),
            "beside": beside,
            "beside_words": lambda row: words[row.id],
            "prose": [each.name for each in form if isinstance(each, TextField)],
            "strays": strays,
            "shared": shared,
            "said": now.said,
            "list_key": own_key(viewer, LIST),
            "soonest": min((each.draft for each in shared.every if each.draft.closes_at), key=_closes, default=None),
        },
    )
