"""Messages with applicants: the inbox over all vacancies, and one thread."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.selection.message_actions import answer, mark_read, may_be_written_to, settle
from recruitment.selection.message_files import open_file
from recruitment.selection.message_queries import BOXES, Inbox, conversation, count_in_boxes, inbox
from recruitment.selection.queries import names_of_staff
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.downloads import download_of_message_file
from recruitment.web.employer.writing_to import require_writers
from recruitment.web.fields import HouseForm
from recruitment.web.messages import ACCEPTS, LARGEST_UPLOAD, SENT_ALREADY, WordsForm
from recruitment.web.public.words import document_in_words

BOX_NAMES = {"": "All", "unread": "Unread", "waiting": "Waiting for your answer"}


class Pages:
    """What the pagination macro asks of a list."""

    def __init__(self, found: Inbox, box: str) -> None:
        self.page, self.pages, self.box = found.page, found.pages, box

    def url_for_page(self, number: int) -> str:
        return url_for("employer.messages", box=self.box or None, page=number)


@employer.get("/messages")
def messages(viewer: Staff) -> ResponseReturnValue:
    require_writers(viewer)
    box = request.args.get("box", "")
    box = box if box in BOXES else ""
    found = inbox(viewer, box, request.args.get("page", 1, type=int))
    counts = count_in_boxes(viewer)
    return render_template(
        "employer/messages/messages.html",
        found=found,
        box=box,
        boxes=[
            (key, name, counts[key], url_for("employer.messages", box=key or None)) for key, name in BOX_NAMES.items()
        ],
        pages=Pages(found, box),
    )


@employer.route(
    "/messages/<int:thread_id>", methods=["GET", "POST"], largest=LARGEST_UPLOAD, changes_state=True
)  # fmt: skip
def message_thread(viewer: Staff, thread_id: int) -> ResponseReturnValue:
    """Opening it marks it as read, for all who write for this employer."""
    found = conversation(viewer, thread_id)
    form = WordsForm()
    if form.validate_on_submit():
        upload, is_good = form.read_file()
        if is_good:
            is_new = answer(viewer, found.application, found.thread, form.words("", upload))
            flash("Your message is sent." if is_new else SENT_ALREADY, "success" if is_new else "info")
            return redirect(url_for("employer.message_thread", thread_id=thread_id), 303)
    if not form.is_submitted():
        mark_read(viewer, found.thread)
    names = names_of_staff(viewer, found.application.organisation_id)

    def who(person: Any) -> str:
        return names.get(person, "a former colleague")

    return render_template(
        "employer/messages/message_thread.html",
        form=form if may_be_written_to(found.application) else None,
        settling=HouseForm(),
        found=found,
        advert=advert_of(viewer, found.application.vacancy_id),
        names=who,
        accepts=ACCEPTS,
        in_words=document_in_words,
        side_navigation=None,
    ), 422 if form.is_submitted() else 200


@employer.post("/messages/<int:thread_id>/settled")
def settle_thread(viewer: Staff, thread_id: int) -> ResponseReturnValue:
    """Its button stands on the thread's page."""
    found = conversation(viewer, thread_id)
    if HouseForm().validate_on_submit():
        settle(viewer, found.thread)
        flash("The thread waits for no answer any more.", "success")
    return redirect(url_for("employer.message_thread", thread_id=thread_id), 303)


@employer.get("/messages/files/<int:message_file_id>")
def message_file(viewer: Staff, message_file_id: int) -> Response:
    return download_of_message_file(open_file(viewer, message_file_id))
