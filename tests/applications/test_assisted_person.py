"""An entered application and its person: taken into an account, withdrawn, forgotten, and seen by no others."""

import pytest

from recruitment.applications.assisted_actions import abandon, act_for
from recruitment.applications.assisted_confirming import claim, dispute, record_confirmation
from recruitment.applications.assisted_jobs import forget_what_was_entered
from recruitment.applications.assisted_lifecycle import ASSISTED
from recruitment.applications.assisted_queries import (
    Entered,
    assisted_of,
    being_entered,
    claimable,
    entered_by_staff,
)
from recruitment.applications.assisted_tables import AssistedApplication, AssistedPerson
from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_tables import PARTS
from recruitment.applications.queries import the_application, whole_application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, Cosla, Public, Role, Staff, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_candidate, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.helping import an_entered
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def council() -> Organisation:
    return an_organisation()


@pytest.fixture
def recruiter(council: Organisation) -> Staff:
    return as_staff(council, Role.RECRUITER)


@pytest.fixture
def vacancy(council: Organisation) -> Vacancy:
    return a_vacancy(council)


def letters(name: str) -> list[Letter]:
    return list(db.session.scalars(visible(System("mail"), Letter).where(Letter.name == name).order_by(Letter.id)))


def holder(entered: Entered) -> TokenHolder:
    return TokenHolder("assisted", entered.assisted.application_id)


def count_told(person: int) -> int:
    """Rows of a profile."""
    return sum(
        len(db.session.scalars(visible(System("keeping"), part).where(part.account_id == person)).all())
        for part in PARTS
    )


