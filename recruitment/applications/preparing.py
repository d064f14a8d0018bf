"""What only helped to write an application goes when it is sent."""

from recruitment.applications.earlier_tables import Taken
from recruitment.applications.tables import Application
from recruitment.applications.together_tables import Gathered
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


def forget_preparations(viewer: Candidate, application: Application) -> None:
    """Takes a draft off the list of jobs to apply for together, and forgets what could have been undone in it."""
    for model in (Gathered, Taken):
        db.session.execute(removing(viewer, model).where(model.application_id == application.id))
