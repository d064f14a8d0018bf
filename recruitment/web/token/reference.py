"""A referee's link: who asks and why, questions that can be left and come back to, a letter of their own, or a no.

It reads and writes as the holder of the link, and needs no account. Mail programs follow links, so opening one changes
nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.validators import AnyOf

from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Viewer
from recruitment.offers.reference_actions import renew
from recruitment.offers.reference_answers import (
    ACCEPTED,
    LARGEST,
    LETTER_KINDS,
    attach_letter,
    decline,
    detach_letter,
    give,
    save_draft,
)
from recruitment.offers.reference_links import Asked, asked_by_link
from recruitment.offers.reference_queries import letter_of, reference_of
from recruitment.offers.reference_rules import LONGEST_TEXT, asked, needed
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.doors import token
from recruitment.web.fields import HouseForm, Needed, TextField, at_most
from recruitment.web.reference_form import ReferenceForm, answers_of, form_of, shown

# A file that is far too large is let in, to be refused beside its field.
LARGEST_UPLOAD = 16 * 1024 * 1024
SAVED = "What you wrote is kept. Come back by the same link; nobody else reads it until you send it."


class AskedForm(HouseForm):
    """A button that asks once."""


def of_a_link(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Hands a view what the link is about; a page of its own tells of one that is over, and of one that is none."""

    @wraps(view)
    def opened(viewer: Viewer, link: str) -> ResponseReturnValue:
        try:
            found = asked_by_link(link)
        except NotVisible:
            return render_template("token/reference/_unknown.html"), 404
        if found.over:
            return render_template("token/reference/_over.html", asked=found, link=link, form=AskedForm()), (
                409 if request.method == "POST" else 200
            )
        return view(viewer, link, found)

    return opened


def _form(found: Asked, typed: Any, *, is_sent: bool = False) -> ReferenceForm:
    """The questions that may be asked of this one, with what was typed on this page, or kept before."""
    has_letter = letter_of(found.holder, found.request.id) is not None
    return form_of(
        typed,
        candidate=found.candidate,
        workforce=found.workforce,
        keys=asked(is_regulated=found.is_regulated, is_after_offer=True),
        needed=needed(is_regulated=found.is_regulated, has_letter=has_letter),
        is_sent=is_sent,
    )


def _kept(found: Asked) -> MultiDict[str, str]:
    held = reference_of(found.holder, found.request.id)
    typed = held.typed if held is not None else {}
    return MultiDict([(name, value) for name, values in typed.items() for value in values])


@token.get("/reference/<link>")
@of_a_link
def reference(_viewer: Viewer, link: str, found: Asked) -> ResponseReturnValue:
    """Who asks, who reads it, and what can be done."""
    typed = _kept(found)
    form = _form(found, typed)
    letter = letter_of(found.holder, found.request.id)
    status = "not_started" if not typed else "completed" if form.is_complete() else "in_progress"
    return render_template(
        "token/reference/reference.html",
        asked=found,
        link=link,
        letter=letter,
        status=status,
        is_needed=bool(needed(is_regulated=found.is_regulated, has_letter=letter is not None)),
        may_send=(status == "completed") if typed else letter is not None and not found.is_regulated,
    )


@token.route("/reference/<link>/questions", methods=["GET", "POST"])
@of_a_link
def reference_questions(_viewer: Viewer, link: str, found: Asked) -> ResponseReturnValue:
    """What is typed is kept as it is with either button; only going on asks whether it is complete."""
    typed = request.form if request.method == "POST" else _kept(found)
    form = _form(found, typed, is_sent=True)
    if request.method == "POST" and not form.csrf_failed():
        if "later" in request.form:
            try:
                save_draft(found, _typed(form))
            except Refused as problem:
                form.form_errors.append(str(problem))
            else:
                flash(SAVED, "success")
                return redirect(url_for("token.reference", link=link), 303)
        elif form.validate():
            save_draft(found, _typed(form))
            return redirect(url_for("token.reference_check", link=link), 303)
    page = render_template(
        "token/reference/reference_questions.html", form=form, asked=found, link=link, longest=LONGEST_TEXT
    )
    return page, 422 if request.method == "POST" else 200


