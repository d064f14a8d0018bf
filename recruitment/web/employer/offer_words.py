"""What pages about an offer have in common: whom they name, and the way back."""

from flask import url_for

from recruitment.applications.queries import name_of, whole_application
from recruitment.applications.tables import Application
from recruitment.core.viewers import Staff
from recruitment.offers.offer_queries import Held


def name_on(viewer: Staff, held: Held) -> str:
    """By the reference alone where the viewer may not know the name."""
    whole = whole_application(viewer, held.application.id)
    return name_of(held.application, whole.contact)


def crumbs(application: Application, name: str) -> list[dict[str, str]]:
    return [
        {"text": "Offers", "href": url_for("employer.offers")},
        {"text": name, "href": url_for("employer.applicant", application_id=application.id)},
    ]
