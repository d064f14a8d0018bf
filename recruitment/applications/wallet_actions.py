"""Verbs on the checks wallet. Showing a check and taking that back are acts on record, at the council's too."""

from collections.abc import Collection

from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.applications.wallet_queries import entries, shown_by_entry
from recruitment.applications.wallet_tables import CheckConsent, CheckEntry
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Candidate, Staff
from recruitment.extensions import db


def show(viewer: Candidate, application: Application, chosen: Collection[int]) -> None:
    """Lets the employer of this application see these of the person's entries, and none of the others any longer.

    Raises Refused for an entry that is not theirs.
    """
    own = {entry.id for entry in entries(viewer)}
    if not own.issuperset(chosen):
        raise Refused("Choose from the checks in your wallet")
    held = visible(viewer, CheckConsent).where(CheckConsent.application_id == application.id)
    stored = {row.entry_id: row for row in db.session.scalars(held.execution_options(populate_existing=True))}
    for entry_id in sorted(own):
        consent = stored.get(entry_id)
        stands = consent is not None and consent.withdrawn_at is None
        if entry_id in chosen and not stands:
            _give(viewer, application, entry_id, consent)
        elif entry_id not in chosen and consent is not None and stands:
            _withdraw(viewer, consent)


def _give(viewer: Candidate, application: Application, entry_id: int, consent: CheckConsent | None) -> None:
    if consent is None:
        consent = CheckConsent(
            organisation_id=application.organisation_id,
            application_id=application.id,
            account_id=viewer.person,
            entry_id=entry_id,
        )
        db.session.add(consent)
    consent.given_at, consent.withdrawn_at, consent.seen_at = clock.now(), None, None
    db.session.flush()
    record(viewer, "show_check", consent, after="shown")


def _withdraw(viewer: Candidate, consent: CheckConsent) -> None:
    consent.withdrawn_at = clock.now()
    record(viewer, "hide_check", consent, before="shown", after="hidden")


def forget_entry(viewer: Candidate, entry: CheckEntry) -> None:
    """Takes an entry out of the wallet; whoever saw it sees it no longer."""
    if entry.id in shown_by_entry(viewer):
        standing = visible(viewer, CheckConsent).where(
            CheckConsent.entry_id == entry.id, CheckConsent.withdrawn_at.is_(None)
        )
        for consent in db.session.scalars(standing).all():
            _withdraw(viewer, consent)
        db.session.flush()
    db.session.execute(removing(viewer, CheckEntry).where(CheckEntry.id == entry.id))
    db.session.expunge(entry)


def note_seen(viewer: Staff, application_id: int) -> None:
    """Puts on record, once the page is on its way, that a member of staff looked at what was shown."""

    def note() -> None:
        the_application(viewer, application_id)
        unseen = visible(viewer, CheckConsent).where(CheckConsent.application_id == application_id)
        for consent in db.session.scalars(unseen).all():
            fresh = (CheckConsent.id == consent.id, CheckConsent.seen_at.is_(None))
            rows_hit(changing(viewer, CheckConsent).where(*fresh).values(seen_at=clock.now()))
            record(viewer, "see_check", consent)

    after_the_end(note)
