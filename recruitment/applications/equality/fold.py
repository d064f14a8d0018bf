"""The fold: copies when a job has closed, counts when a stage is over, and nothing left when the job has ended.

Everything of one batch of vacancies happens in one transaction: what is counted is noted in the copy by the same
commit, so that no crash loses a count and no second run doubles one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Any, Final

from sqlalchemy import or_

from recruitment.applications.equality.sealed import LENGTH_OF_ANSWERS, seal, token_of, unseal
from recruitment.applications.equality.tables import STAGES, EqualityAnswer, EqualityCopy, EqualityFold
from recruitment.applications.equality.tallies import EQUALITY, Tallies, Where
from recruitment.applications.tables import Application, Progress
from recruitment.core import clock
from recruitment.core.tenancy import adding, changing, narrowed, removing, visible
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

# So many that a worker is done with them well within its lease.
BATCH: Final = 300
# A job that nobody ends is held to be over so long after it has closed.
LONGEST: Final = timedelta(days=365)
ENDED: Final = ("filled", "unfilled", "withdrawn")
# Numbers in one condition of a statement.
CHUNK: Final = 500


@dataclass(frozen=True)
class Closed:
    """A vacancy that takes no applications any more; `is_over` once every stage of it is."""

    id: int
    organisation_id: int
    closes_at: datetime
    is_over: bool


@dataclass(frozen=True)
class Sent:
    """An application that was sent, and the stages that it reached."""

    id: int
    account_id: int
    state: str
    reached: frozenset[str]


@dataclass
class Batch:
    """What the transaction reads beforehand and what it is to write."""

    answers: dict[int, dict[str, Any]]
    copies: dict[str, dict[str, Any]]
    made: dict[str, dict[str, Any]]
    changed: dict[str, dict[str, Any]]
    gone: list[str]
    tallies: Tallies


def fold_batch(after: int = 0) -> int | None:
    """Folds the next vacancies in the order of their ids. Gives the last of them when there may be more.

    The caller holds the transaction.
    """
    vacancies = _closed(after)
    known = _folds(vacancies)
    sent = _sent([vacancy.id for vacancy in vacancies])
    batch = _read(application for group in sent.values() for application in group)
    for vacancy in vacancies:
        is_known = vacancy.id in known and known[vacancy.id] == vacancy.closes_at
        for application in sent.get(vacancy.id, ()):
            _fold(vacancy, application, batch, may_copy=not is_known)
    _note(vacancies, known)
    _write(batch)
    return vacancies[-1].id if len(vacancies) == BATCH else None


def forget_late() -> None:
    """Copies whose latest day has passed, such as those that no secret opens any more."""
    db.session.execute(removing(EQUALITY, EqualityCopy).where(EqualityCopy.latest < clock.today()))


def _closed(after: int) -> list[Closed]:
    now = clock.now()
    done = visible(EQUALITY, EqualityFold).where(EqualityFold.is_over).with_only_columns(EqualityFold.vacancy_id)
    applied = visible(EQUALITY, Application).where(Application.submitted_at.is_not(None))
    applied = applied.with_only_columns(Application.vacancy_id)
    wanted = visible(EQUALITY, Vacancy).where(
        Vacancy.id > after,
        or_(Vacancy.state.in_(ENDED), (Vacancy.state == "published") & (Vacancy.closes_at <= now)),
    )
    wanted = narrowed(wanted, Vacancy.id.not_in(done) & Vacancy.id.in_(applied), done, applied)
    columns = (Vacancy.id, Vacancy.organisation_id, Vacancy.state, Vacancy.closes_at)
    rows = db.session.execute(wanted.with_only_columns(*columns).order_by(Vacancy.id).limit(BATCH)).all()
    found = []
    for number, organisation_id, state, closes_at in rows:
        closed_at = closes_at or now
        found.append(Closed(number, organisation_id, closed_at, state in ENDED or closed_at < now - LONGEST))
    return found


def _folds(vacancies: Sequence[Closed]) -> dict[int, datetime]:
    held = visible(EQUALITY, EqualityFold).where(EqualityFold.vacancy_id.in_([vacancy.id for vacancy in vacancies]))
    columns = held.with_only_columns(EqualityFold.vacancy_id, EqualityFold.closed_at)
    return {number: closed_at for number, closed_at in db.session.execute(columns)}


def _sent(vacancy_ids: Sequence[int]) -> dict[int, list[Sent]]:
    """By vacancy. Whoever withdrew is among them: their copy goes."""
    wanted = visible(EQUALITY, Application).where(
        Application.vacancy_id.in_(vacancy_ids), Application.submitted_at.is_not(None)
    )
    columns = (Application.id, Application.vacancy_id, Application.account_id, Application.state)
    rows = db.session.execute(wanted.with_only_columns(*columns)).all()
    reached: dict[int, set[str]] = {row[0]: {"applied"} for row in rows}
    for some in _chunks(list(reached)):
        told = visible(EQUALITY, Progress).where(Progress.application_id.in_(some), Progress.state.in_(STAGES))
        for number, state in db.session.execute(told.with_only_columns(Progress.application_id, Progress.state)):
            reached[number].add(state)
    groups: dict[int, list[Sent]] = {}
    for number, vacancy_id, account_id, state in rows:
        groups.setdefault(vacancy_id, []).append(Sent(number, account_id, state, frozenset(reached[number])))
    return groups


def _read(applications: Iterable[Sent]) -> Batch:
    """The copies are locked: a second run at once waits, and then finds what this one counted."""
    found = list(applications)
    answers: dict[int, dict[str, Any]] = {}
    for some in _chunks(list({application.account_id for application in found})):
        for row in db.session.scalars(visible(EQUALITY, EqualityAnswer).where(EqualityAnswer.account_id.in_(some))):
            answers[row.account_id] = row.stored
    copies: dict[str, dict[str, Any]] = {}
    for some in _chunks([token_of(application.id) for application in found]):
        held = visible(EQUALITY, EqualityCopy).where(EqualityCopy.token.in_(some)).order_by(EqualityCopy.token)
        for copy in db.session.scalars(held.with_for_update().execution_options(populate_existing=True)):
            if (facts := unseal(copy.content, copy.token)) is not None:
                copies[copy.token] = facts
    return Batch(answers, copies, {}, {}, [], Tallies())


def _fold(vacancy: Closed, application: Sent, batch: Batch, *, may_copy: bool) -> None:
    token = token_of(application.id)
    held = batch.copies.get(token)
    if application.state == "withdrawn":
        batch.gone.append(token)
        return
    if held is None and not may_copy:
        return
    own = batch.answers.get(application.account_id)
    # Whoever took their answers back, or whose account is gone, is counted as one who did not answer.
    said = own if held is None else held if own else {}
    facts = {
        "version": (said or {}).get("version", ""),
        "answers": (said or {}).get("answers", {}),
        "counted": list(held["counted"]) if held else [],
    }
    year = clock.financial_year(clock.today())
    for stage in STAGES:
        is_over = vacancy.is_over or stage == "applied"
        if is_over and stage in application.reached and stage not in facts["counted"]:
            where = Where(vacancy.organisation_id, year, stage)
            batch.tallies.add(where, facts["version"], facts["answers"])
            facts["counted"].append(stage)
    if vacancy.is_over:
        batch.gone.append(token)
    elif held is None:
        batch.made[token] = facts
    elif facts != held:
        batch.changed[token] = facts


def _note(vacancies: Sequence[Closed], known: dict[int, datetime]) -> None:
    """First of all that is written: of two runs at once, the second is refused here."""
    fresh = [
        {
            "vacancy_id": vacancy.id,
            "organisation_id": vacancy.organisation_id,
            "closed_at": vacancy.closes_at,
            "is_over": vacancy.is_over,
        }
        for vacancy in vacancies
        if vacancy.id not in known
    ]
    if fresh:
        db.session.execute(adding(EQUALITY, EqualityFold), fresh)
    for vacancy in vacancies:
        if vacancy.id in known and (vacancy.is_over or known[vacancy.id] != vacancy.closes_at):
            same = changing(EQUALITY, EqualityFold).where(EqualityFold.vacancy_id == vacancy.id)
            db.session.execute(same.values(closed_at=vacancy.closes_at, is_over=vacancy.is_over))


def _write(batch: Batch) -> None:
    latest = date(clock.financial_year(clock.today()) + 2, 3, 31)
    rows = [
        {"token": token, "content": seal(facts, token, LENGTH_OF_ANSWERS), "latest": latest}
        for token, facts in batch.made.items()
    ]
    SystemRandom().shuffle(rows)
    for some in _chunks(rows):
        db.session.execute(adding(EQUALITY, EqualityCopy), some)
    for token, facts in sorted(batch.changed.items()):
        content = seal(facts, token, LENGTH_OF_ANSWERS)
        db.session.execute(changing(EQUALITY, EqualityCopy).where(EqualityCopy.token == token).values(content=content))
    for some in _chunks(batch.gone):
        db.session.execute(removing(EQUALITY, EqualityCopy).where(EqualityCopy.token.in_(some)))
    batch.tallies.store()


def _chunks(found: Sequence[Any]) -> Iterable[Any]:
    return (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))
