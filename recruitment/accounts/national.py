"""Who reads COSLA's figures and who operates the portal: appointed by an operator, the first by a command."""

from collections.abc import Sequence

from sqlalchemy import func

from recruitment.accounts.onboarding import require_operator
from recruitment.accounts.queries import confirmed_account
from recruitment.accounts.tables import NATIONAL_ROLES, NationalRole
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Operator, System, Viewer
from recruitment.extensions import db


def national_people(viewer: Viewer) -> Sequence[NationalRole]:
    """By name; who holds both roles stands there twice."""
    wanted = visible(require_operator(viewer), NationalRole).order_by(NationalRole.name, NationalRole.role)
    return db.session.scalars(wanted).all()


def national_role(viewer: Viewer, role_id: int) -> NationalRole:
    """Raises NotVisible when there is none of that number."""
    return one_visible(require_operator(viewer), NationalRole, NationalRole.id == role_id)


def appoint(viewer: Operator | System, email: str, role: str) -> NationalRole:
    """Gives the person with this address a role, one of tables.NATIONAL_ROLES.

    Raises Refused for an address that nobody has confirmed: it could be a stranger's. And for a role held already.
    """
    if role not in NATIONAL_ROLES:
        raise ValueError(f"{role!r} is no national role")
    reader = viewer if isinstance(viewer, System) else require_operator(viewer)
    account = confirmed_account(email)
    if account is None:
        raise Refused("No account has this address and has confirmed it. Ask the person to create one first.")
    held = visible(reader, NationalRole).where(NationalRole.account_id == account.id, NationalRole.role == role)
    if db.session.scalars(held).first():
        raise Refused("This person has the role already.")
    row = NationalRole(account_id=account.id, role=role, name=account.name or account.email, email=account.email)
    db.session.add(row)
    db.session.flush()
    record(viewer, "appoint", row, after=role)
    return row


def dismiss(viewer: Operator, row: NationalRole) -> None:
    """Takes the role away. Raises Refused for the last operator: nobody could appoint another."""
    operators = visible(require_operator(viewer), NationalRole).where(NationalRole.role == "operator")
    if row.role == "operator" and db.session.scalar(operators.with_only_columns(func.count())) == 1:
        raise Refused("Appoint another operator first: the portal needs one.")
    record(viewer, "dismiss", row, before=row.role)
    if rows_hit(removing(viewer, NationalRole).where(NationalRole.id == row.id)):
        db.session.expunge(row)
