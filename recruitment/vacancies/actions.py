"""Verbs that publish a vacancy and end it."""

from datetime import datetime
from typing import Any

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.jobs import enqueue
from recruitment.core.moves import make_move
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.organisations.suspending import require_active
from recruitment.vacancies.attachment_actions import require_settled
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.notices import tell_author
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.revision_queries import refuse_revision
from recruitment.vacancies.rules import is_too_short
from recruitment.vacancies.stages import AUDIENCES, COLUMNS, is_staged, problem_of
from recruitment.vacancies.tables import AdvertChange, Vacancy

# The worker tells people at risk of redeployment what has opened to them.
TELL_FIRST = "tell_redeployees"


def publish(viewer: Staff, vacancy: Vacancy, opens_at: datetime | None = None) -> None:
    """Opens the first stage: public now or from `opens_at`, unless stages for fewer people were written.

    Raises Refused when it would have closed by then, or be open for less time than its organisation asks for, or its
    pay would be wrong on that day, while its attachments are being checked for malware, while its stages do not
    follow each other, or while its organisation is suspended; and for what changes an advert that is published.
    """
    require_active(viewer, vacancy.organisation_id)
    refuse_revision(viewer, vacancy, "Put the change live instead.")
    now = clock.now()
    starts = _starts(vacancy, opens_at, now)
    opens = min(starts.values())
    counted = starts["public_from"] if starts["public_from"] != NEVER else opens
    if vacancy.closes_at is not None and vacancy.closes_at <= opens:
        raise Refused("The advert would close before it opens. Change its closing date first.")
    problems = pay_problems(viewer, vacancy, clock.local(opens).date())
    if problems and VACANCY.find(vacancy.state, "publish"):
        raise Refused(f"{problems[0]}. Open the advert for changes first.")
    shortest = local_rules_of(viewer, vacancy.organisation_id).shortest_advert
    if vacancy.closes_at is not None and is_too_short(counted, vacancy.closes_at, shortest):
        raise Refused(f"The advert would be open for less than {shortest} days. Change its closing date first.")
    require_settled(viewer, vacancy)
    make_move(viewer, vacancy, VACANCY, "publish", published_at=now, changed_at=now, **starts)
    _tell_search(vacancy)
    if vacancy.redeployees_from is not None:
        enqueue(TELL_FIRST, due_at=vacancy.redeployees_from)
    tell_author(viewer, vacancy, "publish", "advert_published")


def _starts(vacancy: Vacancy, opens_at: datetime | None, now: datetime) -> dict[str, Any]:
    """The start of each stage, by its column, as it would be published now."""
    if not is_staged(vacancy):
        return {"public_from": now if opens_at is None or opens_at < now else opens_at}
    held = {audience: getattr(vacancy, column) for audience, column in COLUMNS.items()}
    first = next((audience for audience, start in held.items() if start not in (None, NEVER)), None)
    if first is not None and held[first] < now:
        held[first] = now
    found = problem_of(held, vacancy.closes_at)
    if found is not None:
        raise Refused(f"{AUDIENCES[found[0]]}: {found[1]}. Change the dates of its stages first.")
    return {COLUMNS[audience]: start for audience, start in held.items() if start is not None}


def withdraw(viewer: Staff, vacancy: Vacancy, reason: str) -> None:
    """Takes a published advert away from the public for good."""
    make_move(viewer, vacancy, VACANCY, "withdraw", reason=reason, changed_at=clock.now())
    _tell_search(vacancy)
    tell_author(viewer, vacancy, "withdraw", "vacancy_withdrawn", reason)


def fill(viewer: Staff, vacancy: Vacancy, posts_filled: int | None = None) -> None:
    """Ends the vacancy with so many of its posts filled, all unless told otherwise."""
    filled = vacancy.posts if posts_filled is None else posts_filled
    if not 1 <= filled <= vacancy.posts:
        raise Refused(f"The number of posts filled must be from 1 to {vacancy.posts}.")
    make_move(viewer, vacancy, VACANCY, "fill", posts_filled=filled, changed_at=clock.now())
    _tell_search(vacancy)


def give_up(viewer: Staff, vacancy: Vacancy, reason: str) -> None:
    """Ends the vacancy with nobody appointed."""
    make_move(viewer, vacancy, VACANCY, "give_up", reason=reason, changed_at=clock.now())
    _tell_search(vacancy)


def _tell_search(vacancy: Vacancy) -> None:
    db.session.add(AdvertChange(vacancy_id=vacancy.id))
