"""Part eight of an advert: when it closes, who may see it from when, and by when applicants hear."""

from datetime import date, datetime
from typing import Any

from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.vacancies.promises import DAYS, misordered
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.stage_fields import StagesForm, held_stages, moment_at
from recruitment.web.employer.writing_fields import LAST_MINUTE, TimeOfDayField
from recruitment.web.employer.writing_parts import draft_to_write, part_page, saved
from recruitment.web.fields import DayField, HouseForm, Needed


class PromisesForm(HouseForm):
    """By when applicants hear. The class that extends it says when applications close."""

    shortlist_by = DayField("Shortlist by")
    interviews_from = DayField("First day of interviews")
    interviews_to = DayField("Last day of interviews")
    decide_by = DayField("Decision by")

    @property
    def closes_at(self) -> datetime | None:
        raise NotImplementedError

    @property
    def days(self) -> dict[str, date | None]:
        return {name: self[name].data for name in DAYS}

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for name, problem in misordered(self.closes_at, self.days).items():
            # A day that could not be read has a message of its own.
            self[name].errors = self[name].errors or [problem]
            good = False
        return good


def days_of(vacancy: Vacancy) -> dict[str, date | None]:
    return {name: getattr(vacancy, name) for name in DAYS}


class DatesForm(PromisesForm, StagesForm):
    closes_on = DayField("Closing date", [Needed("Enter the closing date")])
    closes_time = TimeOfDayField(
        "Closing time",
        [Needed("Enter the closing time")],
        description="23:59 gives people the whole of the day",
    )

    @property
    def closes_at(self) -> datetime | None:
        return moment_at(self.closes_on.data, self.closes_time.data)

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self.check_stages(self.closes_at)

    def validate_closes_on(self, _field: DayField) -> None:
        if self.closes_at is not None and self.closes_at <= clock.now():
            raise ValidationError("The closing date must be in the future")


@employer.route("/vacancies/<int:vacancy_id>/dates", methods=["GET", "POST"])
def write_dates(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    closes = clock.local(advert.vacancy.closes_at) if advert.vacancy.closes_at else None
    form = DatesForm(
        closes_on=closes.date() if closes else None,
        closes_time=closes.time() if closes else LAST_MINUTE,
        **held_stages(advert.vacancy),
        **days_of(advert.vacancy),
    )
    if form.validate_on_submit():
        wanted = {"closes_at": form.closes_at, **form.columns, **form.days}
        return saved(viewer, "dates", form, advert, wanted)
    return part_page("dates", form, advert)
