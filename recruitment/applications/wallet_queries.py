"""Reads of the checks wallet: the person's own, and what a council is shown."""

from dataclasses import dataclass

from recruitment.applications.tables import Application
from recruitment.applications.wallet_tables import CheckConsent, CheckEntry
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Staff
from recruitment.extensions import db


@dataclass(frozen=True)
class Shown:
    """An entry that a council sees, and the consent by which it does."""

    entry: CheckEntry
    consent: CheckConsent


def entries(viewer: Candidate) -> tuple[CheckEntry, ...]:
    """A person's own, the newest check first."""
    ordered = visible(viewer, CheckEntry).order_by(CheckEntry.checked_on.desc(), CheckEntry.id)
    return tuple(db.session.scalars(ordered))


def consents(viewer: Candidate, application_id: int) -> dict[int, CheckConsent]:
    """What a person allows for one application, by entry; what they took back is left out."""
    standing = visible(viewer, CheckConsent).where(
        CheckConsent.application_id == application_id, CheckConsent.withdrawn_at.is_(None)
    )
    return {row.entry_id: row for row in db.session.scalars(standing)}


def shown_by_entry(viewer: Candidate) -> dict[int, list[Application]]:
    """The applications whose employers see each entry now."""
    standing = visible(viewer, CheckConsent).where(CheckConsent.withdrawn_at.is_(None))
    rows = db.session.scalars(standing.order_by(CheckConsent.id)).all()
    wanted = visible(viewer, Application).where(Application.id.in_({row.application_id for row in rows}))
    found = {application.id: application for application in db.session.scalars(wanted)}
    by_entry: dict[int, list[Application]] = {}
    for row in rows:
        by_entry.setdefault(row.entry_id, []).append(found[row.application_id])
    return by_entry


def shown_checks(viewer: Staff, application_id: int) -> tuple[Shown, ...]:
    """What the applicant shows to this viewer's organisation for this application, as it stands now."""
    consented = visible(viewer, CheckConsent).where(CheckConsent.application_id == application_id)
    by_entry = {row.entry_id: row for row in db.session.scalars(consented)}
    wanted = visible(viewer, CheckEntry).where(CheckEntry.id.in_(by_entry)).order_by(CheckEntry.checked_on.desc())
    return tuple(Shown(entry, by_entry[entry.id]) for entry in db.session.scalars(wanted))
