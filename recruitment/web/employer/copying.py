"""A new draft that begins as an advert did: a copy, or an advert that is over advertised again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.vacancies.copying import copy, is_over
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, LineField, Needed, at_most


class CopyForm(HouseForm):
    title = LineField("Job title of the new advert", [Needed("Enter the job title"), at_most(200, "The job title")])


@employer.route("/vacancies/<int:vacancy_id>/copy", methods=["GET", "POST"])
def copy_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    require_writer(viewer, advert.vacancy.organisation_id)
    form = CopyForm(title=advert.vacancy.title)
    if form.validate_on_submit():
        draft = copy(viewer, advert, title=form.title.data)
        flash("This is the new draft. Check each part before you send it for approval.", "success")
        return redirect(url_for("employer.vacancy", vacancy_id=draft.id), 303)
    page = render_template(
        "employer/copying/copy_vacancy.html", form=form, advert=advert, is_again=is_over(advert.vacancy)
    )
    return page, 422 if form.is_submitted() else 200
