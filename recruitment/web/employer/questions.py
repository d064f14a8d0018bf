"""The bank of questions that an organisation keeps for its applicants."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.question_bank import (
    bank,
    bank_question,
    change_question,
    give_up_question,
    keep_question,
    may_keep,
    require_keeper,
    take_starters,
    use_again,
)
from recruitment.vacancies.question_rules import TOPICS, Asked, doubts, how_answered
from recruitment.web.doors import employer
from recruitment.web.employer.question_fields import QuestionFields, boxes
from recruitment.web.employer.writing_new import organisations_written_for
from recruitment.web.fields import HouseForm

LONGEST_SEARCH = 80


def _ours(viewer: Staff) -> list[Organisation]:
    ours = organisations_written_for(viewer)
    if not ours:
        raise Refused("Your role does not let you write adverts. Recruiters and hiring managers do.")
    return ours


def _kept_for(viewer: Staff) -> list[Organisation]:
    kept = [organisation for organisation in _ours(viewer) if may_keep(viewer, organisation.id)]
    if not kept:
        raise Refused("Your role does not let you change the question bank. Recruiters and administrators do.")
    return kept


class StartersForm(HouseForm):
    """A button that takes the starter set in."""


@employer.get("/vacancies/questions")
def question_bank(viewer: Staff) -> ResponseReturnValue:
    ours = _ours(viewer)
    q = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    topic = request.args.get("topic", "")
    topic = topic if topic in TOPICS else ""
    return render_template(
        "employer/questions/question_bank.html",
        questions=bank(viewer, [each.id for each in ours], q=q, topic=topic, with_retired=True),
        names={each.id: each.name for each in ours},
        keeps={each.id for each in ours if may_keep(viewer, each.id)},
        form=StartersForm(),
        q=q,
        topic=topic,
        topics=TOPICS,
        how_answered=how_answered,
    )


@employer.post("/vacancies/questions/starters")
def take_starter_questions(viewer: Staff) -> ResponseReturnValue:
    kept = _kept_for(viewer)
    if StartersForm().validate_on_submit():
        count = sum(take_starters(viewer, each.id) for each in kept)
        said = f"{count} questions are in the bank." if count else "The bank has all the questions of the starter set."
        flash(said, "success")
    return redirect(url_for("employer.question_bank"), 303)


class BankForm(QuestionFields, HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    topic = SelectField("What it is about", choices=TOPICS, default="other")

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        return self.check_question() and good


@employer.route("/vacancies/questions/new", methods=["GET", "POST"])
def add_question(viewer: Staff) -> ResponseReturnValue:
    kept = _kept_for(viewer)
    form = BankForm()
    form.organisation.choices = {str(each.id): each.name for each in kept}
    if len(kept) == 1:
        del form.organisation
    if form.validate_on_submit():
        chosen = kept[0].id if len(kept) == 1 else form.organisation.data
        keep_question(viewer, chosen, form.asked, form.topic.data)
        _tell(form.asked, "The question is in the bank.")
        return redirect(url_for("employer.question_bank"), 303)
    page = render_template("employer/questions/add_question.html", form=form)
    return page, 422 if form.is_submitted() else 200


@employer.route("/vacancies/questions/<int:question_id>", methods=["GET", "POST"])
def change_bank_question(viewer: Staff, question_id: int) -> ResponseReturnValue:
    question = bank_question(viewer, question_id)
    require_keeper(viewer, question.organisation_id)
    form = BankForm(**boxes(question.asked), topic=question.topic)
    del form.organisation
    if form.validate_on_submit():
        try:
            change_question(viewer, question, form.asked, form.topic.data)
        except Refused as refusal:
            form.text.errors = [str(refusal)]
        else:
            _tell(form.asked, "The question is changed. Adverts that took it up keep what they took.")
            return redirect(url_for("employer.question_bank"), 303)
    page = render_template("employer/questions/change_bank_question.html", form=form, question=question,
                           doubts=doubts(question.asked))  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _tell(asked: Asked, done: str) -> None:
    """What was done, and what may be unlawful to ask; the wording stays the writer's."""
    flash(done, "success")
    for doubt in doubts(asked):
        flash(f"Think about “{doubt.quote}”. {doubt.why} {doubt.instead}", "warning")


class GiveUpForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/questions/<int:question_id>/remove", methods=["GET", "POST"])
def give_up_bank_question(viewer: Staff, question_id: int) -> ResponseReturnValue:
    """Out of the bank, retired, or, where it is retired, back in."""
    question = bank_question(viewer, question_id)
    require_keeper(viewer, question.organisation_id)
    form = GiveUpForm()
    if form.validate_on_submit():
        if question.retired_at is not None:
            use_again(viewer, question)
            flash("The question can be used again.", "success")
        elif give_up_question(viewer, question):
            flash("The question is retired. Adverts that took it up keep it.", "success")
        else:
            flash("The question is out of the bank.", "success")
        return redirect(url_for("employer.question_bank"), 303)
    page = render_template("employer/questions/give_up_bank_question.html", form=form, question=question)
    return page, 422 if form.is_submitted() else 200
