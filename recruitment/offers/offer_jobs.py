"""What the worker does about offers: it reminds before an answer is due, lapses what nobody answered, and lets go of
those whose application has ended otherwise."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from recruitment.applications.lifecycle import ENDED
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.faults import speechless
from recruitment.core.jobs import handler
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.offers.offer_answers import lapse, let_go, remind
from recruitment.offers.offer_lifecycle import OPEN
from recruitment.offers.offer_queries import Held, due_offers, the_offer
from recruitment.offers.offer_rules import REMIND_BEFORE
from recruitment.offers.offer_tables import Offer

log = logging.getLogger(__name__)
LETTERS: Final = System("letters")
TEND: Final = "tend_offers"
# So many that a worker is done with them well within its lease; the rest wait a minute.
BATCH: Final = 100


@handler(TEND, every=timedelta(minutes=1))
def tend_offers() -> None:
    now = clock.now()
    with transaction():
        ended = _of_ended()
        # The minute that the letter names is still theirs.
        over = due_offers(LETTERS, "conditional", now - timedelta(minutes=1), limit=BATCH)
        soon = due_offers(LETTERS, "conditional", now + REMIND_BEFORE, *_to_remind(), limit=BATCH)
    _each(ended, lambda held: let_go(LETTERS, held))
    _each([number for number in over if number not in ended], lapse)
    _each([number for number in soon if number not in (*ended, *over)], _remind_once)


def _to_remind() -> tuple[object, ...]:
    """Nobody is reminded of what they were sent within the same two days."""
    return (Offer.reminded_at.is_(None), Offer.sent_at < clock.now() - timedelta(hours=12))


def _of_ended() -> list[int]:
    left = (
        visible(LETTERS, Offer, Application)
        .join(Application, Application.id == Offer.application_id)
        .where(Offer.state.in_([*OPEN, "lapsed"]), Application.state.in_([*ENDED, "draft"]))
        .order_by(Offer.id)
        .limit(BATCH)
    )
    return list(db.session.scalars(left.with_only_columns(Offer.id)))


def _remind_once(held: Held) -> None:
    """Of two workers one reminds."""
    unmarked = (Offer.id == held.offer.id, Offer.reminded_at.is_(None), Offer.state == "conditional")
    if rows_hit(changing(LETTERS, Offer).where(*unmarked).values(reminded_at=clock.now())) == 1:
        remind(held)


def _each(numbers: list[int], act: Callable[[Held], None]) -> None:
    for number in numbers:
        try:
            with transaction():
                act(the_offer(LETTERS, number))
        except IllegalMove:
            # Somebody has just answered it, or another worker was faster.
            continue
        except Exception as problem:
            log.error("offer %s was not tended", number, exc_info=speechless(problem))
