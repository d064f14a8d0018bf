"""The e-mail domains of organisations: asked for by an administrator, found to be theirs by the operator."""

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import changing, one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Candidate, Operator, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.domain_tables import EmailDomain
from recruitment.organisations.tables import Organisation

LONGEST_DOMAIN: Final = 120
MOST_DOMAINS: Final = 20
NAME: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# Where anybody can have an address, so that it says of nobody where they work.
FREE_MAIL: Final = frozenset(
    "aol.com bt.com btinternet.com fastmail.com gmail.com gmx.co.uk gmx.com googlemail.com hotmail.co.uk hotmail.com "
    "icloud.com live.co.uk live.com mac.com mail.com me.com msn.com ntlworld.com outlook.com proton.me protonmail.com "
    "sky.com talktalk.net tiscali.co.uk tutanota.com virginmedia.com yahoo.co.uk yahoo.com zoho.com".split()
)
# Names under which many organisations are.
SHARED: Final = frozenset(
    "ac.uk co.uk gov.scot gov.uk ltd.uk me.uk net.uk nhs.net nhs.scot nhs.uk org.uk sch.uk".split()
)


def domain_of(email: str) -> str:
    return email.strip().lower().rpartition("@")[2]


def domains_of(viewer: Staff | Operator, organisation_id: int) -> Sequence[EmailDomain]:
    wanted = visible(viewer, EmailDomain).where(EmailDomain.organisation_id == organisation_id)
    return db.session.scalars(wanted.order_by(EmailDomain.name)).all()


def every_domain(viewer: Operator) -> Sequence[EmailDomain]:
    """Those that wait first, then by name."""
    wanted = visible(viewer, EmailDomain).options(selectinload(EmailDomain.organisation))
    ordered = wanted.order_by(EmailDomain.approved_at.is_not(None), EmailDomain.name, EmailDomain.id)
    return db.session.scalars(ordered).all()


def approved_domain(viewer: Candidate, email: str) -> EmailDomain | None:
    """The domain of an address, where it is known to be an organisation's. A name below it is another domain."""
    wanted = visible(viewer, EmailDomain).where(
        EmailDomain.name == domain_of(email), EmailDomain.approved_at.is_not(None)
    )
    return db.session.scalars(wanted).one_or_none()


def ask_for_domain(viewer: Staff, organisation: Organisation, name: str) -> EmailDomain:
    """Raises Refused for what is no domain, or one that is anybody's."""
    _require_administrator(viewer, organisation.id)
    name = name.strip().lower().removeprefix("@")
    if len(name) > LONGEST_DOMAIN or not NAME.fullmatch(name):
        raise Refused("Enter the part of your addresses behind the @, for example council.example")
    if name in FREE_MAIL:
        raise Refused(f"Anybody can have an address at {name}, so it does not show who works for you")
    if name in SHARED:
        raise Refused(f"Many organisations have addresses under {name}. Enter yours in full")
    if len(domains_of(viewer, organisation.id)) >= MOST_DOMAINS:
        raise Refused(f"An organisation can have {MOST_DOMAINS} domains. Remove one first")
    row = EmailDomain(organisation_id=organisation.id, name=name)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as beaten:
        raise Refused(f"{name} is in your list already") from beaten
    record(viewer, "ask_for_domain", row)
    return row


def remove_domain(viewer: Staff, row: EmailDomain) -> None:
    """With it go the work addresses that were shown under it."""
    _require_administrator(viewer, row.organisation_id)
    record(viewer, "remove_domain", row)
    db.session.flush()
    db.session.execute(removing(viewer, EmailDomain).where(EmailDomain.id == row.id))
    db.session.expunge(row)


def domain(viewer: Staff | Operator, domain_id: int) -> EmailDomain:
    row: EmailDomain = one_visible(viewer, EmailDomain, EmailDomain.id == domain_id)
    return row


def decide_on_domain(viewer: Operator, row: EmailDomain, *, is_theirs: bool, reason: str = "") -> None:
    """Raises Refused where another organisation has it; what is not theirs is removed."""
    if not isinstance(viewer, Operator):
        raise Refused("Operators decide whose domain it is.")
    if not is_theirs:
        record(viewer, "refuse_domain", row, reason=reason or None)
        db.session.flush()
        db.session.execute(removing(viewer, EmailDomain).where(EmailDomain.id == row.id))
        db.session.expunge(row)
        return
    waiting = changing(viewer, EmailDomain).where(EmailDomain.id == row.id, EmailDomain.approved_at.is_(None))
    try:
        with db.session.begin_nested():
            met = rows_hit(waiting.values(approved_at=clock.now()))
    except IntegrityError as beaten:
        raise Refused(f"{row.name} belongs to {_holder(viewer, row.name)} already.") from beaten
    if met != 1:
        raise IllegalMove("domain", "approve", "approved")
    record(viewer, "approve_domain", row, reason=reason or None)


def _holder(viewer: Operator, name: str) -> str:
    held = visible(viewer, EmailDomain).where(EmailDomain.name == name, EmailDomain.approved_at.is_not(None))
    organisation_id = db.session.scalars(held.with_only_columns(EmailDomain.organisation_id)).one()
    return db.session.scalars(select(Organisation.name).where(Organisation.id == organisation_id)).one()


def _require_administrator(viewer: Staff, organisation_id: int) -> None:
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not viewer.has_role(organisation_id, Role.ADMINISTRATOR):
        raise Refused("Only an administrator of your organisation may change its domains.")
