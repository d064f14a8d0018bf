"""Asking for help to apply, without an account. The form has a state, and so an address that no reading page has."""

import re
from typing import Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from recruitment.core.viewers import Viewer
from recruitment.vacancies.queries import advert
from recruitment.vacancies.rules import slug_of
from recruitment.web.adjustment_forms import adjustment_page
from recruitment.web.doors import public

REFERENCE: Final = re.compile(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}")


@public.route("/vacancies/<reference>/<slug>/adjustments", methods=["GET", "POST"])
def adjustments(viewer: Viewer, reference: str, slug: str) -> ResponseReturnValue:
    found = advert(viewer, reference)
    right = slug_of(found.vacancy.title)
    if slug != right:
        return redirect(url_for("public.adjustments", reference=reference, slug=right), 301)
    return adjustment_page(
        viewer,
        found,
        "public/adjustments/adjustments.html",
        lambda asked: url_for("public.adjustment_asked", request_reference=asked.reference),
    )


@public.get("/adjustments/asked/<request_reference>")
def adjustment_asked(_viewer: Viewer, request_reference: str) -> ResponseReturnValue:
    """Tells nothing but what stands in its address."""
    if not REFERENCE.fullmatch(request_reference):
        raise NotFound
    return render_template("public/adjustments/adjustment_asked.html", reference=request_reference)
