"""More time for one person: until the exact second, for nobody else, and gone when it is taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from recruitment.applications.actions import start
from recruitment.applications.closing import closing_for, to_the_second
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import advert_by_reference, draft_of
from recruitment.applications.extension_actions import bind, extension_of_link, move_until, take_back
from recruitment.applications.extension_lifecycle import CAUSES, EXTENSION
from recruitment.applications.extension_queries import extension_behind, extension_of, extensions_for, vacancy_of
from recruitment.applications.extension_tables import Extension
from recruitment.applications.extension_use import use_extension
from recruitment.applications.rules import Closed
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Cosla, Public, Role, Staff, System, TokenHolder
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_candidate, as_staff
from tests.builders.applications import a_profile
from tests.builders.helping import an_adjustment, an_extension
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
REASON = "They could not see the page"


@pytest.fixture
def council() -> Organisation:
    return an_organisation()


@pytest.fixture
def recruiter(council: Organisation) -> Staff:
    return as_staff(council, Role.RECRUITER)


@pytest.fixture
def closed(council: Organisation) -> Vacancy:
    """It closed an hour ago."""
    return a_vacancy(council, closes_at=clock.now().replace(microsecond=0) - timedelta(hours=1))


def letters(name: str) -> list[Letter]:
    return list(db.session.scalars(visible(System("mail"), Letter).where(Letter.name == name).order_by(Letter.id)))


def link_in(letter: Letter) -> str:
    assert letter.facts is not None
    return str(letter.facts["link"]).rpartition("/")[2]


def a_candidate(email: str) -> Candidate:
    account = an_account(email)
    a_profile(account)
    return Candidate(account.id)


def a_finished_draft(viewer: Candidate, vacancy: Vacancy) -> Application:
    application = start(viewer, vacancy)
    for section in ("history", "referees"):
        finish(viewer, application, section)
    asked = draft_of(viewer, application.id).questions
    answer(viewer, application, asked, {question.id: "I clean well." for question in asked})
    declare(viewer, application, related="no", right_to_work="yes", convictions="no")
    db.session.commit()
    return application


def test_one_person_may_apply_after_closing_and_nobody_else(recruiter: Staff, closed: Vacancy) -> None:
    person, other = a_candidate("morag@test.example"), a_candidate("other@test.example")
    until = clock.now().replace(microsecond=0) + timedelta(days=2)
    extension = an_extension(recruiter, closed, until, reason=REASON)
    assert extension.account_id == person.person
    with pytest.raises(Closed):
        start(other, closed)
    application = a_finished_draft(person, closed)
    draft = draft_of(person, application.id)
    assert draft.closing is not None and draft.closing.closes_at == until and draft.closing.is_extended
    assert draft.is_open(until) and not draft.is_open(until + timedelta(seconds=1))
    with pytest.raises(Closed) as late:
        submit(person, application, received_at=until + timedelta(seconds=1))
    assert late.value.closed_at == until
    db.session.rollback()
    submit(person, application, received_at=until + timedelta(microseconds=999_999))
    db.session.commit()
    found, _ = extension_of(recruiter, extension.id)
    assert found.state == "used" and found.used_at is not None
    assert extension_behind(recruiter, application) is found


def test_sent_before_the_closing_of_all_uses_nothing(council: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(council)
    person = a_candidate("morag@test.example")
    extension = an_extension(recruiter, vacancy)
    submit(person, a_finished_draft(person, vacancy), received_at=clock.now())
    db.session.commit()
    assert extension_of(recruiter, extension.id)[0].state == "granted"


def test_moments_are_told_to_the_second_in_scotland() -> None:
    assert to_the_second(datetime(2026, 7, 1, 16, 30, tzinfo=UTC)) == "1 July 2026 at 5:30pm"
    assert to_the_second(datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)) == "1 December 2026 at 11:59:59pm"


def test_a_letter_says_until_when_and_its_link_binds_once(recruiter: Staff, closed: Vacancy) -> None:
    extension = an_extension(recruiter, closed, reason=REASON)
    (letter,) = letters("extension_granted")
    assert letter.facts is not None and letter.facts["until"] == to_the_second(extension.until)
    assert REASON not in str(letter.facts)
    link = link_in(letter)
    assert vacancy_of(extension_of_link(link)).id == closed.id
    person = a_candidate("another-address@test.example")
    with pytest.raises(Closed):
        start(person, closed)
    bind(person, link, closed)
    bind(person, link, closed)
    db.session.commit()
    assert start(person, closed).state == "draft"
    with pytest.raises(NotVisible):
        bind(a_candidate("thief@test.example"), link, closed)
    with pytest.raises(NotVisible):
        extension_of_link("nothing-of-ours")


def test_it_holds_where_the_public_never_sees_the_advert(council: Organisation, recruiter: Staff) -> None:
    internal = a_vacancy(
        council, public_from=NEVER, internal_from=clock.now() - timedelta(days=3),
        closes_at=clock.now() - timedelta(hours=1),
    )  # fmt: skip
    person = a_candidate("morag@test.example")
    assert advert_by_reference(person, internal.reference) is None
    an_extension(recruiter, internal)
    assert advert_by_reference(person, internal.reference) is not None
    application = a_finished_draft(person, internal)
    submit(person, application, received_at=clock.now())
    assert application.state == "submitted"


def test_it_is_made_shorter_and_taken_back(recruiter: Staff, closed: Vacancy) -> None:
    person = a_candidate("morag@test.example")
    extension = an_extension(recruiter, closed)
    application = a_finished_draft(person, closed)
    sooner = clock.now().replace(microsecond=0) + timedelta(hours=1)
    move_until(recruiter, extension, closed, sooner, "The panel meets")
    db.session.commit()
    assert closing_for(person, closed).closes_at == sooner
    with pytest.raises(Refused):
        move_until(recruiter, extension, closed, clock.now() - timedelta(minutes=1), "Too soon")
    take_back(recruiter, extension, closed, "A mistake")
    db.session.commit()
    with pytest.raises(Closed):
        submit(person, application, received_at=clock.now())
    assert [len(letters(name)) for name in ("extension_moved", "extension_taken_back")] == [1, 1]
    acts = db.session.scalars(visible(recruiter, Act).where(Act.noun == "extension").order_by(Act.id)).all()
    assert [(act.act, act.reason) for act in acts] == [
        ("grant", CAUSES["fault"]), ("move", "The panel meets"), ("take_back", "A mistake"),
    ]  # fmt: skip
    again = an_extension(recruiter, closed)
    assert again.account_id == person.person


def test_of_several_for_one_person_one_holds(recruiter: Staff, closed: Vacancy) -> None:
    an_extension(recruiter, closed)
    with pytest.raises(Refused):
        an_extension(recruiter, closed)
    db.session.rollback()
    person = a_candidate("elsewhere@test.example")
    an_extension(recruiter, closed, email="second@test.example")
    first, second = (link_in(letter) for letter in letters("extension_granted"))
    bind(person, first, closed)
    db.session.commit()
    with pytest.raises(Refused):
        bind(person, second, closed)


@pytest.mark.parametrize("seconds", [-1, 0])
def test_no_time_that_everybody_has(council: Organisation, recruiter: Staff, seconds: int) -> None:
    vacancy = a_vacancy(council)
    assert vacancy.closes_at is not None
    with pytest.raises(Refused):
        an_extension(recruiter, vacancy, vacancy.closes_at + timedelta(seconds=seconds))
    for other in ({"closes_at": None}, {"state": "filled"}):
        with pytest.raises(Refused):
            an_extension(recruiter, a_vacancy(council, **other), clock.now() + timedelta(days=3))


@pytest.mark.parametrize("act", EXTENSION.acts)
@pytest.mark.parametrize("state", EXTENSION.states)
@pytest.mark.parametrize("role", [*Role, "candidate"])
def test_each_act_from_each_state_by_each_role(
    council: Organisation, recruiter: Staff, closed: Vacancy, state: str, act: str, role: Role | str
) -> None:
    person = a_candidate("morag@test.example")
    extension = an_extension(recruiter, closed)
    extension.state = state
    db.session.commit()
    viewer = person if role == "candidate" else as_staff(council, Role(role))
    move = EXTENSION.find(state, act)

    def make() -> None:
        if act == "use":
            if role == "candidate":
                use_extension(person, closed)
            else:
                make_move(viewer, extension, EXTENSION, act)
        elif act == "move":
            move_until(viewer, extension, closed, clock.now() + timedelta(days=1), "Why")
        else:
            take_back(viewer, extension, closed, "Why")

    if move is not None and role in move.by:
        make()
        assert extension.state == move.target
    else:
        with pytest.raises((IllegalMove, Refused, NotVisible)):
            make()
        assert extension.state == state


def test_nobody_else_reaches_it(council: Organisation, recruiter: Staff, closed: Vacancy) -> None:
    asked = an_adjustment(a_vacancy(council))
    extension = an_extension(recruiter, closed, adjustment=asked)
    strangers = [as_staff(council, role) for role in (Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER)]
    elsewhere = as_staff(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR)
    for viewer in (*strangers, elsewhere, as_candidate(), TokenHolder("extension", extension.id + 1)):
        assert not db.session.scalars(visible(viewer, Extension)).all()
    for viewer in (*strangers, elsewhere):
        assert not extensions_for(viewer, closed.id)
        with pytest.raises(NotVisible):
            extension_of(viewer, extension.id)
        with pytest.raises(Refused):
            an_extension(viewer, closed, email="x@test.example")
    for other in (Public(), Cosla(1)):
        with pytest.raises(NotVisible):
            visible(other, Extension)
    assert [row.adjustment_id for row in extensions_for(recruiter, closed.id)] == [asked.id]
