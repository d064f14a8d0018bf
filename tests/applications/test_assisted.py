"""Applications that staff enter for somebody: the same rules, marked, confirmed, and then the person's own."""

from datetime import timedelta

import pytest

from recruitment.accounts.queries import address_in_use
from recruitment.accounts.tables import Account
from recruitment.applications.actions import advance, hold_draft
from recruitment.applications.assisted_actions import correct, hand_in
from recruitment.applications.assisted_confirming import ask_again, confirm, dispute, record_confirmation
from recruitment.applications.assisted_letters import entered_of_link
from recruitment.applications.assisted_queries import (
    Entered,
    acting_for,
    assisted_among,
    assisted_of,
    being_entered,
    is_unconfirmed,
)
from recruitment.applications.draft_actions import answer
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.extension_queries import extension_of
from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_tables import PARTS
from recruitment.applications.queries import applications_of_vacancy, the_application, whole_application
from recruitment.applications.rules import Unfinished
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate, Role, Staff, System, TokenHolder
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.helping import an_entered, an_extension
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


def link_in(letter: Letter) -> str:
    assert letter.facts is not None
    return str(letter.facts["link"]).rpartition("/")[2]


def holder(entered: Entered) -> TokenHolder:
    return TokenHolder("assisted", entered.assisted.application_id)


def count_told(person: int) -> int:
    """Rows of a profile."""
    return sum(
        len(db.session.scalars(visible(System("keeping"), part).where(part.account_id == person)).all())
        for part in PARTS
    )


