"""Two people press at the same moment: one wins, the other is told, and what is stored makes sense; again and again."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from flask import Flask

from recruitment.accounts.queries import account_by_email, invitation_of, posts_of
from recruitment.accounts.staff import accept, invite
from recruitment.accounts.tables import Account, Invitation
from recruitment.applications.actions import discard, start, withdraw
from recruitment.applications.draft_queries import advert_by_reference
from recruitment.applications.queries import the_application
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System, TokenHolder
from recruitment.extensions import db
from recruitment.selection.actions import shortlist
from recruitment.vacancies.actions import publish
from recruitment.vacancies.approval_actions import approve, change_again, return_, send_for_approval
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_profile, an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.reference import load_reference
from tests.builders.vacancies import a_complete_vacancy, a_vacancy
from tests.core.own_database import own_app
from tests.resilience.drafts import a_finished_draft, whole_or_not_at_all
from tests.resilience.meeting import Press, at_once, the_winner

pytestmark = pytest.mark.dialect
ROUNDS = range(20)


@pytest.fixture(scope="module")
def portal(
    request: pytest.FixtureRequest, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One for all rounds of all tests; each makes vacancies of its own."""
    with own_app(request, tmp_path_factory.mktemp("together")) as portal:
        load_reference()
        yield portal


def acts_on(noun: str, number: int) -> list[str]:
    acts = visible(System("keeping"), Act).where(Act.noun == noun, Act.row_id == number).order_by(Act.id)
    return list(db.session.scalars(acts.with_only_columns(Act.act)))


def letters_about(row: Vacancy | Application) -> list[str]:
    """The names of the letters that tell of it, oldest first."""
    letters = db.session.scalars(visible(System("mail"), Letter).order_by(Letter.id))
    return [letter.name for letter in letters if (letter.facts or {}).get("reference") == row.reference]


class TestOverAnAdvert:
    @pytest.fixture
    def recruiter(self, portal: Flask) -> Staff:
        return as_staff(an_organisation(), Role.RECRUITER)

    @pytest.fixture
    def approvers(self, portal: Flask) -> tuple[Staff, Staff]:
        return as_staff(an_organisation(), Role.APPROVER), as_staff(an_organisation(), Role.APPROVER)

    @staticmethod
    def button(name: str, viewer: Staff, vacancy: Vacancy, act: Callable[..., Any], *words: Any) -> Press:
        number = vacancy.id
        return Press(name, lambda: advert_of(viewer, number).vacancy, lambda read: act(viewer, read, *words))

    @staticmethod
    def waiting(recruiter: Staff) -> Vacancy:
        vacancy = a_complete_vacancy(an_organisation(), created_by=recruiter.person)
        send_for_approval(recruiter, vacancy)
        db.session.commit()
        return vacancy

    @staticmethod
    def what_stands(recruiter: Staff, vacancy: Vacancy) -> tuple[str, list[str], list[str]]:
        """The state, the acts since it was sent, and the letters to its author."""
        state = advert_of(recruiter, vacancy.id).vacancy.state
        letters = [name for name in letters_about(vacancy) if name != "approval_wanted"]
        return state, acts_on("vacancy", vacancy.id)[1:], letters

    def test_two_approve(self, portal: Flask, recruiter: Staff, approvers: tuple[Staff, Staff]) -> None:
        for _ in ROUNDS:
            vacancy = self.waiting(recruiter)
            buttons = [self.button(str(viewer.person), viewer, vacancy, approve) for viewer in approvers]
            the_winner(at_once(portal, *buttons), IllegalMove)
            assert self.what_stands(recruiter, vacancy) == ("approved", ["approve"], ["advert_approved"])

    def test_one_approves_and_one_returns(
        self, portal: Flask, recruiter: Staff, approvers: tuple[Staff, Staff]
    ) -> None:
        after = {
            "approve": ("approved", ["approve"], ["advert_approved"]),
            "return": ("draft", ["return"], ["advert_returned"]),
        }
        for _ in ROUNDS:
            vacancy = self.waiting(recruiter)
            outcomes = at_once(
                portal,
                self.button("approve", approvers[0], vacancy, approve),
                self.button("return", approvers[1], vacancy, return_, "Say more about the hours."),
            )
            assert self.what_stands(recruiter, vacancy) == after[the_winner(outcomes, IllegalMove)]

    def test_one_publishes_and_one_changes_again(
        self, portal: Flask, recruiter: Staff, approvers: tuple[Staff, Staff]
    ) -> None:
        after = {
            "publish": ("published", ["approve", "publish"], ["advert_approved", "advert_published"], True),
            "change_again": ("draft", ["approve", "change_again"], ["advert_approved"], False),
        }
        for _ in ROUNDS:
            vacancy = self.waiting(recruiter)
            approve(approvers[0], vacancy)
            db.session.commit()
            outcomes = at_once(
                portal,
                self.button("publish", recruiter, vacancy, publish),
                self.button("change_again", recruiter, vacancy, change_again),
            )
            told_search = visible(System("index"), AdvertChange).where(AdvertChange.vacancy_id == vacancy.id)
            is_told = len(db.session.scalars(told_search).all()) == 1
            is_public = advert_of(recruiter, vacancy.id).vacancy.public_from is not None
            assert is_told == is_public
            assert (*self.what_stands(recruiter, vacancy), is_told) == after[the_winner(outcomes, IllegalMove)]


