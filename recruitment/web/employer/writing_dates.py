"""Part eight of an advert: when it closes, from when it may be public, and by when applicants hear."""

from datetime import date, datetime, time
from typing import Any

from flask.typing import ResponseReturnValue
from wtforms.validators import Optional, ValidationError

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.vacancies.promises import DAYS, misordered
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.writing_fields import LAST_MINUTE, TimeOfDayField, moment_of
from recruitment.web.employer.writing_parts import draft_to_write, part_page, saved
from recruitment.web.fields import DayField, HouseForm, Needed

MORNING = time(9)


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


class DatesForm(PromisesForm):
    closes_on = DayField("Closing date", [Needed("Enter the closing date")])
    closes_time = TimeOfDayField(
        "Closing time",
        [Needed("Enter the closing time")],
        description="23:59 gives people the whole of the day",
    )
    opens_on = DayField("Public from")
    opens_time = TimeOfDayField("Time of opening", [Optional()])

    @property
    def closes_at(self) -> datetime | None:
        return _moment(self.closes_on.data, self.closes_time.data)

    @property
    def opens_at(self) -> datetime | None:
        return _moment(self.opens_on.data, self.opens_time.data or MORNING)

    def validate_closes_on(self, _field: DayField) -> None:
        if self.closes_at is not None and self.closes_at <= clock.now():
            raise ValidationError("The closing date must be in the future")

    def validate_opens_on(self, _field: DayField) -> None:
        if self.opens_at is not None and self.closes_at is not None and self.opens_at >= self.closes_at:
            raise ValidationError("The advert must be public before it closes")


def _moment(day: date | None, at: time | None) -> datetime | None:
    return None if day is None or at is None else moment_of(day, at)


@employer.route("/vacancies/<int:vacancy_id>/dates", methods=["GET", "POST"])
def write_dates(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    closes = clock.local(advert.vacancy.closes_at) if advert.vacancy.closes_at else None
    opens = clock.local(advert.vacancy.public_from) if advert.vacancy.public_from else None
    form = DatesForm(
        closes_on=closes.date() if closes else None,
        closes_time=closes.time() if closes else LAST_MINUTE,
        opens_on=opens.date() if opens else None,
        opens_time=opens.time() if opens else MORNING,
        **days_of(advert.vacancy),
    )
    if form.validate_on_submit():
        wanted = {"closes_at": form.closes_at, "public_from": form.opens_at, **form.days}
        return saved(viewer, "dates", form, advert, wanted)
    return part_page("dates", form, advert)
