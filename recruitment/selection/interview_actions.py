"""Verbs of arranging interviews: rounds, their times, and whom to invite to them. Booking is in interview_booking."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.actions import advance
from recruitment.applications.lifecycle import HIRING
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.interview_letters import ask_to_book
from recruitment.selection.interview_queries import interviews_of_round, slots_of_round, taken_slots
from recruitment.selection.interview_rules import MOST_TIMES, Laid, overlapping, span_in_words
from recruitment.selection.interview_tables import (
    Interview,
    InterviewAdjustment,
    InterviewQuestion,
    InterviewRound,
    InterviewSlot,
)
from recruitment.selection.queries import panel_lack
from recruitment.vacancies.tables import Vacancy

CHOOSE_A_TIME: Final = "Choose a time that suits you on the page of your application."


def require_arranger(viewer: Staff, organisation_id: int) -> None:
    """Raises Refused for panel members and others who read along."""
    if not viewer.has_role(organisation_id, *HIRING):
        raise Refused("Your role does not let you arrange interviews. Recruiters and hiring managers do.")


def plan_round(viewer: Staff, vacancy: Vacancy, **facts: Any) -> InterviewRound:
    """`facts`: the columns of a round, as its table has them."""
    require_arranger(viewer, vacancy.organisation_id)
    row = InterviewRound(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, **facts)
    db.session.add(row)
    db.session.flush()
    record(viewer, "plan_interviews", row)
    return row


def change_round(viewer: Staff, row: InterviewRound, **facts: Any) -> None:
    """What stands in calendars already is not changed by it; who is invited reads the new words on their page."""
    require_arranger(viewer, row.organisation_id)
    for name, value in facts.items():
        setattr(row, name, value)
    db.session.flush()
    record(viewer, "change_interviews", row)


def remove_round(viewer: Staff, row: InterviewRound) -> None:
    """Raises Refused once somebody has been invited to it."""
    require_arranger(viewer, row.organisation_id)
    if interviews_of_round(viewer, row.id):
        raise Refused("Somebody is invited to this round already, so it stays on record.")
    record(viewer, "remove_interviews", row)
    db.session.flush()
    db.session.execute(removing(viewer, InterviewRound).where(InterviewRound.id == row.id))
    db.session.expunge(row)


def offer_times(viewer: Staff, row: InterviewRound, times: Iterable[Laid], place: str = "") -> int:
    """Adds times to a round and says how many. Raises Refused where there are none, too many, or where one lies in the
    past or runs into another of the same room."""
    require_arranger(viewer, row.organisation_id)
    wanted = list(times)
    held = slots_of_round(viewer, row.id)
    if not wanted:
        raise Refused("No interview fits between these hours. Make the day longer or the interviews shorter.")
    if len(held) + len(wanted) > MOST_TIMES:
        raise Refused(f"A round can have up to {MOST_TIMES} times. There would be {len(held) + len(wanted)}.")
    if min(one.starts_at for one in wanted) <= clock.now():
        raise Refused("These times have passed. Choose a day and an hour in the future.")
    if hit := overlapping(wanted, held):
        when = span_in_words(hit[0].starts_at, hit[0].ends_at)
        raise Refused(f"{when} runs into a time that is there already. Choose other hours or another room.")
    keys = {"organisation_id": row.organisation_id, "vacancy_id": row.vacancy_id, "round_id": row.id}
    try:
        with db.session.begin_nested():
            db.session.add_all(
                InterviewSlot(**keys, starts_at=one.starts_at, ends_at=one.ends_at, room=one.room, place=place)
                for one in wanted
            )
    except IntegrityError:
        raise Refused("A colleague has just added some of these times. Look at the round again.") from None
    record(viewer, "offer_times", row, reason=f"{len(wanted)} times")
    return len(wanted)


def remove_times(viewer: Staff, row: InterviewRound, slot_ids: Collection[int]) -> int:
    """Takes free times away and says how many; a time that somebody took meanwhile stays."""
    require_arranger(viewer, row.organisation_id)
    free = set(slot_ids) - taken_slots(row.id)
    gone = rows_hit(removing(viewer, InterviewSlot).where(InterviewSlot.round_id == row.id, InterviewSlot.id.in_(free)))
    if gone:
        record(viewer, "remove_times", row, reason=f"{gone} times")
    return gone


def invite_to_round(
    viewer: Staff, row: InterviewRound, application_ids: Collection[int], *, small_panel: str = ""
) -> list[Interview]:
    """Invites each to choose a time. Those who are invited already, or who left meanwhile, are passed over.

    Raises Refused where fewer sit on the panel than the rules ask for and `small_panel` gives no reason, and
    NotVisible for somebody who did not apply for this vacancy.
    """
    require_arranger(viewer, row.organisation_id)
    lack = panel_lack(viewer, row.organisation_id, row.vacancy_id)
    if lack is not None:
        if not small_panel.strip():
            raise Refused(f"{lack.in_words} Give a reason to invite all the same.")
        record(viewer, "invite_with_small_panel", row, reason=small_panel.strip())
    invited = {one.application_id for one in interviews_of_round(viewer, row.id)}
    made = []
    for number in sorted(set(application_ids) - invited):
        application = the_application(viewer, number)
        if application.vacancy_id != row.vacancy_id:
            raise NotVisible("an application for another vacancy")
        if application.state in ("shortlisted", "interview"):
            made.append(_invited(viewer, row, application))
    return made


def _invited(viewer: Staff, row: InterviewRound, application: Application) -> Interview:
    interview = interview_in(row, application)
    db.session.add(interview)
    db.session.flush()
    record(viewer, "invite", interview, after=interview.state)
    if application.state == "shortlisted":
        # The letter of the move says the rest.
        advance(viewer, application, "invite", message=CHOOSE_A_TIME)
    else:
        ask_to_book(interview)
    return interview


def interview_in(row: InterviewRound, application: Application) -> Interview:
    return Interview(
        organisation_id=application.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        round_id=row.id,
        minutes=row.minutes,
    )


def agree_adjustments(viewer: Staff, interview: Interview, *, agreed: str, minutes: int) -> None:
    """What helps the candidate to take part, for them to read too, and how long the interview takes with it."""
    require_arranger(viewer, interview.organisation_id)
    held = visible(viewer, InterviewAdjustment).where(InterviewAdjustment.interview_id == interview.id)
    row = db.session.scalars(held).one_or_none()
    if row is None and agreed:
        keys = {name: getattr(interview, name) for name in ("organisation_id", "application_id", "account_id")}
        db.session.add(InterviewAdjustment(**keys, interview_id=interview.id, agreed=agreed))
    elif row is not None and agreed:
        row.agreed = agreed
    elif row is not None:
        db.session.execute(removing(viewer, InterviewAdjustment).where(InterviewAdjustment.id == row.id))
        db.session.expunge(row)
    db.session.execute(changing(viewer, Interview).where(Interview.id == interview.id).values(minutes=minutes))
    # What is needed is nobody's business but theirs who act on it, so the record says only that it was agreed.
    record(viewer, "agree_adjustments", interview)


def set_questions(viewer: Staff, row: InterviewRound, asked: Iterable[tuple[int | None, str]]) -> None:
    """The questions of a round in their order, each with the criterion that it tests; they replace those before."""
    require_arranger(viewer, row.organisation_id)
    db.session.execute(removing(viewer, InterviewQuestion).where(InterviewQuestion.round_id == row.id))
    keys = {"organisation_id": row.organisation_id, "vacancy_id": row.vacancy_id, "round_id": row.id}
    db.session.add_all(
        InterviewQuestion(**keys, position=at, criterion_id=criterion, text=text)
        for at, (criterion, text) in enumerate(asked)
    )
    db.session.flush()
    record(viewer, "set_interview_questions", row)
