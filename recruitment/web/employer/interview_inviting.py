"""Whom to invite to a round: applicants on the shortlist or at an interview already, who then choose their time."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.validators import Length

from recruitment.applications.queries import applications_of_vacancy, name_of
from recruitment.core.viewers import Staff
from recruitment.selection.interview_actions import invite_to_round, require_arranger
from recruitment.selection.interview_queries import every_free_slot, interviews_of_round, the_round
from recruitment.selection.interview_tables import InterviewRound
from recruitment.selection.queries import panel_lack
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.interviews import interview_page, to_interviews
from recruitment.web.fields import HouseForm, Needed, TextField


class InvitingForm(HouseForm):
    applicants = SelectMultipleField("Whom do you invite?", [Needed("Choose at least one applicant")], coerce=int)
    small_panel = TextField(
        "Why you invite with a smaller panel",
        [
            Needed("Enter why you invite with a smaller panel, or have more people join it first"),
            Length(max=1000, message="Use 1,000 characters or fewer"),
        ],
        description="Kept on record, and not shown to the candidates. Name nobody.",
    )


@employer.route("/interview-rounds/<int:round_id>/invite", methods=["GET", "POST"])
def invite_to_interviews(viewer: Staff, round_id: int) -> ResponseReturnValue:
    row = the_round(viewer, round_id)
    require_arranger(viewer, row.organisation_id)
    names = _to_invite(viewer, row)
    lack = panel_lack(viewer, row.organisation_id, row.vacancy_id)
    form = InvitingForm()
    form.applicants.choices = names
    if lack is None:
        del form.small_panel
    if form.validate_on_submit():
        reason = form.small_panel.data if lack is not None else ""
        made = invite_to_round(viewer, row, form.applicants.data or (), small_panel=reason)
        people = "1 applicant is" if len(made) == 1 else f"{len(made)} applicants are"
        flash(f"{people} invited to choose a time.", "success")
        return to_interviews(row)
    return interview_page(
        advert_of(viewer, row.vacancy_id),
        "interview_inviting/invite_to_interviews",
        422 if form.is_submitted() else 200,
        form=form,
        row=row,
        lack=lack,
        names=names,
        free=len(every_free_slot(viewer, row)),
        shortlist=url_for("employer.applicants", vacancy_id=row.vacancy_id, state="submitted"),
    )


def _to_invite(viewer: Staff, row: InterviewRound) -> dict[int, str]:
    """By the application's id, in the order of names, without those who are in the round already."""
    invited = {one.application_id for one in interviews_of_round(viewer, row.id)}
    found = [
        each
        for state in ("shortlisted", "interview")
        for each in applications_of_vacancy(viewer, row.vacancy_id, state)
        if each.application.id not in invited
    ]
    names = {each.application.id: name_of(each.application, each.contact) for each in found}
    return dict(sorted(names.items(), key=lambda each: each[1]))
