"""Verbs on places of a reserve list. The application moves with its place; both sides hear of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from recruitment.applications.actions import LETTERS, advance
from recruitment.applications.lifecycle import HIRING
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, require_move, standing
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import Candidate, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.offers.lifecycle import RESERVE
from recruitment.offers.pool_actions import Shown, enter
from recruitment.offers.pool_rules import ANSWER_WITHIN, LONGEST_MESSAGE, WORDING, months_later
from recruitment.offers.pool_tables import PoolEntry
from recruitment.offers.reserve_asking import lapse_asks
from recruitment.offers.reserve_letters import tell_candidate, tell_employer
from recruitment.offers.reserve_queries import open_place, reserve_place
from recruitment.offers.reserve_tables import ReservePlace
from recruitment.organisations.queries import names_of_organisations
from recruitment.organisations.tables import RESERVE_MONTHS

# What the other side reads of an answer or an end.
ANSWERS = {
    "accept": "has agreed to stand on the reserve list",
    "decline": "does not want to stand on the reserve list",
    "leave": "has left the reserve list",
    "run_out": "has been on the reserve list for the time agreed, and is no longer",
    "lapse": "did not answer within two weeks",
}


@dataclass(frozen=True)
class Proposal:
    """What is proposed: `criteria` that the person met, and whether they are asked if other councils may find them."""

    months: int
    offers_sharing: bool
    criteria: Sequence[str] = ()
    message: str = ""


def propose(viewer: Staff, application: Application, proposal: Proposal) -> ReservePlace:
    """Asks somebody who was interviewed. Raises IllegalMove from any other state, Refused when they were asked."""
    if standing(viewer, application.organisation_id).isdisjoint(HIRING):
        raise Refused("Your role does not let you keep a reserve list.")
    if application.state != "interview":
        raise IllegalMove("application", "reserve", application.state)
    shortest, longest = RESERVE_MONTHS
    if not shortest <= proposal.months <= longest:
        raise Refused(f"A reserve list is kept from {shortest} to {longest} months.")
    if len(proposal.message) > LONGEST_MESSAGE:
        raise Refused(f"The message must be at most {LONGEST_MESSAGE:,} characters.")
    place = ReservePlace(
        organisation_id=application.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        months=proposal.months,
        offers_sharing=proposal.offers_sharing,
        criteria=list(proposal.criteria),
        message=proposal.message.strip(),
        proposed_by=viewer.person,
    )
    try:
        with db.session.begin_nested():
            db.session.add(place)
    except IntegrityError as beaten:
        raise Refused("This person has been asked already.") from beaten
    record(viewer, "propose", place, after="proposed")
    _tell_candidate("reserve_proposed", place, application, message=place.message, months=place.months)
    return place


def accept(viewer: Candidate, place: ReservePlace, shown: Shown | None) -> None:
    """Agrees; with `shown`, other councils find that of the person too, where the employer proposed so.

    Raises IllegalMove when the place or the application stands elsewhere by now.
    """
    if shown is not None and not place.offers_sharing:
        raise Refused("The employer does not share this reserve list.")
    now = clock.now()
    until = months_later(now, place.months)
    make_move(
        viewer, place, RESERVE, "accept", answered_at=now, until=until, is_shared=shown is not None, wording=WORDING
    )
    application = place.application
    advance(LETTERS, application, "reserve")
    if shown is not None:
        employer = names_of_organisations([place.organisation_id])[place.organisation_id]
        found_for = f"{application.title} at {employer}"
        enter(viewer, shown, until=until, reserve_id=place.id, found_for=found_for)
    _tell_candidate("reserve_joined", place, application, until=_day(until), is_shared=place.is_shared)
    _tell_employer(place, application, "accept")


def decline(viewer: Candidate, place: ReservePlace) -> None:
    """The application stays where it is: saying no costs nothing."""
    now = clock.now()
    make_move(viewer, place, RESERVE, "decline", answered_at=now, ended_at=now)
    _tell_employer(place, place.application, "decline")


def leave(viewer: Candidate, place: ReservePlace) -> None:
    _end(viewer, place, "leave")
    _tell_employer(place, place.application, "leave")


def end_place(viewer: Staff, place: ReservePlace, message: str = "") -> None:
    """Takes a proposal back, or somebody off the list, who reads why."""
    act = "take_back" if place.state == "proposed" else "end"
    _end(viewer, place, act)
    _tell_candidate("reserve_ended", place, place.application, message=message.strip(), by_employer=True)


def run_out(place: ReservePlace) -> None:
    """The time agreed is over, or nobody answered: both hear of it."""
    act = "lapse" if place.state == "proposed" else "run_out"
    _end(LETTERS, place, act)
    _tell_candidate("reserve_ended", place, place.application, message="", by_employer=False)
    _tell_employer(place, place.application, act)


def offered_from(viewer: Staff, application: Application) -> None:
    """The place of whoever is offered the job has served its end; the pool shows it no longer."""
    place = open_place(viewer, application.id)
    if place is not None and place.state == "accepted":
        make_move(viewer, place, RESERVE, "offer", ended_at=clock.now())
        _unshare(place)


def run_out_places() -> int:
    """Ends what is over; how many. Each by itself is for the caller's transaction to hold."""
    now = clock.now()
    over = visible(LETTERS, ReservePlace).where(
        ((ReservePlace.state == "accepted") & (ReservePlace.until <= now))
        | ((ReservePlace.state == "proposed") & (ReservePlace.proposed_at <= now - ANSWER_WITHIN))
    )
    ids = list(db.session.scalars(over.with_only_columns(ReservePlace.id).order_by(ReservePlace.id)))
    for number in ids:
        run_out(reserve_place(LETTERS, number))
    lapse_asks()
    return len(ids)


def _end(viewer: Viewer, place: ReservePlace, act: str) -> None:
    require_move(viewer, place, RESERVE, act)
    was_on_list = place.state == "accepted"
    make_move(viewer, place, RESERVE, act, ended_at=clock.now())
    _unshare(place)
    lapse_asks(reserve_id=place.id)
    if was_on_list and place.application.state == "reserve":
        advance(LETTERS, place.application, "end_reserve")


def _unshare(place: ReservePlace) -> None:
    keeping = System("keeping")
    db.session.execute(removing(keeping, PoolEntry).where(PoolEntry.reserve_id == place.id))


def _tell_candidate(letter: str, place: ReservePlace, application: Application, **facts: object) -> None:
    tell_candidate(letter, place, application, f"{place.id}:{place.state}", f"/candidate/reserve/{place.id}", **facts)


def _tell_employer(place: ReservePlace, application: Application, act: str) -> None:
    tell_employer(place, application, place.proposed_by, ANSWERS[act], f"{place.id}:{act}")


def _day(moment: datetime) -> str:
    local = clock.local(moment)
    return f"{local.day} {local:%B %Y}"
