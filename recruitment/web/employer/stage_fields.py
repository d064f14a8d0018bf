"""The stages of an advert's release as fields: from when each audience sees it, and whether everybody ever does."""

from datetime import date, datetime, time
from typing import Any

from wtforms import RadioField
from wtforms.validators import AnyOf, Optional

from recruitment.core import clock
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.stages import AUDIENCES, COLUMNS, EARLY, problem_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.writing_fields import TimeOfDayField, moment_of
from recruitment.web.fields import DayField, HouseForm

MORNING = time(9)
OPENS = {**{audience: audience for audience in EARLY}, "public": "opens"}


def moment_at(day: date | None, at: time | None) -> datetime | None:
    return None if day is None or at is None else moment_of(day, at)


class StagesForm(HouseForm):
    """A stage without a date is left out. `is_plain` when none but the public one was chosen."""

    redeployees_on = DayField("People at risk of redeployment")
    redeployees_time = TimeOfDayField("Time, for people at risk", [Optional()])
    internal_on = DayField("Our own staff")
    internal_time = TimeOfDayField("Time, for our own staff", [Optional()])
    members_on = DayField("Staff of all member organisations")
    members_time = TimeOfDayField("Time, for staff of all members", [Optional()])
    public = RadioField(
        "Does everybody get to see it?",
        [AnyOf(("yes", "no"), "Choose whether everybody gets to see it")],
        choices={"yes": "Yes, it becomes public", "no": "No, never: only those above"},
        default="yes",
        validate_choice=False,
    )
    opens_on = DayField("Public from")
    opens_time = TimeOfDayField("Time of opening", [Optional()])

    @property
    def starts(self) -> dict[str, datetime | None]:
        """The start of each audience; NEVER where everybody never sees it."""
        found = {audience: self._start(audience) for audience in AUDIENCES}
        return found | {"public": NEVER} if self.public.data == "no" else found

    @property
    def columns(self) -> dict[str, datetime | None]:
        return {COLUMNS[audience]: start for audience, start in self.starts.items()}

    @property
    def has_early(self) -> bool:
        """Whether a page shows the earlier stages unfolded."""
        typed = any(getattr(self, f"{audience}_on").raw_data for audience in EARLY if _is_typed(self, audience))
        held = any(getattr(self, f"{audience}_on").data for audience in EARLY)
        wrong = any(getattr(self, f"{audience}_{what}").errors for audience in EARLY for what in ("on", "time"))
        return typed or held or wrong or self.public.data == "no" or bool(self.public.errors)

    def _start(self, audience: str) -> datetime | None:
        name = OPENS[audience]
        return moment_at(self[f"{name}_on"].data, self[f"{name}_time"].data or MORNING)

    def check_stages(self, closes_at: datetime | None) -> bool:
        """Says beside its date which stage is out of its order."""
        found = problem_of(self.starts, closes_at)
        if found is None:
            return True
        audience, said = found
        is_of_choice = audience == "public" and self.starts["public"] == NEVER
        field = self.public if is_of_choice else self[f"{OPENS[audience]}_on"]
        field.errors = [*field.errors, said]
        return False


def _is_typed(form: StagesForm, audience: str) -> bool:
    return any(str(each).strip() for each in form[f"{audience}_on"].raw_data or ())


def held_stages(vacancy: Vacancy) -> dict[str, Any]:
    """What stands in the vacancy, for the form to show."""
    shown: dict[str, Any] = {"public": "no" if vacancy.public_from == NEVER else "yes"}
    for audience, column in COLUMNS.items():
        start = getattr(vacancy, column)
        local = clock.local(start) if start is not None and start != NEVER else None
        shown[f"{OPENS[audience]}_on"] = local.date() if local else None
        shown[f"{OPENS[audience]}_time"] = local.time() if local else MORNING
    return shown
