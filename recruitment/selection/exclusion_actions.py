"""Declaring that a member of staff knows an applicant too well to judge fairly, and taking back a mistake."""

from sqlalchemy.exc import IntegrityError

from recruitment.applications.exclusion_tables import Exclusion
from recruitment.applications.tables import Application
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.interview_panel import tell_of_exclusion
from recruitment.selection.score_actions import forget_exclusion, reveal_what_is_all_in, take_scores_out
from recruitment.selection.score_queries import FOR_THE_CHAIR, exclusions_of, panel_seats
from recruitment.selection.score_rules import RELATIONSHIPS


def exclude(viewer: Staff, application: Application, relationship: str, member: int | None = None) -> None:
    """`member`, or the viewer, reads nothing of this application from now on, and what they scored counts for nothing.

    A recruiter declares for a member of the panel, whoever may read the application for themselves. Raises Refused, and
    IllegalMove where it was declared before.
    """
    who = viewer.person if member is None else member
    if who != viewer.person and not viewer.has_role(application.organisation_id, *FOR_THE_CHAIR):
        raise Refused("Only a recruiter declares a relationship for somebody else.")
    panel = panel_seats(viewer, application.vacancy_id).members
    if who != viewer.person and who not in panel:
        raise Refused("That person does not sit on this vacancy’s panel.")
    if relationship not in RELATIONSHIPS:
        raise Refused("Choose what the relationship is.")
    row = Exclusion(
        organisation_id=application.organisation_id, application_id=application.id, vacancy_id=application.vacancy_id,
        account_id=application.account_id, member=who, relationship=relationship, declared_by=viewer.person,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as again:
        raise IllegalMove("application", "declare a relationship") from again
    take_scores_out(application.id, who, is_left_out=True)
    record(viewer, "exclude", application, reason=f"Colleague {who}: {RELATIONSHIPS[relationship]}")
    tell_of_exclusion(application.vacancy_id, application.id, who)
    reveal_what_is_all_in(viewer, application.vacancy_id, [application])


def lift_exclusion(viewer: Staff, application: Application, member: int, reason: str) -> None:
    """A declaration was a mistake: the colleague reads the application again, and what they scored counts again.

    For recruiters, not for the colleague. Raises Refused, and IllegalMove where there is none any more.
    """
    if not viewer.has_role(application.organisation_id, *FOR_THE_CHAIR) or member == viewer.person:
        raise Refused("Only a recruiter takes a declared relationship back, and nobody takes back their own.")
    if not reason.strip():
        raise Refused("Give a reason.")
    row = next((each for each in exclusions_of(viewer, application.id) if each.member == member), None)
    if row is None:
        raise IllegalMove("application", "take back a relationship")
    forget_exclusion(viewer, row)
    take_scores_out(application.id, member, is_left_out=False)
    record(viewer, "lift_exclusion", application, reason=f"Colleague {member}: {reason.strip()}")
