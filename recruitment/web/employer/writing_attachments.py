"""Beside the parts of an advert: documents that go with it, such as a job description or a job pack."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import ACCEPTED, LARGEST_DOCUMENT
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.vacancies.attachment_actions import MOST_ATTACHMENTS, attach, detach
from recruitment.vacancies.attachment_queries import unsettled
from recruitment.vacancies.attachment_tables import (
    CLEAN,
    INFECTED,
    LONGEST_NAME,
    WAITING,
    Attachment,
)
from recruitment.vacancies.queries import Advert
from recruitment.web.doors import employer
from recruitment.web.employer.writing_parts import draft_to_write
from recruitment.web.fields import HouseForm, LineField, Needed, at_most
from recruitment.web.public.words import document_in_words

# A file that is far too large is let in, to be refused beside its field with all else kept.
LARGEST_UPLOAD = 32 * 1024 * 1024
STANDINGS = {
    WAITING: "Being checked for malware. The advert can be sent once that is done.",
    CLEAN: "Checked: no malware was found.",
    INFECTED: "Malware was found in this file, so it was deleted. Take it off this list, and attach a clean one.",
}
READABLE = "People can also read it as a web page."
NOT_READABLE = "Its words cannot be read as a web page. Attach a Word or OpenDocument file instead if you can."


class AttachmentForm(HouseForm):
    name = LineField(
        "Name of the document",
        [Needed("Enter the name that people should read"), at_most(LONGEST_NAME, "The name")],
        description="As people should read it on the advert, for example Job description",
    )
    file = FileField(
        "File",
        [Needed("Choose the file")],
        description="Word (.docx), OpenDocument (.odt), PDF or plain text, up to 10 MB",
    )

    def __init__(self, taken: Sequence[str]) -> None:
        super().__init__()
        self.taken = [name.casefold() for name in taken]

    def validate_name(self, field: LineField) -> None:
        if (field.data or "").casefold() in self.taken:
            raise ValidationError("There is already an attachment of this name. Use another name, or remove that one")


@employer.route("/vacancies/<int:vacancy_id>/attachments", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def write_attachments(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    form = AttachmentForm([each.name for each in advert.attachments])
    if form.validate_on_submit():
        upload = form.file.data
        try:
            attach(viewer, advert.vacancy, form.name.data, upload.filename or "", upload.read(LARGEST_DOCUMENT + 1))
        except IllegalMove:
            raise
        except Refused as problem:
            form.file.errors = [str(problem)]
        else:
            flash(f"“{form.name.data}” is attached.", "success")
            return redirect(url_for("employer.write_attachments", vacancy_id=vacancy_id), 303)
    page = render_template(
        "employer/writing_attachments/write_attachments.html",
        form=form,
        advert=advert,
        rows=[_row(each) for each in advert.attachments],
        accepted=ACCEPTED,
        most=MOST_ATTACHMENTS,
        waits=any(each.state == WAITING for each in advert.attachments),
    )
    return page, 422 if form.is_submitted() else 200


def _row(each: Attachment) -> dict[str, Any]:
    """A line of the summary list: the document, how it stands, and what can be done."""
    told = [f"{document_in_words(each.kind, each.size)}.", STANDINGS.get(each.state, "")]
    if each.is_open and each.is_readable is not None:
        told.append(READABLE if each.is_readable else NOT_READABLE)
    actions = [("Open", each.name, "employer.attachment_file")] if each.is_open else []
    if each.is_readable:
        actions.append(("Read", f"{each.name} as a web page", "employer.attachment"))
    actions.append(("Remove", each.name, "employer.remove_attachment"))
    return {
        "key": each.name,
        "value": " ".join(filter(None, told)),
        "actions": [
            {"text": text, "href": url_for(endpoint, attachment_id=each.id), "hidden": hidden}
            for text, hidden, endpoint in actions
        ],
    }


def attachments_task(advert: Advert, *, is_open: bool) -> dict[str, Any]:
    """The line of the task list; nothing need be attached."""
    found: Sequence[Attachment] = advert.attachments
    problem = unsettled(found)
    return {
        "title": "Attachments",
        "status": _standing(found),
        "hint": problem or ", ".join(each.name for each in found) or "Job description or job pack, if there is one",
        "href": url_for("employer.write_attachments", vacancy_id=advert.vacancy.id) if is_open else None,
    }


def _standing(attachments: Sequence[Attachment]) -> str:
    states = {each.state for each in attachments}
    if INFECTED in states:
        return "problem"
    return "in_progress" if WAITING in states else "completed" if states else "optional"


class RemovalForm(HouseForm):
    """A button that asks once."""


@employer.route("/attachments/<int:attachment_id>/remove", methods=["GET", "POST"])
def remove_attachment(viewer: Staff, attachment_id: int) -> ResponseReturnValue:
    attachment: Attachment = one_visible(viewer, Attachment, Attachment.id == attachment_id)
    advert = draft_to_write(viewer, attachment.vacancy_id)
    form = RemovalForm()
    if form.validate_on_submit():
        detach(viewer, advert.vacancy, attachment)
        flash(f"“{attachment.name}” is removed.", "success")
        return redirect(url_for("employer.write_attachments", vacancy_id=advert.vacancy.id), 303)
    return render_template(
        "employer/writing_attachments/remove_attachment.html", form=form, advert=advert, attachment=attachment
    )
