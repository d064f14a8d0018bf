"""The time of an interview, kept as a fact beside what the candidate is told in words."""

from datetime import datetime

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.selection.interview_tables import InterviewTime


def note_time(viewer: Viewer, application: Application, *, at: datetime, meeting: str, place: str) -> InterviewTime:
    """The invitation that stands from now on."""
    row = interview_of(viewer, application.id)
    if row is None:
        keys = ("organisation_id", "account_id")
        row = InterviewTime(application_id=application.id, **{key: getattr(application, key) for key in keys})
        db.session.add(row)
    row.at, row.meeting, row.place, row.changed_at = at, meeting, place, clock.now()
    db.session.flush()
    return row


def interview_of(viewer: Viewer, application_id: int) -> InterviewTime | None:
    wanted = visible(viewer, InterviewTime).where(InterviewTime.application_id == application_id)
    return db.session.scalars(wanted).one_or_none()
