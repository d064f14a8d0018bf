"""The whole record of a vacancy, to take away as one file."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.records.actions import KEPT_FOR, MEDIA_TYPE, ask, may_ask, newest_record, take
from recruitment.selection.queries import the_vacancy
from recruitment.selection.score_queries import own_exclusions
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.downloads import download
from recruitment.web.fields import HouseForm


class RecordForm(HouseForm):
    """A button that asks."""


@employer.route("/vacancies/<int:vacancy_id>/record", methods=["GET", "POST"])
def vacancy_record(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = _its_vacancy(viewer, vacancy_id)
    form = RecordForm()
    if form.validate_on_submit():
        try:
            ask(viewer, vacancy)
        except Refused as refused:
            flash(str(refused), "info")
        else:
            flash("We are making the record. An email tells you when it is ready.", "success")
        return redirect(url_for("employer.vacancy_record", vacancy_id=vacancy_id), 303)
    newest = newest_record(viewer, vacancy_id)
    page = render_template(
        "employer/vacancy_record/vacancy_record.html",
        form=form,
        vacancy=vacancy,
        newest=newest,
        kept_until=newest.asked_at + KEPT_FOR if newest is not None else None,
        apart=own_exclusions(viewer, vacancy_id),
        hides_names=vacancy.hides_names,
    )
    return page, 422 if form.is_submitted() else 200


@employer.get("/vacancies/<int:vacancy_id>/record.zip", changes_state=True)
def vacancy_record_download(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """That it was taken is put on record; where there is none any more, or none yet, the page says so."""
    vacancy = _its_vacancy(viewer, vacancy_id)
    made = take(viewer, vacancy_id)
    if made is None:
        return redirect(url_for("employer.vacancy_record", vacancy_id=vacancy_id), 303)
    day = clock.local(made.asked_at).date().isoformat()
    return download(made.digest or "", MEDIA_TYPE, f"record-{vacancy.reference}-{day}.zip")


def _its_vacancy(viewer: Staff, vacancy_id: int) -> Vacancy:
    """Raises NotVisible, and Refused for other roles."""
    vacancy = the_vacancy(viewer, vacancy_id)
    if not may_ask(viewer, vacancy):
        raise Refused("Your role does not let you take the record of a vacancy. Administrators and recruiters do.")
    return vacancy
