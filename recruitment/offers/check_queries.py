"""Reads of pre-employment checks: of one application, what of them blocks, and all that wait at a council."""

from collections.abc import Sequence

from recruitment.applications.tables import Application
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.offers.check_lifecycle import DONE
from recruitment.offers.check_rules import KINDS
from recruitment.offers.check_tables import Check, CheckStep

_ORDER = {kind: number for number, kind in enumerate(KINDS)}


def checks_of(viewer: Viewer, application_id: int) -> list[Check]:
    """Those of an application in the order of their kinds, as they stand in the database now."""
    wanted = visible(viewer, Check).where(Check.application_id == application_id)
    found = db.session.scalars(wanted.execution_options(populate_existing=True))
    return sorted(found, key=lambda check: (_ORDER[check.kind], check.position))


def blockers(viewer: Viewer, application: Application) -> list[Check]:
    """What keeps the person from starting: every required check that is not done, those not cleared among them."""
    return [check for check in checks_of(viewer, application.id) if is_blocking(check)]


def is_blocking(check: Check) -> bool:
    return check.is_required and check.state not in DONE


def the_check(viewer: Viewer, application_id: int, check_id: int) -> Check:
    """One of an application's, as it stands now. Raises NotVisible."""
    wanted = visible(viewer, Check).where(Check.id == check_id, Check.application_id == application_id)
    row = db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotVisible("no such check")
    return row


def steps_of(viewer: Viewer, application_id: int) -> dict[int, Sequence[CheckStep]]:
    """By check, what was done with it, in the order in which it was entered."""
    wanted = visible(viewer, CheckStep).where(CheckStep.application_id == application_id).order_by(CheckStep.id)
    by_check: dict[int, list[CheckStep]] = {}
    for step in db.session.scalars(wanted):
        by_check.setdefault(step.check_id, []).append(step)
    return {number: tuple(steps) for number, steps in by_check.items()}
