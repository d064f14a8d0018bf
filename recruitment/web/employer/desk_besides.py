"""What a desk tells besides its adverts: which drafts were returned, who applied, and how many reports wait."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, literal

from recruitment.advertising.budgets import number_of_budgets
from recruitment.advertising.roles import LEDGER_ROLES
from recruitment.advertising.rules import financial_year
from recruitment.applications.adjustment_queries import number_waiting
from recruitment.applications.lifecycle import HIRING, OPEN
from recruitment.applications.queries import chooses_at, counts_of
from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import one_after_another
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.offers.check_queries import number_in_checks
from recruitment.offers.offer_queries import numbers_of_offers
from recruitment.vacancies.desk_queries import numbers_of
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import moves_of, returned_by
from recruitment.vacancies.reports import number_open
from recruitment.vacancies.revision_queries import changed_by
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.desk_after import reads_after

UNPUBLISHED = ("draft", "awaiting_approval", "approved")
APPLIED_FOR = ("early", "live", "closed")


@dataclass(frozen=True)
class Full:
    """The trays of reads_after() at these employers, by their place, that hold as many adverts as are shown or more."""

    writing: tuple[int, ...]
    trays: tuple[int, ...]


@dataclass(frozen=True)
class Besides:
    """`returned`: drafts that an approver returned; `changes`: those that change a published one, its reference;
    `applicants`, by vacancy: 14 applicants, 9 to decide; `totals`: how many adverts each full tray holds, counted up
    to COUNTED and one; `adjustments`: how many people who need help to apply wait for an answer; `in_checks`: how many
    with an offer cannot start yet; `budgets`: how many are set this financial year, for those who spend them;
    `offers`: how many stand at each stage of offer_queries.STAGES."""

    returned: frozenset[int]
    changes: Mapping[int, str]
    applicants: Mapping[int, str]
    reports: int
    adjustments: int
    in_checks: int
    budgets: int
    offers: Mapping[str, int]
    totals: Mapping[int, int]


def what_is_besides(viewer: Staff, ids: Sequence[int], full: Full, phases: Sequence[tuple[Vacancy, str]]) -> Besides:
    """In one statement; of applicants nothing where the viewer does not choose among them."""
    applied_for = [(each, phase) for each, phase in phases if phase in APPLIED_FOR]
    choosing = {each for each in ids if chooses_at(viewer, each)}
    open_to = {each.id: phase for each, phase in applied_for if each.organisation_id in choosing}
    drafts = [each.id for each, phase in phases if phase == VACANCY.start]
    begun = [each.id for each, phase in phases if phase in UNPUBLISHED]
    moves: list[Sequence[Any]] = []
    changes: dict[int, str] = {}
    counts: dict[int, dict[str, int]] = {each: {} for each in open_to}
    numbers, totals, offers = Counter[str](), Counter[int](), Counter[str]()
    given = {"moved": drafts, "begun": begun, "vacancies": list(open_to)}
    for part, *told in db.session.execute(_asked(viewer, tuple(ids), full, clock.today()), given):
        if part == "moves":
            moves.append(told)
        elif part == "changes":
            changes[told[0]] = told[1]
        elif part == "counts":
            vacancy_id, state, number = told
            counts[vacancy_id][state] = number
        elif part == "trays":
            totals[told[0]] += told[-1]
        elif part == "offers":
            _, stage, number = told
            offers[stage] = number
        else:
            numbers[part] = told[-1]
    applicants = {each: _in_words(held, is_closed=open_to[each] == "closed") for each, held in counts.items()}
    counted = {part: numbers[part] for part in ("reports", "adjustments", "in_checks", "budgets")}
    return Besides(returned_by(moves), changes, applicants, offers=offers, totals=totals, **counted)


@lru_cache(STATEMENTS)
def _asked(viewer: Staff, ids: tuple[int, ...], full: Full, today: date) -> CompoundSelect[Any]:
    moves, counts, reports = moves_of(viewer), counts_of(viewer), number_open(viewer, ids)
    changes = changed_by(viewer)
    after = reads_after(viewer, full.writing)
    hiring = tuple(each for each in viewer.organisations_as(*HIRING) if each in ids)
    spending = tuple(each for each in viewer.organisations_as(*LEDGER_ROLES) if each in ids)
    return one_after_another(
        moves.with_only_columns(literal("moves").label("part"), *moves.selected_columns),
        changes.with_only_columns(literal("changes").label("part"), *changes.selected_columns),
        counts.with_only_columns(literal("counts").label("part"), *counts.selected_columns),
        _number("reports", 0, reports),
        _number("adjustments", 0, number_waiting(viewer, ids)),
        _number("in_checks", 0, number_in_checks(viewer, ids)),
        *([_by_stage(numbers_of_offers(viewer, hiring))] if hiring else []),
        *([_number("budgets", 0, number_of_budgets(viewer, spending, financial_year(today)))] if spending else []),
        *(_number("trays", place, number) for place in full.trays for number in numbers_of(after[place])),
    )


def _number(part: str, place: int, counted: Select[Any]) -> Select[Any]:
    told = (literal(part).label("part"), literal(place).label("row_id"), literal("").label("word"))
    return counted.with_only_columns(*told, *counted.selected_columns, maintain_column_froms=True)


def _by_stage(counted: Select[Any]) -> Select[Any]:
    told = (literal("offers").label("part"), literal(0).label("row_id"))
    return counted.with_only_columns(*told, *counted.selected_columns, maintain_column_froms=True)


def _in_words(counts: Mapping[str, int], *, is_closed: bool) -> str:
    total, undecided = sum(counts.values()), sum(counts.get(state, 0) for state in OPEN)
    said = f"{total or 'no'} applicant{'' if total == 1 else 's'}"
    return f"{said}, {undecided} to decide" if is_closed and total else said
