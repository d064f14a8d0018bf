"""Putting jobs on the list: one from its advert, several from what was saved."""

from collections.abc import Iterable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired

from recruitment.advertising.links import source_of
from recruitment.applications.closing import closing_for
from recruitment.applications.draft_queries import advert_by_reference
from recruitment.applications.lifecycle import CANDIDATE_STATE_NAMES
from recruitment.applications.queries import application_for, applications_of_person
from recruitment.applications.together_actions import Applied, gather
from recruitment.applications.together_queries import gathered_rows, is_gathered
from recruitment.applications.together_rules import MOST
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Candidate
from recruitment.search.saved_queries import saved_vacancies
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import moment_in_words
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.fields import NO_CHOICE, HouseForm


class AddForm(HouseForm):
    """A button that puts one job on the list."""


@candidate.route("/together/add/<reference>", methods=["GET", "POST"])
def add_together(viewer: Candidate, reference: str) -> ResponseReturnValue:
    """Adding begins a draft, so it is asked for by a button. A job that was applied for, or is closed, is told so."""
    vacancy = advert_by_reference(viewer, reference)
    if vacancy is None:
        raise NotVisible(f"no published advert {reference}")
    form = AddForm()
    if form.validate_on_submit():
        _tell(_added(viewer, [vacancy], source_of(request.args, vacancy.id)))
        return redirect(url_for("candidate.together"), 303)
    existing = application_for(viewer, vacancy.id)
    if existing is not None and is_gathered(viewer, existing.id):
        return redirect(url_for("candidate.together"))
    return render_template(
        "candidate/together_adding/add_together.html",
        form=form,
        vacancy=vacancy,
        advert_url=advert_path(vacancy),
        existing=existing,
        state=CANDIDATE_STATE_NAMES[existing.state] if existing is not None else "",
        is_open=closing_for(viewer, vacancy).is_open(clock.now()),
        on_list=len(gathered_rows(viewer)),
        most=MOST,
    ), 422 if form.is_submitted() else 200


class ChooseForm(HouseForm):
    jobs = SelectMultipleField("Which of them?", [InputRequired("Tick at least one job")], validate_choice=False)


@candidate.route("/together/choose", methods=["GET", "POST"])
def choose_together(viewer: Candidate) -> ResponseReturnValue:
    """Saved jobs that are open; those that were applied for are told and cannot be ticked."""
    lines = [line for line in saved_vacancies(viewer) if line.hit is not None and line.is_open]
    own, on_list = applications_of_person(viewer), {row.application_id for row in gathered_rows(viewer)}
    held = {application.vacancy_id: application.state for application in own}
    listed = {application.vacancy_id for application in own if application.id in on_list}
    adverts = {line.row.reference: line.hit.vacancy for line in lines if line.hit is not None}
    may_add = {
        reference: vacancy for reference, vacancy in adverts.items()
        if held.get(vacancy.id, "draft") == "draft" and vacancy.id not in listed
    }  # fmt: skip
    form = ChooseForm()
    form.jobs.choices = {reference: vacancy.title for reference, vacancy in may_add.items()}
    if form.validate_on_submit():
        chosen = [may_add[reference] for reference in form.jobs.data or [] if reference in may_add]
        if chosen:
            _tell(_added(viewer, chosen))
            return redirect(url_for("candidate.together"), 303)
        form.jobs.errors = [NO_CHOICE]
    return render_template(
        "candidate/together_adding/choose_together.html",
        form=form,
        hints={reference: _hint(vacancy) for reference, vacancy in may_add.items()},
        applied=[vacancy for vacancy in adverts.values() if held.get(vacancy.id, "draft") != "draft"],
        listed=[vacancy for vacancy in adverts.values() if vacancy.id in listed],
        most=MOST,
    ), 422 if form.is_submitted() else 200


def _hint(vacancy: Vacancy) -> str:
    closes = f"Closes {moment_in_words(vacancy.closes_at)}" if vacancy.closes_at else "No closing date"
    return f"{vacancy.organisation.name}. {closes}"


def _added(viewer: Candidate, vacancies: Iterable[Vacancy], came_by: str = "") -> tuple[list[str], list[str]]:
    """The titles that are on the list now, and for each other what kept it off."""
    added, refused = [], []
    for vacancy in vacancies:
        try:
            gather(viewer, vacancy, came_by)
            added.append(vacancy.title)
        except Applied as refusal:
            refused.append(str(refusal))
        except Refused as refusal:
            said = (
                str(refusal) if closing_for(viewer, vacancy).is_open(clock.now()) else "It takes no more applications."
            )
            refused.append(f"“{vacancy.title}”, {vacancy.organisation.name}: {said}")
    return added, refused


def _tell(outcome: tuple[list[str], list[str]]) -> None:
    added, refused = outcome
    if len(added) == 1:
        flash(f"“{added[0]}” is on your list.", "success")
    elif added:
        flash(f"{len(added)} jobs are on your list.", "success")
    for said in refused:
        flash(said, "warning")
