"""Removing what has had its time, in batches; and saying beforehand what would go. Run daily by the worker."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, func

from recruitment.accounts.tables import Account
from recruitment.advertising.response import keep_response
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.jobs import enqueue, handler
from recruitment.core.keeping import Erasure, Period
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.extensions import db
from recruitment.keeping.accounts import accounts_over
from recruitment.keeping.cases import Case, cases_over, keep_months, vacancies_over
from recruitment.keeping.reading import KEEPING, SPANS, Model, goes_with_parent, keeping_of, kept_models, since_of
from recruitment.keeping.removing import Counts, Taken, count_with_root, take_with_root
from recruitment.organisations.queries import names_of_organisations
from recruitment.reporting.tallies import remember

FORGET: Final = "forget_cases"
# So many that a worker is done with them well within its lease.
BATCH: Final = 200
# What of a public record is not declared to be kept.
THINNED_AFTER: Final = timedelta(days=365)


@dataclass(frozen=True)
class Due:
    """What would go of one table: `organisation` is empty for what the portal itself keeps."""

    table: str
    organisation: str
    number: int
    oldest: date


@dataclass(frozen=True)
class OfOrganisation:
    """An act of the portal at an organisation, for the record."""

    id: int
    __tablename__ = "organisation"

    @property
    def organisation_id(self) -> int:
        return self.id


@handler("retention", every=timedelta(days=1))
def plan() -> None:
    """One job for each organisation where something is over, so that none keeps another waiting."""
    today = clock.today()
    with only_reading():
        months = keep_months()
        over = [number for number, kept in months.items() if _is_anything_over(number, kept, today)]
    with transaction():
        for number in over:
            enqueue(FORGET, {"organisation_id": number}, key=f"{FORGET}:{number}:{today.isoformat()}")


def _is_anything_over(organisation_id: int, months: int, today: date) -> bool:
    if cases_over(organisation_id, months, today):
        return True
    over = [number for number, _ in vacancies_over(organisation_id, months, today)]
    return any(count_with_root(Period.VACANCY, some) for some in _batches(over))


@handler(FORGET)
def forget_cases(organisation_id: int) -> None:
    """One batch in one transaction; while there may be more, another job. Running it twice removes nothing twice."""
    with transaction():
        taken = forget_batch(organisation_id, clock.today())
        if len(taken.roots) == BATCH:
            enqueue(FORGET, {"organisation_id": organisation_id})
    with only_reading():
        taken.remove_bytes()


def forget_batch(organisation_id: int, today: date) -> Taken:
    """What is over at an organisation; `roots` of it are the applications of this batch."""
    months = keep_months()[organisation_id]
    cases = cases_over(organisation_id, months, today)[:BATCH]
    taken = Taken()
    taken.roots = [case.id for case in cases]
    remember(organisation_id, taken.roots)
    keep_response(KEEPING, taken.roots)
    take_with_root(taken, Period.CASE, taken.roots, with_root=True)
    for some in _batches([number for number, _ in vacancies_over(organisation_id, months, today)]):
        take_with_root(taken, Period.VACANCY, some, with_root=False)
    if taken.rows:
        record(KEEPING, "retention", OfOrganisation(organisation_id), reason=in_words(taken.rows))
    return taken


def in_words(counts: Counts) -> str:
    """Numbers alone: answer 3, application 1."""
    return ", ".join(f"{table} {number}" for table, number in sorted(counts.items()))


def spanned() -> Iterator[tuple[Model, ColumnElement[bool], Any]]:
    """Tables whose rows are kept for hours or days and that no slice tends itself: which rows are over, from when."""
    for model in kept_models():
        keeping = keeping_of(model)
        since = since_of(model)
        if keeping.period not in SPANS or keeping.forgotten_by or goes_with_parent(model) or since is None:
            continue
        column = getattr(model, since)
        over = clock.now() - SPANS[keeping.period]
        is_date = isinstance(model.__table__.columns[since].type, Date)
        yield model, column < (clock.local(over).date() if is_date else over), column


@handler("forget_spans", every=timedelta(hours=1))
def forget_spans() -> None:
    taken = Taken()
    with transaction():
        for model, over, _ in spanned():
            taken.take(model, over)
        _thin_records(taken)
    with only_reading():
        taken.remove_bytes()


def _thin_records(taken: Taken) -> None:
    """Of a public record stays what is declared to be kept; whoever was written of goes from it after a year."""
    over = clock.now() - THINNED_AFTER
    for model in kept_models():
        keeping = keeping_of(model)
        if keeping.period is not Period.RECORD or keeping.since is None:
            continue
        is_over = getattr(model, keeping.since) < over
        if Erasure.REMOVE_ROW in keeping.personal.values():
            taken.take(model, is_over)
            continue
        columns = [name for name, erasure in keeping.personal.items() if erasure is Erasure.BLANK]
        emptied = {name: None if model.__table__.columns[name].nullable else "" for name in columns}
        db.session.execute(changing(KEEPING, model).where(is_over).values(emptied))


def run_whole() -> None:
    """Everything at once, for whoever runs it by hand."""
    forget_spans()
    for number in keep_months():
        while True:
            with transaction():
                taken = forget_batch(number, clock.today())
            with only_reading():
                taken.remove_bytes()
            if len(taken.roots) < BATCH:
                break


def as_table(lines: Sequence[Due]) -> Iterator[str]:
    """Lines of a table: what, whose, how many, and since when the oldest could go."""
    if not lines:
        yield "Nothing is over"
        return
    rows = [("table", "organisation", "number", "oldest")]
    rows += [(line.table, line.organisation or "-", str(line.number), line.oldest.isoformat()) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for table, organisation, number, oldest in rows:
        yield f"{table:{widths[0]}}  {organisation:{widths[1]}}  {number:>{widths[2]}}  {oldest}"


def due(by: date) -> list[Due]:
    """What is removed by that day, table by table; nothing is changed."""
    months = keep_months()
    names = names_of_organisations(months)
    lines = [line for number in names for line in _due_at(number, names[number], months[number], by)]
    for model, over, since in spanned():
        wanted = visible(KEEPING, model).where(over).with_only_columns(func.count(), func.min(since))
        number, oldest = db.session.execute(wanted).one()
        if number:
            lines.append(Due(model.__tablename__, "", number, _day(oldest)))
    if accounts := accounts_over():
        lines.append(Due(Account.__tablename__, "", len(accounts), min(_day(moment) for _, moment in accounts)))
    return lines


def _due_at(organisation_id: int, name: str, months: int, by: date) -> Iterator[Due]:
    cases: list[Case] = cases_over(organisation_id, months, by)
    counts: Counter[str] = Counter()
    for some in _batches([case.id for case in cases]):
        counts.update(count_with_root(Period.CASE, some))
    if cases:
        oldest = min(case.ended_on for case in cases)
        yield Due(Application.__tablename__, name, len(cases), oldest)
        yield from (Due(table, name, number, oldest) for table, number in sorted(counts.items()))
    over = dict(vacancies_over(organisation_id, months, by))
    hung: Counter[str] = Counter()
    for some in _batches(list(over)):
        hung.update(count_with_root(Period.VACANCY, some))
    yield from (Due(table, name, number, min(over.values())) for table, number in sorted(hung.items()))


def _day(moment: Any) -> date:
    return clock.local(moment).date() if hasattr(moment, "hour") else moment


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
