"""Discarding a draft: the way out of an advert begun by mistake."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.vacancies.discarding import discard
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm


class DiscardForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/<int:vacancy_id>/discard", methods=["GET", "POST"])
def discard_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    vacancy = advert.vacancy
    require_writer(viewer, vacancy.organisation_id)
    if vacancy.state != VACANCY.start:
        raise IllegalMove(VACANCY.noun, "discard", vacancy.state)
    form = DiscardForm()
    if form.validate_on_submit():
        title = vacancy.title
        discard(viewer, vacancy)
        flash(f"The draft of {title} is discarded.", "success")
        return redirect(url_for("employer.vacancies"), 303)
    return render_template("employer/discarding/discard_vacancy.html", form=form, advert=advert)
