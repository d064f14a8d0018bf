"""Changing what was approved or published, with a reason: closing date, closing early, reopening, the text."""

from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional, ValidationError

from recruitment.applications.amending import tell_candidates
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.amending import NOT_NOW, amend, close_early, extend, move_promises, reopen
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.promises import promised
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.rules import is_open_to
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.publication import LONGEST_REASON, done, vacancy_to
from recruitment.web.employer.writing_about import LONGEST_DUTIES, LONGEST_SUMMARY
from recruitment.web.employer.writing_dates import PromisesForm, days_of
from recruitment.web.employer.writing_fields import LAST_MINUTE, TimeOfDayField, moment_of
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, TextField, at_most
from recruitment.web.public.words import closing_in_words

SEEN = "seen"
CHANGED_SINCE = (
    "Somebody has changed this advert since the page was opened. What you typed is kept below. Compare it with the "
    "advert as it stands now, then send it again"
)


class ReasonedForm(HouseForm):
    reason = TextField(
        "Why is it changed?",
        [Needed("Say why the advert is changed"), at_most(LONGEST_REASON, "The reason")],
        description="For the record of your organisation. Leave out names of people.",
    )
    message = TextField(
        "Your message to candidates",
        [Optional(), at_most(LONGEST_REASON, "Your message")],
        description="We tell everybody who has begun to apply or has applied what changed. You can add a few words.",
    )

    def is_stale(self, vacancy: Vacancy) -> bool:
        """Whether the advert was changed since the page was opened; said above the form, which keeps what was typed."""
        if request.form.get(SEEN, mark_of(vacancy)) == mark_of(vacancy):
            return False
        self.form_errors.append(CHANGED_SINCE)
        return True


def mark_of(vacancy: Vacancy) -> str:
    """What the page has shown, in a word."""
    return vacancy.changed_at.isoformat()


def to_change(viewer: Staff, vacancy_id: int, act: str) -> Advert:
    advert = vacancy_to(viewer, vacancy_id, act)
    if not is_open_to(advert.vacancy, act, clock.now()):
        raise Refused(NOT_NOW[act])
    return advert


def _page(template: str, form: ReasonedForm, advert: Advert) -> ResponseReturnValue:
    vacancy = advert.vacancy
    page = render_template(
        f"employer/amending/{template}.html",
        form=form,
        advert=advert,
        seen=mark_of(vacancy),
        closing=closing_in_words(vacancy.closes_at) if vacancy.closes_at else "",
        promised=bool(promised(vacancy)),
        may_be_applied_for=vacancy.state == "published",
    )
    return page, 422 if form.is_submitted() else 200


def done_and_told(vacancy: Vacancy, amendment: Amendment, said: str) -> ResponseReturnValue:
    told = tell_candidates(vacancy, amendment)
    heard = f" {told} {'candidate is' if told == 1 else 'candidates are'} told so by email." if told else ""
    return done(vacancy.id, f"{said}{heard}")


class ClosingForm(ReasonedForm):
    closes_on = DayField("New closing date", [Needed("Enter the new closing date")])
    closes_time = TimeOfDayField(
        "Closing time", [Needed("Enter the closing time")], description="23:59 gives people the whole of the day"
    )

    @property
    def closes_at(self) -> datetime | None:
        if self.closes_on.data is None or self.closes_time.data is None:
            return None
        return moment_of(self.closes_on.data, self.closes_time.data)

    def validate_closes_on(self, _field: DayField) -> None:
        if self.closes_at is not None and self.closes_at <= clock.now():
            raise ValidationError("The new closing date must be in the future")


def _moved(form: ClosingForm, vacancy: Vacancy) -> datetime | None:
    """The new closing date, once the form is good; what an act refuses is said beside the date."""
    return form.closes_at if form.validate_on_submit() and not form.is_stale(vacancy) else None


@employer.route("/vacancies/<int:vacancy_id>/extend", methods=["GET", "POST"])
def extend_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = to_change(viewer, vacancy_id, "extend")
    vacancy = advert.vacancy
    form = ClosingForm(closes_time=clock.local(vacancy.closes_at).time() if vacancy.closes_at else LAST_MINUTE)
    closes_at = _moved(form, vacancy)
    if closes_at is not None:
        try:
            amendment = extend(viewer, vacancy, closes_at, form.reason.data, form.message.data or "")
        except Refused as refusal:
            form.closes_on.errors = [str(refusal)]
        else:
            return done_and_told(vacancy, amendment, "The closing date is moved.")
    return _page("extend_vacancy", form, advert)


