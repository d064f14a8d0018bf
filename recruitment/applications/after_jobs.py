"""What the worker looks at hourly of adverts that are out: silence, promised days, and who is still in post.

Each looks at how things stand now, not at what should have been done by when, so that however long the worker was
down, everybody is told once of what still holds.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import or_

from recruitment.applications.promise_clock import LOOKED_BACK, clock_of, is_watched
from recruitment.applications.response import response_to, silent
from recruitment.applications.vocabulary import HEARD_FROM
from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import enqueue, handler
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.after_tables import PromiseKept, StillInPost, ToldOnce
from recruitment.vacancies.outcomes import MONTHS, ended_on, months_later
from recruitment.vacancies.promises import PROMISES, Promise
from recruitment.vacancies.queries import criteria_of
from recruitment.vacancies.silence import suggestions
from recruitment.vacancies.staff_letters import tell_once
from recruitment.vacancies.tables import Vacancy

log = logging.getLogger(__name__)
LETTERS, REPORTING = System("letters"), System("reporting")
SILENCE: Final = "warn_of_silence"
PROMISED: Final = "watch_promises"
STAYED: Final = "ask_still_in_post"
NO_APPLICANTS: Final = "no_applicants"
# So many that a worker is done with them well within its lease.
BATCH: Final = 100
HOUR: Final = timedelta(hours=1)
# Staff are reminded of a promise so many days before.
BEFORE: Final = timedelta(days=2)
ASKED_AGAIN: Final = timedelta(days=14)


def _each(kind: str, wanted: Any, act: Callable[[int], None], after: int = 0) -> None:
    """Acts on a batch, each in a transaction of its own so that one keeps no other waiting, and asks for the next."""
    with transaction():
        ids: Sequence[int] = db.session.scalars(
            wanted.where(Vacancy.id > after).with_only_columns(Vacancy.id).order_by(Vacancy.id).limit(BATCH)
        ).all()
    for vacancy_id in ids:
        try:
            with transaction():
                act(vacancy_id)
        except Exception as problem:
            db.session.rollback()
            log.error("%s did not look at vacancy %s", kind, vacancy_id, exc_info=speechless(problem))
    if len(ids) == BATCH:
        with transaction():
            enqueue(kind, {"after": ids[-1]})


def _vacancy(vacancy_id: int) -> Vacancy:
    wanted = visible(LETTERS, Vacancy).where(Vacancy.id == vacancy_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


@handler(SILENCE, every=HOUR)
def warn_of_silence(after: int = 0) -> None:
    """Once for each advert that has been open for five days and for which nobody has applied."""
    told = visible(LETTERS, ToldOnce).where(ToldOnce.about == NO_APPLICANTS).with_only_columns(ToldOnce.vacancy_id)
    _each(SILENCE, narrowed(silent(LETTERS), Vacancy.id.not_in(told), told), _warn, after)


def _warn(vacancy_id: int) -> None:
    vacancy = _vacancy(vacancy_id)
    found = response_to(REPORTING, vacancy)
    counts = found.total
    if counts.sent:
        return
    signposts = [[HEARD_FROM.get(medium, "In another medium"), views] for medium, views in found.signposts]
    advice = suggestions(vacancy, criteria_of(LETTERS, vacancy_id), counts, clock.now())
    facts = {
        "counts": counts.in_words,
        "signposts": signposts,
        "suggestions": [[each.why, each.what] for each in advice],
    }
    tell_once(vacancy, NO_APPLICANTS, "nobody_has_applied", facts, "/response")


@handler(PROMISED, every=HOUR)
def watch_promises(after: int = 0) -> None:
    """Reminds of each promise before and after its day, and keeps for the figures how it went."""
    now = clock.now()
    settled = visible(LETTERS, PromiseKept).where(
        PromiseKept.vacancy_id == Vacancy.id, PromiseKept.done_on.is_not(None)
    )
    open_promises = [
        getattr(Vacancy, column).is_not(None) & ~settled.where(PromiseKept.kind == kind).correlate(Vacancy).exists()
        for kind, column in PROMISES.items()
    ]
    wanted = visible(LETTERS, Vacancy).where(*is_watched(now, now - LOOKED_BACK))
    _each(PROMISED, narrowed(wanted, or_(*open_promises), settled), _watch, after)


def _watch(vacancy_id: int) -> None:
    vacancy, today = _vacancy(vacancy_id), clock.today()
    for promise in clock_of(vacancy):
        _keep(vacancy, promise)
        if promise.kept_on is not None or promise.standing == "empty":
            continue
        facts = {"promise": promise.name, "day": f"{promise.due_on:%-d %B %Y}", "said": promise.said}
        if promise.standing == "missed":
            tell_once(vacancy, f"missed:{promise.kind}:{promise.due_on}", "promise_missed", facts)
        elif promise.due_on - today <= BEFORE:
            tell_once(vacancy, f"due:{promise.kind}:{promise.due_on}", "promise_due", facts)


def _keep(vacancy: Vacancy, promise: Promise) -> None:
    """What was missed stays so, wherever its day is moved afterwards."""
    if promise.standing not in ("kept", "missed"):
        return
    wanted = visible(LETTERS, PromiseKept).where(PromiseKept.vacancy_id == vacancy.id, PromiseKept.kind == promise.kind)
    row = db.session.scalars(wanted).one_or_none()
    if row is None:
        keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy.id, "kind": promise.kind}
        db.session.add(PromiseKept(**keys, due_on=promise.due_on, done_on=promise.kept_on))
    elif row.done_on is None:
        row.done_on = promise.kept_on
    db.session.flush()


@handler(STAYED, every=HOUR)
def ask_still_in_post(after: int = 0) -> None:
    """Six months after a vacancy was filled, and once more when nobody has answered within a fortnight."""
    latest = clock.end_of_day(months_later(clock.today(), -MONTHS))
    asked = visible(LETTERS, StillInPost).with_only_columns(StillInPost.vacancy_id)
    wanted = visible(LETTERS, Vacancy).where(
        Vacancy.state == "filled", Vacancy.posts_filled > 0, Vacancy.changed_at <= latest, Vacancy.source_key.is_(None)
    )
    _each(STAYED, narrowed(wanted, Vacancy.id.not_in(asked), asked), _ask, after)
    if not after:
        _ask_again(clock.now() - ASKED_AGAIN)


def _ask(vacancy_id: int) -> None:
    vacancy = _vacancy(vacancy_id)
    day, posts = ended_on(vacancy), vacancy.posts_filled
    keys = {"organisation_id": vacancy.organisation_id, "vacancy_id": vacancy_id}
    db.session.add(StillInPost(**keys, filled_on=day, appointed=posts, asked_at=clock.now()))
    db.session.flush()
    tell_once(vacancy, "still_in_post", "still_in_post", _about(day, posts), "/still-in-post")


def _about(day: date, posts: int) -> dict[str, Any]:
    return {"day": f"{day:%-d %B %Y}", "appointed": posts}


def _ask_again(asked_before: datetime) -> None:
    told = visible(LETTERS, ToldOnce).where(ToldOnce.about == "still_in_post_again")
    told = told.with_only_columns(ToldOnce.vacancy_id)
    waiting = visible(LETTERS, StillInPost).where(
        StillInPost.answered_at.is_(None), StillInPost.asked_at <= asked_before
    )
    rows = narrowed(waiting, StillInPost.vacancy_id.not_in(told), told).order_by(StillInPost.id).limit(BATCH)
    with transaction():
        found = db.session.execute(
            rows.with_only_columns(StillInPost.vacancy_id, StillInPost.filled_on, StillInPost.appointed)
        ).all()
    for vacancy_id, day, posts in found:
        with transaction():
            tell_once(
                _vacancy(vacancy_id), "still_in_post_again", "still_in_post", _about(day, posts), "/still-in-post"
            )
