"""Choosing: each verb moves, records, and tells the candidate."""

from datetime import timedelta

import pytest

from recruitment.applications.actions import withdraw
from recruitment.applications.tables import Application, Progress
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff
from recruitment.extensions import db
from recruitment.selection.actions import (
    Parting,
    invite,
    reject,
    reject_together,
    reopen,
    shortlist,
    shortlist_together,
)
from recruitment.selection.queries import acts_on
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
ADDRESS = "jo@test.example"


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def jo(vacancy: Vacancy, state: str = "submitted") -> Application:
    return an_application(vacancy, account=an_account(ADDRESS), state=state)


def as_seen(*applications: Application) -> dict[int, str]:
    return {application.id: application.state for application in applications}


def told(application: Application) -> tuple[str, str]:
    """The state and message that the candidate's page shows last."""
    viewer = Candidate(application.account_id)
    wanted = visible(viewer, Progress).where(Progress.application_id == application.id).order_by(Progress.id)
    last = db.session.scalars(wanted).all()[-1]
    return last.state, last.message


def written() -> tuple[str, str]:
    """The name and message of the last letter."""
    letter = letters_to(ADDRESS)[-1]
    assert letter.facts is not None
    return letter.name, letter.facts["message"]


def test_shortlist(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy)
    shortlist(recruiter, application, message="Well done.")
    assert told(application) == ("shortlisted", "Well done.")
    assert written() == ("application_shortlisted", "Well done.")


def test_invite_says_when_and_where(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy, "shortlisted")
    invite(
        recruiter,
        application,
        at=clock.now() + timedelta(days=7),
        meeting="in_person",
        place="Town House",
        note="Ring.",
    )
    state, message = told(application)
    assert state == "interview"
    assert "How: In person\nWhere: Town House\n\nRing." in message
    assert written() == ("invited_to_interview", message)


def test_nobody_is_invited_into_the_past(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy, "shortlisted")
    with pytest.raises(Refused):
        invite(recruiter, application, at=clock.now() - timedelta(minutes=1), meeting="online", place="Here")
    assert (application.state, letters_to(ADDRESS)) == ("shortlisted", [])


def test_reject_keeps_the_reason_from_the_candidate(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy)
    reject(recruiter, application, reason="Essential: Criterion 1", feedback="Tell us more of your work.")
    assert told(application) == ("unsuccessful", "Tell us more of your work.")
    assert written() == ("application_unsuccessful", "Tell us more of your work.")
    assert acts_on(recruiter, application)[-1].reason == "Essential: Criterion 1"
    assert application.ended_at is not None


def test_reject_needs_a_reason(vacancy: Vacancy, recruiter: Staff) -> None:
    with pytest.raises(Refused):
        reject(recruiter, jo(vacancy), reason=" ", feedback="Sorry.")


def test_reopen(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy, "unsuccessful")
    reopen(recruiter, application, reason="Marked by mistake", message="Our mistake.")
    assert told(application) == ("submitted", "Our mistake.")
    assert written() == ("application_reopened", "Our mistake.")
    assert application.ended_at is None


def test_a_hiring_manager_does_not_reopen(vacancy: Vacancy) -> None:
    with pytest.raises(Refused):
        reopen(as_staff(an_organisation(), Role.HIRING_MANAGER), jo(vacancy, "unsuccessful"), reason="Because")


def test_several_at_once(vacancy: Vacancy, recruiter: Staff) -> None:
    three = [an_application(vacancy) for _ in range(3)]
    done = shortlist_together(recruiter, vacancy.id, as_seen(*three), message="Well done.")
    assert [one.id for one in done.moved] == [one.id for one in three]
    assert done.left == ()
    assert {told(one) for one in three} == {("shortlisted", "Well done.")}


def test_who_had_moved_meanwhile_is_left_and_reported(vacancy: Vacancy, recruiter: Staff) -> None:
    stays, gone, later = an_application(vacancy), an_application(vacancy), an_application(vacancy, state="offered")
    seen = as_seen(later, gone, stays)
    withdraw(Candidate(gone.account_id), gone)
    done = reject_together(recruiter, vacancy.id, seen, dict.fromkeys(seen, Parting("Because", "Others showed more.")))
    assert [one.id for one in done.moved] == [stays.id]
    assert [(one.id, one.state) for one in done.left] == [(gone.id, "withdrawn"), (later.id, "offered")]
    assert told(gone)[0] == "withdrawn"


def test_whom_a_colleague_moved_on_is_not_rejected_unseen(vacancy: Vacancy, recruiter: Staff) -> None:
    """The move would be legal from where the application stands now, but nobody saw it there."""
    application = jo(vacancy)
    seen = as_seen(application)
    shortlist(as_staff(an_organisation()), application)
    done = reject_together(recruiter, vacancy.id, seen, dict.fromkeys(seen, Parting("Because", "Others showed more.")))
    assert (done.moved, [one.state for one in done.left]) == ((), ["shortlisted"])
    assert written()[0] == "application_shortlisted"


def test_one_of_another_vacancy_stops_them_all(vacancy: Vacancy, recruiter: Staff) -> None:
    ours, other = an_application(vacancy), an_application(a_vacancy(an_organisation()))
    with pytest.raises(NotVisible):
        shortlist_together(recruiter, vacancy.id, as_seen(ours, other))


def test_another_organisations_applicants_are_out_of_reach(vacancy: Vacancy) -> None:
    application = jo(vacancy)
    with pytest.raises(NotVisible):
        shortlist_together(as_staff(an_organisation("orkney-islands-council")), vacancy.id, as_seen(application))
    assert letters_to(ADDRESS) == []


def test_a_panel_member_moves_nobody(vacancy: Vacancy) -> None:
    with pytest.raises(NotVisible):
        shortlist_together(as_staff(an_organisation(), Role.PANEL_MEMBER), vacancy.id, as_seen(jo(vacancy)))
    with pytest.raises(NotVisible):
        shortlist_together(as_staff(an_organisation(), Role.APPROVER), vacancy.id, as_seen(an_application(vacancy)))
