"""What the worker runs for people at risk: telling them first, and forgetting them in time."""

import logging
from datetime import timedelta

from recruitment.core.faults import speechless
from recruitment.core.jobs import handler
from recruitment.core.transactions import only_reading, transaction
from recruitment.extensions import db
from recruitment.vacancies.actions import TELL_FIRST
from recruitment.vacancies.redeployment_actions import forget_registrations, tell_of
from recruitment.vacancies.redeployment_queries import adverts_to_tell_of

log = logging.getLogger(__name__)


@handler(TELL_FIRST, every=timedelta(minutes=5))
def tell_redeployees() -> None:
    """An advert that cannot be told of keeps no other waiting."""
    with only_reading():
        adverts = adverts_to_tell_of()
        db.session.expunge_all()
    for advert in adverts:
        try:
            with transaction():
                tell_of(advert)
        except Exception as problem:
            db.session.rollback()
            log.error("advert %s could not be told of", advert.vacancy.reference, exc_info=speechless(problem))


@handler("forget_redeployment", every=timedelta(hours=12))
def forget_redeployment() -> None:
    with transaction():
        forget_registrations()
