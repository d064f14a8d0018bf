"""Reads of accounts, memberships and what was parked."""

import json
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import Select, bindparam, func, inspect, select
from werkzeug.datastructures import MultiDict

from recruitment.accounts.sealing import fingerprint, unsealed
from recruitment.accounts.tables import Account, Invitation, Membership, NationalRole, ParkedForm
from recruitment.core import clock
from recruitment.core.tenancy import narrowed, one_visible, visible
from recruitment.core.viewers import Post, Role, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

SIGN_IN = System("sign_in")
DEMONSTRATION = "demo.example"


def posts_of(person: int) -> tuple[Post, ...]:
    """The organisations where a person is staff, with their roles there."""
    rows = db.session.scalars(visible(SIGN_IN, Membership).where(Membership.account_id == person))
    roles: dict[int, set[Role]] = {}
    for row in rows:
        roles.setdefault(row.organisation_id, set()).add(Role(row.role))
    return tuple(Post(organisation, frozenset(held)) for organisation, held in sorted(roles.items()))


def national_roles(person: int) -> frozenset[str]:
    rows = db.session.scalars(visible(SIGN_IN, NationalRole).where(NationalRole.account_id == person))
    return frozenset(row.role for row in rows)


def members(viewer: Viewer, organisation_id: int, *roles: Role) -> list[Membership]:
    """Staff of an organisation, by name; with `roles`, those who hold one of them, each person once."""
    wanted = visible(viewer, Membership).where(Membership.organisation_id == organisation_id)
    if roles:
        wanted = wanted.where(Membership.role.in_(roles))
    found = db.session.scalars(wanted.order_by(Membership.name, Membership.id))
    return list({row.account_id: row for row in found}.values()) if roles else list(found)


def address_of(person: int) -> str:
    """Where to write to a person about an act; nothing else of the account is read."""
    return db.session.scalars(
        visible(System("letters"), Account).where(Account.id == person).with_only_columns(Account.email)
    ).one()


def address_in_use(person: int) -> str | None:
    """The same; None once the account was removed."""
    there = visible(System("letters"), Account).where(Account.id == person, Account.removed_at.is_(None))
    return db.session.scalars(there.with_only_columns(Account.email)).one_or_none()


def parked_form(viewer: Viewer, parked: int, path: str, key: str) -> MultiDict[str, str] | None:
    """What this person had typed on this page, in the browser that has the key, within the last hour; or None."""
    row = db.session.scalars(
        visible(viewer, ParkedForm).where(ParkedForm.id == parked, ParkedForm.path == path)
    ).one_or_none()
    if row is None or clock.now() - row.parked_at > current_app.config["PARKED_FOR"]:
        return None
    found = unsealed(row.sealed, key)
    typed: list[Any] = json.loads(found) if found else []
    return MultiDict([(name, value) for name, value in typed]) if typed else None


def holds_demonstration_accounts() -> bool:
    """Whether this database was a demonstration's: accounts there share a password that everyone is told."""
    if not inspect(db.engine).has_table(Account.__tablename__):
        return False
    made_up = visible(SIGN_IN, Account).where(Account.email.endswith(DEMONSTRATION)).with_only_columns(func.count())
    return bool(db.session.scalar(made_up))


def own_account(viewer: Viewer) -> Account:
    """The signed-in person's own row."""
    return one_visible(viewer, Account)


def workplaces_of(person: int) -> list[Organisation]:
    """Where a person is staff, by name."""
    return list(db.session.scalars(_workplaces(), {"person": person}))


@cache
def _workplaces() -> Select[Any]:
    held = visible(SIGN_IN, Membership).where(Membership.account_id == bindparam("person"))
    there = held.with_only_columns(Membership.organisation_id)
    return narrowed(select(Organisation), Organisation.id.in_(there), there).order_by(Organisation.name)


def open_invitations(viewer: Viewer, organisation_id: int) -> list[Invitation]:
    """Invitations that nobody has accepted and that can still be."""
    return list(
        db.session.scalars(
            visible(viewer, Invitation)
            .where(
                Invitation.organisation_id == organisation_id,
                Invitation.accepted_at.is_(None),
                Invitation.expires_at > clock.now(),
            )
            .order_by(Invitation.id)
        )
    )


def invitation_of(link: str) -> Invitation:
    """The open invitation that a link stands for. Raises NotVisible for a wrong, used or expired one."""
    return one_visible(
        SIGN_IN,
        Invitation,
        Invitation.token_digest == fingerprint("invitation", link),
        Invitation.accepted_at.is_(None),
        Invitation.expires_at > clock.now(),
    )


def account_by_email(email: str) -> Account | None:
    wanted = visible(SIGN_IN, Account).where(func.lower(Account.email) == email.lower())
    return db.session.scalars(wanted).one_or_none()


def confirmed_account(email: str) -> Account | None:
    """The account of whoever has shown that the address is theirs."""
    found = account_by_email(email)
    return found if found is not None and found.confirmed_at is not None else None


def organisation_of(organisation_id: int) -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.id == organisation_id)).one()
