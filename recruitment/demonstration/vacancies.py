"""Made-up vacancies with a person specification, because the real adverts as published have none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.demonstration.accounts import Colleagues
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import find_postcode
from recruitment.vacancies.actions import publish
from recruitment.vacancies.approval_actions import approve, send_for_approval
from recruitment.vacancies.copying import keep_as_template
from recruitment.vacancies.draft_actions import (  # fmt: skip
    CriterionLine,
    Site,
    begin_draft,
    change,
    set_criteria,
    set_workplaces,
)
from recruitment.vacancies.library import keep_criterion
from recruitment.vacancies.pay_choices import choose_pay, offered_grades, pay_freely
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.question_bank import note_taken, starters, take_starters
from recruitment.vacancies.tables import Vacancy

# Hours a week that the made-up vacancies' pay tables call full time.
FULL_TIME = 36


@dataclass(frozen=True)
class Sketch:
    """What differs between the made-up vacancies. Pay in pence a year, full time, or a grade of the council's table."""

    council: str
    title: str
    category: str
    postcode: str
    workplace: str
    pay: tuple[int, int] | str
    hours: str
    patterns: tuple[str, ...]
    disclosure: str
    criteria: tuple[tuple[str, str], ...]
    summary: str
    duties: str
    posts: int = 1
    gaelic: str = "none"
    schemes: tuple[str, ...] = ()
    # Words of questions of the starter set, which the council takes into its bank.
    questions: tuple[str, ...] = ()
    hides_names: bool = False
    # What is paid on top, in pence a year.
    allowances: tuple[tuple[str, int], ...] = ()


SKETCHES = (
    Sketch(
        "fife-council", "Library Assistant", "culture_leisure", "KY1 1AB", "Kirkcaldy Galleries",
        "Grade 2", "18", ("part_time",), "level_1",
        (("Experience of helping the public in person", "essential"),
         ("Confidence with computers and with showing others how to use them", "essential"),
         ("Experience of leading children’s activities", "desirable")),
        "Welcome people to one of the busiest libraries in Fife, and help them find what they came for.",
        "## What you will do\n\n* welcome visitors and answer their questions\n* lend, return and shelve books\n"
        "* help people get online\n* lead the weekly story hour\n\nYou work one late evening a week, until 7pm.",
        schemes=("guaranteed_interview", "no_experience"),
    ),
    Sketch(
        "city-of-edinburgh-council", "Housing Officer", "housing", "EH8 8BG", "Waverley Court", (3_310_000, 3_890_000),
        "36", ("full_time", "hybrid"), "level_1",
        (("Experience of advising tenants or other customers in difficulty", "essential"),
         ("Knowledge of housing law in Scotland", "desirable"),
         ("Able to visit tenants across the city", "essential")),
        "Look after about 300 tenancies in the north of the city, from the first viewing to the last key.",
        "* visit new tenants in their first six weeks\n* agree ways to pay arrears before they grow\n"
        "* work with police and social work where people are at risk",
        posts=2,
    ),
    Sketch(
        "highland-council", "Roads Operative (Winter Service)", "roads_transport", "IV1 1DX", "Inverness depot",
        (2_560_000, 2_790_000), "36", ("full_time", "shift"), "none",
        (("A driving licence of category C", "essential"),
         ("Experience of roads or construction work", "desirable")),
        "Keep the roads round Inverness open in winter and sound in summer.",
        "* drive gritters and ploughs on a rota from October to April\n* repair roads, kerbs and drains in summer",
        gaelic="desirable", schemes=("guaranteed_interview", "veterans"),
        questions=("Which categories of driving licence do you hold?", "Can you work nights as part of a rota?"),
    ),
    Sketch(
        "orkney-islands-council", "Ferry Deckhand", "marine_harbours", "KW15 1AA", "Kirkwall harbour",
        (2_700_000, 2_980_000), "36", ("shift",), "none",
        (("A medical certificate for seafarers, or able to obtain one", "essential"),
         ("Experience of small craft", "desirable")),
        "Crew the ferries that tie the North Isles to Kirkwall.",
        "* moor the ship and handle ramps\n* look after passengers, vehicles and stock\n* stand watches",
        allowances=(("Distant islands allowance", 264_600),),
    ),
    Sketch(
        "glasgow-city-council", "Early Years Practitioner", "early_years", "G2 1DU", "City centre nurseries",
        (2_890_000, 3_240_000), "35", ("full_time", "term_time"), "pvg",
        (("SVQ 3 in Children and Young People, or equal", "essential"),
         ("Experience with children under three", "desirable"),
         ("Registration with the SSSC, or able to register within three months", "essential")),
        "Help children under five grow, learn and play in one of our nurseries.",
        "* plan play and learning with the children\n* write observations families like to read\n* keep everyone safe",
        posts=3, schemes=("guaranteed_interview", "care_experienced"),
        questions=("Are you registered with the professional body that the advert names, or entitled to be?",
                   "Which shifts could you work?", "What makes a good day for the people you would work with?",
                   "When could you start?"),
        hides_names=True,
    ),
)  # fmt: skip


