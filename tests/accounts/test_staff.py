"""Who joins an organisation's staff, in which roles, and how they leave."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from recruitment.accounts.queries import account_by_email, invitation_of, members, open_invitations, posts_of
from recruitment.accounts.staff import accept, change_roles, invite, withdraw_invitation
from recruitment.accounts.tables import Account, Invitation
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Post, Role, Staff, TokenHolder
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")
EMAIL = "colleague@test.example"


@pytest.fixture
def administrator() -> Staff:
    return as_staff(an_organisation(), Role.ADMINISTRATOR)


def invited(viewer: Staff, *roles: Role) -> Invitation:
    return invite(viewer, an_organisation(), "Test Colleague", EMAIL, roles or (Role.RECRUITER,))


def link() -> str:
    return urlsplit(letters_to(EMAIL)[-1].facts["link"]).path.rpartition("/")[2]


def join(invitation: Invitation, password_hash: str | None = None) -> Account:
    return accept(TokenHolder("invitation", invitation.id), invitation, password_hash)


def roles_of(person: int) -> frozenset[Role]:
    return frozenset().union(*(post.roles for post in posts_of(person)))


def test_only_an_administrator_invites() -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        invited(as_staff(an_organisation(), *(set(Role) - {Role.ADMINISTRATOR})))
    with pytest.raises(NotVisible):
        invited(as_staff(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR))
    assert letters_to(EMAIL) == []


def test_the_link_of_the_letter_is_the_invitation(administrator: Staff) -> None:
    invitation = invited(administrator)
    assert invitation_of(link()) is invitation
    assert link() not in invitation.token_digest
    with pytest.raises(NotVisible):
        invitation_of(link()[:-1])


def test_it_is_open_for_a_week(administrator: Staff) -> None:
    invitation = invited(administrator)
    assert timedelta(days=6, hours=23) < invitation.expires_at - clock.now() <= timedelta(days=7)
    invitation.expires_at = clock.now() - timedelta(seconds=1)
    db.session.flush()
    with pytest.raises(NotVisible):
        invitation_of(link())


def test_a_withdrawn_one_is_gone(administrator: Staff) -> None:
    withdraw_invitation(administrator, invited(administrator))
    assert open_invitations(administrator, an_organisation().id) == []
    with pytest.raises(NotVisible):
        invitation_of(link())


def test_accepting_gives_the_roles_once(administrator: Staff) -> None:
    invitation = invited(administrator, Role.RECRUITER, Role.APPROVER)
    account = join(invitation, "hash")
    assert (account.email, account.name, account.password) == (EMAIL, "Test Colleague", "hash")
    assert account.confirmed_at is not None
    assert posts_of(account.id) == (Post(an_organisation().id, frozenset({Role.RECRUITER, Role.APPROVER})),)
    with pytest.raises(IllegalMove):
        join(invitation, "another hash")


def test_whoever_has_an_account_keeps_it(administrator: Staff) -> None:
    account = an_account(EMAIL, name="Own Name", password="own hash")
    assert join(invited(administrator), "another hash") is account
    assert (account.name, account.password) == ("Own Name", "own hash")
    join(invited(administrator, Role.RECRUITER, Role.PANEL_MEMBER))
    assert roles_of(account.id) == {Role.RECRUITER, Role.PANEL_MEMBER}


def test_nothing_stays_of_whoever_claimed_the_address_before(administrator: Staff) -> None:
    db.session.add(Account(email=EMAIL, name="Stranger", password="stranger's", fs_uniquifier="stranger's"))
    db.session.flush()
    account = join(invited(administrator), "own hash")
    assert account is account_by_email(EMAIL)
    assert (account.name, account.password) == ("Test Colleague", "own hash")
    assert account.fs_uniquifier != "stranger's"


class TestRoles:
    def test_exactly_these(self, administrator: Staff) -> None:
        person = a_member(an_organisation(), Role.RECRUITER, Role.APPROVER)
        change_roles(administrator, an_organisation().id, person.id, [Role.APPROVER, Role.HIRING_MANAGER])
        assert roles_of(person.id) == {Role.APPROVER, Role.HIRING_MANAGER}

    def test_none_is_leaving(self, administrator: Staff) -> None:
        person = a_member(an_organisation())
        change_roles(administrator, an_organisation().id, person.id, [])
        assert posts_of(person.id) == ()
        assert person.id not in {row.account_id for row in members(administrator, an_organisation().id)}

    def test_the_last_administrator_stays(self, administrator: Staff) -> None:
        with pytest.raises(Refused, match="Make somebody else an administrator first"):
            change_roles(administrator, an_organisation().id, administrator.person, [Role.RECRUITER])
        a_member(an_organisation(), Role.ADMINISTRATOR)
        change_roles(administrator, an_organisation().id, administrator.person, [Role.RECRUITER])
        assert roles_of(administrator.person) == {Role.RECRUITER}

    def test_only_of_colleagues_and_by_administrators(self, administrator: Staff) -> None:
        elsewhere = a_member(an_organisation("orkney-islands-council"))
        with pytest.raises(NotVisible):
            change_roles(administrator, an_organisation().id, elsewhere.id, [Role.RECRUITER])
        with pytest.raises(NotVisible):
            change_roles(administrator, an_organisation("orkney-islands-council").id, elsewhere.id, [])
        with pytest.raises(Refused):
            change_roles(as_staff(an_organisation()), an_organisation().id, administrator.person, [])
        assert roles_of(elsewhere.id) == {Role.RECRUITER}
