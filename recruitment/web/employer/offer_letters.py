"""The letter of an offer for those who make it: what was sent, or will be."""

from flask import Response

from recruitment.accounts.queries import organisation_of
from recruitment.applications.queries import whole_application
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Staff
from recruitment.offers.offer_queries import the_offer
from recruitment.web.doors import employer
from recruitment.web.offer_papers import name_of_letter, offer_paper
from recruitment.web.papers import download_of_paper


@employer.get("/offers/<int:offer_id>/letter.<any(pdf, html):form>", changes_state=True)
def offer_letter(viewer: Staff, offer_id: int, form: str) -> Response:
    """That a copy was taken is put on record."""
    held = the_offer(viewer, offer_id)
    terms = held.unsent or held.sent
    if terms is None:
        raise NotVisible("nothing is written yet")
    whole = whole_application(viewer, held.application.id)
    record(viewer, "take_copy", held.offer)
    organisation = organisation_of(held.offer.organisation_id).name
    paper = offer_paper(held, terms, whole.contact, organisation)
    return download_of_paper(paper, form, name_of_letter(held.application))
