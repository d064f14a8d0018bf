"""How an entered application becomes its person's own word: confirmed, disputed, and taken into an account."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.applications.assisted_actions import KEEPING, forget_entered
from recruitment.applications.assisted_letters import ask_to_confirm, tell_of_dispute
from recruitment.applications.assisted_lifecycle import ASSISTED, RECORDED_BY, UNCONFIRMED
from recruitment.applications.assisted_queries import Entered, claimable_one
from recruitment.applications.assisted_tables import AssistedApplication
from recruitment.applications.extension_tables import Extension
from recruitment.applications.queries import application_for
from recruitment.applications.tables import Application, OfAnApplication
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing, rows_hit
from recruitment.core.viewers import Candidate, Staff, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.vacancies.redeployment_tables import HR


def confirm(viewer: Viewer, assisted: AssistedApplication, *, by: str, on: date) -> None:
    """The person says that all of it is right; from now on it is fixed like any other. Raises IllegalMove, Refused."""
    make_move(viewer, assisted, ASSISTED, "confirm", reason=by, confirmed_by=by, confirmed_on=on)
    forget_entered(Candidate(assisted.account_id))


def record_confirmation(viewer: Staff, assisted: AssistedApplication, *, by: str, on: date) -> None:
    """As staff have it, on paper or by word. `by`: one of RECORDED_BY. Raises Refused and IllegalMove."""
    if by not in RECORDED_BY:
        raise ValueError(f"{by} is nothing that staff record")
    if on > clock.today():
        raise Refused("It cannot have been confirmed in the future.")
    if assisted.handed_in_at is not None and on < clock.local(assisted.handed_in_at).date():
        raise Refused("It cannot have been confirmed before it was entered.")
    confirm(viewer, assisted, by=by, on=on)


def dispute(viewer: TokenHolder, entered: Entered, application: Application, words: str) -> None:
    """The person says what is wrong; staff hear of it. Raises IllegalMove."""
    make_move(viewer, entered.assisted, ASSISTED, "dispute")
    entered.person.objection = words.strip()
    tell_of_dispute(entered, application)


def ask_again(viewer: Staff, entered: Entered, application: Application) -> bool:
    """After it was put right, or the link ran out; whether a letter could be sent. Raises IllegalMove, Refused."""
    make_move(viewer, entered.assisted, ASSISTED, "ask_again")
    entered.person.objection = ""
    return ask_to_confirm(entered, application)


def claim(viewer: Candidate, application_id: int) -> None:
    """Takes what staff entered for this person's own address into their account, and confirms it.

    Raises NotVisible for anything else, Refused where the person applied for the same job by themselves, and
    IllegalMove where it was taken meanwhile.
    """
    assisted, application = claimable_one(viewer, application_id)
    own = application_for(viewer, application.vacancy_id)
    if own is not None and own.state == "draft":
        raise Refused("You have begun an application for this job yourself. Delete that draft first.")
    if own is not None:
        raise Refused("You have applied for this job yourself, so there are two applications. Ask the employer.")
    before = assisted.account_id
    unclaimed = changing(KEEPING, AssistedApplication).where(
        AssistedApplication.id == assisted.id, AssistedApplication.claimed_at.is_(None)
    )
    if rows_hit(unclaimed.values(claimed_at=clock.now())) != 1:
        raise IllegalMove("entered application", "claim")
    try:
        for model, number in _owned():
            theirs = changing(KEEPING, model).where(number == application_id, model.account_id == before)
            db.session.execute(theirs.values(account_id=viewer.person))
    except IntegrityError as twice:
        raise Refused("You have applied for this job yourself, so there are two applications.") from twice
    given = changing(KEEPING, Extension).where(Extension.account_id == before, Extension.state == "used")
    db.session.execute(given.values(account_id=viewer.person))
    for row in (assisted, application):
        set_committed_value(row, "account_id", viewer.person)
    forget_entered(Candidate(before))
    record(viewer, "claim", assisted)
    if assisted.state in UNCONFIRMED:
        make_move(
            viewer, assisted, ASSISTED, "confirm", reason="account", confirmed_by="account", confirmed_on=clock.today()
        )


def _owned() -> Iterator[tuple[Any, Any]]:
    """The application and every part of one, each with the column that names the application."""
    yield Application, Application.id
    waiting: list[Any] = OfAnApplication.__subclasses__()
    while waiting:
        part = waiting.pop()
        waiting += part.__subclasses__()
        # What several parts have in common is no table.
        if hasattr(part, "__table__"):
            yield part, part.application_id


def may_record(viewer: Staff, assisted: AssistedApplication) -> bool:
    return viewer.has_role(assisted.organisation_id, *HR) and assisted.state in UNCONFIRMED
