"""An applicant named Jo, the pages that decide on them, and what they are told."""

from recruitment.applications.tables import Application, Progress
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.applications import an_application

ADDRESS = "jo@test.example"


def jo(vacancy: Vacancy, state: str = "submitted", **facts: str) -> Application:
    account = an_account(ADDRESS)
    return an_application(vacancy, account=account, state=state, given_name="Jo", family_name="Example", **facts)


def page_of(application: Application, act: str = "", words: str = "") -> str:
    """The application's page, or that of an act on it; `words` begin with a question mark."""
    return f"/employer/applications/{application.id}{'/' if act else ''}{act}{words}"


def told(application: Application) -> tuple[str, str]:
    """The state and message that the candidate's page shows last."""
    db.session.expire_all()
    viewer = Candidate(application.account_id)
    wanted = visible(viewer, Progress).where(Progress.application_id == application.id).order_by(Progress.id)
    last = db.session.scalars(wanted).all()[-1]
    return last.state, last.message
