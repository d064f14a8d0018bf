"""One reserve list serves several vacancies: for each other job the person is asked, and their yes makes all of it."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.queries import applications_of_person, whole_application
from recruitment.core import clock
from recruitment.core.errors import DomainError, IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.viewers import Candidate, Role, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.offers.lifecycle import ASK
from recruitment.offers.pool_jobs import mind_the_pool
from recruitment.offers.reserve_actions import leave
from recruitment.offers.reserve_asking import ask, open_asks, say_no, say_yes, the_ask, vacancies_to_ask_for
from recruitment.offers.reserve_queries import open_place, reserve_place, reserves
from recruitment.offers.reserve_tables import ReserveAsk, ReservePlace
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pool import a_reserve_place, an_ask
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]


@pytest.fixture
def recruiter() -> Staff:
    person = a_member(an_organisation(), account=an_account("hr@fife.example"))
    return as_staff(an_organisation(), person=person.id)


@pytest.fixture
def runner_up() -> Account:
    return an_account("jo@test.example")


@pytest.fixture
def place(runner_up: Account) -> ReservePlace:
    """On the list of the first vacancy."""
    return a_reserve_place(a_vacancy(an_organisation(), title="Cleaner"), account=runner_up, state="accepted")


@pytest.fixture
def other() -> Vacancy:
    return a_vacancy(an_organisation(), title="Caretaker")


def asked(recruiter: Staff, place: ReservePlace, other: Vacancy) -> tuple[Candidate, ReserveAsk, ReservePlace]:
    viewer = Candidate(place.account_id)
    row = ask(recruiter, reserve_place(recruiter, place.id), other, "It is near you.")
    return viewer, row, reserve_place(viewer, place.id)


def names(email: str) -> list[str]:
    return [letter.name for letter in letters_to(email)]


def test_a_yes_makes_an_application_with_what_was_sent_before(
    recruiter: Staff, place: ReservePlace, other: Vacancy
) -> None:
    viewer, row, own = asked(recruiter, place, other)
    (letter,) = letters_to("jo@test.example")
    assert (letter.name, letter.facts["other"], letter.facts["message"]) == (
        "reserve_asked",
        "Caretaker",
        "It is near you.",
    )
    assert [each.id for each in open_asks(viewer, own.id)] == [row.id]
    made = say_yes(viewer, row, own)
    assert (made.vacancy_id, made.title, made.state) == (other.id, "Caretaker", "reserve")
    first, second = whole_application(recruiter, place.application_id), whole_application(recruiter, made.id)
    assert second.contact is not None and first.contact is not None
    assert second.contact.family_name == first.contact.family_name
    assert [each.text for each in second.answers] == [each.text for each in first.answers]
    assert second.history is not None and second.declaration is not None and len(second.referees or ()) == 1
    there = open_place(viewer, made.id)
    assert there is not None and (there.state, there.until) == ("accepted", place.until)
    assert {each.place.id for each in reserves(recruiter)} == {place.id, there.id}
    assert names("hr@fife.example") == ["reserve_answer"]


def test_a_no_costs_nothing(recruiter: Staff, place: ReservePlace, other: Vacancy) -> None:
    viewer, row, own = asked(recruiter, place, other)
    say_no(viewer, row, own)
    assert reserve_place(viewer, place.id).state == "accepted"
    assert len(applications_of_person(viewer)) == 1
    assert "does not want this job" in letters_to("hr@fife.example")[0].facts["answer"]
    with pytest.raises(IllegalMove):
        say_yes(viewer, the_ask(viewer, row.id), own)


def test_for_which_jobs_somebody_can_be_asked(
    recruiter: Staff, place: ReservePlace, other: Vacancy, runner_up: Account
) -> None:
    fife = an_organisation()
    a_vacancy(fife, title="Full", posts=1, posts_filled=1)
    a_vacancy(fife, title="Draft", state="draft")
    a_vacancy(an_organisation("orkney-islands-council"), title="Elsewhere")
    an_application(a_vacancy(fife, title="Applied for"), account=runner_up)
    own = reserve_place(recruiter, place.id)
    assert [each.title for each in vacancies_to_ask_for(recruiter, own)] == ["Caretaker"]
    ask(recruiter, own, other)
    assert vacancies_to_ask_for(recruiter, own) == []
    with pytest.raises(Refused):
        ask(recruiter, own, other)


def test_who_may_ask_and_who_may_answer(recruiter: Staff, place: ReservePlace, other: Vacancy) -> None:
    for role in (Role.APPROVER, Role.PANEL_MEMBER):
        with pytest.raises(DomainError):
            ask(as_staff(an_organisation(), role), place, other)
    _, row, _ = asked(recruiter, place, other)
    for stranger in (Candidate(an_account().id), as_staff(an_organisation("orkney-islands-council"))):
        with pytest.raises(NotVisible):
            the_ask(stranger, row.id)


def test_nothing_is_made_where_there_is_an_application_or_no_post(
    recruiter: Staff, place: ReservePlace, other: Vacancy, runner_up: Account
) -> None:
    viewer, row, own = asked(recruiter, place, other)
    other.posts_filled = other.posts
    db.session.flush()
    with pytest.raises(Refused, match="filled or withdrawn"):
        say_yes(viewer, row, own)
    other.posts_filled = 0
    a_draft(other, runner_up)
    with pytest.raises(Refused, match="already"):
        say_yes(viewer, row, own)
    assert the_ask(viewer, row.id).state == "asked"


def test_it_ends_by_itself_and_with_the_place(
    recruiter: Staff, place: ReservePlace, other: Vacancy, later: list[timedelta]
) -> None:
    viewer, row, own = asked(recruiter, place, other)
    another = an_ask(place, a_vacancy(an_organisation()), asked_at=clock.now() - timedelta(days=15))
    mind_the_pool()
    db.session.expire_all()
    assert (the_ask(viewer, row.id).state, the_ask(viewer, another.id).state) == ("asked", "ended")
    leave(viewer, reserve_place(viewer, own.id))
    db.session.expire_all()
    assert the_ask(viewer, row.id).state == "ended"


@pytest.mark.parametrize("state", ASK.states)
def test_every_act_from_every_state(place: ReservePlace, other: Vacancy, state: str) -> None:
    viewers: tuple[Viewer, ...] = (Candidate(place.account_id), as_staff(an_organisation()), System("letters"))
    for act in ASK.acts:
        for viewer in viewers:
            ended = None if state == "asked" else clock.now()
            made = place.application_id if state == "accepted" else None
            row = an_ask(place, a_vacancy(an_organisation()), state=state, ended_at=ended, made_id=made)
            move = ASK.find(state, act)
            kind = "candidate" if isinstance(viewer, Candidate) else "system" if isinstance(viewer, System) else "staff"
            changes = {"made_id": place.application_id} if act == "accept" else {}
            if move is not None and kind in move.by:
                make_move(viewer, row, ASK, act, ended_at=clock.now(), **changes)
                assert row.state == move.target
            else:
                with pytest.raises(DomainError):
                    make_move(viewer, row, ASK, act, ended_at=clock.now(), **changes)