def test_it_becomes_an_application_like_any_other(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    whole = whole_application(recruiter, entered.assisted.application_id)
    assert whole.application.state == "submitted"
    assert whole.contact is not None and whole.contact.email == "morag@test.example"
    assert whole.name == "Morag Asker"
    assert whole.history is not None and whole.history.employment[0]["job_title"] == "Baker"
    assert [each.text for each in whole.answers] == ["I bake well."] * len(whole.answers)
    assert whole.declaration is not None and whole.declaration.is_true
    assert [row.application.id for row in applications_of_vacancy(recruiter, vacancy.id)] == [whole.application.id]
    assert assisted_among(recruiter, [whole.application.id])[whole.application.id].entered_by == recruiter.person


def test_nobody_can_ever_sign_in_to_the_account_behind_it(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    account: Account = one_visible(System("keeping"), Account, Account.id == entered.assisted.account_id)
    assert (account.password, account.active, account.confirmed_at, account.name) == (None, False, None, "")
    assert account.removed_at is not None and account.email.endswith("@removed.invalid")
    assert address_in_use(account.id) is None


def test_it_is_entered_by_those_who_may(council: Organisation, vacancy: Vacancy) -> None:
    for role in (Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER):
        with pytest.raises(Refused):
            an_entered(as_staff(council, role), vacancy)
    with pytest.raises(Refused):
        an_entered(as_staff(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR), vacancy)


def test_it_is_whole_before_it_is_handed_in(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy, is_handed_in=False)
    person = acting_for(recruiter, entered.assisted)
    draft = draft_of(person, entered.assisted.application_id)
    answer(person, draft.application, draft.questions, {})
    with pytest.raises(Unfinished):
        hand_in(recruiter, entered)
    assert [row.id for row, _ in being_entered(recruiter, vacancy.id)] == [entered.assisted.id]


def test_in_time_is_judged_by_when_it_was_received(council: Organisation, recruiter: Staff) -> None:
    closes = clock.now().replace(microsecond=0) - timedelta(hours=2)
    vacancy = a_vacancy(council, closes_at=closes, public_from=closes - timedelta(days=9))
    for received_at, reason in (
        (closes + timedelta(seconds=1), "It came by post"),
        (closes, ""),
        (clock.now() + timedelta(hours=1), "It came by post"),
        (closes - timedelta(days=10), "Before it opened"),
    ):
        with pytest.raises(Refused):
            an_entered(recruiter, vacancy, received_at=received_at, received_reason=reason)
    entered = an_entered(recruiter, vacancy, received_at=closes, received_reason="The post room has stamped it")
    application = the_application(recruiter, entered.assisted.application_id)
    assert application.submitted_at == closes
    assert entered.assisted.handed_in_at is not None and entered.assisted.handed_in_at > closes
    assert entered.assisted.received_reason == "The post room has stamped it"


def test_more_time_holds_for_what_staff_enter(council: Organisation, recruiter: Staff) -> None:
    closed = a_vacancy(council, closes_at=clock.now() - timedelta(hours=1))
    extension = an_extension(recruiter, closed, email="")
    entered = an_entered(recruiter, closed, extension=extension)
    assert the_application(recruiter, entered.assisted.application_id).state == "submitted"
    found, _ = extension_of(recruiter, extension.id)
    assert (found.state, found.account_id) == ("used", entered.assisted.account_id)
    with pytest.raises(Refused):
        an_entered(recruiter, closed, extension=found, email="second@test.example")


def test_one_person_applies_once(vacancy: Vacancy, recruiter: Staff) -> None:
    an_application(vacancy, account=an_account("sent@test.example"))
    an_entered(recruiter, vacancy, is_handed_in=False)
    for email in ("Sent@test.example", "Morag@test.example"):
        with pytest.raises(Refused):
            an_entered(recruiter, vacancy, email=email)
    for _ in range(2):
        an_entered(recruiter, vacancy, email="")


def test_the_person_confirms_by_the_link(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    (letter,) = letters("application_entered")
    assert letter.to == "morag@test.example"
    whose, found = entered_of_link(link_in(letter))
    confirm(whose, found.assisted, by="link", on=clock.today())
    db.session.commit()
    assert assisted_of(recruiter, entered.assisted.application_id).state == "confirmed"
    assert not count_told(entered.assisted.account_id)
    with pytest.raises(IllegalMove):
        confirm(whose, found.assisted, by="link", on=clock.today())
    with pytest.raises(Refused):
        acting_for(recruiter, found.assisted)
    with pytest.raises(NotVisible):
        entered_of_link("none-of-ours")


def test_a_link_ends(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    (letter,) = letters("application_entered")
    entered.person.link_until = clock.now() - timedelta(seconds=1)
    db.session.commit()
    with pytest.raises(NotVisible):
        entered_of_link(link_in(letter))
    application = the_application(recruiter, entered.assisted.application_id)
    assert ask_again(recruiter, entered, application)
    db.session.commit()
    old, new = (link_in(each) for each in letters("application_entered"))
    assert entered_of_link(new)[1].assisted.id == entered.assisted.id
    with pytest.raises(NotVisible):
        entered_of_link(old)


def test_what_is_wrong_is_put_right_until_it_is_confirmed(council: Organisation, vacancy: Vacancy) -> None:
    recruiter = as_staff(council, Role.RECRUITER)
    entered = an_entered(recruiter, vacancy)
    application = the_application(recruiter, entered.assisted.application_id)
    dispute(holder(entered), entered, application, "My name is Moira")
    db.session.commit()
    (told,) = letters("entered_disputed")
    assert "Moira" not in str(told.facts)
    tell(acting_for(recruiter, entered.assisted), given_name="Moira")
    correct(recruiter, entered, "contact", "moira@test.example")
    ask_again(recruiter, entered, application)
    db.session.commit()
    whole = whole_application(recruiter, application.id)
    assert (whole.name, whole.contact.email if whole.contact else "") == ("Moira Asker", "moira@test.example")
    assert (entered.assisted.state, entered.person.objection) == ("unconfirmed", "")
    assert [letter.to for letter in letters("application_entered")] == ["morag@test.example", "moira@test.example"]
    record_confirmation(recruiter, entered.assisted, by="letter", on=clock.today())
    db.session.commit()
    with pytest.raises(IllegalMove):
        hold_draft(Candidate(entered.assisted.account_id), application)
    acts = db.session.scalars(
        visible(recruiter, Act).where(Act.noun == "assisted_application").order_by(Act.id).with_only_columns(Act.act)
    ).all()
    assert acts == ["begin", "hand_in", "dispute", "correct", "ask_again", "confirm"]


def test_a_correction_leaves_nothing_out(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    person = acting_for(recruiter, entered.assisted)
    draft = draft_of(person, entered.assisted.application_id)
    answer(person, draft.application, draft.questions, {})
    with pytest.raises(Unfinished):
        correct(recruiter, entered, "criteria")


def test_nobody_is_appointed_before_they_have_confirmed(vacancy: Vacancy, recruiter: Staff) -> None:
    entered = an_entered(recruiter, vacancy)
    application = the_application(recruiter, entered.assisted.application_id)
    for act in ("shortlist", "invite", "offer"):
        advance(recruiter, application, act)
    with pytest.raises(Refused):
        advance(recruiter, application, "appoint")
    assert application.state == "offered" and is_unconfirmed(application)
    record_confirmation(recruiter, entered.assisted, by="telephone", on=clock.today())
    advance(recruiter, application, "appoint")
    assert application.state == "appointed"


@pytest.mark.parametrize("days", [1, -1])
def test_it_was_confirmed_after_it_was_entered_and_not_tomorrow(vacancy: Vacancy, recruiter: Staff, days: int) -> None:
    entered = an_entered(recruiter, vacancy)
    with pytest.raises(Refused):
        record_confirmation(recruiter, entered.assisted, by="letter", on=clock.today() + timedelta(days=days))


def test_letters_go_where_there_is_an_address_and_nowhere_else(vacancy: Vacancy, recruiter: Staff) -> None:
    by_post = an_entered(recruiter, vacancy, email="")
    assert not letters("application_entered")
    advance(recruiter, the_application(recruiter, by_post.assisted.application_id), "shortlist")
    assert not letters("application_shortlisted")
    by_email = an_entered(recruiter, vacancy)
    advance(recruiter, the_application(recruiter, by_email.assisted.application_id), "shortlist")
    (letter,) = letters("application_shortlisted")
    assert letter.to == "morag@test.example"
    assert letter.facts is not None and letter.facts["link"].endswith("/candidate/entered")
