"""Checks before the first day: two offers, with a reference that has come and one that waits for the candidate."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from recruitment.accounts.queries import account_by_email
from recruitment.applications.actions import advance
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate, Staff, TokenHolder
from recruitment.demonstration.accounts import CANDIDATE, Colleagues
from recruitment.demonstration.candidates import apply
from recruitment.demonstration.vacancies import Sketch, write
from recruitment.offers.check_actions import Said, act_on_check
from recruitment.offers.check_queries import checks_of
from recruitment.offers.check_tables import Check
from recruitment.offers.offer_actions import draft_offer, send, write_terms
from recruitment.offers.offer_pay import Time, pay_freely
from recruitment.offers.offer_queries import the_offer
from recruitment.offers.offer_rules import answer_due
from recruitment.offers.reference_actions import Referee, ask, name_referee
from recruitment.offers.reference_answers import give
from recruitment.offers.reference_links import asked_of
from recruitment.offers.reference_tables import TOKEN_KIND, ReferenceRequest
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy

COUNCIL: Final = "fife-council"
POST: Final = Sketch(
    COUNCIL, "Pupil Support Assistant", "school_support", "KY1 1AB", "Kirkcaldy West Primary School",
    (2_560_000, 2_690_000), "27.5", ("part_time", "term_time"), "pvg",
    (("Experience of looking after children", "essential"), ("A full UK driving licence", "desirable")),
    "Help children in class and at play, together with their teachers.",
    "* help children to learn and to join in\n* look after them at breaks\n* tell the teacher what you notice", posts=3,
)  # fmt: skip
SAID: Final = (
    ("How do you know them?", "I was their line manager for four years"),
    ("What was their job?", "Assistant"),
    ("How well did they do the work?", "Very good"),
    ("Would you employ them again?", "Yes"),
)


def show_checks(councils: Sequence[Organisation], staff: Mapping[int, Colleagues], people: Sequence[Candidate]) -> None:
    """Two people: whom the demonstration's candidate is, at the beginning; and another, nearly done."""
    council = next(each for each in councils if each.slug == COUNCIL)
    colleagues = staff[council.id]
    recruiter = colleagues.recruiter
    vacancy = write(council, colleagues, POST, 0)
    account = account_by_email(CANDIDATE)
    if account is None:
        raise LookupError("the account comes first")
    first, second = (
        _offered(recruiter, vacancy, apply(person, vacancy, number))
        for number, person in enumerate((Candidate(account.id), people[7]))
    )
    _ask(recruiter, first, _check(recruiter, first, "reference"), ask_first=True)
    told = "Disclosure Scotland emails you a link. Follow it within a week, and have your address history at hand."
    act_on_check(recruiter, first, _check(recruiter, first, "disclosure"), "ask", Said(told=told))
    request = _ask(recruiter, second, _check(recruiter, second, "reference"), ask_first=False)
    give(asked_of(TokenHolder(TOKEN_KIND, request.id), request), SAID, in_confidence=True)
    days_ago = clock.today() - timedelta(days=3)
    act_on_check(recruiter, second, _check(recruiter, second, "right_to_work"), "clear", Said(on=days_ago))
    act_on_check(recruiter, second, _check(recruiter, second, "disclosure"), "ask", Said(told=told, on=days_ago))


def _offered(recruiter: Staff, vacancy: Vacancy, application: Application) -> Application:
    for act in ("shortlist", "invite"):
        advance(recruiter, application, act, message="Thank you for the care you took with your application.")
    offer = draft_offer(recruiter, application)
    starts_on = clock.today() + timedelta(days=42)
    time = Time(vacancy.hours_low, vacancy.weeks_a_year)
    write_terms(
        recruiter, the_offer(recruiter, offer.id),
        {
            **pay_freely(vacancy, vacancy.pay_low, time, starts_on),
            "title": vacancy.title, "hours": time.hours, "weeks_a_year": time.weeks, "place": POST.workplace,
            "contract_type": vacancy.contract_type, "manager": "Depute Head Teacher", "starts_on": starts_on,
            "answer_by": answer_due(clock.today() + timedelta(days=14)), "conditions": [],
            "message": "We would like you to join us.",
        },
    )  # fmt: skip
    send(recruiter, the_offer(recruiter, offer.id))
    return the_application(recruiter, application.id)


def _check(recruiter: Staff, application: Application, kind: str) -> Check:
    return next(check for check in checks_of(recruiter, application.id) if check.kind == kind)


def _ask(recruiter: Staff, application: Application, check: Check, *, ask_first: bool) -> ReferenceRequest:
    referee = Referee("Example Referee", "Line manager", "Invented Stores", "referee@demo.example",
                      "0131 496 0001", ask_first)  # fmt: skip
    request = name_referee(recruiter, application, check, referee, named_by="application")
    ask(recruiter, request)
    return request
