"""Verbs of those who make offers: writing terms, sending them, changing them, taking an offer back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.actions import LETTERS, advance
from recruitment.applications.lifecycle import APPLICATION, HIRING
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, require_move, standing
from recruitment.core.tenancy import one_visible, removing
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.offers.check_actions import start_checks
from recruitment.offers.check_queries import blockers
from recruitment.offers.check_rules import may_waive
from recruitment.offers.check_tables import Check
from recruitment.offers.offer_letters import tell_candidate
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.offers.offer_queries import Held, number_out, standing_offer
from recruitment.offers.offer_rules import spoken_for, still
from recruitment.offers.offer_tables import Offer, OfferTerms
from recruitment.offers.reserve_actions import offered_from
from recruitment.vacancies.tables import Vacancy

OFFERED_FROM: Final = ("interview", "reserve")
# Who may confirm an offer before its checks are done, with a reason.
OVERRIDING: Final = (Role.ADMINISTRATOR,)


class MoreThanPosts(Refused):
    """More offers would be out than posts are free; `send` again, knowing so."""


def draft_offer(viewer: Staff, application: Application) -> Offer:
    """The offer that is being written for an applicant; a new one where there is none.

    Raises IllegalMove unless they were interviewed or stand on the reserve list, Refused for the wrong role.
    """
    if standing(viewer, application.organisation_id).isdisjoint(HIRING):
        raise Refused("Your role does not let you make an offer.")
    if application.state not in OFFERED_FROM:
        raise IllegalMove(APPLICATION.noun, "offer", application.state)
    held = standing_offer(viewer, application.id)
    if held is not None:
        return held
    offer = Offer(
        organisation_id=application.organisation_id, application_id=application.id,
        account_id=application.account_id, vacancy_id=application.vacancy_id, made_by=viewer.person,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(offer)
    except IntegrityError:
        raise Refused("A colleague has just begun an offer to this person. Open it instead.") from None
    record(viewer, "draft", offer, after="drafted")
    return offer


def write_terms(viewer: Staff, held: Held, facts: dict[str, Any]) -> OfferTerms:
    """What the next version says, until it is sent. `facts`: columns of OfferTerms."""
    offer = held.offer
    require_move(viewer, offer, OFFER, "amend" if offer.version else "send")
    terms = held.unsent
    if terms is None:
        terms = OfferTerms(
            organisation_id=offer.organisation_id, application_id=offer.application_id, account_id=offer.account_id,
            offer_id=offer.id, number=offer.version + 1,
        )  # fmt: skip
        db.session.add(terms)
    for name, value in facts.items():
        setattr(terms, name, value)
    db.session.flush()
    record(viewer, "write_terms", offer)
    return terms


def drop_changes(viewer: Staff, held: Held) -> None:
    """Changed terms that were not sent; those that were stand."""
    if held.unsent is None or not held.offer.version:
        raise IllegalMove(OFFER.noun, "drop the changes of", held.offer.state)
    require_move(viewer, held.offer, OFFER, "amend")
    _remove_unsent(viewer, held)
    record(viewer, "drop_changes", held.offer)


def _remove_unsent(viewer: Staff, held: Held) -> None:
    if held.unsent is not None:
        db.session.execute(removing(viewer, OfferTerms).where(OfferTerms.id == held.unsent.id))
        db.session.expunge(held.unsent)


def send(viewer: Staff, held: Held, *, knowing: bool = False) -> None:
    """Sends what was written: the first offer, or changed terms, which ask for an answer anew.

    Raises MoreThanPosts unless `knowing`, Refused where nothing was written or a day in it has passed.
    """
    offer, terms, application = held.offer, held.unsent, held.application
    act = "amend" if offer.version else "send"
    require_move(viewer, offer, OFFER, act)
    now = clock.now()
    _require_sendable(terms, now)
    if terms is None:
        raise AssertionError("required above")
    _require_post(viewer, offer, knowing)
    make_move(
        viewer, offer, OFFER, act, provided=[Offer.version == offer.version], version=terms.number,
        sent_at=offer.sent_at or now, answer_by=terms.answer_by, reminded_at=None, answered_at=None,
        answered_for=False, wished_start=None, starts_on=None, confirmed_at=None,
    )  # fmt: skip
    terms.sent_at = now
    if act == "send":
        move = advance(viewer, application, "offer", message=terms.message)
        if move.source == "reserve":
            offered_from(viewer, application)
        start_checks(viewer, application)
        tell_candidate("offer_made", offer, application, "you have an offer", message=terms.message)
    else:
        tell_candidate("offer_changed", offer, application, "your offer has changed", message=terms.message)


def _require_sendable(terms: OfferTerms | None, now: datetime) -> None:
    if terms is None:
        raise Refused("Write what you offer first.")
    if terms.answer_by <= now:
        raise Refused("The day by which to answer has passed. Change it before you send the offer.")
    if terms.starts_on <= clock.today():
        raise Refused("The first day has passed. Change it before you send the offer.")


def _require_post(viewer: Staff, offer: Offer, knowing: bool) -> None:
    if offer.version and offer.state != "lapsed":
        return
    vacancy = one_visible(viewer, Vacancy, Vacancy.id == offer.vacancy_id)
    warning = spoken_for(vacancy.posts, vacancy.posts_filled, number_out(viewer, vacancy.id, but=offer.id))
    if warning and not knowing:
        raise MoreThanPosts(warning)
    if warning:
        record(viewer, "offer_beyond_posts", offer)


def discard(viewer: Staff, held: Held) -> None:
    """A draft that nobody was sent; the application stays where it is."""
    make_move(viewer, held.offer, OFFER, "discard", ended_at=clock.now())
    _remove_unsent(viewer, held)


def withdraw_offer(viewer: Staff, held: Held, *, reason: str, message: str) -> None:
    """Takes an offer back: the candidate reads `message`; `reason` is for the record and names nobody."""
    offer = held.offer
    make_move(viewer, offer, OFFER, "withdraw", reason=reason, ended_at=clock.now())
    _remove_unsent(viewer, held)
    advance(LETTERS, held.application, "take_offer_back", reason=reason, message=message)


def agree_start(viewer: Staff, held: Held, day: date) -> None:
    """The first day, once the offer is accepted. Raises Refused for one that has passed."""
    _require_ahead(day)
    make_move(viewer, held.offer, OFFER, "agree_start", starts_on=day)
    tell_candidate("offer_start_agreed", held.offer, held.application, "your first day", starts_on=_in_words(day))


def confirm(viewer: Staff, held: Held, met: Sequence[str], *, message: str = "", despite: str = "") -> None:
    """Makes the offer unconditional. `met`: those of its conditions that are met, which have to be all.

    `despite` is an administrator's reason, kept on record, to confirm it before all is done. Raises Refused while a
    required check or a condition is open otherwise, always for what the law asks for, and before a first day is agreed.
    """
    offer, terms = held.offer, held.sent
    require_move(viewer, offer, OFFER, "confirm")
    if offer.starts_on is None or terms is None:
        raise Refused("Agree the first day before you confirm the offer.")
    blocking = blockers(viewer, held.application)
    if still(terms.conditions, met) or blocking:
        _require_overriding(viewer, held, blocking, despite)
    make_move(viewer, offer, OFFER, "confirm", reason=despite.strip() or None, confirmed_at=clock.now())
    tell_candidate(
        "offer_confirmed", offer, held.application, "your offer is confirmed", message=message,
        starts_on=_in_words(offer.starts_on),
    )  # fmt: skip


def may_override(viewer: Staff, organisation_id: int, blocking: Sequence[Check]) -> bool:
    """Never what the law asks for before somebody starts."""
    return viewer.has_role(organisation_id, *OVERRIDING) and all(may_waive(one.kind, one.level) for one in blocking)


def _require_overriding(viewer: Staff, held: Held, blocking: Sequence[Check], despite: str) -> None:
    if not despite.strip():
        raise Refused("Not everything that this offer depends on is in order yet.")
    if not may_override(viewer, held.offer.organisation_id, blocking):
        raise Refused(
            "Administrators alone confirm an offer before its checks are done, and nobody before those that "
            "the law asks for: the right to work, and membership of the PVG scheme for a regulated role."
        )
    record(viewer, "confirm_despite_checks", held.offer, reason=despite.strip())


def _require_ahead(day: date) -> None:
    if day < clock.today():
        raise Refused("The first day must be today or later.")


def _in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
