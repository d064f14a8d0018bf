"""Guaranteed interviews: whoever claims one and meets the essential criteria is offered it, by rule.

A claim is read by recruiters alone. So that no refusal tells a hiring manager of a claim, where an advert guarantees
interviews they reject nobody who meets every essential criterion, claim or none: a recruiter decides on all of those.
"""

from collections.abc import Collection
from enum import Enum

from recruitment.applications.lifecycle import IN_SIFT
from recruitment.applications.tables import Application, Guarantee
from recruitment.applications.vocabulary import PROMISES
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.selection.score_queries import cells_of, criteria_of, panel_seats, plan_of
from recruitment.selection.score_rules import meets_essentials
from recruitment.vacancies.tables import Vacancy

READS_CLAIMS = (Role.ADMINISTRATOR, Role.RECRUITER)
FOR_A_RECRUITER = (
    "By the panel’s scores this applicant meets every essential criterion. Where an advert guarantees interviews, a "
    "recruiter decides on everybody who does. Ask a recruiter."
)
TO_BE_INVITED = (
    "This applicant claims a guaranteed interview and meets every essential criterion, so by the scheme’s rule they "
    "are offered an interview. Give a reason to reject them all the same."
)


class Bar(Enum):
    """What stands against rejecting somebody in the sift."""

    NONE = "nothing"
    RECRUITER_DECIDES = "a recruiter decides on everybody who meets the essentials"
    GUARANTEED = "an interview is guaranteed"


def guarantees_interviews(vacancy: Vacancy) -> bool:
    return not set(PROMISES.values()).isdisjoint(vacancy.schemes)


def claims_of(viewer: Staff, application_ids: Collection[int]) -> dict[int, Guarantee]:
    wanted = visible(viewer, Guarantee).where(Guarantee.application_id.in_(application_ids))
    return {row.application_id: row for row in db.session.scalars(wanted)}


def meeting_essentials(viewer: Staff, vacancy: Vacancy, application_ids: Collection[int]) -> set[int]:
    """Of these applications those that meet every essential criterion by revealed or agreed scores."""
    criteria = criteria_of(viewer, vacancy.id)
    plan, panel = plan_of(viewer, vacancy, criteria), panel_seats(viewer, vacancy.id)
    cells = cells_of(viewer, plan, panel, application_ids, only_revealed=True)
    return {number for number in application_ids if meets_essentials(cells[number], plan.scale.meets)}


def bars_of(viewer: Staff, vacancy: Vacancy, applications: Collection[Application]) -> dict[int, Bar]:
    """What stands against rejecting each of a vacancy's applications; those against which nothing does are left out."""
    in_sift = [one.id for one in applications if one.state in IN_SIFT]
    reads = viewer.has_role(vacancy.organisation_id, *READS_CLAIMS)
    if reads:
        claims = claims_of(viewer, in_sift)
        return dict.fromkeys(meeting_essentials(viewer, vacancy, list(claims)), Bar.GUARANTEED) if claims else {}
    if not in_sift or not guarantees_interviews(vacancy):
        return {}
    return dict.fromkeys(meeting_essentials(viewer, vacancy, in_sift), Bar.RECRUITER_DECIDES)


def pass_bar(viewer: Staff, vacancy: Vacancy, application: Application, despite: str) -> None:
    """Raises Refused where something stands against the rejection.

    A recruiter's reason to reject `despite` a claim goes on record beside the claim, where only those read it who read
    claims.
    """
    bar = bars_of(viewer, vacancy, [application]).get(application.id, Bar.NONE)
    if bar is Bar.RECRUITER_DECIDES:
        raise Refused(FOR_A_RECRUITER)
    if bar is Bar.GUARANTEED:
        if not despite.strip():
            raise Refused(TO_BE_INVITED)
        claim = claims_of(viewer, [application.id])[application.id]
        record(viewer, "reject_despite_claim", claim, reason=despite.strip())


def to_be_invited(viewer: Staff, vacancy: Vacancy) -> list[Application]:
    """Whom the scheme's rule offers an interview, and nobody has yet; for those who read claims, else nobody."""
    if not viewer.has_role(vacancy.organisation_id, *READS_CLAIMS) or not guarantees_interviews(vacancy):
        return []
    claimed = visible(viewer, Guarantee).with_only_columns(Guarantee.application_id)
    everybody = visible(viewer, Application).where(Application.vacancy_id == vacancy.id, Application.state.in_(IN_SIFT))
    wanted = narrowed(everybody, Application.id.in_(claimed), claimed).order_by(Application.submitted_at)
    rows = list(db.session.scalars(wanted))
    meeting = meeting_essentials(viewer, vacancy, [row.id for row in rows]) if rows else set()
    return [row for row in rows if row.id in meeting]
