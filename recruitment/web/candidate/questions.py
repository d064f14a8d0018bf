"""The section of a draft in which the employer's own questions are answered."""

from typing import Any

from flask.typing import ResponseReturnValue

from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.draft_pages import write_page
from recruitment.web.candidate.drafts import of_a_draft, to_task_list
from recruitment.web.candidate.page_keeping import DraftPage, known
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm
from recruitment.web.question_forms import given_in, question_form


def _form(draft: Draft, sent: Any) -> HouseForm:
    return question_form(draft.asked, draft.answered, sent)


def _store(viewer: Candidate, application: Application, draft: Draft, form: HouseForm) -> None:
    answer_questions(viewer, application, draft.asked, given_in(form, draft.asked))


QUESTIONS = known(
    DraftPage(
        "questions", "The employer’s questions", "candidate/questions/application_questions.html", _form, _store,
        lambda draft: {"advert_url": advert_path(draft.vacancy)}, waits=True,
    )
)  # fmt: skip


@candidate.route("/applications/<int:application_id>/questions", methods=["GET", "POST"])
@of_a_draft
def application_questions(viewer: Candidate, application: Application) -> ResponseReturnValue:
    """Answers are stored as far as they go; only sending asks for the required ones."""
    if not draft_of(viewer, application.id).asked:
        return to_task_list(application)
    return write_page(viewer, application, QUESTIONS)