class TestOverAnApplication:
    @pytest.fixture
    def candidate(self, portal: Flask) -> Account:
        account = an_account()
        a_profile(account)
        return account

    @staticmethod
    def button(name: str, viewer: Any, application: Application, act: Callable[..., Any], **words: Any) -> Press:
        number = application.id
        return Press(name, lambda: the_application(viewer, number), lambda read: act(viewer, read, **words))

    def test_two_tabs_send_it(self, portal: Flask, candidate: Account) -> None:
        viewer = Candidate(candidate.id)
        for _ in ROUNDS:
            draft = a_finished_draft(candidate, a_vacancy(an_organisation()))
            tabs = [self.button(tab, viewer, draft, submit, received_at=clock.now()) for tab in ("one", "other")]
            the_winner(at_once(portal, *tabs), IllegalMove)
            assert whole_or_not_at_all(draft.id).sent == {draft.id}

    def test_one_tab_sends_it_and_one_deletes_it(self, portal: Flask, candidate: Account) -> None:
        viewer = Candidate(candidate.id)
        for _ in ROUNDS:
            draft = a_finished_draft(candidate, a_vacancy(an_organisation()))
            outcomes = at_once(
                portal,
                self.button("submit", viewer, draft, submit, received_at=clock.now()),
                self.button("discard", viewer, draft, discard),
            )
            is_sent = the_winner(outcomes, IllegalMove, NotVisible) == "submit"
            found = whole_or_not_at_all(draft.id)
            assert (found.sent, found.drafts) == ({draft.id} if is_sent else set(), set())

    def test_it_is_withdrawn_and_shortlisted(self, portal: Flask) -> None:
        """Where the shortlisting was stored before the withdrawal began, both happened, one after the other."""
        recruiter = as_staff(an_organisation(), Role.RECRUITER)
        vacancy = a_vacancy(an_organisation())
        letters = {"withdraw": "application_withdrawn", "shortlist": "application_shortlisted"}
        for _ in ROUNDS:
            application = an_application(vacancy)
            outcomes = at_once(
                portal,
                self.button("withdraw", Candidate(application.account_id), application, withdraw),
                self.button("shortlist", recruiter, application, shortlist),
            )
            acts = acts_on("application", application.id)
            assert acts in (["withdraw"], ["shortlist"], ["shortlist", "withdraw"])
            assert set(acts) == {outcome.name for outcome in outcomes if outcome.has_won}
            assert all(isinstance(outcome.refusal, IllegalMove) for outcome in outcomes if not outcome.has_won)
            assert letters_about(application) == [letters[act] for act in acts]
            state = the_application(Candidate(application.account_id), application.id).state
            assert state == {"withdraw": "withdrawn", "shortlist": "shortlisted"}[acts[-1]]

    def test_it_is_started_twice(self, portal: Flask, candidate: Account) -> None:
        viewer = Candidate(candidate.id)
        for _ in ROUNDS:
            reference = a_vacancy(an_organisation()).reference

            def read(reference: str = reference) -> Vacancy | None:
                return advert_by_reference(viewer, reference)

            first, second = at_once(portal, *(Press(tab, read, partial(start, viewer)) for tab in ("one", "other")))
            assert first.said.id == second.said.id
            draft = the_application(viewer, first.said.id)
            assert (draft.state, draft.reference, acts_on("application", draft.id)) == (
                "draft",
                first.said.reference,
                ["start"],
            )
            assert first.said.reference == second.said.reference


class TestOverAnInvitation:
    """Its one link, followed in two browsers."""

    @pytest.fixture
    def administrator(self, portal: Flask) -> Staff:
        return as_staff(an_organisation(), Role.ADMINISTRATOR)

    @staticmethod
    def follow(portal: Flask, administrator: Staff, email: str) -> None:
        """Both join; afterwards one has the roles, once."""
        invitation = invite(administrator, an_organisation(), "New Colleague", email, [Role.RECRUITER, Role.APPROVER])
        number = invitation.id
        db.session.commit()
        (letter,) = letters_to(email)
        link = letter.facts["link"].rsplit("/", 1)[1]

        def join(found: Invitation) -> Account:
            return accept(TokenHolder("invitation", found.id), found, "a hash")

        browsers = [Press(name, partial(invitation_of, link), join) for name in ("one", "other")]
        the_winner(at_once(portal, *browsers), IllegalMove, NotVisible)
        account = account_by_email(email)
        assert account is not None
        (post,) = posts_of(account.id)
        assert post.roles == {Role.RECRUITER, Role.APPROVER}
        assert acts_on("invitation", number) == ["invite", "accept_invitation"]

    def test_by_a_new_person(self, portal: Flask, administrator: Staff) -> None:
        for number in ROUNDS:
            self.follow(portal, administrator, f"new.colleague.{number}@test.example")

    def test_by_somebody_with_an_account(self, portal: Flask, administrator: Staff) -> None:
        for _ in ROUNDS:
            self.follow(portal, administrator, an_account().email)
