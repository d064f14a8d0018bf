"""A made-up advert that is released in stages, people at risk of redeployment, and what shows who works where."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal

from recruitment.core import clock
from recruitment.core.viewers import System
from recruitment.demonstration.accounts import CANDIDATE, Colleagues
from recruitment.demonstration.vacancies import Sketch, write_staged
from recruitment.extensions import db
from recruitment.organisations.domain_tables import EmailDomain
from recruitment.organisations.tables import LocalRules, Organisation
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.redeployment_actions import register

DEMONSTRATION = System("demonstration")
# Councils that take part in redeployment across councils.
TAKING_PART = ("fife-council", "city-of-edinburgh-council")
# One whose e-mail domain waits for the operator.
WAITING = "glasgow-city-council"
DAY = timedelta(days=1)
PLANNING = Sketch(
    "fife-council", "Planning Support Officer", "planning_building", "KY7 5LT", "Fife House", (2_950_000, 3_310_000),
    "36", ("full_time", "hybrid"), "none",
    (("Experience of work with plans, maps or records of land", "essential"),
     ("Confidence with Microsoft Excel", "essential"),
     ("Experience of answering the public by telephone", "desirable")),
    "Keep planning applications moving, from the day they come in to the letter that decides.",
    "* register applications and check their plans\n* answer applicants and neighbours\n* keep the records in order",
)  # fmt: skip
CLERK = Sketch(
    "fife-council", "Committee Clerk", "administration", "KY7 5LT", "Fife House", (2_710_000, 2_930_000), "36",
    ("full_time",), "none", (("Experience of taking minutes", "essential"),),
    "Take the minutes of the council’s committees. This job is for the council’s own staff.",
    "* prepare agendas and papers\n* take minutes that say what was decided",
)  # fmt: skip


def show_redeployment(councils: Iterable[Organisation], staff: Mapping[int, Colleagues]) -> None:
    by_slug = {council.slug: council for council in councils}
    for slug in TAKING_PART:
        db.session.add(LocalRules(organisation_id=by_slug[slug].id, shares_redeployees=True))
    for council in (by_slug[slug] for slug in (*TAKING_PART, WAITING)):
        db.session.add(
            EmailDomain(
                organisation_id=council.id, name=f"{council.slug}.demo.example",
                approved_at=clock.now() if council.slug in TAKING_PART else None,
            )
        )  # fmt: skip
    db.session.flush()
    _register(by_slug, staff)
    fife = by_slug["fife-council"]
    now = clock.now()

    def morning(days: int) -> datetime:
        return datetime.combine(clock.today() + days * DAY, time(9), clock.LONDON)

    write_staged(fife, staff[fife.id], PLANNING, {
        "redeployees_from": now, "internal_from": morning(5), "members_from": morning(8),
        "public_from": morning(10),
    })  # fmt: skip
    write_staged(fife, staff[fife.id], CLERK, {"internal_from": now, "public_from": NEVER})


def _register(by_slug: Mapping[str, Organisation], staff: Mapping[int, Colleagues]) -> None:
    fife, edinburgh = (by_slug[slug] for slug in TAKING_PART)
    shared = {"category_code": "planning_building", "grade": "Grade 5", "hours": Decimal(36), "is_shared": True,
              "until": clock.end_of_day(clock.today() + 84 * DAY), "miles": 40}  # fmt: skip
    register(staff[fife.id].recruiter, fife.id, {
        **shared, "name": "Example Candidate", "email": CANDIDATE, "post": "Building Standards Assistant",
        "pay": 3_050_000, "skills": ["Microsoft Excel", "Reading plans"], "postcode": "KY11AB",
    }, "Made up for this demonstration.")  # fmt: skip
    register(staff[edinburgh.id].recruiter, edinburgh.id, {
        **shared, "name": "Example Neighbour", "email": "neighbour@city-of-edinburgh-council.demo.example",
        "post": "Planning Technician", "pay": 3_190_000, "skills": ["Maps", "Records of land"], "postcode": "EH88BG",
    })  # fmt: skip
