"""Changing the release stages of an approved or published advert that is not public yet, with a reason."""

from datetime import datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.amending import NOT_NOW, restage
from recruitment.vacancies.rules import is_open_to
from recruitment.vacancies.stages import stages_of
from recruitment.web.doors import employer
from recruitment.web.employer.amending import ReasonedForm, mark_of
from recruitment.web.employer.publication import done, vacancy_to
from recruitment.web.employer.stage_fields import StagesForm, held_stages
from recruitment.web.employer.stage_words import release_in_words


class RestageForm(ReasonedForm, StagesForm):
    def __init__(self, closes_at: datetime | None, **held: Any) -> None:
        super().__init__(**held)
        self.closes_at = closes_at

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self.check_stages(self.closes_at)


@employer.route("/vacancies/<int:vacancy_id>/stages", methods=["GET", "POST"])
def restage_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "restage")
    vacancy, now = advert.vacancy, clock.now()
    if not is_open_to(vacancy, "restage", now):
        raise Refused(NOT_NOW["restage"])
    is_out = vacancy.state == "published"
    begun = {stage.audience: stage.start for stage in stages_of(vacancy) if is_out and stage.start <= now}
    form = RestageForm(vacancy.closes_at, **held_stages(vacancy))
    if form.validate_on_submit() and not form.is_stale(vacancy):
        # What has begun stands to the second, of which the page shows the minutes.
        starts = form.starts | begun
        try:
            restage(viewer, vacancy, starts, form.reason.data)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            return done(vacancy_id, "The release stages are changed.")
    page = render_template(
        "employer/restaging/restage_vacancy.html",
        form=form,
        advert=advert,
        seen=mark_of(vacancy),
        begun=begun,
        release=release_in_words(vacancy),
        # Whoever has begun to apply may go on whatever comes next, and so is told nothing.
        may_be_applied_for=False,
    )
    return page, 422 if form.is_submitted() else 200
