"""Discarding a draft, and removing one whose words have gone into the advert that it changed."""

from sqlalchemy.exc import IntegrityError

from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import removing, rows_hit
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.tables import Vacancy


def discard(viewer: Staff, vacancy: Vacancy) -> None:
    """Removes a draft with all its parts; the audit alone remembers it. No draft was ever published.

    Raises IllegalMove once it is no draft any longer, and Refused where what its advertising cost is on record.
    """
    require_writer(viewer, vacancy.organisation_id)
    record(viewer, "discard", vacancy, before=VACANCY.start)
    remove(viewer, vacancy, VACANCY.start)


def remove(viewer: Staff, vacancy: Vacancy, state: str) -> None:
    """On condition that it is in this state. Raises as `discard` does."""
    try:
        with db.session.begin_nested():
            gone = rows_hit(removing(viewer, Vacancy).where(Vacancy.id == vacancy.id, Vacancy.state == state))
    except IntegrityError as problem:
        raise Refused("What was paid to advertise it is recorded, so this draft has to stay.") from problem
    if gone != 1:
        raise IllegalMove(VACANCY.noun, "discard", vacancy.state if vacancy.state != state else None)
    db.session.expunge(vacancy)
