"""The short link of a signpost, in print or in a QR code: it leads to the advert and says where it stood."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.links import source_of_sign
from recruitment.core.viewers import Viewer
from recruitment.vacancies.queries import advert
from recruitment.vacancies.rules import slug_of
from recruitment.web.doors import public


@public.get("/j/<reference>/<sign>")
def signpost(viewer: Viewer, reference: str, sign: str) -> ResponseReturnValue:
    """Typed from paper, so in whatever case; a sign that means nothing leads to the advert all the same."""
    vacancy = advert(viewer, reference.upper()).vacancy
    source = source_of_sign(sign, vacancy.id) or None
    return redirect(url_for("public.vacancy", reference=vacancy.reference, slug=slug_of(vacancy.title), source=source))
