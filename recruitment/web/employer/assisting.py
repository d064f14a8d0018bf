"""Entering an application for somebody who cannot use the portal: beginning, the list of sections, handing in."""

from datetime import datetime, time
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField
from wtforms.validators import AnyOf, Email, Optional

from recruitment.applications.assisted_actions import abandon, begin, hand_in, why_not
from recruitment.applications.assisted_lifecycle import CORRECTABLE, RECEIVED_BY, STATE_NAMES
from recruitment.applications.assisted_queries import Entered, acting_for, entered_by_staff
from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.extension_actions import require_hr
from recruitment.applications.extension_queries import extension_of
from recruitment.applications.extension_tables import Extension
from recruitment.applications.rules import Closed, Section, Unfinished
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.viewers import Staff
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.employer.extending import asked_for
from recruitment.web.employer.writing_fields import TimeOfDayField, moment_of
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, TextField, at_most, tidy

LONGEST: Final = 1_000
# Sections whose own title speaks to the person.
TITLES: Final = {
    "contact": "Name and contact details",
    "criteria": "How the person meets what the job asks for",
    "questions": "Your questions",
    "source": "Where the person saw this job",
}
COLOURS: Final = {"entering": "yellow", "unconfirmed": "orange", "disputed": "red", "confirmed": "green"}


