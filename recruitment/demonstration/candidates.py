"""Made-up people who apply. Their names say that they are made up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from recruitment.accounts.queries import account_by_email
from recruitment.applications.actions import advance, start
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.profile_actions import add, tell
from recruitment.applications.profile_tables import Education, Employment, Language, Referee
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.demonstration.accounts import Colleagues, new_account
from recruitment.extensions import db
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.tables import Vacancy

NAMES = ("Aspen", "Birch", "Bramble", "Cedar", "Clover", "Fern", "Hazel", "Heather", "Holly", "Iris", "Ivy", "Juniper",
         "Larch", "Laurel", "Lichen", "Linden", "Maple", "Moss", "Myrtle", "Oak", "Poppy", "Reed", "Rowan", "Rush",
         "Sage", "Sorrel", "Thistle", "Thyme", "Violet", "Willow")  # fmt: skip
# How many of the made-up people apply for each made-up vacancy.
APPLICANTS = (40, 14, 6, 3, 22)
ANSWERS = (
    "I did this for three years in a busy team, where I learned to listen first and to write down what we agreed.",
    "In my last post I did this every day. When something went wrong I said so early and helped to put it right.",
    "I am new to this and learning quickly: I have finished a course and volunteered for six months.",
)
# The acts that lead an applicant on, by place in the list of applicants; the others wait to be read.
LED_ON = {0: ("shortlist", "invite"), 1: ("shortlist",), 2: ("shortlist",), 3: ("reject",)}


def tell_profile(email: str, given_name: str = "Example", family_name: str = "Candidate", number: int = 0) -> Candidate:
    """Fills a person's profile."""
    account = account_by_email(email)
    if account is None:
        raise LookupError("the account comes first")
    viewer = Candidate(account.id)
    tell(viewer, given_name=given_name, family_name=family_name, phone="0131 496 0000", address="1 Made-up Street",
         town="Kirkcaldy", postcode="KY1 1AB", right_to_work="yes", driving="licence")  # fmt: skip
    add(viewer, Employment, employer="Invented Stores", job_title="Assistant",
        started=date(2015 + number % 8, 3, 1), ended=None, duties="Serving customers, keeping records.",
        is_scottish_council=number % 5 == 0)  # fmt: skip
    add(viewer, Education, institution="Made-up Academy", qualification="higher", subject="English", grade="B",
        year=2008 + number % 12)  # fmt: skip
    add(viewer, Language, language="Gaelic", understands=True, speaks=True)
    for person in ("Example Referee", "Sample Referee"):
        add(viewer, Referee, name=person, relationship="Line manager", organisation="Invented Stores",
            email="referee@demo.example", phone="0131 496 0001", ask_me_first=True)  # fmt: skip
    return viewer


def people_apply(
    vacancies: Sequence[Vacancy], staff: Mapping[int, Colleagues], say: Callable[[str], None]
) -> list[Candidate]:
    people = [_person(number) for number in range(max(APPLICANTS))]
    for vacancy, most in zip(vacancies, APPLICANTS, strict=True):
        say(f"  {most} made-up people apply for {vacancy.title}")
        applications = [apply(viewer, vacancy, number) for number, viewer in enumerate(people[:most])]
        _lead_on(applications, staff[vacancy.organisation_id])
    return people


def _person(number: int) -> Candidate:
    given, family = NAMES[number % len(NAMES)], f"Madeup{'-Too' if number >= len(NAMES) else ''}"
    email = f"applicant{number + 1}@demo.example"
    new_account(email, f"{given} {family}", None)
    db.session.flush()
    return tell_profile(email, given, family, number)


def apply(viewer: Candidate, vacancy: Vacancy, number: int) -> Application:
    application = start(viewer, vacancy)
    draft = draft_of(viewer, application.id)
    texts = {question.id: ANSWERS[(number + place) % len(ANSWERS)] for place, question in enumerate(draft.questions)}
    answer(viewer, application, draft.questions, texts)
    if draft.asked:
        given = {asked.key: _given(asked, number) for asked in draft.asked}
        answer_questions(viewer, application, draft.asked, given)
    for section in ("history", "referees"):
        finish(viewer, application, section)
    declare(viewer, application, related="no", convictions="no", right_to_work="yes")
    submit(viewer, application, received_at=clock.now())
    return application


def _given(asked: Asked, number: int) -> list[str]:
    """Most say yes, every seventh what a person should look at."""
    if asked.kind in ("yes_no", "one"):
        choices = list(asked.answers)
        return [asked.flagged[0] if asked.flagged and number % 7 == 2 else choices[0]]
    if asked.kind == "several":
        return list(asked.options[: 1 + number % 3])
    if asked.kind == "date":
        return [(clock.today() + timedelta(days=30 + number)).isoformat()]
    return ["18"] if asked.kind == "number" else [ANSWERS[number % len(ANSWERS)]]


def _lead_on(applications: Sequence[Application], colleagues: Colleagues) -> None:
    for place, acts in LED_ON.items():
        if place >= len(applications) - 1:
            return
        for act in acts:
            advance(
                colleagues.recruiter,
                applications[place],
                act,
                message="Thank you for the care you took with your application.",
                reason="Others showed more experience of the work" if act == "reject" else None,
            )
