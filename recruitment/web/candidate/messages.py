"""Messages with employers, as the candidate reads and writes them."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.draft_queries import advert
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.errors import Refused
from recruitment.core.viewers import Candidate
from recruitment.selection.message_actions import answer, begin_thread, mark_read, may_write_of
from recruitment.selection.message_files import open_file
from recruitment.selection.message_queries import conversation, own_lines
from recruitment.web.doors import candidate
from recruitment.web.downloads import download_of_message_file
from recruitment.web.messages import ACCEPTS, LARGEST_UPLOAD, SENT_ALREADY, SubjectForm, WordsForm
from recruitment.web.public.words import document_in_words


@candidate.get("/messages")
def messages(viewer: Candidate) -> ResponseReturnValue:
    return render_template("candidate/messages/messages.html", lines=own_lines(viewer))


@candidate.route(
    "/messages/<int:thread_id>", methods=["GET", "POST"], largest=LARGEST_UPLOAD, changes_state=True
)  # fmt: skip
def message_thread(viewer: Candidate, thread_id: int) -> ResponseReturnValue:
    """Opening it marks it as read."""
    found = conversation(viewer, thread_id)
    may_write = may_write_of(found.application)
    form = WordsForm()
    if form.validate_on_submit():
        upload, is_good = form.read_file()
        if is_good:
            is_new = answer(viewer, found.application, found.thread, form.words("", upload))
            flash("Your message is sent." if is_new else SENT_ALREADY, "success" if is_new else "info")
            return redirect(url_for("candidate.message_thread", thread_id=thread_id), 303)
    if not form.is_submitted() and found.thread.is_new_to_candidate:
        mark_read(viewer, found.thread)
    return render_template(
        "candidate/messages/message_thread.html",
        form=form if may_write else None,
        found=found,
        application=found.application,
        hides_names=_hides_names(viewer, found.application),
        accepts=ACCEPTS,
        in_words=document_in_words,
    ), 422 if form.is_submitted() else 200


@candidate.route(
    "/applications/<int:application_id>/messages/new", methods=["GET", "POST"], largest=LARGEST_UPLOAD
)  # fmt: skip
def new_message(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    application = the_application(viewer, application_id)
    if not may_write_of(application):
        raise Refused("You can write about an application once it is sent, and while it is not withdrawn.")
    form = SubjectForm()
    if form.validate_on_submit():
        upload, is_good = form.read_file()
        if is_good:
            thread = begin_thread(viewer, application, form.words(form.subject.data, upload))
            flash("Your message is sent." if thread else SENT_ALREADY, "success" if thread else "info")
            return redirect(url_for("candidate.application", application_id=application_id), 303)
    return render_template(
        "candidate/messages/new_message.html",
        form=form,
        application=application,
        hides_names=_hides_names(viewer, application),
        accepts=ACCEPTS,
    ), 422 if form.is_submitted() else 200


def _hides_names(viewer: Candidate, application: Application) -> bool:
    """Whether the employer does not know yet who it is, so that the writer need not tell it by mistake."""
    vacancy = advert(viewer, application.vacancy_id)
    return vacancy is not None and vacancy.hides_names and application.shortlisted_at is None


@candidate.get("/messages/files/<int:file_id>")
def message_file(viewer: Candidate, file_id: int) -> Response:
    return download_of_message_file(open_file(viewer, file_id))