def test_the_person_takes_it_into_an_account(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    number, before = entered.assisted.application_id, entered.assisted.account_id
    stranger, unconfirmed = as_candidate(), an_account("morag@test.example")
    unconfirmed.confirmed_at = None
    db.session.commit()
    for viewer in (stranger, Candidate(unconfirmed.id)):
        assert not claimable(viewer)
        with pytest.raises(NotVisible):
            claim(viewer, number)
    unconfirmed.confirmed_at = clock.now()
    db.session.commit()
    person = Candidate(unconfirmed.id)
    claim(person, number)
    db.session.commit()
    whole = whole_application(person, number)
    assert whole.name == "Morag Asker" and whole.referees and whole.answers and whole.progress
    row = assisted_of(person, number)
    assert row is not None and (row.state, row.confirmed_by, row.account_id) == ("confirmed", "account", person.person)
    assert not claimable(person)
    with pytest.raises(NotVisible):
        whole_application(Candidate(before), number)
    assert not count_told(before)
    with pytest.raises(Refused):
        act_for(recruiter, entered_by_staff(recruiter, row.id), "withdraw", "They rang")


@pytest.mark.parametrize("is_sent", [True, False])
def test_whoever_applied_alone_too_takes_nothing(vacancy: Vacancy, recruiter: Staff, is_sent: bool) -> None:
    account = an_account("own@test.example")
    entered = an_entered(recruiter, vacancy, email="own@test.example")
    (an_application if is_sent else a_draft)(vacancy, account=account)
    with pytest.raises(Refused):
        claim(Candidate(account.id), entered.assisted.application_id)
    assert the_application(recruiter, entered.assisted.application_id).account_id == entered.assisted.account_id


def test_staff_withdraw_as_the_person_has_told_them(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    with pytest.raises(Refused):
        act_for(recruiter, entered, "withdraw", " ")
    act_for(recruiter, entered, "withdraw", "By telephone on 3 March")
    assert the_application(recruiter, entered.assisted.application_id).state == "withdrawn"
    assert not count_told(entered.assisted.account_id)


def test_what_was_begun_is_deleted_whole(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy, is_handed_in=False)
    person = entered.assisted.account_id
    abandon(recruiter, entered)
    db.session.commit()
    assert not count_told(person)
    for model in (AssistedApplication, AssistedPerson):
        assert not db.session.scalars(visible(System("keeping"), model)).all()


def test_nothing_outlives_an_application_that_retention_took(vacancy: Vacancy, recruiter: Staff) -> None:
    kept, gone = an_entered(recruiter, vacancy), an_entered(recruiter, vacancy, email="")
    other = an_account()
    tell(Candidate(other.id), given_name="Ailsa")
    gone_person = gone.assisted.account_id
    keeping = System("keeping")
    db.session.execute(
        changing(keeping, AssistedApplication).where(AssistedApplication.id == gone.assisted.id).values(account_id=0)
    )
    db.session.commit()
    forget_what_was_entered()
    assert not count_told(gone_person)
    assert count_told(kept.assisted.account_id) and count_told(other.id)


def test_the_panel_and_other_councils_see_nothing_of_how_it_came(council: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(council)
    entered = an_entered(recruiter, vacancy)
    number = entered.assisted.application_id
    elsewhere = as_staff(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR)
    for viewer in (as_staff(council, Role.PANEL_MEMBER), as_staff(council, Role.APPROVER), elsewhere, as_candidate()):
        assert assisted_of(viewer, number) is None
        assert not db.session.scalars(visible(viewer, AssistedPerson)).all()
    for viewer in (as_staff(council, Role.APPROVER), elsewhere):
        assert not being_entered(viewer, vacancy.id)
        with pytest.raises(NotVisible):
            entered_by_staff(viewer, entered.assisted.id)
    manager = as_staff(council, Role.HIRING_MANAGER)
    assert assisted_of(manager, number) is not None
    assert not db.session.scalars(visible(manager, AssistedPerson)).all()
    for other in (Public(), Cosla(1)):
        with pytest.raises(NotVisible):
            visible(other, AssistedApplication)
    assert assisted_of(TokenHolder("assisted", number + 1), number) is None
    assert assisted_of(TokenHolder("extension", number), number) is None


@pytest.mark.parametrize("act", ASSISTED.acts)
@pytest.mark.parametrize("state", ASSISTED.states)
@pytest.mark.parametrize("who", [*Role, "token", "candidate"])
def test_each_act_from_each_state_by_each_role(
    council: Organisation, vacancy: Vacancy, state: str, act: str, who: Role | str
) -> None:
    recruiter = as_staff(council, Role.RECRUITER)
    entered = an_entered(recruiter, vacancy, is_handed_in=state != "entering")
    if state == "confirmed":
        record_confirmation(recruiter, entered.assisted, by="letter", on=clock.today())
    elif state == "disputed":
        make_move(holder(entered), entered.assisted, ASSISTED, "dispute")
    db.session.commit()
    viewer: Viewer = (
        holder(entered) if who == "token"
        else Candidate(entered.assisted.account_id) if who == "candidate"
        else as_staff(council, Role(who))
    )  # fmt: skip
    facts = {
        "hand_in": {"handed_in_at": clock.now()},
        "confirm": {"confirmed_by": "letter", "confirmed_on": clock.today()},
    }
    move = ASSISTED.find(state, act)
    if move is not None and who in move.by:
        make_move(viewer, entered.assisted, ASSISTED, act, **facts.get(act, {}))
        assert entered.assisted.state == move.target
    else:
        with pytest.raises((IllegalMove, Refused, NotVisible)):
            make_move(viewer, entered.assisted, ASSISTED, act, **facts.get(act, {}))
        assert entered.assisted.state == state


def test_staff_of_the_council_hear_that_something_is_wrong(council: Organisation, vacancy: Vacancy) -> None:
    head, first, second = (a_member(council, role) for role in (Role.ADMINISTRATOR, Role.RECRUITER, Role.RECRUITER))
    entered = an_entered(as_staff(council, Role.ADMINISTRATOR, person=head.id), vacancy)
    application = the_application(as_staff(council, Role.RECRUITER, person=first.id), entered.assisted.application_id)
    dispute(holder(entered), entered, application, "Wrong")
    assert {letter.to for letter in letters("entered_disputed")} == {head.email, first.email, second.email}
