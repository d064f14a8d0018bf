"""The list of jobs that a person applies for at once: what is on it, what there is to do, and leaving it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.draft_queries import Draft
from recruitment.applications.queries import the_application
from recruitment.applications.together_actions import end, leave
from recruitment.applications.together_queries import Gathering, gathering_of
from recruitment.applications.together_rules import MOST
from recruitment.applications.together_similar import similar_elsewhere
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.vacancies.live import workplaces_of
from recruitment.web.candidate.draft_facts import own_key
from recruitment.web.candidate.together_places import LIST
from recruitment.web.candidate.together_steps import apart_steps, lacking, optional_steps, shared_steps
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm
from recruitment.web.public.results import result_of
from recruitment.web.public.words import Card, card


@dataclass(frozen=True)
class Place:
    """A job on the list. `card`: None once its advert was withdrawn; `lacks`: what is missing before it can go."""

    draft: Draft
    card: Card | None
    advert_url: str
    lacks: list[tuple[str, str]]


class ListForm(HouseForm):
    """The buttons of the list."""


def places_of(viewer: Candidate, gathering: Gathering, drafts: tuple[Draft, ...]) -> list[Place]:
    adverts = [draft.vacancy for draft in drafts if draft.vacancy is not None]
    sites = workplaces_of(viewer, adverts)
    return [
        Place(
            draft=draft,
            card=card(draft.vacancy, sites[draft.vacancy.id]) if draft.vacancy is not None else None,
            advert_url=advert_path(draft.vacancy),
            lacks=lacking(gathering, draft) if draft.application.id in gathering.by_id else [],
        )
        for draft in drafts
    ]


@candidate.get("/together")
def together(viewer: Candidate) -> ResponseReturnValue:
    gathering = gathering_of(viewer, clock.now())
    steps: dict[str, Any] = {"shared": [], "apart": [], "optional": []}
    if gathering.open_ones:
        steps = {
            "shared": shared_steps(gathering),
            "apart": apart_steps(gathering),
            "optional": optional_steps(gathering),
        }
    is_full = len(gathering.open_ones) + len(gathering.closed) >= MOST
    return render_template(
        "candidate/together/together.html",
        form=ListForm(),
        gathering=gathering,
        places=places_of(viewer, gathering, gathering.open_ones),
        closed=places_of(viewer, gathering, gathering.closed),
        steps=steps,
        ready=sum(not draft.unfinished for draft in gathering.open_ones),
        similar=[] if is_full else [result_of(hit) for hit in similar_elsewhere(viewer, gathering)],
        is_full=is_full,
        most=MOST,
        list_key=own_key(viewer, LIST),
    )


@candidate.post("/together/remove/<int:application_id>")
def leave_together(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """Off the list; the draft goes on by itself."""
    application = the_application(viewer, application_id)
    form = ListForm()
    if not form.validate_on_submit():
        return redirect(url_for("candidate.together"), 303)
    leave(viewer, application.id)
    flash(
        f"“{application.title}” is off the list. What you wrote for it is kept as a draft under “Your applications”.",
        "success",
    )
    return redirect(url_for("candidate.together"), 303)


@candidate.post("/together/end")
def end_together(viewer: Candidate) -> ResponseReturnValue:
    form = ListForm()
    if form.validate_on_submit():
        end(viewer)
        flash("The list is cleared. Each draft is kept here, to be finished or deleted by itself.", "success")
    return redirect(url_for("candidate.home"), 303)
