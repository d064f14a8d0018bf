"""Verbs on an offer that was sent: the candidate's answer, and what comes of it when there is none."""

from datetime import date

from recruitment.applications.actions import LETTERS, advance
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.moves import make_move, require_move
from recruitment.core.viewers import Candidate, Staff, System, Viewer
from recruitment.offers.offer_letters import tell_candidate, tell_employer
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.offers.offer_queries import Held
from recruitment.offers.offer_rules import REASONS, may_answer
from recruitment.offers.offer_tables import Offer

LONGEST_WORDS = 1000


def accept(viewer: Candidate, held: Held, *, wished_start: date | None = None) -> None:
    """Says yes to the terms as they were sent last; with `wished_start`, to another first day than theirs.

    Raises Refused once the time is over, IllegalMove where the terms were changed meanwhile.
    """
    _accept(viewer, held, "accept", wished_start)
    wish = _in_words(wished_start) if wished_start is not None else ""
    tell_employer(held.offer, held.application, "accept", wish=wish)


def record_yes(viewer: Staff, held: Held, *, reason: str) -> None:
    """As the person told staff, who say how; the letter goes to the person."""
    _accept(viewer, held, "record_yes", None, reason)


def _accept(viewer: Viewer, held: Held, act: str, wished_start: date | None, reason: str | None = None) -> None:
    offer, terms = held.offer, held.sent
    require_move(viewer, offer, OFFER, act, reason)
    if not may_answer(offer.answer_by, clock.now()):
        raise Refused("The time to answer this offer has passed. Get in touch with the employer.")
    if terms is None:
        raise Refused("There are no terms to accept.")
    if wished_start is not None and wished_start <= clock.today():
        raise Refused("The day on which you can start must be in the future.")
    is_other = wished_start is not None and wished_start != terms.starts_on
    make_move(
        viewer, offer, OFFER, act, reason=reason, provided=[Offer.version == offer.version], answered_at=clock.now(),
        answered_for=act == "record_yes", wished_start=wished_start if is_other else None,
        starts_on=None if is_other else terms.starts_on,
    )  # fmt: skip
    tell_candidate("offer_accepted", offer, held.application, "you have accepted the offer")


def decline_offer(viewer: Candidate, held: Held, *, why: str, words: str = "") -> None:
    """Says no, whether to an offer or after having said yes. `why`: one of REASONS."""
    _decline(viewer, held, "decline", why, words)
    tell_employer(held.offer, held.application, "decline")


def record_no(viewer: Staff, held: Held, *, why: str, reason: str) -> None:
    """As the person told staff; `reason` says how, for the record."""
    _decline(viewer, held, "record_no", why, "", reason)


def _decline(viewer: Viewer, held: Held, act: str, why: str, words: str, reason: str | None = None) -> None:
    if why not in REASONS:
        raise ValueError(why)
    if len(words) > LONGEST_WORDS:
        raise Refused(f"Use {LONGEST_WORDS:,} characters or fewer.")
    now = clock.now()
    make_move(
        viewer, held.offer, OFFER, act, reason=reason, why_declined=why, words=words.strip(), answered_at=now,
        answered_for=act == "record_no", ended_at=now,
    )  # fmt: skip
    advance(Candidate(held.application.account_id), held.application, "decline")


def lapse(held: Held) -> None:
    """Nobody answered in time: the council decides whether to give more time or to take the offer back."""
    make_move(LETTERS, held.offer, OFFER, "lapse", provided=[Offer.version == held.offer.version])
    tell_candidate("offer_lapsed", held.offer, held.application, "the time to answer has passed")
    tell_employer(held.offer, held.application, "lapse")


def remind(held: Held) -> None:
    tell_candidate("offer_due", held.offer, held.application, "your answer is due")


def let_go(viewer: System, held: Held) -> None:
    """The application has ended otherwise, of which everybody was told."""
    make_move(viewer, held.offer, OFFER, "let_go", ended_at=clock.now())


def _in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
