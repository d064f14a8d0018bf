"""The desk: what waits for this person now, over all organisations where they work or at one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, or_

from recruitment.accounts.queries import workplaces_of
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.queries import chooses_at, count_by_state
from recruitment.core import clock
from recruitment.core.viewers import Role, Staff
from recruitment.vacancies.approval_queries import waiting_for
from recruitment.vacancies.lifecycle import DESK, WRITERS
from recruitment.vacancies.queries import phase_counts, returned_drafts, waiting
from recruitment.vacancies.reports import open_reports
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.vacancies import Line, chosen_organisations, line

MOST = 5
TILES = ("draft", "awaiting_approval", "approved", "scheduled", "live", "closed")
APPLIED_FOR = ("live", "closed")
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Tray:
    """Adverts that wait for the same act; `more` is how many there are besides the `lines` shown."""

    title: str
    hint: str
    phase: str
    lines: Sequence[Line]
    more: int


@employer.get("/")
def desk(viewer: Staff) -> ResponseReturnValue:
    organisations = workplaces_of(viewer.person)
    chosen = chosen_organisations(organisations, request.args.get("organisation"))
    ids = [organisation.id for organisation in chosen]
    counts = phase_counts(viewer, ids)
    return render_template(
        "employer/desk/desk.html",
        trays=[tray for tray in _trays(viewer, ids) if tray.lines],
        counts=counts,
        reports=open_reports(viewer, ids),
        tiles=[(code, PHASES[code]) for code in TILES],
        organisations=organisations,
        chosen=chosen,
        may_write=bool(viewer.organisations_as(*WRITERS)),
    )


def _trays(viewer: Staff, ids: Sequence[int]) -> list[Tray]:
    """In the order of urgency. Each tray is for whoever may act on it."""
    approving = [each for each in viewer.organisations_as(Role.APPROVER) if each in ids]
    writing = [each for each in viewer.organisations_as(*WRITERS) if each in ids]
    publishing = [each for each in viewer.organisations_as(*DESK) if each in ids]
    soon = clock.now() + SOON
    later = or_(Vacancy.closes_at > soon, Vacancy.closes_at.is_(None))
    mine = Vacancy.id.in_(waiting_for(viewer, approving))
    tray = partial(_tray, viewer)
    return [
        tray("To approve", "Read them, then approve or return them", "awaiting_approval", approving, mine),
        tray("To publish", "Approved, and not yet published", "approved", publishing),
        tray("To finish", "Drafts, and adverts that an approver returned", "draft", writing),
        tray("To decide", "Closed, with no outcome recorded yet", "closed", writing),
        tray("Closing soon", "Within seven days", "live", ids, Vacancy.closes_at <= soon),
        tray("Live", "Open for applications", "live", ids, later),
        tray("Scheduled", "Approved, and public from a later date", "scheduled", ids),
    ]


def _tray(viewer: Staff, title: str, hint: str, phase: str, ids: Sequence[int], *also: ColumnElement[bool]) -> Tray:
    found, total = waiting(viewer, ids, phase, MOST, *also)
    returned = returned_drafts(viewer, [vacancy.id for vacancy in found]) if phase == "draft" else frozenset()
    lines = [line(each, is_returned=each.id in returned, applicants=_applicants(viewer, each, phase)) for each in found]
    return Tray(title, hint, phase, lines, total - len(found))


def _applicants(viewer: Staff, vacancy: Vacancy, phase: str) -> str:
    """14 applicants, 9 to decide; nothing for those who do not choose among them."""
    if phase not in APPLIED_FOR or not chooses_at(viewer, vacancy.organisation_id):
        return ""
    counts = count_by_state(viewer, vacancy.id)
    total, undecided = sum(counts.values()), sum(counts.get(state, 0) for state in OPEN)
    said = f"{total or 'no'} applicant{'' if total == 1 else 's'}"
    return f"{said}, {undecided} to decide" if phase == "closed" and total else said
