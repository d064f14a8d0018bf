"""Checks that an applicant shows: only those to which they consented for this application, for as long as they do."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.applications.queries import the_application
from recruitment.applications.vocabulary import CHECKS
from recruitment.applications.wallet_actions import note_seen
from recruitment.applications.wallet_queries import shown_checks
from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Staff
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer


@employer.get("/applications/<int:application_id>/checks")
def applicant_checks(viewer: Staff, application_id: int) -> ResponseReturnValue:
    """Looking is put on record, for the applicant to know."""
    application = the_application(viewer, application_id)
    if not viewer.has_role(application.organisation_id, *CHECKERS):
        raise NotVisible("checks are for those who make them")
    shown = shown_checks(viewer, application_id)
    if shown:
        note_seen(viewer, application_id)
    return render_template(
        "employer/checks/applicant_checks.html",
        application=application,
        advert=advert_of(viewer, application.vacancy_id),
        shown=shown,
        names=CHECKS,
        side_navigation=None,
    )
