"""One builder a noun: accounts, and being signed in with one."""

import itertools

from flask.testing import FlaskClient

from recruitment.accounts.key_tables import SCOPES
from recruitment.accounts.keys import make_key
from recruitment.accounts.tables import Account, Membership, NationalRole
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Post, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

_numbers = itertools.count(1)


def an_account(email: str | None = None, name: str = "Test Person", password: str | None = None) -> Account:
    """A confirmed account."""
    number = next(_numbers)
    account = Account(
        email=email or f"person{number}@test.example",
        name=name,
        password=password,
        fs_uniquifier=f"uniquifier-{number}",
        confirmed_at=clock.now(),
    )
    db.session.add(account)
    db.session.commit()
    return account


def a_member(organisation: Organisation, *roles: Role, account: Account | None = None, has_app: bool = True) -> Account:
    """An account that belongs to an organisation's staff, with an authenticator app; a recruiter unless told."""
    account = account or an_account()
    account.tf_primary_method = "authenticator" if has_app else None
    for role in roles or (Role.RECRUITER,):
        db.session.add(
            Membership(account_id=account.id, organisation_id=organisation.id, role=role, name=account.name,
                       email=account.email)
        )  # fmt: skip
    db.session.commit()
    return account


def a_national(role: str = "analyst") -> Account:
    account = an_account()
    account.tf_primary_method = "authenticator"
    db.session.add(NationalRole(account_id=account.id, role=role, name=account.name, email=account.email))
    db.session.commit()
    return account


def as_staff(organisation: Organisation, *roles: Role, person: int | None = None) -> Staff:
    """A staff viewer of one organisation."""
    if person is None:
        person = a_member(organisation, *roles).id
    return Staff(person, (Post(organisation.id, frozenset(roles or (Role.RECRUITER,))),))


def as_candidate(account: Account | None = None) -> Candidate:
    return Candidate((account or an_account()).id)


def sign_in(client: FlaskClient, account: Account) -> None:
    """As if the account had given its password, and its code, just now."""
    moment = int(clock.now().timestamp())
    with client.session_transaction() as session:
        session.update(
            {"_user_id": account.fs_uniquifier, "_fresh": True, "fs_paa": moment, "began_at": moment, "seen_at": moment,
             "code_given": True, "last_person": account.id}
        )  # fmt: skip


def a_key_of(organisation: Organisation) -> str:
    """The secret of a key that may do everything."""
    administrator = as_staff(organisation, Role.ADMINISTRATOR)
    _, secret = make_key(administrator, organisation.id, "HR system", list(SCOPES))
    db.session.commit()
    return secret
