"""Making the figures of a financial year, once, when it is over: from sealed tallies to what may be published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app

from recruitment.applications.equality.questions import versions
from recruitment.applications.equality.tables import STAGES
from recruitment.applications.equality.tallies import EQUALITY, Tally, Where, take_year_before
from recruitment.core import clock
from recruitment.core.tenancy import adding
from recruitment.extensions import db
from recruitment.reporting.equality_rules import Line, publish
from recruitment.reporting.tables import EqualityFigure

# Its row on a board: no organisation has this number.
POOL = 0


def release_year() -> int | None:
    """Publishes the earliest year that is over and not published yet, and removes its tallies; None when none is.

    The caller holds the transaction, so that either both happen or neither.
    """
    taken = take_year_before(clock.financial_year(clock.today()))
    if not taken:
        return None
    year = next(iter(taken)).year
    rows = [row for stage in STAGES for row in _figures_of_stage(taken, year, stage)]
    if rows:
        db.session.execute(adding(EQUALITY, EqualityFigure), rows)
    return year


def counted_answers() -> dict[str, dict[str, str]]:
    """Every answer that was ever counted, by question, each with its newest words."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for version in versions():
        for question in version.questions:
            told[question.code].update(question.counted)
    return told


def _figures_of_stage(taken: Mapping[Where, Tally], year: int, stage: str) -> Iterable[dict[str, Any]]:
    smallest = current_app.config["SETTINGS"].suppression_threshold
    tallies = {where.organisation_id: tally for where, tally in taken.items() if where.stage == stage}
    pool = Tally()
    for tally in tallies.values():
        if tally.total < smallest:
            pool.merge(tally)
    rows = {number: tally for number, tally in tallies.items() if tally.total >= smallest}
    if pool.total >= smallest:
        rows[POOL] = pool
    for question, answers in counted_answers().items():
        board = {
            number: Line[int](
                tally.total, {answer: tally.counts[question][answer] for answer in answers}, is_pool=number == POOL
            )
            for number, tally in rows.items()
        }
        yield from _figures_of_board(board, smallest, {"year": year, "stage": stage, "question": question})


def _figures_of_board(
    board: Mapping[int, Line[int]], smallest: int, keys: Mapping[str, Any]
) -> Iterable[dict[str, Any]]:
    published = publish(board, smallest)
    for number, shown in published.rows.items():
        for answer in sorted(shown):
            yield {**keys, "organisation_id": number, "answer": answer, "count": board[number].counts[answer]}
    for answer in sorted(published.sums):
        count = sum(line.counts[answer] for line in board.values())
        yield {**keys, "organisation_id": None, "answer": answer, "count": count}
