"""Whether an organisation is suspended, and why: while it is, its adverts are hidden and it publishes nothing."""

from collections.abc import Collection

from recruitment.core.errors import Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Suspension, is_running


def suspensions_of(viewer: Viewer, organisation_ids: Collection[int]) -> dict[int, Suspension]:
    """Those that are running, by organisation."""
    wanted = visible(viewer, Suspension).where(Suspension.organisation_id.in_(organisation_ids), is_running(Suspension))
    return {row.organisation_id: row for row in db.session.scalars(wanted)}


def suspension_of(viewer: Viewer, organisation_id: int) -> Suspension | None:
    return suspensions_of(viewer, [organisation_id]).get(organisation_id)


def is_suspended(organisation_id: int) -> bool:
    """That much anybody may know."""
    return suspension_of(System("reporting"), organisation_id) is not None


def require_active(viewer: Viewer, organisation_id: int) -> None:
    """Raises Refused while the organisation is suspended."""
    if suspension_of(viewer, organisation_id) is not None:
        raise Refused("COSLA has suspended your organisation here, so nothing can be made public. Your desk says why.")
