"""Equality monitoring in the profile: asked once, voluntary, to be changed and deleted at any time."""

from collections.abc import Iterator
from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field, RadioField, SelectMultipleField
from wtforms.validators import ValidationError

from recruitment.applications.equality.actions import answer, forget, own_answers
from recruitment.applications.equality.questions import (
    NONE_OF_THEM,
    UNSAID,
    UNSAID_TEXT,
    Answers,
    Choice,
    Question,
    version_now,
)
from recruitment.applications.queries import the_application
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import IfGiven
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


class Consistent:
    """An answer that rules out the others stands alone."""

    def __init__(self, question: Question) -> None:
        self.words = {choice.code: choice.text for choice in question.choices} | {UNSAID: UNSAID_TEXT}

    def __call__(self, _form: Any, field: Field) -> None:
        for code in (NONE_OF_THEM, UNSAID):
            if code in (field.data or ()) and len(field.data) > 1:
                raise ValidationError(f"Choose “{self.words[code]}” alone, or what applies without it")


def _field(question: Question) -> Field:
    """With no more than the words of its answers: what stands under them is the page's."""
    choices = {choice.code: choice.text for choice in question.choices} | {UNSAID: UNSAID_TEXT}
    if question.takes_several:
        return SelectMultipleField(question.text, [Consistent(question)], choices=choices)
    return RadioField(question.text, [IfGiven()], choices=choices)


def _form(stored: Answers) -> HouseForm:
    questions = version_now().questions
    held: dict[str, Any] = {}
    for question in questions:
        chosen = [code for code in stored.get(question.code, ()) if code in question.codes]
        held[question.code] = list(chosen) if question.takes_several else next(iter(chosen), None)
    fields = {question.code: _field(question) for question in questions}
    return cast("type[HouseForm]", type("EqualityForm", (HouseForm,), fields))(data=held)


def _answers(form: HouseForm) -> dict[str, list[str]]:
    """Of what was not sent nothing is kept, whatever the page had shown."""
    sent = [question.code for question in version_now().questions if form[question.code].raw_data]
    given = {code: form[code].data for code in sent}
    return {code: data if isinstance(data, list) else [data] for code, data in given.items() if data}


def groups(question: Question) -> Iterator[tuple[str, list[Choice]]]:
    """Answers under their headings, as they stand one after another; without a heading for those that have none."""
    heading, some = "", list[Choice]()
    for choice in question.choices:
        if choice.heading != heading and some:
            yield heading, some
            some = []
        heading = choice.heading
        some.append(choice)
    yield heading, some


@candidate.route("/profile/equality", methods=["GET", "POST"])
def profile_equality(viewer: Candidate) -> ResponseReturnValue:
    """What is sent with the button that skips is not looked at."""
    held = own_answers(viewer)
    form = _form(held.stored.get("answers", {}) if held else {})
    if form.is_submitted() and "skip" in request.form and form.csrf_token.validate(form):
        answer(viewer, {})
        flash("We will not ask you again. You can answer at any time, here in your profile.", "success")
        return _back(viewer)
    if form.validate_on_submit():
        answer(viewer, _answers(form))
        flash("Your answers are saved. You can change or delete them at any time.", "success")
        return _back(viewer)
    return render_template(
        "candidate/equality/profile_equality.html",
        form=form,
        questions=version_now().questions,
        groups=groups,
        unsaid=UNSAID,
        is_asked=held is not None,
        has_answers=held is not None and bool(held.stored.get("answers")),
    ), 422 if form.is_submitted() else 200


def _back(viewer: Candidate) -> ResponseReturnValue:
    """To the application after which the page was offered, else to the profile."""
    number = request.args.get("application", type=int)
    if number is None:
        return redirect(url_for("candidate.profile"), 303)
    return redirect(url_for("candidate.application", application_id=the_application(viewer, number).id), 303)


class ForgetForm(HouseForm):
    """A button that asks once."""


@candidate.route("/profile/equality/delete", methods=["GET", "POST"])
def forget_equality(viewer: Candidate) -> ResponseReturnValue:
    form = ForgetForm()
    if form.validate_on_submit():
        forget(viewer)
        flash("Your answers on equality are deleted.", "success")
        return redirect(url_for("candidate.profile"), 303)
    return render_template("candidate/equality/forget_equality.html", form=form), 422 if form.is_submitted() else 200
