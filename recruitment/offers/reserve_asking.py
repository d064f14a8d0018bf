"""One list for several vacancies: somebody on it is asked whether they want another job of the same organisation.

Their yes makes an application for it, with what they had sent for the first, and a place on that vacancy's list; the
place on the first stays, so that the list goes on to serve both.
"""

from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.actions import advance, new_draft
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.lifecycle import HIRING
from recruitment.applications.tables import Answer, Application, Contact, Declaration, RefereeCopy, Support
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, require_move, standing
from recruitment.core.tenancy import narrowed, one_visible, visible
from recruitment.core.viewers import Candidate, Staff
from recruitment.extensions import db
from recruitment.offers.lifecycle import ASK
from recruitment.offers.pool_rules import ANSWER_WITHIN, LONGEST_MESSAGE
from recruitment.offers.reserve_letters import LETTERS, tell_candidate, tell_employer
from recruitment.offers.reserve_tables import ReserveAsk, ReservePlace
from recruitment.vacancies.tables import Vacancy

# What is carried over as it was sent; a claim to an interview has had its effect, and answers on equality are nobody's.
CARRIED: Final = (Contact, History, Outline, RefereeCopy, Answer, Declaration, Support)


def vacancies_to_ask_for(viewer: Staff, place: ReservePlace) -> list[Vacancy]:
    """Those of the organisation that have a post free, and for which nobody has asked this person yet."""
    asked = (
        visible(viewer, ReserveAsk).where(ReserveAsk.reserve_id == place.id).with_only_columns(ReserveAsk.vacancy_id)
    )
    sent = visible(viewer, Application).where(Application.account_id == place.account_id)
    sent = sent.with_only_columns(Application.vacancy_id)
    wanted = visible(viewer, Vacancy).where(
        Vacancy.organisation_id == place.organisation_id,
        Vacancy.state == "published",
        Vacancy.posts_filled < Vacancy.posts,
        Vacancy.id.not_in(sent),
    )
    wanted = narrowed(wanted, Vacancy.id.not_in(asked), asked, sent)
    return list(db.session.scalars(wanted.order_by(Vacancy.title, Vacancy.id)))


def ask(viewer: Staff, place: ReservePlace, vacancy: Vacancy, message: str = "") -> ReserveAsk:
    """Raises Refused for other roles and for a vacancy that is not among `vacancies_to_ask_for`, and IllegalMove where
    the person does not stand on the list any more."""
    if standing(viewer, place.organisation_id).isdisjoint(HIRING):
        raise Refused("Your role does not let you keep a reserve list.")
    if place.state != "accepted":
        raise IllegalMove("place on a reserve list", "ask", place.state)
    if vacancy.id not in {each.id for each in vacancies_to_ask_for(viewer, place)}:
        raise Refused("This person cannot be asked for that vacancy. Choose another.")
    if len(message) > LONGEST_MESSAGE:
        raise Refused(f"The message must be at most {LONGEST_MESSAGE:,} characters.")
    row = ReserveAsk(
        organisation_id=place.organisation_id, application_id=place.application_id, account_id=place.account_id,
        reserve_id=place.id, vacancy_id=vacancy.id, title=vacancy.title, message=message.strip(),
        asked_by=viewer.person,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as beaten:
        raise Refused("This person has been asked already.") from beaten
    record(viewer, "ask", row, after=row.state)
    facts = {"other": vacancy.title, "other_reference": vacancy.reference, "message": row.message}
    tell_candidate(
        "reserve_asked", place, place.application, f"{row.id}", f"/candidate/reserve/asked/{row.id}", **facts
    )
    return row


def the_ask(viewer: Staff | Candidate, ask_id: int) -> ReserveAsk:
    """Raises NotVisible."""
    return one_visible(viewer, ReserveAsk, ReserveAsk.id == ask_id)


def open_asks(viewer: Candidate, reserve_id: int) -> list[ReserveAsk]:
    wanted = visible(viewer, ReserveAsk).where(ReserveAsk.reserve_id == reserve_id, ReserveAsk.state == "asked")
    return list(db.session.scalars(wanted.order_by(ReserveAsk.id)))


def say_yes(viewer: Candidate, row: ReserveAsk, place: ReservePlace) -> Application:
    """The application for the other job, on that vacancy's reserve list.

    Raises IllegalMove where the question or the place has ended, and Refused for somebody who has an application for
    that job already, or when the job has gone.
    """
    require_move(viewer, row, ASK, "accept")
    if place.state != "accepted":
        raise IllegalMove("place on a reserve list", "accept", place.state)
    vacancy: Vacancy = one_visible(LETTERS, Vacancy, Vacancy.id == row.vacancy_id)
    if vacancy.state != "published" or vacancy.posts_filled >= vacancy.posts:
        raise Refused("This job has been filled or withdrawn meanwhile.")
    application, is_new = new_draft(viewer, vacancy)
    if not is_new:
        raise Refused("You have an application for this job already, so it goes on by itself.")
    now = clock.now()
    _carry(place.application_id, application)
    advance(LETTERS, application, "carry", submitted_at=now, shortlisted_at=now)
    place_there = ReservePlace(
        organisation_id=place.organisation_id, application_id=application.id, account_id=place.account_id,
        state="accepted", months=place.months, criteria=list(place.criteria), wording=place.wording,
        proposed_by=row.asked_by, answered_at=now, until=place.until,
    )  # fmt: skip
    db.session.add(place_there)
    db.session.flush()
    make_move(viewer, row, ASK, "accept", ended_at=now, made_id=application.id)
    tell_employer(place, application, row.asked_by, "wants to be considered for this job too", f"ask:{row.id}")
    return application


def say_no(viewer: Candidate, row: ReserveAsk, place: ReservePlace) -> None:
    """Their place on the list stays."""
    make_move(viewer, row, ASK, "decline", ended_at=clock.now())
    said = f"stays on the list, and does not want this job: {row.title}"
    tell_employer(place, place.application, row.asked_by, said, f"ask:{row.id}")


def lapse_asks(*, reserve_id: int | None = None) -> None:
    """Ends what nobody answered in time, or with `reserve_id` all that a place has open."""
    over = visible(LETTERS, ReserveAsk).where(ReserveAsk.state == "asked")
    if reserve_id is not None:
        over = over.where(ReserveAsk.reserve_id == reserve_id)
    else:
        over = over.where(ReserveAsk.asked_at <= clock.now() - ANSWER_WITHIN)
    for row in db.session.scalars(over.order_by(ReserveAsk.id)).all():
        make_move(LETTERS, row, ASK, "lapse", ended_at=clock.now())


def _carry(source_id: int, target: Application) -> None:
    for model in CARRIED:
        rows = visible(LETTERS, model).where(model.application_id == source_id).order_by(model.id)
        for row in db.session.scalars(rows):
            db.session.add(model(**{**_facts(row), "application_id": target.id}))
    db.session.flush()


def _facts(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key != "id"}
