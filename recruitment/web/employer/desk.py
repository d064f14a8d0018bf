"""The desk: what waits for this person now, over all organisations where they work or at one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import workplaces_of
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.queries import chooses_at, counts_by_state
from recruitment.core import clock
from recruitment.core.viewers import Role, Staff
from recruitment.vacancies.approval_queries import waiting_for
from recruitment.vacancies.desk_queries import waiting
from recruitment.vacancies.lifecycle import DESK, VACANCY, WRITERS
from recruitment.vacancies.queries import lines_of, phases_by_organisation, returned_drafts
from recruitment.vacancies.reports import open_reports
from recruitment.vacancies.rules import PHASES, phase
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.desk_after import MOST, Tray, after_trays
from recruitment.web.employer.vacancies import chosen_organisations, line

TILES = ("draft", "awaiting_approval", "approved", "scheduled", "early", "live", "closed")
APPLIED_FOR = ("early", "live", "closed")


@dataclass(frozen=True)
class Ask:
    """What a tray holds: vacancies of a phase at these organisations; `part` of it where two trays share the phase."""

    title: str
    hint: str
    phase: str
    where: Sequence[int]
    part: str = ""


@employer.get("/")
def desk(viewer: Staff) -> ResponseReturnValue:
    organisations = workplaces_of(viewer.person)
    chosen = chosen_organisations(organisations, request.args.get("organisation"))
    ids = [organisation.id for organisation in chosen]
    counts = phases_by_organisation(viewer, ids)
    totals = {phase: sum(held[phase] for held in counts.values()) for phase in PHASES}
    return render_template(
        "employer/desk/desk.html",
        trays=[tray for tray in (*after_trays(viewer, ids), *_trays(viewer, ids, counts)) if tray.lines],
        counts=totals,
        reports=open_reports(viewer, ids),
        tiles=[(code, PHASES[code]) for code in TILES],
        organisations=organisations,
        chosen=chosen,
        may_write=bool(viewer.organisations_as(*WRITERS)),
    )


def _asks(viewer: Staff, ids: Sequence[int]) -> tuple[Ask, ...]:
    """In the order of urgency, behind what is to be approved. Each tray is for whoever may act on it."""
    writing = [each for each in viewer.organisations_as(*WRITERS) if each in ids]
    publishing = [each for each in viewer.organisations_as(*DESK) if each in ids]
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
    """What waits for this person's approval first; the number of statements does not grow with that of vacancies."""
    approving = [each for each in viewer.organisations_as(Role.APPROVER) if each in ids]
    mine = waiting_for(viewer, approving)
    asks = _asks(viewer, ids)
    asked = (Ask("To approve", "Read them, then approve or return them", "awaiting_approval", approving), *asks)
    wanted = [(each.where, each.part or each.phase) for each in asks]
    totals = [sum(counts[number][phase] for number in where if number in counts) for where, phase in wanted]
    found = [(mine[:MOST], len(mine)), *zip(waiting(viewer, wanted, MOST), totals, strict=True)]
    held = lines_of(viewer, [each for keys, _ in found for each in keys])
    shown = list(held.values())
    returned = returned_drafts(viewer, [vacancy.id for vacancy in shown if vacancy.state == VACANCY.start])
    applied = _applicants(viewer, shown)
    trays = []
    for ask, (keys, total) in zip(asked, found, strict=True):
        vacancies = [held[key] for key in keys]
        lines = [line(v, is_returned=v.id in returned, applicants=applied.get(v.id, "")) for v in vacancies]
        trays.append(Tray(ask.title, ask.hint, ask.phase, lines, total - len(lines)))
    return trays


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
