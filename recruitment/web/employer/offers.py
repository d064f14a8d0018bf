"""Offers over the whole organisation: what is out, what is due, and what waits for whom."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from recruitment.applications.queries import name_of
from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.offers.offer_queries import STAGES, counts_of_offers, offers_at
from recruitment.offers.reserve_queries import require_hiring
from recruitment.web.doors import employer
from recruitment.web.employer.vacancies import chosen_organisations
from recruitment.web.workplaces import workplaces

PAGE = 50


@employer.get("/offers")
def offers(viewer: Staff) -> ResponseReturnValue:
    """Of one stage where that is asked, else the first of each."""
    hiring = require_hiring(viewer)
    organisations = [each for each in workplaces(viewer) if each.id in hiring]
    chosen = chosen_organisations(organisations, request.args.get("organisation"))
    ids = [each.id for each in chosen]
    counts = counts_of_offers(viewer, ids)
    asked = request.args.get("state", "")
    stages = [asked] if asked in STAGES else [stage for stage in STAGES if counts.get(stage)]
    page = max(request.args.get("page", 1, type=int), 1) if asked in STAGES else 1
    found = {
        stage: offers_at(viewer, ids, stage, offset=(min(page, 10_000) - 1) * PAGE, limit=PAGE) for stage in stages
    }
    return render_template(
        "employer/offers/offers.html",
        groups=[
            (stage, [(row, name_of(row.offer.application, row.contact)) for row in rows])
            for stage, rows in found.items()
        ],
        stages=STAGES,
        counts=counts,
        asked=asked if asked in STAGES else "",
        organisations=organisations,
        chosen=chosen,
        page=page,
        most=PAGE,
        now=clock.now(),
    )
