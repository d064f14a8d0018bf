"""Ten years of a nation's recruitment, made up, for measuring: vacancies, applications and what advertising cost.

Shapes are those of DOMAIN.md's field: large and small councils, busy springs and quiet Decembers, some 17 applications
a job, a fifth of vacancies not filled, spend that falls from what newspapers once cost, and 40 to 120 days to hire.
The same for the same numbers. Nothing of it is noted for the figures: count them afterwards.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from recruitment.accounts.tables import Account
from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.applications.tables import Application, Progress
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.transactions import only_reading
from recruitment.demonstration.bulk import Bulk, bulk, moment
from recruitment.demonstration.history_parts import add_applications, add_parts, add_spend
from recruitment.demonstration.history_shapes import CONTRACTS, DEPARTMENTS, SEASON, History, Made
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Postcode
from recruitment.vacancies.after_tables import Outcome, PromiseKept, StillInPost
from recruitment.vacancies.approval_tables import ApprovalRequest
from recruitment.vacancies.suggesting import council_titles
from recruitment.vacancies.tables import Category, Vacancy, Workplace

LARGE: Final = (Vacancy, Workplace, ApprovalRequest, Outcome, PromiseKept, StillInPost, Application, Progress,
                Placement, PlacementShare)  # fmt: skip


def generate_history(
    say: Callable[[str], None], *, years: int = 10, vacancies: int = 300_000, applications: int = 5_000_000,
    placements: int = 400_000,
) -> None:  # fmt: skip
    """Adds the history of all councils. Raises Refused without councils, categories and places."""
    history = History(years, vacancies, applications, placements)
    with only_reading():
        councils = list(db.session.scalars(select(Organisation.id).where(Organisation.kind == "council")))
        rows = db.session.execute(select(Organisation.gss_code, Organisation.id))
        codes = {code: number for code, number in rows}
        categories = set(db.session.scalars(select(Category.code)))
        places = _places(codes)
    if not (councils and categories and places):
        raise Refused("Load councils, categories and places first: flask --app wsgi load")
    with bulk(say) as load, load.without_checks(LARGE):
        first_person = _people(load, history.people)
        titles = [each for each in council_titles() if each[1] in categories]
        load.add(Vacancy, VACANCY, _vacancies(load.next_id(Vacancy), history, councils, titles))
        add_parts(load, history, places)
        add_applications(load, history, first_person)
        add_spend(load, history, councils)
        say("Setting indexes and foreign keys again")


def _places(codes: dict[str | None, int]) -> dict[int, list[str]]:
    """Some postcodes of each council's own area."""
    found: dict[int, list[str]] = {}
    rows = select(Postcode.code, Postcode.council_code).where(Postcode.is_live)
    for code, area in db.session.execute(rows.order_by(Postcode.code)):
        held = found.setdefault(codes.get(area, 0), [])
        if len(held) < 50:
            held.append(code)
    return found


def _people(load: Bulk, number: int) -> int:
    """The number of the first."""
    first = load.next_id(Account)
    now = moment(clock.now())
    load.add(Account, ("id", "email", "fs_uniquifier", "created_at"), (
        (key, f"made-up-{key}@history.example", f"history-{key}", now) for key in range(first, first + number)
    ))  # fmt: skip
    return first


VACANCY: Final = (
    "id", "organisation_id", "reference", "state", "title", "department", "category_code", "contract_type", "posts",
    "posts_filled", "closes_at", "public_from", "published_at", "created_at", "changed_at", "shortlist_by", "decide_by",
)  # fmt: skip


def _vacancies(
    first: int, history: History, councils: Sequence[int], titles: Sequence[tuple[str, str]]
) -> Iterator[Sequence[Any]]:  # fmt: skip
    chance = history.chance
    now = clock.now().replace(microsecond=0)
    sizes = [1 / (place + 4) for place in range(len(councils))]
    owners = chance.choices(councils, sizes, k=history.vacancies)
    hard = {code: chance.uniform(0.08, 0.4) for _, code in titles}
    mean = history.applications / history.vacancies
    for number, published in enumerate(_moments(history, now)):
        title, category = chance.choice(titles)
        live, sift = chance.randint(10, 28), chance.randint(2, 18)
        closes = published + timedelta(days=live)
        steps = [closes]
        for days in (sift, chance.randint(4, 16), chance.randint(1, 9), chance.randint(7, 45)):
            steps.append(steps[-1] + timedelta(days=days))
        luck = chance.random()
        state = "unfilled" if luck < hard[category] else "withdrawn" if luck > 0.97 else "filled"
        ended = steps[4] if steps[4] <= now else None
        state = state if ended else "published"
        reached = [step if step < now and state in ("filled", "published") else None for step in steps[1:4]]
        applicants = 0 if published > now else max(0, round(chance.gammavariate(2, mean / 2)))
        if state == "filled":
            applicants = max(1, applicants)
        made = Made(
            first + number, owners[number], chance.choice(DEPARTMENTS),
            published - timedelta(days=chance.randint(1, 14)), published, closes,
            reached[0], reached[1], reached[2], ended, state, applicants,
        )  # fmt: skip
        history.made.append(made)
        yield (
            made.id, made.organisation, f"H{made.id:09d}", state, title, made.department, category,
            chance.choice(CONTRACTS), 1, int(state == "filled"), moment(closes), moment(published), moment(published),
            moment(made.sent), moment(ended or published), *(
                (closes + timedelta(days=days)).date() if number % 2 else None for days in (12, 40)
            ),
        )  # fmt: skip


def _moments(history: History, now: datetime) -> list[datetime]:
    """Of publication, in order: as many each year, more in busy months."""
    latest = 12 * now.year + now.month - 1
    counted = (divmod(latest - back, 12) for back in range(12 * history.years))
    months = [datetime(year, month + 1, 1, 9, tzinfo=UTC) for year, month in counted]
    chosen = history.chance.choices(months, [SEASON[each.month - 1] for each in months], k=history.vacancies)
    spread = (month + timedelta(minutes=history.chance.randrange(28 * 24 * 60)) for month in chosen)
    return sorted(each if each <= now else each - timedelta(days=28) for each in spread)
