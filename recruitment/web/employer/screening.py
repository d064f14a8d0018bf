"""What a screening points out, for a person to read and decide. Nothing is decided by itself."""

from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField

from recruitment.applications.lifecycle import HIRING
from recruitment.applications.queries import the_application
from recruitment.core.errors import NotVisible
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.selection.actions import keep_in_sift
from recruitment.selection.screening import how_many_pointed_out, pointed_out
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import tag_of
from recruitment.web.fields import HouseForm, Needed
from recruitment.web.requests import within

OWN = "own"


class ScreeningForm(HouseForm):
    """Whom a person has read on this page; the button says what becomes of them."""

    application = SelectMultipleField(
        "Whom you have read", [Needed("Choose at least one applicant whom you have read")], coerce=within,
        validate_choice=False,
    )  # fmt: skip


@employer.route("/vacancies/<int:vacancy_id>/screening", methods=["GET", "POST"])
def screening(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    decides = not standing(viewer, advert.vacancy.organisation_id).isdisjoint(HIRING)
    form = ScreeningForm()
    if form.validate_on_submit():
        if request.form.get("then") == "reject":
            asked = [("application", number) for number in form.application.data]
            asked += [("reason", OWN), ("from", "screening")]
            return redirect(f"{url_for('employer.reject_applicants', vacancy_id=vacancy_id)}?{urlencode(asked)}", 303)
        return _kept(viewer, vacancy_id, form.application.data)
    page = render_template(
        "employer/screening/screening.html",
        advert=advert,
        form=form,
        found=pointed_out(viewer, advert.vacancy),
        total=how_many_pointed_out(viewer, advert.vacancy),
        decides=decides,
        tag_of=tag_of,
        side_navigation=None,
    )
    return page, 422 if form.is_submitted() else 200


def _kept(viewer: Staff, vacancy_id: int, numbers: list[int]) -> ResponseReturnValue:
    rows = [the_application(viewer, number) for number in sorted(set(numbers))]
    if any(row.vacancy_id != vacancy_id for row in rows):
        raise NotVisible("an application for another vacancy")
    for row in rows:
        keep_in_sift(viewer, row)
    stays = "1 applicant stays" if len(rows) == 1 else f"{len(rows)} applicants stay"
    flash(f"{stays} in the sift. That you decided so is on record.", "success")
    return redirect(url_for("employer.screening", vacancy_id=vacancy_id), 303)
