"""Inviting an applicant to an interview: when, how and where."""

from datetime import datetime, time

from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.selection.actions import invite
from recruitment.selection.interview_fixed import USUAL_MINUTES
from recruitment.selection.queries import panel_lack
from recruitment.selection.rules import MEETINGS, clock_time, long_day
from recruitment.web.employer.deciding import Case, decided, decision, decision_page
from recruitment.web.employer.times import TimeOfDayField
from recruitment.web.fields import DayField, HouseForm, Needed, TextField, WholeNumberField


class InvitationToInterviewForm(HouseForm):
    day = DayField("Date of the interview", [Needed("Enter the date of the interview")])
    time = TimeOfDayField(
        "Time",
        [Needed("Enter the time of the interview")],
        invalid_value_message="Enter the time like 10:30am or 14:30",
        description="For example, 10:30am",
    )
    minutes = WholeNumberField(
        "Minutes that it takes",
        [Needed("Enter how many minutes it takes"), NumberRange(5, 480, "Enter from 5 to 480 minutes")],
        default=USUAL_MINUTES,
    )
    meeting = RadioField("How you will meet", choices=MEETINGS, invalid_choice_message="Choose how you will meet")
    place = TextField(
        "Address, link or telephone number",
        [Needed("Enter where the interview is"), Length(max=500, message="Use 500 characters or fewer")],
        description="Online: the link to join. By telephone: who rings whom, on which number.",
    )
    note = TextField(
        "What else the candidate should know",
        [Optional(), Length(max=3000, message="Use 3,000 characters or fewer")],
        default="",
        description="Who will be there, what to bring or prepare.",
    )

    small_panel = TextField(
        "Why you invite with a smaller panel",
        [
            Needed("Enter why you invite with a smaller panel, or have more people join it first"),
            Length(max=1000, message="Use 1,000 characters or fewer"),
        ],
        description="Kept on record, and not shown to the candidate. Name nobody.",
    )

    def validate_time(self, field: TimeOfDayField) -> None:
        if self.at is not None and self.at <= clock.now():
            raise ValidationError("The interview must be in the future")

    @property
    def at(self) -> datetime | None:
        day, at = self.day.data, self.time.data
        return datetime.combine(day, at, clock.LONDON) if day and isinstance(at, time) else None


@decision("invite")
def invite_applicant(viewer: Staff, case: Case) -> ResponseReturnValue:
    form = InvitationToInterviewForm()
    lack = panel_lack(viewer, case.application.organisation_id, case.application.vacancy_id)
    if lack is None:
        del form.small_panel
    if form.validate_on_submit() and form.at is not None:
        told = {"meeting": form.meeting.data, "place": form.place.data, "note": form.note.data}
        told["minutes"] = form.minutes.data
        if lack is not None:
            told["small_panel"] = form.small_panel.data
        invite(viewer, case.application, at=form.at, **told)
        when = f"{long_day(form.at)} at {clock_time(form.at)}"
        return decided(case, f"{case.name} is invited to an interview on {when}.")
    return decision_page(case, form, "employer/inviting/invite_applicant.html", lack=lack)
