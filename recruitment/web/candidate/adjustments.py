"""Asking for help to apply with an account: the form begins with what the person has told already."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.profile_queries import basics, email_of
from recruitment.core.viewers import Candidate
from recruitment.vacancies.queries import advert
from recruitment.web.adjustment_forms import adjustment_page
from recruitment.web.doors import candidate


@candidate.route("/vacancies/<reference>/adjustments", methods=["GET", "POST"])
def adjustments(viewer: Candidate, reference: str) -> ResponseReturnValue:
    """Also for adverts that the public does not see yet."""
    found = advert(viewer, reference)
    about = basics(viewer)
    known = {"reach_by": "email", "email": email_of(viewer)}
    if about is not None:
        known |= {
            "name": f"{about.given_name} {about.family_name}".strip(),
            "phone": about.phone,
            "address": "\n".join(filter(None, (about.address, about.town, about.postcode))),
        }
    return adjustment_page(
        viewer,
        found,
        "candidate/adjustments/adjustments.html",
        lambda asked: url_for("candidate.adjustment_asked", reference=reference, request_reference=asked.reference),
        **known,
    )


@candidate.get("/vacancies/<reference>/adjustments/<request_reference>")
def adjustment_asked(viewer: Candidate, reference: str, request_reference: str) -> ResponseReturnValue:
    found = advert(viewer, reference)
    return render_template("candidate/adjustments/adjustment_asked.html", found=found, reference=request_reference)
