"""The section of a draft in which the employer's own questions are answered."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.applications.draft_queries import draft_of
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.drafts import of_a_draft, to_task_list
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.question_forms import given_in, question_form


@candidate.route("/applications/<int:application_id>/questions", methods=["GET", "POST"])
@of_a_draft
def application_questions(viewer: Candidate, application: Application) -> ResponseReturnValue:
    """Answers are stored as far as they go; only sending asks for the required ones."""
    draft = draft_of(viewer, application.id)
    if not draft.asked:
        return to_task_list(application)
    form = question_form(draft.asked, draft.answered)
    if form.validate_on_submit():
        answer_questions(viewer, application, draft.asked, given_in(form, draft.asked))
        return to_task_list(application)
    return render_template(
        "candidate/questions/application_questions.html",
        form=form,
        application=application,
        draft=draft,
        advert_url=advert_path(draft.vacancy),
    ), 422 if form.is_submitted() else 200
