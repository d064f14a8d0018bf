"""Reads of pre-employment checks: of one application, what of them blocks, and all that wait at a council."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, distinct, func

from recruitment.applications.tables import Application, Contact
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import among, narrowed, visible, with_perhaps
from recruitment.core.viewers import Staff, Viewer
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


def the_check(viewer: Viewer, check_id: int) -> Check:
    """One, as it stands now. Raises NotVisible."""
    wanted = visible(viewer, Check).where(Check.id == check_id)
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


@dataclass(frozen=True)
class InChecks:
    """Somebody with an offer who cannot start yet; `contact` is None where the viewer may not know the name."""

    application: Application
    contact: Contact | None
    checks: Sequence[Check]


@dataclass(frozen=True)
class PeopleInChecks:
    rows: Sequence[InChecks]
    total: int
    page: int
    pages: int


def people_in_checks(viewer: Staff, page: int, page_size: int = 25) -> PeopleInChecks:
    """A page of those whom checks keep from starting, by whose check has waited longest: four statements, however many
    they are."""
    blocked = _blocked(viewer)
    total = db.session.scalars(blocked.with_only_columns(func.count(distinct(Check.application_id)))).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    oldest = blocked.with_only_columns(Check.application_id).group_by(Check.application_id)
    ordered = oldest.order_by(func.min(Check.since), Check.application_id)
    ids = list(db.session.scalars(ordered.offset((page - 1) * page_size).limit(page_size)))
    wanted = visible(viewer, Application).where(Application.id.in_(ids))
    named = with_perhaps(viewer, wanted, Contact, Contact.application_id == Application.id).add_columns(Contact)
    people = {application.id: (application, contact) for application, contact in db.session.execute(named)}
    by_application: dict[int, list[Check]] = {}
    for check in db.session.scalars(blocked.where(Check.application_id.in_(ids)).order_by(Check.since, Check.id)):
        by_application.setdefault(check.application_id, []).append(check)
    rows = [InChecks(*people[number], by_application[number]) for number in ids if number in people]
    return PeopleInChecks(rows, total, page, pages)


def _blocked(viewer: Staff) -> Select[Any]:
    """Checks that keep somebody from starting whose offer stands."""
    offers = visible(viewer, Application).where(Application.state == "offered").with_only_columns(Application.id)
    waiting = visible(viewer, Check).where(Check.is_required, Check.state.not_in(DONE))
    return narrowed(waiting, Check.application_id.in_(offers), offers)


def number_in_checks(viewer: Staff, organisation_ids: Collection[int]) -> Select[Any]:
    """How many people checks keep from starting, as a read."""
    here = _blocked(viewer).where(among(Check.organisation_id, organisation_ids))
    return here.with_only_columns(func.count(distinct(Check.application_id)))
