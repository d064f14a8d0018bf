"""Reserve lists: nobody stands on one without their yes, and the application moves with its place."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.errors import DomainError, IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.offers.lifecycle import RESERVE
from recruitment.offers.pool_jobs import mind_the_pool
from recruitment.offers.pool_queries import Wanted, found
from recruitment.offers.reserve_actions import Proposal, accept, decline, end_place, leave, propose
from recruitment.offers.reserve_queries import open_place, reserve_place, reserves
from recruitment.offers.reserve_tables import ReservePlace
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.letters import letters_to
from tests.builders.offers import sent_to
from tests.builders.organisations import an_organisation
from tests.builders.pool import a_reserve_place, shown
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]
OTHER = "orkney-islands-council"


@pytest.fixture
def recruiter() -> Staff:
    person = a_member(an_organisation(), account=an_account("hr@fife.example"))
    return as_staff(an_organisation(), person=person.id)


@pytest.fixture
def runner_up() -> Account:
    return an_account("jo@test.example")


def interviewed(account: Account) -> Application:
    return an_application(a_vacancy(an_organisation()), account=account, state="interview")


def asked(recruiter: Staff, account: Account, **facts: object) -> tuple[Application, ReservePlace]:
    application = interviewed(account)
    propose(recruiter, application, Proposal(**{"months": 6, "offers_sharing": True, **facts}))
    place = open_place(Candidate(account.id), application.id)
    assert place is not None
    return application, reserve_place(Candidate(account.id), place.id)


def state_of(application: Application) -> str:
    return the_application(System("keeping"), application.id).state


def names(email: str) -> list[str]:
    return [letter.name for letter in letters_to(email)]


def test_a_proposal_moves_nothing_and_is_told(recruiter: Staff, runner_up: Account) -> None:
    application, place = asked(recruiter, runner_up, message="Well done.", criteria=["Drives"])
    assert (state_of(application), place.state, place.criteria) == ("interview", "proposed", ["Drives"])
    (letter,) = letters_to("jo@test.example")
    assert letter.facts is not None
    assert (letter.name, letter.facts["message"]) == ("reserve_proposed", "Well done.")


def test_yes_puts_the_person_on_the_list_with_time_and_wording(recruiter: Staff, runner_up: Account) -> None:
    application, place = asked(recruiter, runner_up)
    accept(Candidate(runner_up.id), place, None)
    assert (state_of(application), place.state, place.is_shared) == ("reserve", "accepted", False)
    assert place.answered_at is not None and place.until is not None and place.wording
    assert place.until - place.answered_at > timedelta(days=180)
    assert names("jo@test.example") == ["reserve_proposed", "reserve_joined"]
    assert names("hr@fife.example") == ["reserve_answer"]
    assert found(as_staff(an_organisation(OTHER)), Wanted()).total == 0


def test_others_find_whoever_agreed_to_that_too(recruiter: Staff, runner_up: Account) -> None:
    application, place = asked(recruiter, runner_up)
    accept(Candidate(runner_up.id), place, shown())
    (entry,) = found(as_staff(an_organisation(OTHER)), Wanted(runners_up=True)).entries
    assert (entry.reserve_id, entry.until, entry.found_for) == (place.id, place.until, "Cleaner at Fife Council")
    leave(Candidate(runner_up.id), place)
    assert found(as_staff(an_organisation(OTHER)), Wanted()).total == 0
    assert (state_of(application), place.state) == ("unsuccessful", "ended")


def test_what_the_employer_does_not_share_nobody_can(recruiter: Staff, runner_up: Account) -> None:
    _, place = asked(recruiter, runner_up, offers_sharing=False)
    with pytest.raises(Refused):
        accept(Candidate(runner_up.id), place, shown())


def test_no_leaves_the_application_where_it_is(recruiter: Staff, runner_up: Account) -> None:
    application, place = asked(recruiter, runner_up)
    decline(Candidate(runner_up.id), place)
    assert (state_of(application), place.state) == ("interview", "declined")
    assert names("hr@fife.example") == ["reserve_answer"]


def test_an_offer_from_the_list_ends_the_place_and_its_showing(recruiter: Staff, runner_up: Account) -> None:
    application, place = asked(recruiter, runner_up)
    accept(Candidate(runner_up.id), place, shown())
    sent_to(recruiter, the_application(recruiter, application.id))
    assert (state_of(application), reserve_place(recruiter, place.id).state) == ("offered", "ended")
    assert found(as_staff(an_organisation(OTHER)), Wanted()).total == 0


def test_either_side_ends_it(recruiter: Staff, runner_up: Account) -> None:
    application, place = asked(recruiter, runner_up)
    accept(Candidate(runner_up.id), place, None)
    end_place(recruiter, reserve_place(recruiter, place.id), "The post is gone.")
    assert state_of(application) == "unsuccessful"
    assert names("jo@test.example")[-1] == "reserve_ended"


def test_a_proposal_is_made_once_and_after_the_interview_alone(recruiter: Staff, runner_up: Account) -> None:
    application, _ = asked(recruiter, runner_up)
    with pytest.raises(Refused):
        propose(recruiter, application, Proposal(6, False))
    early = an_application(a_vacancy(an_organisation()), state="shortlisted")
    with pytest.raises(IllegalMove):
        propose(recruiter, early, Proposal(6, False))
    with pytest.raises(Refused):
        propose(as_staff(an_organisation(), Role.APPROVER), interviewed(an_account()), Proposal(6, False))


def test_it_ends_by_itself_and_both_hear_of_it(recruiter: Staff, runner_up: Account, later: list[timedelta]) -> None:
    application, place = asked(recruiter, runner_up)
    accept(Candidate(runner_up.id), place, shown())
    db.session.commit()
    later.append(timedelta(days=200))
    mind_the_pool()
    mind_the_pool()
    assert (state_of(application), reserve_place(recruiter, place.id).state) == ("unsuccessful", "ended")
    assert names("jo@test.example")[-1:] == ["reserve_ended"]
    assert names("hr@fife.example") == ["reserve_answer", "reserve_answer"]
    assert found(as_staff(an_organisation(OTHER)), Wanted()).total == 0


def test_an_unanswered_proposal_lapses(recruiter: Staff, runner_up: Account, later: list[timedelta]) -> None:
    application, place = asked(recruiter, runner_up)
    db.session.commit()
    later.append(timedelta(days=15))
    mind_the_pool()
    assert (state_of(application), reserve_place(recruiter, place.id).state) == ("interview", "ended")


def test_the_list_by_kind_of_work_is_the_councils_own(recruiter: Staff, runner_up: Account) -> None:
    place = a_reserve_place(a_vacancy(an_organisation()), account=runner_up, state="accepted")
    (row,) = reserves(recruiter, category=a_vacancy(an_organisation()).category_code)
    assert row.place.id == place.id and row.contact is not None
    assert reserves(recruiter, category="teaching") == []
    other = as_staff(an_organisation(OTHER))
    assert reserves(other) == []
    with pytest.raises(NotVisible):
        reserve_place(other, place.id)


def viewers(place: ReservePlace) -> dict[str, Viewer]:
    council = an_organisation()
    return {role.value: as_staff(council, role) for role in Role} | {
        "candidate": Candidate(place.account_id),
        "system": System("letters"),
    }


@pytest.mark.parametrize("act", RESERVE.acts)
@pytest.mark.parametrize("state", RESERVE.states)
def test_every_act_from_every_state_by_everybody(state: str, act: str) -> None:
    place = a_reserve_place(a_vacancy(an_organisation()), state=state)
    for name, viewer in viewers(place).items():
        move = RESERVE.find(state, act)
        allowed = move is not None and name in {str(who) for who in move.by}
        ends = move is not None and move.target in ("declined", "ended")
        facts = {"ended_at": place.proposed_at} if ends else {}
        facts |= {"answered_at": place.proposed_at, "until": place.proposed_at} if act == "accept" else {}
        before = db.session.begin_nested()
        try:
            make_move(viewer, place, RESERVE, act, **facts)
        except DomainError:
            assert not allowed, (state, act, name)
        else:
            assert allowed, (state, act, name)
            recorded = db.session.scalars(visible(System("keeping"), Act).where(Act.row_id == place.id)).all()
            assert recorded[-1].act == act
        before.rollback()
        db.session.expunge_all()
        place = reserve_place(System("keeping"), place.id)
        assert place.state == state