def write_vacancies(councils: Iterable[Organisation], staff: Mapping[int, Colleagues]) -> list[Vacancy]:
    """The made-up vacancies, written, approved and published as any other."""
    by_slug = {council.slug: council for council in councils}
    return [
        write(by_slug[sketch.council], staff[by_slug[sketch.council].id], sketch, number)
        for number, sketch in enumerate(SKETCHES)
    ]


def write_staged(
    council: Organisation, colleagues: Colleagues, sketch: Sketch, stages: Mapping[str, datetime]
) -> Vacancy:
    """A made-up vacancy that some see before the public, or instead."""
    return write(council, colleagues, sketch, len(SKETCHES), stages)


def write(
    council: Organisation, colleagues: Colleagues, sketch: Sketch, number: int,
    stages: Mapping[str, datetime] | None = None,
) -> Vacancy:  # fmt: skip
    """Approved, published, and with dates promised to whoever applies."""
    recruiter = colleagues.recruiter
    vacancy = begin_draft(recruiter, council.id, title=f"{sketch.title} (made up for this demonstration)")
    _fill(recruiter, vacancy, sketch)
    _keep(recruiter, vacancy, sketch)
    closing = clock.end_of_day(clock.today() + timedelta(days=12 + 4 * number))
    promised = _promised(clock.local(closing).date())
    change(recruiter, vacancy, "dates", closes_at=closing, **promised, **stages or {})
    send_for_approval(recruiter, vacancy)
    approve(colleagues.approver, vacancy)
    publish(recruiter, vacancy)
    return vacancy


def _promised(closing: date) -> dict[str, date]:
    """A shortlist a week after closing, interviews in the week after that, and the decision a week later."""
    days = {"shortlist_by": 7, "interviews_from": 14, "interviews_to": 16, "decide_by": 23}
    return {name: closing + timedelta(days=number) for name, number in days.items()}


def _pay(recruiter: Staff, vacancy: Vacancy, sketch: Sketch, *, is_pro_rata: bool) -> None:
    on_top = [{"label": label, "amount": amount, "note": ""} for label, amount in sketch.allowances]
    if isinstance(sketch.pay, str):
        offered = offered_grades(recruiter, vacancy, clock.today())
        grade = next(grade for grade in offered if grade.name == sketch.pay)
        choose_pay(recruiter, vacancy, grade, grade.low, grade.high, allowances=on_top)
        return
    low, high = sketch.pay
    pay_freely(recruiter, vacancy, pay_basis="annual", pay_low=low, pay_high=high, is_pro_rata=is_pro_rata,
               allowances=on_top)  # fmt: skip


def _keep(recruiter: Staff, vacancy: Vacancy, sketch: Sketch) -> None:
    """For the adverts that visitors write: a template, and criteria in the library."""
    keep_as_template(recruiter, advert_of(recruiter, vacancy.id), name=sketch.title, is_shared=True)
    for text, kind in sketch.criteria:
        keep_criterion(recruiter, vacancy.organisation_id, CriterionLine(text, kind, "application"))


def _fill(recruiter: Staff, vacancy: Vacancy, sketch: Sketch) -> None:
    hours, full_time = Decimal(sketch.hours), Decimal(FULL_TIME)
    change(recruiter, vacancy, "post", category_code=sketch.category, posts=sketch.posts)
    change(recruiter, vacancy, "about", summary=sketch.summary, duties=sketch.duties)
    change(recruiter, vacancy, "contract", contract_type="permanent", patterns=list(sketch.patterns),
           hours_low=hours, hours_high=hours, full_time_hours=full_time)  # fmt: skip
    _pay(recruiter, vacancy, sketch, is_pro_rata=hours < full_time)
    workforce = "children" if sketch.disclosure == "pvg" else None
    change(recruiter, vacancy, "checks", disclosure_level=sketch.disclosure, disclosure_workforce=workforce,
           gaelic=sketch.gaelic, schemes=list(sketch.schemes))  # fmt: skip
    postcode = find_postcode(sketch.postcode)
    if postcode is None:
        raise LookupError(f"{sketch.postcode} is no Scottish postcode")
    set_workplaces(recruiter, vacancy, [Site(sketch.workplace, postcode)])
    if sketch.questions:
        take_starters(recruiter, vacancy.organisation_id)
    asked = {asked.text: asked for _, asked in starters()}
    change(recruiter, vacancy, "questions", questions=[asked[text].facts for text in sketch.questions],
           hides_names=sketch.hides_names)  # fmt: skip
    note_taken(recruiter, vacancy.organisation_id, sketch.questions)
    set_criteria(recruiter, vacancy, [CriterionLine(text, kind, "application") for text, kind in sketch.criteria])
