"""More time to apply for one person: who has it, giving it, changing it, taking it back."""

from datetime import datetime, time
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField
from wtforms.validators import AnyOf, Email, Optional

from recruitment.applications.adjustment_queries import agreed_request
from recruitment.applications.adjustment_tables import AdjustmentRequest
from recruitment.applications.assisted_queries import being_entered
from recruitment.applications.extension_actions import grant, move_until, require_hr, take_back, why_not
from recruitment.applications.extension_lifecycle import CAUSES, EXTENSION, STATE_NAMES
from recruitment.applications.extension_queries import extension_of, extensions_for
from recruitment.applications.extension_tables import Extension
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.employer.writing_fields import LAST_MINUTE, TimeOfDayField, moment_of
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, TextField, at_most, tidy

LONGEST: Final = 1_000
COLOURS: Final = {"granted": "blue", "used": "green", "taken_back": "grey"}


def tag_of_extension(row: Extension) -> tuple[str, str]:
    """What its tag says, and its colour; that its time has run out is told by the clock."""
    if row.state == "granted" and row.until < clock.now().replace(microsecond=0):
        return "Time over", "grey"
    return STATE_NAMES[row.state], COLOURS[row.state]


@employer.get("/vacancies/<int:vacancy_id>/help-to-apply")
def help_to_apply(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """What was done for people who cannot apply like everybody: more time, and applications entered for them."""
    advert = advert_of(viewer, vacancy_id)
    vacancy = advert.vacancy
    require_hr(viewer, vacancy.organisation_id, "see who was helped to apply")
    return render_template(
        "employer/extending/help_to_apply.html",
        advert=advert,
        rows=[(row, tag_of_extension(row)) for row in extensions_for(viewer, vacancy_id)],
        begun=being_entered(viewer, vacancy_id),
        causes=CAUSES,
        names=names_of(viewer, vacancy.organisation_id),
        is_published=vacancy.state == "published",
    )


class UntilForm(HouseForm):
    """A moment later than the advert's own."""

    until_day = DayField("Last day", [Needed("Enter the last day")])
    until_time = TimeOfDayField("Time", [Optional()], description="For example 5pm. 23:59 means the end of the day")

    def __init__(self, vacancy: Vacancy, **options: Any) -> None:
        super().__init__(**options)
        self.vacancy = vacancy

    @property
    def until(self) -> datetime | None:
        day, at = self.until_day.data, self.until_time.data or LAST_MINUTE
        return moment_of(day, at) if day is not None and isinstance(at, time) else None

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        until = self.until
        if until is None or self.until_time.errors:
            return False
        if wrong := why_not(self.vacancy, until):
            self.until_day.errors = [*self.until_day.errors, wrong]
            return False
        return good


class ExtensionForm(UntilForm):
    name = LineField("Name of the person", [Needed("Enter the name of the person"), at_most(120, "The name")])
    email = EmailField(
        "Their email address",
        [Optional(), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@example.com", check_deliverability=False)],
        filters=[tidy],
        description="We send a link that is for this person alone. Leave it empty if you will enter the application "
        "for them",
    )  # fmt: skip
    cause = RadioField("Why", [AnyOf(CAUSES, "Choose why")], choices=CAUSES, validate_choice=False)
    reason = TextField(
        "In words",
        [Needed("Say why, in a few words"), at_most(LONGEST, "The reason")],
        description="For recruiters and administrators, who may have to answer for it. It goes into no letter",
    )


@employer.route("/vacancies/<int:vacancy_id>/extensions/new", methods=["GET", "POST"])
def grant_extension(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    vacancy = advert.vacancy
    require_hr(viewer, vacancy.organisation_id, "give somebody more time")
    asked = asked_for(viewer, vacancy_id)
    known = {"name": asked.name, "email": asked.email, "cause": "adjustment"} if asked is not None else {}
    form = ExtensionForm(vacancy, data=known)
    if form.validate_on_submit() and form.until is not None:
        told = {name: form[name].data or "" for name in ("name", "email", "cause", "reason")}
        row = grant(viewer, vacancy, until=form.until, adjustment=asked, **told)
        how = "They hear by email." if row.email else "Now you can enter the application for them."
        flash(f"{row.name} has more time. {how}", "success")
        return redirect(url_for("employer.extension", extension_id=row.id), 303)
    page = render_template("employer/extending/grant_extension.html", form=form, advert=advert, longest=LONGEST)
    return page, 422 if form.is_submitted() else 200


def asked_for(viewer: Staff, vacancy_id: int) -> AdjustmentRequest | None:
    """The request from which this follows, if the address names one of this vacancy."""
    number = request.args.get("request", type=int)
    return agreed_request(viewer, number, vacancy_id) if number is not None else None


class MoveForm(UntilForm):
    reason = TextField(
        "Why",
        [Needed("Say why"), at_most(LONGEST, "The reason")],
        description="The person reads it, and it goes on record. Write nothing about anybody’s health",
    )


@employer.route("/extensions/<int:extension_id>", methods=["GET", "POST"])
def extension(viewer: Staff, extension_id: int) -> ResponseReturnValue:
    """What was granted, and the form that makes it longer or shorter while it is not used."""
    row, vacancy = extension_of(viewer, extension_id)
    here = clock.local(row.until)
    form = MoveForm(vacancy, data={"until_day": here.date(), "until_time": here.time().replace(second=0)})
    may_change = row.state == "granted" and vacancy.state == "published"
    if form.is_submitted() and not may_change:
        raise IllegalMove(EXTENSION.noun, "move", row.state)
    if may_change and form.validate_on_submit() and form.until is not None:
        move_until(viewer, row, vacancy, form.until, form.reason.data or "")
        flash("The time is changed.", "success")
        return redirect(url_for("employer.extension", extension_id=row.id), 303)
    return render_template(
        "employer/extending/extension.html",
        form=form,
        row=row,
        vacancy=vacancy,
        tag=tag_of_extension(row),
        may_change=may_change,
        may_enter=may_change and row.account_id is None and viewer.has_role(row.organisation_id, *HR),
        causes=CAUSES,
        names=names_of(viewer, row.organisation_id),
        longest=LONGEST,
    ), 422 if form.is_submitted() else 200


class TakeBackForm(HouseForm):
    reason = TextField(
        "Why",
        [Needed("Say why"), at_most(LONGEST, "The reason")],
        description="The person reads it, and it goes on record. Write nothing about anybody’s health",
    )


@employer.route("/extensions/<int:extension_id>/take-back", methods=["GET", "POST"])
def take_extension_back(viewer: Staff, extension_id: int) -> ResponseReturnValue:
    row, vacancy = extension_of(viewer, extension_id)
    if EXTENSION.find(row.state, "take_back") is None:
        raise IllegalMove(EXTENSION.noun, "take_back", row.state)
    form = TakeBackForm()
    if form.validate_on_submit():
        take_back(viewer, row, vacancy, form.reason.data or "")
        flash(f"{row.name} has no longer than everybody now.", "success")
        return redirect(url_for("employer.extension", extension_id=row.id), 303)
    page = render_template("employer/extending/take_extension_back.html", form=form, row=row, vacancy=vacancy)
    return page, 422 if form.is_submitted() else 200
