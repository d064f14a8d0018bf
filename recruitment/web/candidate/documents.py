"""The section of a draft in which documents are attached that the advert asks for, and what was attached."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField

from recruitment.applications.attachment_actions import attach, detach
from recruitment.applications.attachment_kinds import KINDS, LARGEST
from recruitment.applications.attachment_queries import document_bytes
from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.draft_actions import finish
from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Candidate, Staff
from recruitment.vacancies.documents_asked import Wanted
from recruitment.vacancies.rules import slug_of
from recruitment.web.candidate.drafts import of_a_draft, to_task_list
from recruitment.web.doors import candidate
from recruitment.web.downloads import sent_out
from recruitment.web.fields import HouseForm, Needed

# A file that is far too large is let in, to be refused beside its field.
LARGEST_UPLOAD = 16 * 1024 * 1024


class UploadForm(HouseForm):
    file = FileField(
        "Choose the file", [Needed("Choose a file")],
        description="PDF, Word (.docx), OpenDocument (.odt), or a JPEG or PNG picture, up to 5 MB",
    )  # fmt: skip


class DocumentsForm(HouseForm):
    """A button that goes on."""


@candidate.route("/applications/<int:application_id>/documents", methods=["GET", "POST"])
@of_a_draft
def application_documents(viewer: Candidate, application: Application) -> ResponseReturnValue:
    draft = draft_of(viewer, application.id)
    if not draft.wanted:
        return to_task_list(application)
    form = DocumentsForm()
    if form.validate_on_submit():
        finish(viewer, application, "documents")
        return to_task_list(application)
    return render_template(
        "candidate/documents/application_documents.html",
        form=form,
        application=application,
        draft=draft,
        kinds=KINDS,
    ), 422 if form.is_submitted() else 200


def _wanted(draft: Draft, number: int) -> Wanted:
    """The document of this number, from 1 on. Raises NotVisible."""
    if not 1 <= number <= len(draft.wanted):
        raise NotVisible("no such document is asked for")
    return draft.wanted[number - 1]


@candidate.route(
    "/applications/<int:application_id>/documents/<int:number>", methods=["GET", "POST"], largest=LARGEST_UPLOAD
)
@of_a_draft
def attach_document(viewer: Candidate, application: Application, number: int) -> ResponseReturnValue:
    draft = draft_of(viewer, application.id)
    wanted, form = _wanted(draft, number), UploadForm()
    if form.validate_on_submit():
        upload = form.file.data
        try:
            attach(viewer, application, wanted, upload.filename or "", upload.read(LARGEST + 1))
        except IllegalMove:
            raise
        except Refused as problem:
            form.file.errors = [str(problem)]
        else:
            flash(f"“{wanted.name}” is attached.", "success")
            return redirect(url_for("candidate.application_documents", application_id=application.id), 303)
    return render_template(
        "candidate/documents/attach_document.html",
        form=form,
        application=application,
        draft=draft,
        wanted=wanted,
        held=draft.attached.get(wanted.name),
    ), 422 if form.is_submitted() else 200


@candidate.route("/applications/<int:application_id>/documents/<int:number>/remove", methods=["GET", "POST"])
@of_a_draft
def remove_document(viewer: Candidate, application: Application, number: int) -> ResponseReturnValue:
    draft = draft_of(viewer, application.id)
    wanted, form = _wanted(draft, number), DocumentsForm()
    held = draft.attached.get(wanted.name)
    if held is None:
        raise NotVisible("nothing is attached there")
    if form.validate_on_submit():
        detach(viewer, application, held)
        flash(f"“{wanted.name}” is removed.", "success")
        return redirect(url_for("candidate.application_documents", application_id=application.id), 303)
    return render_template(
        "candidate/documents/remove_document.html", form=form, application=application, wanted=wanted
    ), 422 if form.is_submitted() else 200


@candidate.get("/applications/<int:application_id>/documents/<int:attached_id>/file")
def own_document(viewer: Candidate, application_id: int, attached_id: int) -> Response:
    return document_download(viewer, application_id, attached_id)


def document_download(viewer: Candidate | Staff, application_id: int, attached_id: int) -> Response:
    """Under the name for which it was asked. Raises NotVisible before it may be opened."""
    document, content = document_bytes(viewer, application_id, attached_id)
    kind = KINDS[document.kind]
    return sent_out(content, kind.media_type, f"{_named(document)}{kind.extension}")


def _named(document: ApplicationDocument) -> str:
    return slug_of(document.asked) or "document"
