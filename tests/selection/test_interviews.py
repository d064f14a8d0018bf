"""Interviews: arranging, inviting, booking, and who is told of what."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from recruitment.applications.actions import withdraw
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.selection import interview_booking as booking
from recruitment.selection.interview_actions import (
    agree_adjustments,
    invite_to_round,
    offer_times,
    plan_round,
    remove_round,
    remove_times,
    set_questions,
)
from recruitment.selection.interview_jobs import let_interviews_go
from recruitment.selection.interview_queries import (
    adjustment_of,
    free_slots,
    interviews_of_round,
    questions_of,
    slots_of_round,
    the_interview,
    the_round,
)
from recruitment.selection.interview_rules import Laid
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, a_time, an_interview
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
ADDRESS, PANEL = "jo@test.example", "panel@test.example"


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def jo(vacancy: Vacancy, state: str = "interview", address: str = ADDRESS) -> Application:
    facts = {"shortlisted_at": clock.now()} if state != "submitted" else {}
    return an_application(vacancy, account=an_account(address), state=state, given_name="Jo", **facts)


def on_panel(vacancy: Vacancy) -> None:
    member = a_member(an_organisation(), Role.PANEL_MEMBER, account=an_account(PANEL, name="Pat Panel"))
    db.session.add(PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=member.id))
    db.session.commit()


def entry(letter: Letter) -> tuple[str, Any]:
    """The method and the entry of a letter's calendar."""
    calendar = Calendar.from_ical(letter.facts["calendar"]["text"])
    assert calendar["method"] == letter.facts["calendar"]["method"]
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def names(address: str) -> list[str]:
    return [letter.name for letter in letters_to(address)]


FACTS = {"name": "Interview", "meeting": "online", "place": "https://meet.example/1", "note": "", "minutes": 45,
         "until_hours": 24}  # fmt: skip


def test_only_those_who_hire_arrange(vacancy: Vacancy) -> None:
    with pytest.raises(Refused, match="arrange interviews"):
        plan_round(as_staff(an_organisation(), Role.APPROVER), vacancy, **FACTS)


def test_times_are_offered_once_and_only_in_the_future(vacancy: Vacancy, recruiter: Staff) -> None:
    row = plan_round(recruiter, vacancy, **FACTS)
    now = clock.now()

    def laid(hours: int) -> Laid:
        return Laid(now + timedelta(hours=hours), now + timedelta(hours=hours + 1), "")

    assert offer_times(recruiter, row, [laid(24), laid(25)]) == 2
    for wrong, said in (([laid(24)], "runs into"), ([laid(-2)], "have passed"), ([], "No interview fits")):
        with pytest.raises(Refused, match=said):
            offer_times(recruiter, row, wrong)
    with pytest.raises(Refused, match="up to 200 times"):
        offer_times(recruiter, row, [laid(48 + each) for each in range(199)])
    assert len(slots_of_round(recruiter, row.id)) == 2


def test_inviting_tells_the_shortlisted_once(vacancy: Vacancy, recruiter: Staff) -> None:
    row, application = a_round(vacancy, times=2), jo(vacancy, "shortlisted")
    assert len(invite_to_round(recruiter, row, [application.id])) == 1
    assert application.state == "interview"
    assert names(ADDRESS) == ["invited_to_interview"]
    assert "Choose a time" in letters_to(ADDRESS)[0].facts["message"]
    assert invite_to_round(recruiter, row, [application.id]) == []
    second = a_round(vacancy, times=1, name="Presentation")
    invite_to_round(recruiter, second, [application.id])
    assert names(ADDRESS) == ["invited_to_interview", "interview_to_book"]


def test_nobody_else_is_invited(vacancy: Vacancy, recruiter: Staff) -> None:
    row = a_round(vacancy)
    assert invite_to_round(recruiter, row, [jo(vacancy, "submitted").id]) == []
    with pytest.raises(NotVisible):
        invite_to_round(recruiter, row, [jo(a_vacancy(an_organisation()), "shortlisted", "other@test.example").id])


