"""The lifecycle of an interview: every state and act, by whom, and its tie to the time that is taken."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.selection import interview_booking as booking
from recruitment.selection.interview_lifecycle import INTERVIEW, TAKEN
from recruitment.selection.interview_queries import slots_of_round
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, a_time, an_interview
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def jo(vacancy: Vacancy) -> Application:
    return an_application(vacancy, account=an_account(), state="interview", shortlisted_at=clock.now())


@pytest.mark.parametrize("act", INTERVIEW.acts)
@pytest.mark.parametrize("state", INTERVIEW.states)
def test_every_state_and_act(vacancy: Vacancy, recruiter: Staff, state: str, act: str) -> None:
    """The table decides, whoever tries; what the row says of its time agrees with its state afterwards."""
    row, application = a_round(vacancy, times=1), jo(vacancy)
    past = a_time(row, clock.now() - timedelta(hours=2))
    interview = an_interview(row, application, past if state in TAKEN else None)
    interview.state = state
    db.session.commit()
    free = next(slot for slot in slots_of_round(recruiter, row.id) if slot.id != past.id)
    tries = {
        "book": lambda: booking.book(recruiter, interview, free.id),
        "move": lambda: booking.book(recruiter, interview, free.id),
        "cancel": lambda: booking.cancel(Candidate(application.account_id), interview),
        "call_off": lambda: booking.call_off(recruiter, interview, reason="Nobody free"),
        "let_go": lambda: booking.let_go(System("interviews"), interview),
        "invite_again": lambda: booking.invite_again(recruiter, interview),
        "hold": lambda: booking.record_held(recruiter, interview),
        "miss": lambda: booking.record_no_show(recruiter, interview),
        "correct": lambda: booking.correct(recruiter, interview, reason="A slip"),
    }
    move = INTERVIEW.find(state, act)
    booked_by_either = act in ("book", "move") and INTERVIEW.find(state, "move" if state in TAKEN else "book")
    if move is None and not booked_by_either:
        with pytest.raises((IllegalMove, Refused)):
            tries[act]()
        assert interview.state == state
        return
    if act == "cancel" and state == "booked":
        with pytest.raises(Refused, match="too late"):
            tries[act]()
        return
    tries[act]()
    assert interview.state == (move.target if move else "booked")
    assert (interview.state in TAKEN) == (interview.slot_id is not None)


@pytest.mark.parametrize("role", Role)
def test_only_the_roles_of_the_table_may(vacancy: Vacancy, role: Role) -> None:
    viewer = as_staff(an_organisation(), role)
    interview = an_interview(a_round(vacancy, times=1), jo(vacancy))
    move = INTERVIEW.find("invited", "call_off")
    assert move is not None
    if role in move.by:
        booking.call_off(viewer, interview, reason="Nobody free")
        assert interview.state == "called_off"
    else:
        with pytest.raises((Refused, NotVisible)):
            booking.call_off(viewer, interview, reason="Nobody free")


@pytest.mark.parametrize(("state", "has_time"), [("booked", False), ("invited", True)])
def test_the_database_ties_the_state_to_the_time(vacancy: Vacancy, state: str, has_time: bool) -> None:
    row = a_round(vacancy, times=1)
    interview = an_interview(row, jo(vacancy))
    interview.state = state
    interview.slot_id = slots_of_round(System("interviews"), row.id)[0].id if has_time else None
    with pytest.raises(IntegrityError, match="booked_has_a_time"):
        db.session.flush()
    db.session.rollback()
