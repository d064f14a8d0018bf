"""What an applicant's page tells of help to apply: that staff entered it, and more time that the person had."""

from typing import Any

from recruitment.applications.assisted_lifecycle import CONFIRMED_BY, RECEIVED_BY, STATE_NAMES, UNCONFIRMED
from recruitment.applications.assisted_queries import assisted_of
from recruitment.applications.extension_queries import extension_behind
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.tables import Application
from recruitment.core.viewers import Staff
from recruitment.vacancies.redeployment_tables import HR
from recruitment.web.employer.colleagues import names_of


def helped(viewer: Staff, application: Application) -> dict[str, Any]:
    """For those who reach it; the panel reads an application like any other."""
    row = assisted_of(viewer, application.id)
    is_hr = viewer.has_role(application.organisation_id, *HR)
    own = [move.act for move in APPLICATION.open_to(application.state, ("candidate",))]
    return {
        "assisted": row,
        "assisted_words": (STATE_NAMES, RECEIVED_BY, CONFIRMED_BY),
        "is_unconfirmed": row is not None and row.state in UNCONFIRMED,
        "entered_by": names_of(viewer, application.organisation_id).get(row.entered_by, "a former colleague")
        if row is not None
        else "",
        # Nobody is appointed on words that they have not confirmed.
        "ruled_out": ("appoint",) if row is not None and row.state in UNCONFIRMED else (),
        "may_enter": is_hr,
        "acts_for_person": own if row is not None and is_hr and row.claimed_at is None else [],
        "extension": extension_behind(viewer, application),
    }