def test_booking_and_moving_change_one_entry_of_the_calendars(vacancy: Vacancy) -> None:
    on_panel(vacancy)
    row, application = a_round(vacancy, times=2), jo(vacancy)
    interview, viewer = an_interview(row, application), Candidate(application.account_id)
    first, second = slots_of_round(viewer, row.id)
    booking.book(viewer, interview, first.id)
    booking.book(viewer, interview, second.id)
    assert names(ADDRESS) == ["interview_booked"] * 2 and names(PANEL) == ["interview_for_panel"] * 2
    for address in (ADDRESS, PANEL):
        (made, one), (changed, other) = map(entry, letters_to(address))
        assert (made, changed) == ("REQUEST", "REQUEST")
        assert one["uid"] == other["uid"] and one["sequence"] < other["sequence"]
        assert other.decoded("dtstart") == second.starts_at
    assert [letter.facts["is_moved"] for letter in letters_to(ADDRESS)] == [False, True]
    assert [slot.id for slot in free_slots(viewer, interview, row)] == [first.id]


def test_cancelling_frees_the_time_and_takes_the_entry_back(vacancy: Vacancy) -> None:
    on_panel(vacancy)
    row, application = a_round(vacancy, times=1), jo(vacancy)
    viewer, (slot,) = Candidate(application.account_id), slots_of_round(System("interviews"), row.id)
    interview = an_interview(row, application, slot)
    booking.cancel(viewer, interview)
    assert interview.state == "cancelled" and interview.slot_id is None
    assert names(ADDRESS) == ["interview_off"] and names(PANEL) == ["interview_off_for_panel"]
    for address in (ADDRESS, PANEL):
        method, off = entry(letters_to(address)[0])
        assert method == "CANCEL" and off["status"] == "CANCELLED" and off["sequence"] == interview.sequence
    another = jo(vacancy, address="blair@test.example")
    booking.book(Candidate(another.account_id), an_interview(row, another), slot.id)


def test_of_two_who_want_a_time_one_gets_it(vacancy: Vacancy) -> None:
    row = a_round(vacancy, times=1)
    first, second = jo(vacancy), jo(vacancy, address="blair@test.example")
    (slot,) = slots_of_round(System("interviews"), row.id)
    booking.book(Candidate(first.account_id), an_interview(row, first), slot.id)
    late = an_interview(row, second)
    with pytest.raises(booking.TimeTaken):
        booking.book(Candidate(second.account_id), late, slot.id)
    assert late.state == "invited" and names("blair@test.example") == []


def test_the_last_hours_belong_to_the_telephone(vacancy: Vacancy, recruiter: Staff) -> None:
    row, application = a_round(vacancy, times=1), jo(vacancy)
    soon = a_time(row, clock.now() + timedelta(hours=3), room="Near")
    interview, viewer = an_interview(row, application), Candidate(application.account_id)
    assert soon.id not in {slot.id for slot in free_slots(viewer, interview, row)}
    with pytest.raises(Refused, match="too near"):
        booking.book(viewer, interview, soon.id)
    booking.book(recruiter, interview, soon.id)
    for change in (booking.cancel, lambda who, what: booking.book(who, what, slots_of_round(who, row.id)[1].id)):
        with pytest.raises(Refused, match="too late"):
            change(viewer, interview)


def test_who_needs_more_time_is_offered_longer_times(vacancy: Vacancy, recruiter: Staff) -> None:
    row, application = a_round(vacancy, times=1), jo(vacancy)
    long = a_time(row, clock.now() + timedelta(days=9), minutes=90)
    interview, viewer = an_interview(row, application), Candidate(application.account_id)
    assert long.id not in {slot.id for slot in free_slots(viewer, interview, row)}
    agree_adjustments(recruiter, interview, agreed="A break half way", minutes=90)
    db.session.commit()
    db.session.expire_all()
    interview = the_interview(viewer, interview.id)
    assert [slot.id for slot in free_slots(viewer, interview, the_round(viewer, row.id))] == [long.id]
    with pytest.raises(Refused, match="shorter than the 90 minutes"):
        booking.book(viewer, interview, slots_of_round(viewer, row.id)[0].id)
    assert adjustment_of(viewer, interview.id) == "A break half way"


