"""The desk: what waits for this person now, over all organisations where they work or at one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from recruitment.advertising.budgets import budgets_to_watch
from recruitment.advertising.roles import LEDGER_ROLES
from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.viewers import Role, Staff
from recruitment.offers.offer_queries import STAGES
from recruitment.vacancies.approval_queries import waiting_for
from recruitment.vacancies.desk_queries import first_of, firsts, in_tray, named_here, with_lines
from recruitment.vacancies.lifecycle import DESK, WRITERS
from recruitment.vacancies.phase_counts import phases_by_organisation
from recruitment.vacancies.rules import PHASES
from recruitment.web.doors import employer
from recruitment.web.employer.desk_after import TOLD, TRAYS, Tray, after_trays, more_than, reads_after
from recruitment.web.employer.desk_besides import Besides, Full, what_is_besides
from recruitment.web.employer.placements import budget_warning
from recruitment.web.employer.vacancies import change_to, chosen_organisations, line
from recruitment.web.workplaces import workplaces

TILES = ("draft", "awaiting_approval", "approved", "scheduled", "early", "live", "closed")
# Lines in a tray.
MOST = 5


@dataclass(frozen=True)
class Ask:
    """What a tray holds: vacancies of a phase at these organisations; `part` of it where two trays share the phase."""

    title: str
    hint: str
    phase: str
    where: tuple[int, ...]
    part: str = ""


TO_APPROVE = Ask("To approve", "Read them, then approve or return them", "awaiting_approval", ())


@employer.get("/")
def desk(viewer: Staff) -> ResponseReturnValue:
    organisations = workplaces(viewer)
    chosen = chosen_organisations(organisations, request.args.get("organisation"))
    ids = [organisation.id for organisation in chosen]
    counts = phases_by_organisation(viewer, ids)
    totals = {phase: sum(held[phase] for held in counts.values()) for phase in PHASES}
    trays, besides = _trays(viewer, ids, counts)
    return render_template(
        "employer/desk/desk.html",
        trays=[tray for tray in trays if tray.lines],
        counts=totals,
        reports=besides.reports,
        adjustments=besides.adjustments,
        offers=[(stage, name, besides.offers[stage]) for stage, name in STAGES.items() if besides.offers.get(stage)],
        in_checks=besides.in_checks,
        tiles=[(code, PHASES[code]) for code in TILES],
        organisations=organisations,
        chosen=chosen,
        may_write=bool(viewer.organisations_as(*WRITERS)),
        budgets=_budgets(viewer, ids) if besides.budgets else [],
    )


def _budgets(viewer: Staff, ids: Sequence[int]) -> list[str]:
    """What is said of budgets of advertising that are nearly gone, to those who spend them."""
    kept = [each for each in viewer.organisations_as(*LEDGER_ROLES) if each in ids]
    return [budget_warning(use) for _, use in budgets_to_watch(viewer, kept)]


def _asks(viewer: Staff, ids: Sequence[int]) -> tuple[Ask, ...]:
    """In the order of urgency, behind what is to be approved. Each tray is for whoever may act on it."""
    ids = tuple(ids)
    writing = tuple(each for each in viewer.organisations_as(*WRITERS) if each in ids)
    publishing = tuple(each for each in viewer.organisations_as(*DESK) if each in ids)
    return (
        Ask("To publish", "Approved, and not yet published", "approved", publishing),
        Ask("To finish", "Drafts, and adverts that an approver returned", "draft", writing),
        Ask("To decide", "Closed and undecided: no outcome is recorded yet", "closed", writing),
        Ask("Closing soon", "Within seven days", "live", ids, "closing"),
        Ask("Open to some", "Seen by staff or people at risk of redeployment, and not by the public", "early", ids),
        Ask("Live", "Open for applications", "live", ids, "open"),
        Ask("Scheduled", "Approved, and open from a later date", "scheduled", ids),
    )


def _trays(viewer: Staff, ids: Sequence[int], counts: Mapping[int, Counter[str]]) -> tuple[list[Tray], Besides]:
    """In the order of urgency, and what waits besides; the number of statements does not grow with vacancies."""
    writing = tuple(each for each in viewer.organisations_as(*WRITERS) if each in ids)
    approving = [each for each in viewer.organisations_as(Role.APPROVER) if each in ids]
    mine = waiting_for(viewer, approving)
    totals = {ask: _total(ask, counts) for ask in _asks(viewer, ids)}
    asks = tuple(ask for ask, total in totals.items() if total)
    after, to_approve, *by_phase = _found(viewer, writing, asks, mine[:MOST])
    waiting = [
        (TO_APPROVE, to_approve, len(mine)),
        *((ask, tray, totals[ask]) for ask, tray in zip(asks, by_phase, strict=True)),
    ]
    full = tuple(number for number, shown in enumerate(after) if len(shown) == MOST)
    besides = what_is_besides(
        viewer, ids, Full(writing, full), [(each, ask.phase) for ask, shown, _ in waiting for each in shown]
    )
    trays, today = after_trays(after, besides.totals), clock.today()
    returned, applicants = besides.returned, besides.applicants
    for ask, shown, total in waiting:
        lines = [
            line(each, ask.phase, today, is_returned=each.id in returned, applicants=applicants.get(each.id, ""),
                 note=change_to(besides.changes.get(each.id)))
            for each in shown
        ]  # fmt: skip
        trays.append(Tray(ask.title, ask.hint, ask.phase, lines, more_than(len(lines), total)))
    return trays, besides


def _total(ask: Ask, counts: Mapping[int, Counter[str]]) -> int:
    return sum(counts[each][ask.part or ask.phase] for each in ask.where if each in counts)


def _found(viewer: Staff, writing: tuple[int, ...], asks: tuple[Ask, ...], mine: Sequence[int]) -> tuple[Any, ...]:
    """The trays of what comes after, if they are this viewer's; that of adverts to approve; one for each of these."""
    phases = tuple((ask.where, ask.part or ask.phase) for ask in asks)
    number = len(TRAYS) if writing else 0
    found = first_of(_asked(viewer, writing, phases, clock.today()), number + 1 + len(asks), MOST, mine)
    return found[:number], *found[number:]


@lru_cache(STATEMENTS)
def _asked(
    viewer: Staff, writing: tuple[int, ...], phases: tuple[tuple[tuple[int, ...], str], ...], _today: date
) -> Select[Any]:
    """Trays that the counts tell to be empty are not asked for."""
    by_phase = [[in_tray(viewer, where, phase)] for where, phase in phases]
    trays = firsts([*reads_after(viewer, writing), [named_here(viewer)], *by_phase], MOST)
    return with_lines(viewer, trays, *TOLD)
