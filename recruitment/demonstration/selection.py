"""A choice that is under way: a panel's scores, interviews with times to choose, messages, one place in reserve."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from typing import Final

from recruitment.accounts.queries import account_by_email, posts_of
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Staff
from recruitment.demonstration.accounts import Colleagues
from recruitment.demonstration.candidates import apply
from recruitment.demonstration.vacancies import Sketch, write
from recruitment.offers.reserve_actions import Proposal, accept, propose
from recruitment.offers.reserve_queries import open_place, reserve_place
from recruitment.organisations.tables import Organisation
from recruitment.selection.actions import shortlist
from recruitment.selection.interview_actions import (
    agree_adjustments,
    invite_to_round,
    offer_times,
    plan_round,
    set_questions,
)
from recruitment.selection.interview_booking import book
from recruitment.selection.interview_queries import free_slots
from recruitment.selection.interview_rules import Layout, laid_out
from recruitment.selection.message_actions import Words, answer, begin_thread
from recruitment.selection.panel_actions import change_panel
from recruitment.selection.score_actions import Given, score
from recruitment.selection.score_queries import criteria_of
from recruitment.vacancies.tables import Vacancy

COUNCIL: Final = "fife-council"
POST: Final = Sketch(
    COUNCIL, "Countryside Ranger", "parks_grounds", "KY1 1AB", "Lochore Meadows Country Park",
    (2_940_000, 3_150_000), "36", ("full_time",), "level_1",
    (("Experience of work outdoors in all weathers", "essential"),
     ("Able to lead a group of visitors safely", "essential"),
     ("A certificate in first aid", "desirable")),
    "Look after paths, woods and visitors of a country park.",
    "* mend paths and fences\n* lead walks and help schools\n* count birds and butterflies",
)  # fmt: skip
# Of the made-up people those who apply, and how many of them are scored, shortlisted and have chosen a time.
PEOPLE: Final = slice(10, 18)
SCORED, SHORTLISTED, BOOKED = 6, 5, 2
MARKS: Final = ((4, 4, 3), (3, 4, 2), (3, 3, 3), (3, 2, 2), (2, 3, 4), (1, 2, 0))
IN_DAYS: Final = 20


def show_selection(
    councils: Sequence[Organisation], staff: Mapping[int, Colleagues], people: Sequence[Candidate]
) -> None:
    council = next(each for each in councils if each.slug == COUNCIL)
    recruiter = staff[council.id].recruiter
    vacancy = write(council, staff[council.id], POST, 0)
    applications = [apply(person, vacancy, number) for number, person in enumerate(people[PEOPLE])]
    _score(recruiter, vacancy, applications)
    for application in applications[:SHORTLISTED]:
        shortlist(recruiter, application, message="Thank you for the care you took with your application.")
    _interview(recruiter, vacancy, applications[:SHORTLISTED])
    _write(recruiter, applications[0])
    _into_reserve(recruiter, applications[SHORTLISTED - 1])


def _colleague(part: str) -> Staff:
    account = account_by_email(f"{part}@{COUNCIL}.demo.example")
    if account is None:
        raise LookupError("the accounts come first")
    return Staff(account.id, posts_of(account.id))


def _score(recruiter: Staff, vacancy: Vacancy, applications: Sequence[Application]) -> None:
    """The chair has scored everybody, the others all but the last two."""
    panel = [_colleague(part) for part in ("manager", "panel", "recruiter")]
    change_panel(recruiter, vacancy, [member.person for member in panel], panel[0].person)
    criteria = criteria_of(recruiter, vacancy.id)
    for place, application in enumerate(applications):
        marks = MARKS[place % len(MARKS)]
        for number, member in enumerate(panel if place < SCORED else panel[:1]):
            given = {one.id: Given(max(0, mark - (number == 2)), "An example that shows it.")
                     for one, mark in zip(criteria, marks, strict=True)}  # fmt: skip
            score(member, application, given)


def _interview(recruiter: Staff, vacancy: Vacancy, applications: Sequence[Application]) -> None:
    row = plan_round(recruiter, vacancy, name="Interview", meeting="in_person", place="Made-up visitor centre",
                     note="Bring photo ID. There is a short walk.", minutes=45, until_hours=24)  # fmt: skip
    day = clock.today() + timedelta(days=IN_DAYS)
    lunch = (time(12, 30), time(13, 30))
    offer_times(recruiter, row, laid_out(Layout(day, time(9, 30), time(15, 30), 45, 15, breaks=(lunch,))))
    outdoors, groups, _ = criteria_of(recruiter, vacancy.id)
    set_questions(recruiter, row, [(outdoors.id, "Tell us about a day outdoors that went wrong."),
                                   (groups.id, "A child runs off on a walk. What do you do?")])  # fmt: skip
    interviews = invite_to_round(recruiter, row, [each.id for each in applications])
    for interview in interviews[:BOOKED]:
        viewer = Candidate(interview.account_id)
        book(viewer, interview, free_slots(viewer, interview, row)[0].id)
    agree_adjustments(recruiter, interviews[BOOKED], agreed="The questions on paper, ten minutes before.", minutes=45)


def _write(recruiter: Staff, application: Application) -> None:
    asked = Words("Boots for the walk", "Is the walk on paths, or do I need boots?", key="made-up:boots")
    thread = begin_thread(Candidate(application.account_id), application, asked)
    if thread is not None:
        told = Words("", "It is on paths. Shoes that may get muddy will do.", key="made-up:shoes")
        answer(recruiter, application, thread, told)


def _into_reserve(recruiter: Staff, application: Application) -> None:
    interviewed = the_application(recruiter, application.id)
    propose(recruiter, interviewed, Proposal(6, offers_sharing=False, message="You would fit in well."))
    viewer = Candidate(application.account_id)
    place = open_place(viewer, application.id)
    if place is not None:
        accept(viewer, reserve_place(viewer, place.id), None)
