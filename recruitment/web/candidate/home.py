"""Where a candidate arrives: their applications, and how far their profile is."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.applications.assisted_queries import claimable
from recruitment.applications.closing import Closing, extended_until
from recruitment.applications.draft_queries import adverts_of
from recruitment.applications.lifecycle import CANDIDATE_STATE_NAMES, ENDED
from recruitment.applications.profile_queries import whole_profile
from recruitment.applications.queries import applications_of_person
from recruitment.applications.tables import Application
from recruitment.applications.together_queries import gathered_count
from recruitment.applications.vocabulary import NEXT_STEPS
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.profile import profile_tasks
from recruitment.web.candidate.words import STATE_COLOURS
from recruitment.web.doors import candidate


@dataclass(frozen=True)
class Row:
    """An application as the list shows it; `closing`, `is_extended` and `is_open` matter to drafts alone."""

    application: Application
    state: tuple[str, str]
    next_step: str
    closing: str
    is_extended: bool
    is_open: bool


@candidate.get("/")
def home(viewer: Candidate) -> ResponseReturnValue:
    applications = applications_of_person(viewer)
    adverts = adverts_of(viewer, [application for application in applications if application.state == "draft"])
    until, now = extended_until(viewer, adverts), clock.now()
    closings = {number: Closing(advert, until.get(number)) for number, advert in adverts.items()}
    rows = [_row(application, closings.get(application.vacancy_id), now) for application in applications]
    return render_template(
        "candidate/home/home.html",
        drafts=[row for row in rows if row.application.state == "draft"],
        running=[row for row in rows if row.application.state not in ("draft", *ENDED)],
        ended=[row for row in rows if row.application.state in ENDED],
        entered=len(claimable(viewer)),
        tasks=profile_tasks(whole_profile(viewer)),
        gathered=gathered_count(viewer),
    )


def _row(application: Application, closing: Closing | None, now: datetime) -> Row:
    state = application.state
    may_send = closing is not None and closing.is_open(now)
    is_missed = state == "draft" and not may_send
    return Row(
        application=application,
        state=("Job closed", "grey") if is_missed else (CANDIDATE_STATE_NAMES[state], STATE_COLOURS[state]),
        next_step=NEXT_STEPS.get(state, ""),
        closing=closing.in_words if closing is not None else "",
        is_extended=closing is not None and closing.is_extended,
        is_open=may_send,
    )
