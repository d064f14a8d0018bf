"""The desk: what waits for this person now, over all organisations where they work or at one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import CompoundSelect

from recruitment.accounts.queries import workplaces_of
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.queries import chooses_at, counts_by_state
from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.viewers import Role, Staff
from recruitment.vacancies.approval_queries import waiting_for
from recruitment.vacancies.desk_queries import first_of, firsts, in_tray
from recruitment.vacancies.lifecycle import DESK, VACANCY, WRITERS
from recruitment.vacancies.queries import lines_of, phases_by_organisation, returned_drafts
from recruitment.vacancies.reports import open_reports
from recruitment.vacancies.rules import PHASES, phase
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.desk_after import TOLD, Tray, after_trays, reads_after
from recruitment.web.employer.vacancies import chosen_organisations, line

TILES = ("draft", "awaiting_approval", "approved", "scheduled", "early", "live", "closed")
APPLIED_FOR = ("early", "live", "closed")
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
    organisations = workplaces_of(viewer.person)
    chosen = chosen_organisations(organisations, request.args.get("organisation"))
    ids = [organisation.id for organisation in chosen]
    counts = phases_by_organisation(viewer, ids)
    totals = {phase: sum(held[phase] for held in counts.values()) for phase in PHASES}
    return render_template(
        "employer/desk/desk.html",
        trays=[tray for tray in _trays(viewer, ids, counts) if tray.lines],
        counts=totals,
        reports=open_reports(viewer, ids),
        tiles=[(code, PHASES[code]) for code in TILES],
        organisations=organisations,
        chosen=chosen,
        may_write=bool(viewer.organisations_as(*WRITERS)),
    )


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


def _trays(viewer: Staff, ids: Sequence[int], counts: Mapping[int, Counter[str]]) -> list[Tray]:
    """In the order of urgency; the number of statements does not grow with that of vacancies."""
    writing = tuple(each for each in viewer.organisations_as(*WRITERS) if each in ids)
    approving = [each for each in viewer.organisations_as(Role.APPROVER) if each in ids]
    mine = waiting_for(viewer, approving)
    totals = {ask: _total(ask, counts) for ask in _asks(viewer, ids)}
    asks = [ask for ask, total in totals.items() if total]
    asked = _asked(viewer, writing, tuple((ask.where, ask.part or ask.phase) for ask in asks), clock.today())
    found = first_of(asked) if asked is not None else []
    after, by_phase = found[: -len(asks) or None], found[len(found) - len(asks) :]
    waiting = [(mine[:MOST], len(mine)), *((keys, totals[ask]) for ask, (keys, _) in zip(asks, by_phase, strict=True))]
    held = lines_of(viewer, [each for keys, _ in (*after, *waiting) for each in keys], *TOLD)
    shown = list({key: held[key] for keys, _ in waiting for key in keys}.values())
    returned = returned_drafts(viewer, [vacancy.id for vacancy in shown if vacancy.state == VACANCY.start])
    applied = _applicants(viewer, shown)
    trays = after_trays(after, held)
    for ask, (keys, total) in zip((TO_APPROVE, *asks), waiting, strict=True):
        vacancies = [held[key] for key in keys]
        lines = [line(v, is_returned=v.id in returned, applicants=applied.get(v.id, "")) for v in vacancies]
        trays.append(Tray(ask.title, ask.hint, ask.phase, lines, total - len(lines)))
    return trays


def _total(ask: Ask, counts: Mapping[int, Counter[str]]) -> int:
    return sum(counts[each][ask.part or ask.phase] for each in ask.where if each in counts)


@lru_cache(STATEMENTS)
def _asked(
    viewer: Staff, writing: tuple[int, ...], phases: tuple[tuple[tuple[int, ...], str], ...], _today: date
) -> CompoundSelect[Any] | None:
    """For the first few of every tray, if any is to be asked for; trays that the counts tell to be empty are not."""
    after, by_phase = reads_after(viewer, writing), [in_tray(viewer, where, phase) for where, phase in phases]
    return firsts(after, MOST, by_phase) if after or by_phase else None


def _applicants(viewer: Staff, vacancies: Sequence[Vacancy]) -> dict[int, str]:
    """By vacancy: 14 applicants, 9 to decide; without those among whose applicants the viewer does not choose."""
    now = clock.now()
    phases = {each.id: phase(each, now) for each in vacancies if chooses_at(viewer, each.organisation_id)}
    open_to = [vacancy_id for vacancy_id, found in phases.items() if found in APPLIED_FOR]
    counted = counts_by_state(viewer, open_to)
    return {each: _in_words(counted.get(each, {}), is_closed=phases[each] == "closed") for each in open_to}


def _in_words(counts: Mapping[str, int], *, is_closed: bool) -> str:
    total, undecided = sum(counts.values()), sum(counts.get(state, 0) for state in OPEN)
    said = f"{total or 'no'} applicant{'' if total == 1 else 's'}"
    return f"{said}, {undecided} to decide" if is_closed and total else said
