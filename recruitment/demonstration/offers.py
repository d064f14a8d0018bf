"""Offers at every stage: with the candidate of the demonstration, accepted, and confirmed. By the acts people use."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from recruitment.applications.actions import advance
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Staff
from recruitment.demonstration.accounts import Colleagues
from recruitment.demonstration.after import COUNCIL
from recruitment.demonstration.candidates import apply
from recruitment.demonstration.vacancies import Sketch, write
from recruitment.offers.offer_actions import draft_offer, send, write_terms
from recruitment.offers.offer_answers import accept
from recruitment.offers.offer_pay import Time, pay_by_point, rates_on
from recruitment.offers.offer_queries import Held, the_offer
from recruitment.offers.offer_rules import answer_due
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy

DAY: Final = timedelta(days=1)
OFFERED: Final = Sketch(
    COUNCIL, "Library Adviser", "culture_leisure", "KY1 1AB", "Kirkcaldy Galleries", "Grade 4", "36", ("full_time",),
    "level_1", (("Can help people of all ages", "essential"), ("Has worked in a library", "desirable")),
    "Help readers find what they look for, and look after the children’s room.",
    "* welcome and advise readers\n* lead story time\n* keep the shelves in order", posts=3,
)  # fmt: skip
MESSAGE: Final = "We are pleased to offer you this post. The panel liked how you spoke of helping people."


def show_offers(
    councils: Sequence[Organisation], staff: Mapping[int, Colleagues], candidate: Candidate, people: Sequence[Candidate]
) -> None:
    """One waits for the candidate of the demonstration; one is accepted, with another first day; one is written."""
    council = next(each for each in councils if each.slug == COUNCIL)
    colleagues = staff[council.id]
    vacancy = write(council, colleagues, OFFERED, 0)
    recruiter = colleagues.recruiter
    chosen = [apply(person, vacancy, number) for number, person in enumerate((candidate, *people[5:7]))]
    for application in chosen:
        for act in ("shortlist", "invite"):
            advance(recruiter, application, act, message="Thank you for the care you took with your application.")
    waiting, accepted, written = (_write(recruiter, vacancy, application) for application in chosen)
    for held in (waiting, accepted):
        send(recruiter, held)
    own = Candidate(accepted.offer.account_id)
    accept(own, the_offer(own, accepted.offer.id), wished_start=clock.today() + 49 * DAY)
    if written.unsent is None:
        raise LookupError("the third offer was not written")


def _write(recruiter: Staff, vacancy: Vacancy, application: Application) -> Held:
    day = clock.today() + 42 * DAY
    rates = rates_on(recruiter, vacancy, day)
    if rates is None:
        raise LookupError("the pay table comes first")
    time = Time(vacancy.hours_low, None)
    facts: dict[str, Any] = {
        **pay_by_point(vacancy, rates, rates.usual, time, day),
        "title": application.title, "hours": time.hours, "weeks_a_year": None,
        "place": "Kirkcaldy Galleries, Kirkcaldy",
        "contract_type": vacancy.contract_type, "manager": "Library Supervisor", "starts_on": day, "probation": 6,
        "answer_by": answer_due(clock.today() + 7 * DAY), "message": MESSAGE,
        "conditions": ["Your right to work in the UK", "References", "Level 1 disclosure"],
    }  # fmt: skip
    offer = draft_offer(recruiter, the_application(recruiter, application.id))
    write_terms(recruiter, the_offer(recruiter, offer.id), facts)
    return the_offer(recruiter, offer.id)
