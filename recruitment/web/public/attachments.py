"""The documents of an advert: to keep as files, and to read as pages. They come and go with the advert."""

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import NotVisible
from recruitment.core.readable import clean
from recruitment.core.viewers import Viewer
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.queries import Advert, advert
from recruitment.vacancies.rules import slug_of
from recruitment.web.caching import changed_with
from recruitment.web.doors import public
from recruitment.web.downloads import download_of
from recruitment.web.public.words import document_in_words


def _document(found: Advert, attachment_id: int) -> Attachment:
    for each in found.attachments:
        if each.id == attachment_id:
            return each
    raise NotVisible("no such document of this advert")


@public.get("/vacancies/<reference>/<slug>/documents/<int:attachment_id>")
def attachment(viewer: Viewer, reference: str, slug: str, attachment_id: int) -> ResponseReturnValue:
    """What the document says, as a page: for phones, screen readers and whoever has no such program."""
    found = advert(viewer, reference)
    document = _document(found, attachment_id)
    if not document.is_readable:
        raise NotVisible("nothing could be read of it")
    address: dict[str, Any] = {"reference": reference, "slug": slug_of(found.vacancy.title)}
    if slug != address["slug"]:
        return redirect(url_for("public.attachment", attachment_id=attachment_id, **address), 301)
    changed_with(found.vacancy)
    return render_template(
        "public/attachments/attachment.html",
        advert=found,
        document=document,
        words=clean(document.html),
        facts=document_in_words(document.kind, document.size),
        file=url_for("public.attachment_file", attachment_id=attachment_id, **address),
        back=url_for("public.vacancy", **address),
    )


@public.get("/vacancies/<reference>/<slug>/documents/<int:attachment_id>/file")
def attachment_file(viewer: Viewer, reference: str, slug: str, attachment_id: int) -> Response:
    """The document itself. Its name does not hang on the advert's title, so any slug will do."""
    return download_of(_document(advert(viewer, reference), attachment_id))
