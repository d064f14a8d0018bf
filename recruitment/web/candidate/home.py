"""Where a candidate arrives: their applications, and how far their profile is."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.assisted_queries import claimable
from recruitment.applications.closing import Closing, extended_until
from recruitment.applications.draft_queries import adverts_of
from recruitment.applications.lifecycle import CANDIDATE_STATE_NAMES, ENDED
from recruitment.applications.next_steps import NextStep, next_steps
from recruitment.applications.profile_queries import whole_profile
from recruitment.applications.queries import applications_of_person
from recruitment.applications.resuming import may_resume
from recruitment.applications.tables import Application
from recruitment.applications.together_queries import gathered_count
from recruitment.applications.vocabulary import NEXT_STEPS
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.selection.message_queries import unread_by_application
from recruitment.web.candidate.profile import profile_tasks
from recruitment.web.candidate.words import STATE_COLOURS
from recruitment.web.doors import candidate

SHOWN = {"": "All", "open": "Open", "ended": "Ended"}


@dataclass(frozen=True)
class Row:
    """An application as the list shows it; `closing`, `is_extended` and `is_open` matter to drafts alone."""

    application: Application
    state: tuple[str, str]
    next_step: str
    expected: tuple[NextStep, ...]
    unread: int
    may_resume: bool
    closing: str
    is_extended: bool
    is_open: bool


@candidate.get("/")
def home(viewer: Candidate) -> ResponseReturnValue:
    """Every application with its next step; `show` narrows it to those that are open, or ended."""
    applications = applications_of_person(viewer)
    adverts, unread = adverts_of(viewer, applications), unread_by_application(viewer)
    until, now = extended_until(viewer, adverts), clock.now()
    closings = {number: Closing(advert, until.get(number)) for number, advert in adverts.items()}
    rows = [_row(one, closings.get(one.vacancy_id), unread.get(one.id, 0), now) for one in applications]
    ended = [row for row in rows if row.application.state in ENDED]
    show = request.args.get("show", "")
    counts = {"": len(rows), "open": len(rows) - len(ended), "ended": len(ended)}
    return render_template(
        "candidate/home/home.html",
        show=show if show in SHOWN else "",
        filters=[(key, name, counts[key], url_for("candidate.home", show=key or None)) for key, name in SHOWN.items()],
        unread=sum(unread.values()),
        drafts=[row for row in rows if row.application.state == "draft"],
        running=[row for row in rows if row.application.state not in ("draft", *ENDED)],
        ended=ended,
        entered=len(claimable(viewer)),
        tasks=profile_tasks(whole_profile(viewer)),
        gathered=gathered_count(viewer),
    )


def _row(application: Application, closing: Closing | None, unread: int, now: datetime) -> Row:
    state, advert = application.state, closing.vacancy if closing is not None else None
    may_send = closing is not None and closing.is_open(now)
    is_missed = state == "draft" and not may_send
    return Row(
        application=application,
        state=("Job closed", "grey") if is_missed else (CANDIDATE_STATE_NAMES[state], STATE_COLOURS[state]),
        next_step=NEXT_STEPS.get(state, ""),
        expected=next_steps(advert, application.told_state, clock.today()),
        unread=unread,
        may_resume=may_resume(closing, application),
        closing=closing.in_words if closing is not None else "",
        is_extended=closing is not None and closing.is_extended,
        is_open=may_send,
    )