def _typed(form: ReferenceForm) -> dict[str, list[str]]:
    """What stood in the boxes of the questions that were asked."""
    return {field.name: request.form.getlist(field.name) for field in form if field.name in request.form
            and field.name != "csrf_token"}  # fmt: skip


class LetterForm(HouseForm):
    file = FileField("Choose the letter", [Needed("Choose a file")],
                     description="PDF or Word (.docx), up to 5 MB. It need not be signed by hand")  # fmt: skip


@token.route("/reference/<link>/letter", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
@of_a_link
def reference_own_letter(_viewer: Viewer, link: str, found: Asked) -> ResponseReturnValue:
    form = LetterForm()
    if form.validate_on_submit():
        upload = form.file.data
        try:
            attach_letter(found, upload.filename or "", upload.read(LARGEST + 1))
        except IllegalMove:
            raise
        except Refused as problem:
            form.file.errors = [str(problem)]
        else:
            flash("Your letter is attached. It is not sent yet.", "success")
            return redirect(url_for("token.reference", link=link), 303)
    return render_template(
        "token/reference/reference_own_letter.html", form=form, asked=found, link=link, accepted=ACCEPTED,
        letter=letter_of(found.holder, found.request.id), kinds=LETTER_KINDS,
    ), 422 if form.is_submitted() else 200  # fmt: skip


@token.post("/reference/<link>/letter/remove")
@of_a_link
def remove_reference_letter(_viewer: Viewer, link: str, found: Asked) -> ResponseReturnValue:
    detach_letter(found)
    flash("Your letter is removed.", "success")
    return redirect(url_for("token.reference", link=link), 303)


class SendForm(HouseForm):
    may_read = RadioField(
        "May {candidate} read it?",
        [AnyOf(("no", "yes"), "Choose whether they may read it")],
        choices={"no": "No: I give it in confidence", "yes": "Yes: they may have a copy"},
        validate_choice=False,
    )


@token.route("/reference/<link>/check", methods=["GET", "POST"])
@of_a_link
def reference_check(_viewer: Viewer, link: str, found: Asked) -> ResponseReturnValue:
    """All of it once more, and sending it. Whoever has answered too little is led back."""
    answers = _form(found, _kept(found))
    letter = letter_of(found.holder, found.request.id)
    typed = bool(_kept(found))
    if (typed or found.is_regulated or letter is None) and not answers.is_complete():
        return redirect(url_for("token.reference", link=link), 303)
    form = SendForm()
    form.may_read.label.text = f"May {found.candidate} read it?"
    pairs = answers_of(answers) if typed else []
    if form.validate_on_submit():
        give(found, pairs, in_confidence=form.may_read.data == "no")
        return redirect(url_for("token.reference", link=link), 303)
    return render_template(
        "token/reference/reference_check.html", form=form, asked=found, link=link, answers=shown(pairs),
        letter=letter, kinds=LETTER_KINDS,
    ), 422 if form.is_submitted() else 200  # fmt: skip


class DeclineForm(HouseForm):
    reason = TextField("Why not?", [Voluntary(), at_most(LONGEST_TEXT, "What you write")])


@token.route("/reference/<link>/decline", methods=["GET", "POST"])
@of_a_link
def decline_reference(_viewer: Viewer, link: str, found: Asked) -> ResponseReturnValue:
    form = DeclineForm()
    if form.validate_on_submit():
        decline(found, form.reason.data or "")
        return redirect(url_for("token.reference", link=link), 303)
    return render_template(
        "token/reference/decline_reference.html", form=form, asked=found, link=link, longest=LONGEST_TEXT
    ), 422 if form.is_submitted() else 200


@token.post("/reference/<link>/new-link")
def renew_reference(_viewer: Viewer, link: str) -> ResponseReturnValue:
    """To the address at which the referee was asked, so whoever found an old link gains nothing."""
    try:
        found = asked_by_link(link)
    except NotVisible:
        return render_template("token/reference/_unknown.html"), 404
    if not found.may_renew:
        return render_template("token/reference/_over.html", asked=found, link=link, form=AskedForm()), 409
    renew(found.holder, found.request)
    return render_template("token/reference/_renewed.html", asked=found), 200
