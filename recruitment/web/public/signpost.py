"""The short link of a signpost, in print or in a QR code: it leads to the advert and says where it stood."""

from collections.abc import Mapping

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.vocabulary import SIGNPOSTS
from recruitment.core.viewers import Viewer
from recruitment.vacancies.queries import advert
from recruitment.vacancies.rules import slug_of
from recruitment.web.doors import public


@public.get("/j/<reference>/<sign>")
def signpost(viewer: Viewer, reference: str, sign: str) -> ResponseReturnValue:
    """Typed from paper, so in whatever case; a sign that means nothing leads to the advert all the same."""
    vacancy = advert(viewer, reference.upper()).vacancy
    medium = SIGNPOSTS.get(sign.lower())
    address = url_for("public.vacancy", reference=vacancy.reference, slug=slug_of(vacancy.title), source=medium)
    return redirect(address)


def came_from(arguments: Mapping[str, str]) -> str:
    """The `source` of an address: the medium whose signpost led here; empty where none did or somebody made one up."""
    medium = arguments.get("source", "")
    return medium if medium in SIGNPOSTS.values() else ""
