"""Who works where: invitations, roles, and leaving. Staff never register themselves as staff."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement

from recruitment.accounts.queries import SIGN_IN, account_by_email, confirmed_account
from recruitment.accounts.sealing import fingerprint
from recruitment.accounts.tables import Account, Invitation, Membership
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Operator, Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

OPEN_FOR = timedelta(days=7)


def require_administrator(viewer: Staff, organisation_id: int) -> None:
    """Raises NotVisible at another organisation, Refused for colleagues in other roles."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not viewer.has_role(organisation_id, Role.ADMINISTRATOR):
        raise Refused("Only an administrator of your organisation may change who works here.")


def invite(viewer: Staff, organisation: Organisation, name: str, email: str, roles: Iterable[Role]) -> Invitation:
    """Invites a person to the organisation's staff by a link that works once, for a week."""
    require_administrator(viewer, organisation.id)
    return send_invitation(viewer, organisation, name, email, roles, inviter=_name_of(viewer, organisation.id))


def send_invitation(
    viewer: Staff | Operator, organisation: Organisation, name: str, email: str, roles: Iterable[Role], inviter: str
) -> Invitation:
    """The invitation and its letter, for whoever was found to be entitled; `inviter` is the name that it shows."""
    link = secrets.token_urlsafe(32)
    invitation = Invitation(
        organisation_id=organisation.id,
        email=email,
        name=name,
        roles=sorted(roles),
        token_digest=fingerprint("invitation", link),
        invited_by=viewer.person,
        expires_at=clock.now() + OPEN_FOR,
    )
    db.session.add(invitation)
    db.session.flush()
    record(viewer, "invite", invitation)
    post(
        "staff_invited",
        email,
        {
            "name": name,
            "organisation": organisation.name,
            "inviter": inviter,
            "link": f"{current_app.config['SETTINGS'].public_url}/link/invitation/{link}",
            "expires": f"{clock.local(invitation.expires_at):%-d %B %Y}",
        },
        key=f"staff_invited:{invitation.id}",
    )
    return invitation


def _name_of(viewer: Staff, organisation_id: int) -> str:
    own = visible(viewer, Membership).where(*_of(organisation_id, viewer.person))
    return db.session.scalars(own.with_only_columns(Membership.name)).first() or ""


def withdraw_invitation(viewer: Staff, invitation: Invitation) -> None:
    require_administrator(viewer, invitation.organisation_id)
    record(viewer, "withdraw_invitation", invitation)
    db.session.execute(removing(viewer, Invitation).where(Invitation.id == invitation.id))


def accept(viewer: Viewer, invitation: Invitation, password_hash: str | None = None) -> Account:
    """The invited person takes the roles, with the account of the address or else a new one with this password.

    The invitation is used up: of two who follow its link at once one joins, the other gets IllegalMove.
    """
    unused = changing(viewer, Invitation).where(Invitation.id == invitation.id, Invitation.accepted_at.is_(None))
    if rows_hit(unused.values(accepted_at=clock.now())) != 1:
        raise IllegalMove("invitation", "accept", "accepted")
    account = confirmed_account(invitation.email) or _account_for(invitation, password_hash)
    account.name = account.name or invitation.name
    for role in invitation.roles:
        _add(account, invitation.organisation_id, Role(role))
    record(viewer, "accept_invitation", invitation)
    return account


def _account_for(invitation: Invitation, password_hash: str | None) -> Account:
    """An account for the invited address, confirmed, because the link arrived there.

    One that nobody had confirmed may be a stranger's: nothing of theirs stays in it, and no link of theirs works.
    """
    account = account_by_email(invitation.email) or Account(email=invitation.email)
    account.name = invitation.name
    account.password = password_hash
    account.fs_uniquifier = secrets.token_hex(16)
    account.confirmed_at = clock.now()
    db.session.add(account)
    db.session.flush()
    return account


def change_roles(viewer: Staff, organisation_id: int, person: int, roles: Iterable[Role]) -> None:
    """Gives a colleague exactly these roles; none means leaving. One administrator always stays."""
    require_administrator(viewer, organisation_id)
    wanted = frozenset(roles)
    held = list(db.session.scalars(visible(viewer, Membership).where(*_of(organisation_id, person))))
    if not held:
        raise NotVisible("no such colleague")
    if Role.ADMINISTRATOR not in wanted and _is_last_administrator(viewer, organisation_id, person):
        raise Refused("Make somebody else an administrator first: an organisation needs one.")
    record(viewer, "change_roles" if wanted else "remove_from_staff", held[0])
    for row in held:
        if row.role not in wanted:
            db.session.delete(row)
    like = held[0]
    for role in wanted - {row.role for row in held}:
        db.session.add(
            Membership(account_id=person, organisation_id=organisation_id, role=role, name=like.name, email=like.email)
        )
    db.session.flush()


def _of(organisation_id: int, person: int) -> tuple[ColumnElement[bool], ...]:
    return (Membership.organisation_id == organisation_id, Membership.account_id == person)


def _is_last_administrator(viewer: Staff, organisation_id: int, person: int) -> bool:
    administrators = db.session.scalars(
        visible(viewer, Membership).where(
            Membership.organisation_id == organisation_id, Membership.role == Role.ADMINISTRATOR
        )
    )
    return {row.account_id for row in administrators} == {person}


def _add(account: Account, organisation_id: int, role: Role) -> None:
    held = db.session.scalars(
        visible(SIGN_IN, Membership).where(*_of(organisation_id, account.id), Membership.role == role)
    ).one_or_none()
    if held is None:
        db.session.add(
            Membership(
                account_id=account.id,
                organisation_id=organisation_id,
                role=role,
                name=account.name or account.email,
                email=account.email,
            )
        )
        db.session.flush()