class BeginForm(HouseForm):
    given_name = LineField("First name", [Needed("Enter the first name"), at_most(80, "The first name")])
    family_name = LineField("Last name", [Needed("Enter the last name"), at_most(80, "The last name")])
    email = EmailField(
        "Email address",
        [Optional(), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@example.com", check_deliverability=False)],
        filters=[tidy],
        description="Of the person, if they have one: we send them a link to confirm what you enter. Without one you "
        "print a letter that they sign",
    )  # fmt: skip
    received_by = RadioField(
        "How did the application reach you?",
        [AnyOf(RECEIVED_BY, "Choose how the application reached you")],
        choices=RECEIVED_BY,
        validate_choice=False,
    )
    received_day = DayField("When it was received", [Optional()])
    received_time = TimeOfDayField("Time", [Optional()], description="For example 2:30pm")
    received_reason = TextField(
        "Why it is entered later",
        [Optional(), at_most(LONGEST, "The reason")],
        description="If it was received before today or earlier today: why, and what shows when it came",
    )

    def __init__(self, vacancy: Vacancy, until: datetime | None, **options: Any) -> None:
        super().__init__(**options)
        self.vacancy, self.until = vacancy, until

    @property
    def received_at(self) -> datetime | None:
        """Now, where no day is given."""
        day, at = self.received_day.data, self.received_time.data
        if day is None:
            return clock.now()
        return moment_of(day, at) if isinstance(at, time) else None

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.received_day.errors or self.received_time.errors:
            return False
        received_at = self.received_at
        if received_at is None:
            self.received_time.errors = ["Enter the time at which it was received"]
            return False
        if wrong := why_not(self.vacancy, received_at, self.until, self.received_reason.data or ""):
            field = self.received_reason if wrong.startswith("Say") else self.received_day
            field.errors = [*field.errors, wrong]
            return False
        return good


@employer.route("/vacancies/<int:vacancy_id>/assisted/new", methods=["GET", "POST"])
def begin_assisted(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    vacancy = advert.vacancy
    require_hr(viewer, vacancy.organisation_id, "enter applications")
    asked, extension = asked_for(viewer, vacancy_id), _extension_named(viewer, vacancy_id)
    form = BeginForm(vacancy, extension.until if extension is not None else None, data=_known(asked, extension))
    if form.validate_on_submit() and form.received_at is not None:
        told = {
            name: form[name].data or ""
            for name in ("given_name", "family_name", "email", "received_by", "received_reason")
        }
        assisted = begin(viewer, vacancy, received_at=form.received_at, extension=extension, **told)
        return redirect(url_for("employer.assisted", assisted_id=assisted.id), 303)
    page = render_template(
        "employer/assisting/begin_assisted.html", form=form, advert=advert, extension=extension, longest=LONGEST
    )
    return page, 422 if form.is_submitted() else 200


def _extension_named(viewer: Staff, vacancy_id: int) -> Extension | None:
    """The extension that this person was given, if the address names one of this vacancy that nobody uses."""
    number = request.args.get("extension", type=int)
    if number is None:
        return None
    extension, vacancy = extension_of(viewer, number)
    if vacancy.id != vacancy_id or extension.account_id is not None or extension.state != "granted":
        raise NotVisible("no extension for this")
    return extension


def _known(asked: Any, extension: Extension | None) -> dict[str, Any]:
    source = extension or asked
    if source is None:
        return {}
    given, _, family = source.name.partition(" ")
    return {"given_name": given, "family_name": family, "email": source.email}


def opened(viewer: Staff, assisted_id: int) -> tuple[Entered, Draft]:
    """What HR enters, with its draft or, once it was handed in, what was told for it. Raises NotVisible, Refused."""
    entered = entered_by_staff(viewer, assisted_id)
    return entered, draft_of(acting_for(viewer, entered.assisted), entered.assisted.application_id)


@employer.get("/assisted/<int:assisted_id>")
def assisted(viewer: Staff, assisted_id: int) -> ResponseReturnValue:
    """The sections to fill, or to correct; once the person has confirmed it, the application like any other."""
    entered = entered_by_staff(viewer, assisted_id)
    if entered.assisted.state not in CORRECTABLE:
        return redirect(url_for("employer.applicant", application_id=entered.assisted.application_id), 303)
    entered, draft = opened(viewer, assisted_id)
    return _list_page(viewer, entered, draft), 200


def _list_page(viewer: Staff, entered: Entered, draft: Draft, refusal: str = "") -> str:
    row = entered.assisted
    return render_template(
        "employer/assisting/assisted.html",
        form=HandInForm(),
        entered=entered,
        draft=draft,
        tasks=[_task(entered, draft, section) for section in draft.sections],
        refusal=refusal,
        is_open=draft.is_open(row.received_at),
        tag=(STATE_NAMES[row.state], COLOURS[row.state]),
        received_by=RECEIVED_BY,
        names=names_of(viewer, row.organisation_id),
    )


def _task(entered: Entered, draft: Draft, section: Section) -> dict[str, Any]:
    return {
        "title": section.title.replace("Your name", "Name")
        .replace("you meet", "the person meets")
        .replace("you saw", "they saw"),
        "href": url_for("employer.assisted_section", assisted_id=entered.assisted.id, section=section.name),
        "status": draft.standing(section).value,
        "hint": "",
        "is_optional": section.is_optional,
    }


class HandInForm(HouseForm):
    """A button that hands in."""


@employer.post("/assisted/<int:assisted_id>/hand-in")
def hand_assisted_in(viewer: Staff, assisted_id: int) -> ResponseReturnValue:
    entered, draft = opened(viewer, assisted_id)
    form = HandInForm()
    if not form.validate_on_submit():
        return _list_page(viewer, entered, draft), 422
    try:
        hand_in(viewer, entered)
    except (Closed, Unfinished) as refusal:
        return _list_page(viewer, entered, draft, str(refusal)), 409
    said = "We have asked the person by email to confirm it." if entered.person.email else "Now print the letter."
    flash(f"The application is handed in. {said}", "success")
    return redirect(url_for("employer.applicant", application_id=entered.assisted.application_id), 303)


class AbandonForm(HouseForm):
    """A button that asks once."""


@employer.route("/assisted/<int:assisted_id>/abandon", methods=["GET", "POST"])
def abandon_assisted(viewer: Staff, assisted_id: int) -> ResponseReturnValue:
    entered, draft = opened(viewer, assisted_id)
    if entered.assisted.state != "entering":
        raise IllegalMove("entered application", "abandon", entered.assisted.state)
    form = AbandonForm()
    vacancy_id = draft.application.vacancy_id
    if form.validate_on_submit():
        abandon(viewer, entered)
        flash("What was entered is deleted.", "success")
        return redirect(url_for("employer.help_to_apply", vacancy_id=vacancy_id), 303)
    page = render_template("employer/assisting/abandon_assisted.html", form=form, entered=entered, draft=draft)
    return page, 422 if form.is_submitted() else 200
