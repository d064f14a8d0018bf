"""The documents of an advert as its employer's staff open them, before the public can."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import NotVisible
from recruitment.core.readable import clean
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.downloads import download_of
from recruitment.web.public.words import document_in_words


@employer.get("/attachments/<int:attachment_id>")
def attachment(viewer: Staff, attachment_id: int) -> ResponseReturnValue:
    document: Attachment = one_visible(viewer, Attachment, Attachment.id == attachment_id)
    if not document.is_readable:
        raise NotVisible("nothing could be read of it")
    return render_template(
        "employer/attachments/attachment.html",
        advert=advert_of(viewer, document.vacancy_id),
        document=document,
        words=clean(document.html),
        facts=document_in_words(document.kind, document.size),
        file=url_for("employer.attachment_file", attachment_id=attachment_id),
    )


@employer.get("/attachments/<int:attachment_id>/file")
def attachment_file(viewer: Staff, attachment_id: int) -> Response:
    return download_of(one_visible(viewer, Attachment, Attachment.id == attachment_id))