def test_what_was_agreed_is_not_for_the_panel(vacancy: Vacancy, recruiter: Staff) -> None:
    on_panel(vacancy)
    interview = an_interview(a_round(vacancy), jo(vacancy))
    agree_adjustments(recruiter, interview, agreed="A sign language interpreter", minutes=45)
    member = as_staff(an_organisation(), Role.PANEL_MEMBER, person=next(iter(panel_ids(vacancy))))
    assert the_interview(member, interview.id).id == interview.id
    assert adjustment_of(member, interview.id) == ""
    agree_adjustments(recruiter, interview, agreed="", minutes=45)
    assert adjustment_of(recruiter, interview.id) == ""


def panel_ids(vacancy: Vacancy) -> set[int]:
    seats = visible(System("letters"), PanelSeat).where(PanelSeat.vacancy_id == vacancy.id)
    return set(db.session.scalars(seats.with_only_columns(PanelSeat.account_id)))


def test_a_candidate_reaches_their_own_interviews_and_no_others(vacancy: Vacancy) -> None:
    row, stranger = a_round(vacancy, times=1), an_account()
    interview = an_interview(row, jo(vacancy))
    for read in (the_interview, the_round):
        with pytest.raises(NotVisible):
            read(Candidate(stranger.id), interview.id if read is the_interview else row.id)
    assert slots_of_round(Candidate(stranger.id), row.id) == []
    other = jo(vacancy, address="blair@test.example")
    an_interview(row, other)
    seen = interviews_of_round(Candidate(other.account_id), row.id)
    assert [each.application_id for each in seen] == [other.id]


def test_what_became_of_it_is_recorded_after_it_began(vacancy: Vacancy, recruiter: Staff) -> None:
    row, application = a_round(vacancy), jo(vacancy)
    ahead = an_interview(row, application, a_time(row, clock.now() + timedelta(hours=1)))
    with pytest.raises(Refused, match="not begun"):
        booking.record_held(recruiter, ahead)
    other = jo(vacancy, address="blair@test.example")
    over = an_interview(row, other, a_time(row, clock.now() - timedelta(hours=2)))
    booking.record_no_show(recruiter, over)
    assert over.state == "no_show"
    booking.correct(recruiter, over, reason="Came late")
    booking.record_held(recruiter, over)
    assert over.state == "held"


def test_whichever_way_an_application_ends_its_time_is_free_within_a_minute(vacancy: Vacancy) -> None:
    on_panel(vacancy)
    row, application = a_round(vacancy, times=1), jo(vacancy)
    viewer, (slot,) = Candidate(application.account_id), slots_of_round(System("interviews"), row.id)
    interview = an_interview(row, application, slot)
    withdraw(viewer, application)
    db.session.commit()
    let_interviews_go()
    db.session.expire_all()
    found = the_interview(viewer, interview.id)
    assert found.state == "called_off" and found.slot_id is None
    assert entry(letters_to(PANEL)[0])[0] == "CANCEL"
    let_interviews_go()
    assert len(letters_to(PANEL)) == 1


def test_a_round_with_people_stays(vacancy: Vacancy, recruiter: Staff) -> None:
    empty, used = a_round(vacancy, times=2), a_round(vacancy, name="Second interview")
    an_interview(used, jo(vacancy))
    with pytest.raises(Refused, match="stays on record"):
        remove_round(recruiter, used)
    remove_round(recruiter, empty)
    db.session.commit()
    assert slots_of_round(recruiter, empty.id) == []


def test_a_time_that_somebody_has_is_not_taken_away(vacancy: Vacancy, recruiter: Staff) -> None:
    row = a_round(vacancy, times=2)
    first, second = slots_of_round(recruiter, row.id)
    an_interview(row, jo(vacancy), first)
    assert remove_times(recruiter, row, [first.id, second.id]) == 1
    assert [slot.id for slot in slots_of_round(recruiter, row.id)] == [first.id]


def test_questions_stand_in_their_order(vacancy: Vacancy, recruiter: Staff) -> None:
    row = a_round(vacancy)
    set_questions(recruiter, row, [(None, "Why this job?"), (None, "What went wrong once?")])
    set_questions(recruiter, row, [(None, "What went wrong once?"), (None, "Why this job?")])
    assert [each.text for each in questions_of(recruiter, row.id)] == ["What went wrong once?", "Why this job?"]
