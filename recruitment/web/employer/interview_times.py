"""The times of a round: laid out over a day, and taken away again while they are free."""

import re
from datetime import time
from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import Field, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.interview_actions import offer_times, remove_times, require_arranger
from recruitment.selection.interview_queries import every_free_slot, slots_of_round, the_round
from recruitment.selection.interview_rules import Laid, Layout, by_day, laid_out, span_in_words
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.interviews import interview_page, to_interviews
from recruitment.web.employer.times import TimeOfDayField, time_of
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, TextField, WholeNumberField, at_most

MOST_ROOMS = 10
SPAN = re.compile(r"(?P<start>.+?)\s*(?:-|–|to)\s*(?P<stop>.+)", re.IGNORECASE)
LIKE = "Enter the time like 10:30am or 14:30"


class BreaksField(TextField):
    """Breaks, one a line: 12:30pm to 1:15pm. `spans` are pairs of times."""

    spans: tuple[tuple[time, time], ...] = ()

    def pre_validate(self, form: Any) -> None:
        self.spans = tuple(self._read(line) for line in (self.data or "").splitlines() if line.strip())

    def _read(self, line: str) -> tuple[time, time]:
        found = SPAN.fullmatch(line.strip())
        try:
            if found is None:
                raise ValueError(line)
            start, stop = time_of(found["start"]), time_of(found["stop"])
        except ValueError:
            raise ValidationError(f"“{line.strip()}” must be like 12:30pm to 1:15pm") from None
        if stop <= start:
            raise ValidationError(f"“{line.strip()}” must end after it begins")
        return start, stop


class TimesForm(HouseForm):
    day = DayField("Date", [Needed("Enter the date of the interviews")])
    begins = TimeOfDayField("The first begins at", [Needed("Enter when the first begins")], invalid_value_message=LIKE)
    ends = TimeOfDayField("The last ends by", [Needed("Enter when the last has ended")], invalid_value_message=LIKE)
    minutes = WholeNumberField(
        "Minutes that each takes",
        [Needed("Enter how many minutes each takes"), NumberRange(5, 480, "Enter from 5 to 480 minutes")],
        description="Times that are longer than the others are kept for candidates who need more time",
    )
    pause = WholeNumberField(
        "Minutes between two", [Optional(), NumberRange(0, 240, "Enter from 0 to 240 minutes")], default=15
    )
    breaks = BreaksField("Breaks", [Optional()], description="One a line, for example 12:30pm to 1:15pm")
    rooms = TextField(
        "Rooms or panels side by side",
        [Optional()],
        description="One a line, for example Room 1. Each has every time of the day. Empty where there is one.",
    )
    place = LineField(
        "Another place or link for these times",
        [Optional(), at_most(500, "The place")],
        description="Only where it is not the round’s own",
    )

    def validate_ends(self, field: Field) -> None:
        if self.begins.data and field.data and field.data <= self.begins.data:
            raise ValidationError("The last must end after the first begins")

    def validate_rooms(self, field: Field) -> None:
        if len(self.names) > MOST_ROOMS or any(len(name) > 80 for name in self.names):
            raise ValidationError(f"Enter up to {MOST_ROOMS} rooms, each of up to 80 characters")
        if len(set(self.names)) < len(self.names):
            raise ValidationError("Name each room once")

    @property
    def names(self) -> list[str]:
        return [" ".join(line.split()) for line in (self.rooms.data or "").splitlines() if line.strip()]

    @property
    def laid(self) -> tuple[Laid, ...]:
        day, begins, ends = self.day.data, self.begins.data, self.ends.data
        minutes, pause = self.minutes.data, self.pause.data or 0
        if day is None or begins is None or ends is None or minutes is None:
            return ()
        return laid_out(Layout(day, begins, ends, minutes, pause, self.names or [""], self.breaks.spans))


@employer.route("/interview-rounds/<int:round_id>/times", methods=["GET", "POST"])
def offer_interview_times(viewer: Staff, round_id: int) -> ResponseReturnValue:
    row = the_round(viewer, round_id)
    require_arranger(viewer, row.organisation_id)
    form = TimesForm(minutes=row.minutes)
    if form.validate_on_submit():
        try:
            number = offer_times(viewer, row, form.laid, place=form.place.data or "")
        except Refused as problem:
            form.begins.errors = [str(problem)]
        else:
            flash(f"{number} {'time is' if number == 1 else 'times are'} added.", "success")
            return to_interviews(row)
    return interview_page(
        advert_of(viewer, row.vacancy_id),
        "interview_times/offer_interview_times",
        422 if form.is_submitted() else 200,
        form=form,
        row=row,
        days=by_day(slots_of_round(viewer, round_id)),
    )


class RemovalForm(HouseForm):
    times = SelectMultipleField("Which free times do you take away?", [Needed("Choose at least one")], coerce=int)


@employer.route("/interview-rounds/<int:round_id>/times/remove", methods=["GET", "POST"])
def remove_interview_times(viewer: Staff, round_id: int) -> ResponseReturnValue:
    row = the_round(viewer, round_id)
    require_arranger(viewer, row.organisation_id)
    form = RemovalForm()
    form.times.choices = {slot.id: _in_words(slot) for slot in every_free_slot(viewer, row)}
    if form.validate_on_submit():
        number = remove_times(viewer, row, form.times.data or ())
        flash(f"{number} {'time is' if number == 1 else 'times are'} taken away.", "success")
        return to_interviews(row)
    advert = advert_of(viewer, row.vacancy_id)
    status = 422 if form.is_submitted() else 200
    return interview_page(advert, "interview_times/remove_interview_times", status, form=form, row=row)


def _in_words(slot: Any) -> str:
    when = span_in_words(slot.starts_at, slot.ends_at)
    return f"{when}, {slot.room}" if slot.room else when
