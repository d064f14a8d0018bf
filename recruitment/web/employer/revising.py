"""Changing the terms of a published advert: begun as a draft, kept in step with the advert, put live once approved."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.revising import LEVEL, is_answered, number_declared, put_live
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.fact_words import label_of
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.revising import APPROVED, AlreadyRevised, begin_revision, catch_up
from recruitment.vacancies.revision_comparing import Compared, compared, what_it_revises
from recruitment.vacancies.revision_queries import open_revision
from recruitment.vacancies.revision_rules import facts_in
from recruitment.web.doors import employer
from recruitment.web.employer.amending import ReasonedForm, done_and_told, mark_of, to_change
from recruitment.web.employer.revision_words import in_parts
from recruitment.web.fields import HouseForm


class ReviseForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/<int:vacancy_id>/terms", methods=["GET", "POST"])
def revise_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """Of two who begin at once the second is led to what the first has begun."""
    advert = to_change(viewer, vacancy_id, "begin_revision")
    form = ReviseForm()
    held = open_revision(viewer, vacancy_id)
    begun = held.draft_id if held is not None else None
    if form.validate_on_submit() and begun is None:
        try:
            draft = begin_revision(viewer, advert.vacancy)
        except AlreadyRevised as problem:
            begun = problem.draft_id
        else:
            flash(
                "This is where you change the terms. Nothing is public before it is approved and put live.", "success"
            )
            return redirect(url_for("employer.vacancy", vacancy_id=draft.id), 303)
    page = render_template(
        "employer/revising/revise_vacancy.html",
        form=form,
        advert=advert,
        begun=url_for("employer.vacancy", vacancy_id=begun) if begun else "",
        is_answered=is_answered(vacancy_id),
    )
    return page, 409 if begun and form.is_submitted() else 200


class CatchUpForm(HouseForm):
    """A button below what was changed meanwhile."""


@employer.route("/vacancies/<int:vacancy_id>/terms/meanwhile", methods=["GET", "POST"])
def catch_up_revision(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """What was changed of the published advert since; the draft takes it over, but for what it changes itself."""
    draft = advert_of(viewer, vacancy_id).vacancy
    require_writer(viewer, draft.organisation_id)
    revised = what_it_revises(viewer, vacancy_id)
    if revised is None:
        raise Refused("This advert changes no other one.")
    if draft.state != VACANCY.start:
        raise IllegalMove(VACANCY.noun, "change", draft.state)
    form = CatchUpForm()
    if form.validate_on_submit():
        catch_up(viewer, revised.revision)
        flash("The change is up to date with the published advert.", "success")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    return render_template(
        "employer/revising/catch_up_revision.html",
        form=form,
        advert=revised.draft,
        since=in_parts(revised.since),
        conflicts=_beside(revised),
    )


def _beside(revised: Compared) -> list[str]:
    """The names of what both have changed."""
    return [label_of(name) for name in revised.conflicts]


@employer.route("/vacancies/<int:vacancy_id>/terms/live", methods=["GET", "POST"])
def put_revision_live(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = to_change(viewer, vacancy_id, "apply_revision")
    vacancy = advert.vacancy
    held = open_revision(viewer, vacancy_id)
    if held is None:
        raise IllegalMove(VACANCY.noun, "apply_revision", vacancy.state)
    revised = compared(viewer, held)
    if revised.draft.vacancy.state != APPROVED:
        raise Refused("The change is not approved yet.")
    form = ReasonedForm()
    if form.validate_on_submit() and not form.is_stale(vacancy):
        try:
            amendment = put_live(viewer, vacancy, form.reason.data, form.message.data or "")
        except IllegalMove:
            raise
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            return done_and_told(vacancy, amendment, "The change is live. The public reads the new terms now.")
    page = render_template(
        "employer/revising/put_revision_live.html",
        form=form,
        advert=advert,
        seen=mark_of(vacancy),
        draft=url_for("employer.vacancy", vacancy_id=revised.draft.vacancy.id),
        changes=in_parts(revised.changes),
        conflicts=_beside(revised),
        declared=number_declared(vacancy_id) if LEVEL in facts_in(revised.changes) else 0,
        may_be_applied_for=True,
    )
    return page, 422 if form.is_submitted() else 200
