"""Who keeps the ledger, and who the facts beside it."""

from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Operator, Role, Staff, Viewer

LEDGER_ROLES = (Role.ADMINISTRATOR, Role.RECRUITER)


def may_keep_ledger(viewer: Staff, organisation_id: int) -> bool:
    return viewer.has_role(organisation_id, *LEDGER_ROLES)


def require_ledger(viewer: Staff, organisation_id: int) -> None:
    """Raises NotVisible at another organisation, Refused for roles that do not keep the ledger."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not may_keep_ledger(viewer, organisation_id):
        raise Refused("Recruiters and administrators record what advertising costs.")


def require_operator(viewer: Viewer) -> Operator:
    """Raises Refused for whoever is no operator of COSLA."""
    if not isinstance(viewer, Operator):
        raise Refused("COSLA’s operators keep these facts.")
    return viewer
