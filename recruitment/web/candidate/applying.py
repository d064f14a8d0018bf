"""Beginning an application, and the page that all of it hangs on."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.advertising.links import source_of
from recruitment.applications.actions import discard, start
from recruitment.applications.closing import closing_for
from recruitment.applications.draft_queries import Draft, advert_by_reference, draft_of
from recruitment.applications.earlier_queries import starting_point
from recruitment.applications.queries import application_for, the_application
from recruitment.applications.rules import Section, Standing
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.drafts import of_a_draft
from recruitment.web.candidate.progress import progress_page
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

FROM_PROFILE = ("contact", "history", "referees")


class StartForm(HouseForm):
    """A button that begins a draft."""


@candidate.route("/vacancies/<reference>/apply", methods=["GET", "POST"])
def apply(viewer: Candidate, reference: str) -> ResponseReturnValue:
    """What applying takes; starting makes a draft, and whoever has one already goes on with it."""
    vacancy = advert_by_reference(viewer, reference)
    if vacancy is None:
        raise NotVisible(f"no published advert {reference}")
    existing = application_for(viewer, vacancy.id)
    if existing is not None:
        return redirect(url_for("candidate.application", application_id=existing.id), 303)
    form = StartForm()
    closing = closing_for(viewer, vacancy)
    may_start = closing.is_open(clock.now())
    if may_start and form.validate_on_submit():
        started = start(viewer, vacancy, source_of(request.args, vacancy.id))
        return redirect(url_for("candidate.application", application_id=started.id), 303)
    status = 409 if form.is_submitted() else 200
    return render_template(
        "candidate/applying/apply.html",
        form=form,
        vacancy=vacancy,
        closing=closing,
        may_start=may_start,
        advert_url=advert_path(vacancy),
    ), status


@candidate.get("/applications/<int:application_id>")
def application(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """The task list of a draft; the progress of what was sent."""
    found = the_application(viewer, application_id)
    return _draft_page(viewer, found) if found.state == "draft" else progress_page(viewer, found)


def _draft_page(viewer: Candidate, found: Application) -> ResponseReturnValue:
    draft = draft_of(viewer, found.id)
    required = [section for section in draft.sections if not section.is_optional]
    return render_template(
        "candidate/applying/application.html",
        draft=draft,
        is_open=draft.is_open(clock.now()),
        tasks=[_task(draft, section) for section in draft.sections],
        advert_url=advert_path(draft.vacancy),
        done=len([section for section in required if section not in draft.unfinished]),
        is_ready=not draft.unfinished,
        required=len(required),
        offered=len(starting_point(viewer, draft).suggestions),
    )


def _task(draft: Draft, section: Section) -> dict[str, Any]:
    standing = draft.standing(section)
    hint = ""
    empty = {"history": not draft.profile.has_history, "referees": not draft.profile.referees}
    if section.name in FROM_PROFILE and standing == Standing.COMPLETED:
        hint = "Nothing is in your profile" if empty.get(section.name) else "From your profile"
    elif section.name in FROM_PROFILE and standing == Standing.IN_PROGRESS:
        hint = "Filled from your profile. Check and confirm it."
    return {
        "title": section.title,
        "href": url_for(f"candidate.application_{section.name}", application_id=draft.application.id),
        "status": standing.value,
        "hint": hint,
        "is_optional": section.is_optional,
    }


class DiscardForm(HouseForm):
    """A button that asks once."""


@candidate.route("/applications/<int:application_id>/delete", methods=["GET", "POST"])
@of_a_draft
def discard_application(viewer: Candidate, application: Application) -> ResponseReturnValue:
    form = DiscardForm()
    if form.validate_on_submit():
        discard(viewer, application)
        flash("The draft is deleted. Your profile is as it was.", "success")
        return redirect(url_for("candidate.home"), 303)
    return render_template(
        "candidate/applying/discard_application.html", form=form, application=application
    ), 422 if form.is_submitted() else 200