@employer.route("/vacancies/<int:vacancy_id>/reopen", methods=["GET", "POST"])
def reopen_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = to_change(viewer, vacancy_id, "reopen")
    vacancy = advert.vacancy
    form = ClosingForm(closes_time=LAST_MINUTE)
    closes_at = _moved(form, vacancy)
    if closes_at is not None:
        amendment = reopen(viewer, vacancy, closes_at, form.reason.data, form.message.data or "")
        return done_and_told(vacancy, amendment, "The advert is open for applications again.")
    return _page("reopen_vacancy", form, advert)


class MovePromisesForm(ReasonedForm, PromisesForm):
    def __init__(self, vacancy: Vacancy) -> None:
        self._closes_at = vacancy.closes_at
        super().__init__(**days_of(vacancy))

    @property
    def closes_at(self) -> datetime | None:
        return self._closes_at


@employer.route("/vacancies/<int:vacancy_id>/promises", methods=["GET", "POST"])
def move_promises_of_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = to_change(viewer, vacancy_id, "move_promises")
    vacancy = advert.vacancy
    form = MovePromisesForm(vacancy)
    if form.validate_on_submit() and not form.is_stale(vacancy):
        try:
            amendment = move_promises(viewer, vacancy, form.days, form.reason.data, form.message.data or "")
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            return done_and_told(vacancy, amendment, "The promised dates are moved.")
    return _page("move_promises_of_vacancy", form, advert)


class CloseEarlyForm(ReasonedForm):
    when = RadioField(
        "When should it close?",
        [InputRequired("Choose when the advert should close")],
        choices={"now": "Now", "later": "At an earlier date than before"},
        default="now",
    )
    closes_on = DayField("New closing date")
    closes_time = TimeOfDayField("Closing time", [Optional()])

    @property
    def closes_at(self) -> datetime:
        if self.when.data == "now" or self.closes_on.data is None:
            return clock.now()
        return moment_of(self.closes_on.data, self.closes_time.data or LAST_MINUTE)

    def validate_closes_on(self, field: DayField) -> None:
        if self.when.data != "later":
            field.errors = field.process_errors = []
            return
        if field.data is None and not field.errors:
            raise ValidationError("Enter the new closing date")
        if field.data is not None and self.closes_at <= clock.now():
            raise ValidationError("The new closing date must be in the future. To close at once, choose “Now”")


@employer.route("/vacancies/<int:vacancy_id>/close-early", methods=["GET", "POST"])
def close_vacancy_early(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = to_change(viewer, vacancy_id, "close_early")
    vacancy = advert.vacancy
    form = CloseEarlyForm(closes_time=LAST_MINUTE)
    if form.validate_on_submit() and not form.is_stale(vacancy):
        try:
            amendment = close_early(viewer, vacancy, form.closes_at, form.reason.data, form.message.data or "")
        except Refused as refusal:
            field = form.closes_on if form.when.data == "later" else form.when
            field.errors = [str(refusal)]
        else:
            closed = vacancy.closes_at is not None and vacancy.closes_at <= clock.now()
            return done_and_told(
                vacancy, amendment, "The advert is closed." if closed else "The advert will close earlier."
            )
    return _page("close_vacancy_early", form, advert)


class TextsForm(ReasonedForm):
    title = LineField("Job title", [Needed("Enter the job title"), at_most(200, "The title")])
    summary = TextField("Summary", [Needed("Write a summary"), at_most(LONGEST_SUMMARY, "The summary")])
    duties = TextField(
        "What the job involves", [Needed("Describe what the job involves"), at_most(LONGEST_DUTIES, "The description")]
    )
    contract_note = LineField("More about the contract", [Optional(), at_most(200, "The note")])
    hours_note = LineField("More about the hours", [Optional(), at_most(300, "The note")])
    pay_note = LineField("More about the pay", [Optional(), at_most(300, "The note")])
    disclosure_note = LineField("More about the disclosure check", [Optional(), at_most(300, "The note")])
    registration_note = LineField("More about registration", [Optional(), at_most(300, "The note")])

    @property
    def texts(self) -> dict[str, str]:
        besides = ("csrf_token", "reason", "message")
        return {name: value or "" for name, value in self.data.items() if name not in besides}


@employer.route("/vacancies/<int:vacancy_id>/amend", methods=["GET", "POST"])
def amend_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = to_change(viewer, vacancy_id, "amend")
    vacancy = advert.vacancy
    form = TextsForm(obj=vacancy)
    if form.validate_on_submit() and not form.is_stale(vacancy):
        try:
            amendment = amend(viewer, vacancy, form.texts, form.reason.data, form.message.data or "")
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            return done_and_told(vacancy, amendment, "The advert is amended. The public reads the new words now.")
    return _page("amend_vacancy", form, advert)
