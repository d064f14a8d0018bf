"""An account for every role of every council, under addresses that belong to nobody."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from recruitment.accounts.tables import Account, Membership, NationalRole
from recruitment.core import clock
from recruitment.core.viewers import Post, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

CANDIDATE = "candidate@demo.example"
NATIONAL = {
    "analyst": ("analyst@cosla.demo.example", "Example Analyst"),
    "keeper": ("keeper@improvement-service.demo.example", "Example Keeper"),
    "operator": ("operator@cosla.demo.example", "Example Operator"),
}
# Part of the address, name before the council's, role.
COLLEAGUES = (
    ("recruiter", "Example Recruiter", Role.RECRUITER),
    ("approver", "Example Approver", Role.APPROVER),
    ("manager", "Example Manager", Role.HIRING_MANAGER),
    ("panel", "Example Panellist", Role.PANEL_MEMBER),
    ("admin", "Example Administrator", Role.ADMINISTRATOR),
)


@dataclass(frozen=True)
class Colleagues:
    """The demonstration's staff of one council, as viewers."""

    recruiter: Staff
    approver: Staff


def new_account(email: str, name: str, password_hash: str | None) -> Account:
    account = Account(
        email=email,
        name=name,
        password=password_hash,
        fs_uniquifier=secrets.token_hex(16),
        confirmed_at=clock.now(),
    )
    db.session.add(account)
    return account


def give_accounts(councils: Iterable[Organisation], password_hash: str) -> dict[int, Colleagues]:
    """Staff of each council, by its id; and the candidate, analyst, keeper and operator. All share one password."""
    new_account(CANDIDATE, "Example Candidate", password_hash)
    for role, (email, name) in NATIONAL.items():
        account = new_account(email, name, password_hash)
        db.session.flush()
        db.session.add(NationalRole(account_id=account.id, role=role, name=account.name, email=account.email))
    return {council.id: _colleagues(council, password_hash) for council in councils}


def _colleagues(council: Organisation, password_hash: str) -> Colleagues:
    people = {}
    for part, name, role in COLLEAGUES:
        people[role] = new_account(f"{part}@{council.slug}.demo.example", name, password_hash)
    db.session.flush()
    for role, account in people.items():
        db.session.add(
            Membership(
                account_id=account.id, organisation_id=council.id, role=role, name=account.name, email=account.email
            )
        )
    db.session.flush()

    def viewer(role: Role) -> Staff:
        return Staff(people[role].id, (Post(council.id, frozenset({role})),))

    return Colleagues(viewer(Role.RECRUITER), viewer(Role.APPROVER))
