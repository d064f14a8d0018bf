"""Verbs after an appointment: the first day is moved, somebody came, or nobody did."""

from datetime import date

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing, rows_hit
from recruitment.core.viewers import Staff
from recruitment.offers.hand_over import keep_in_step
from recruitment.offers.offer_letters import tell_candidate
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.offers.offer_queries import Held
from recruitment.vacancies.tables import Vacancy


def move_start(viewer: Staff, held: Held, day: date) -> None:
    """Raises Refused for a day that has passed."""
    if day < clock.today():
        raise Refused("The first day must be today or later.")
    make_move(viewer, held.offer, OFFER, "move_start", starts_on=day)
    keep_in_step(held.offer.application_id, starts_on=day)
    said = f"{day:%A} {day.day} {day:%B %Y}"
    tell_candidate("offer_start_agreed", held.offer, held.application, "your first day", starts_on=said)


def attend(viewer: Staff, held: Held, day: date) -> None:
    """They came. A day that has passed may be entered late: the record keeps when it was entered, too."""
    if day > clock.today():
        raise Refused("The first day cannot be in the future. Record it once they have come.")
    make_move(viewer, held.offer, OFFER, "attend", attended_on=day)
    keep_in_step(held.offer.application_id, attended_on=day)


def correct(viewer: Staff, held: Held, *, reason: str) -> None:
    make_move(viewer, held.offer, OFFER, "correct", reason=reason, attended_on=None)
    keep_in_step(held.offer.application_id, attended_on=None)


def miss(viewer: Staff, held: Held, *, reason: str) -> None:
    """Nobody came: the post is free for somebody else, also where the vacancy was ended as filled."""
    offer = held.offer
    if offer.starts_on is not None and offer.starts_on > clock.today():
        raise Refused("Their first day has not come yet.")
    make_move(viewer, offer, OFFER, "miss", reason=reason, ended_at=clock.now())
    keep_in_step(offer.application_id, is_off=True)
    freed = changing(viewer, Vacancy).where(Vacancy.id == offer.vacancy_id, Vacancy.posts_filled > 0)
    if rows_hit(freed.values(posts_filled=Vacancy.posts_filled - 1)) == 1:
        record(viewer, "free_post", offer)
