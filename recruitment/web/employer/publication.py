"""Publishing an approved advert, opening it for changes, and the three ways in which a published one ends."""

from datetime import datetime, time

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from recruitment.applications.ending import withdraw_vacancy as withdraw_for_all
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.queries import count_by_state
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.organisations.queries import local_rules_of
from recruitment.vacancies.actions import fill, give_up, publish
from recruitment.vacancies.approval_actions import change_again
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.revision_queries import refuse_revision
from recruitment.vacancies.revision_rules import NOT_OF_REVISION
from recruitment.vacancies.rules import is_too_short, phase, slug_of
from recruitment.vacancies.stages import is_staged
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.employer.stage_words import stage_in_words, stages_in_words
from recruitment.web.employer.writing_fields import TimeOfDayField, moment_of
from recruitment.web.fields import DayField, HouseForm, Needed, TextField, WholeNumberField, at_most
from recruitment.web.public.words import closing_in_words

MORNING = time(9)
LONGEST_REASON = 2_000
SAID = {True: "The advert is scheduled.", False: "The advert is public now."}


def vacancy_to(viewer: Staff, vacancy_id: int, act: str) -> Advert:
    """The advert, when this viewer may do `act` to it now. Raises NotVisible, IllegalMove, Refused."""
    advert = advert_of(viewer, vacancy_id)
    move = VACANCY.find(advert.vacancy.state, act)
    if move is None:
        raise IllegalMove(VACANCY.noun, act, advert.vacancy.state)
    if move.by.isdisjoint(standing(viewer, advert.vacancy.organisation_id)):
        raise Refused(f"Your role does not let you {move.label.lower()} this advert.")
    if act in NOT_OF_REVISION:
        refuse_revision(viewer, advert.vacancy, "Put the change live instead.")
    return advert


def done(vacancy_id: int, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)


def ended(vacancy_id: int, said: str) -> ResponseReturnValue:
    """On to the two questions, which may also be answered later."""
    flash(said, "success")
    return redirect(url_for("employer.outcome", vacancy_id=vacancy_id), 303)


class PublicationForm(HouseForm):
    when = RadioField(
        "When should it be public?",
        [InputRequired("Choose when the advert should be public")],
        choices={"now": "Now", "later": "From a later date"},
        default="now",
    )
    opens_on = DayField("Public from")
    opens_time = TimeOfDayField("Time of opening", [Optional()])

    def __init__(self, vacancy: Vacancy, shortest: int) -> None:
        wish = clock.local(vacancy.public_from) if vacancy.public_from else None
        is_ahead = wish is not None and wish > clock.now()
        super().__init__(
            when="later" if is_ahead else "now",
            opens_on=wish.date() if wish and is_ahead else None,
            opens_time=wish.time() if wish and is_ahead else MORNING,
        )
        self.closes_at, self.shortest = vacancy.closes_at, shortest

    @property
    def opens_at(self) -> datetime | None:
        """None means now."""
        if self.when.data != "later" or self.opens_on.data is None:
            return None
        return moment_of(self.opens_on.data, self.opens_time.data or MORNING)

    def validate_when(self, _field: RadioField) -> None:
        opens = self.opens_at or clock.now()
        if self.closes_at is not None and opens < self.closes_at and is_too_short(opens, self.closes_at, self.shortest):
            raise ValidationError(f"It would be open for less than {self.shortest} days. Move its closing date first")

    def validate_opens_on(self, field: DayField) -> None:
        if self.when.data != "later":
            field.errors = field.process_errors = []
            return
        if field.data is None and not field.errors:
            raise ValidationError("Enter the date from which the advert should be public")
        if self.opens_at is not None and self.opens_at <= clock.now():
            raise ValidationError("The date must be in the future. To publish at once, choose “Now”")
        if self.opens_at is not None and self.closes_at is not None and self.opens_at >= self.closes_at:
            raise ValidationError("The advert must be public before it closes")


class StagedPublicationForm(HouseForm):
    """A button: the stages of the advert say who sees it from when."""

    opens_at = None


@employer.route("/vacancies/<int:vacancy_id>/publication", methods=["GET", "POST"])
def publication(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "publish")
    vacancy = advert.vacancy
    shortest = local_rules_of(viewer, vacancy.organisation_id).shortest_advert
    form = StagedPublicationForm() if is_staged(vacancy) else PublicationForm(vacancy, shortest)
    if form.validate_on_submit():
        opens = form.opens_at
        try:
            publish(viewer, vacancy, opens)
        except Refused as refusal:
            if not is_staged(vacancy):
                raise
            form.form_errors.append(str(refusal))
        else:
            is_later = phase(vacancy, clock.now()) == "scheduled"
            said = stage_in_words(vacancy, clock.now()) or SAID[is_later]
            return done(vacancy_id, said)
    page = render_template(
        "employer/publication/publication.html",
        form=form,
        advert=advert,
        closing=closing_in_words(vacancy.closes_at) if vacancy.closes_at else "",
        has_passed=vacancy.closes_at is not None and vacancy.closes_at <= clock.now(),
        shortest=shortest,
        slug=slug_of(vacancy.title),
        stages=stages_in_words(vacancy),
    )
    return page, 422 if form.is_submitted() else 200


class ChangeAgainForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/<int:vacancy_id>/change-again", methods=["GET", "POST"])
def change_vacancy_again(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "change_again")
    form = ChangeAgainForm()
    if form.validate_on_submit():
        change_again(viewer, advert.vacancy)
        return done(vacancy_id, "The advert is a draft again. It needs approval before it can be published.")
    return render_template("employer/publication/change_vacancy_again.html", form=form, advert=advert)


def undecided(viewer: Staff, vacancy_id: int) -> int:
    """How many applicants wait for an outcome; everyone hears one before a vacancy is over."""
    return sum(count for state, count in count_by_state(viewer, vacancy_id).items() if state in OPEN)


def _ending(name: str, viewer: Staff, form: HouseForm, advert: Advert) -> ResponseReturnValue:
    waiting = undecided(viewer, advert.vacancy.id)
    page = render_template(f"employer/publication/{name}.html", form=form, advert=advert, undecided=waiting)
    return page, 422 if form.is_submitted() else 200


class WithdrawForm(HouseForm):
    reason = TextField(
        "Why is it withdrawn?",
        [Needed("Say why the advert is withdrawn"), at_most(LONGEST_REASON, "The reason")],
        description="For the record of your organisation. Leave out names of people.",
    )
    message = TextField(
        "Your message to the applicants",
        [Optional(), at_most(LONGEST_REASON, "Your message")],
        description="They are told that the job is withdrawn. Say why, if you can.",
    )


@employer.route("/vacancies/<int:vacancy_id>/withdraw", methods=["GET", "POST"])
def withdraw_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "withdraw")
    form = WithdrawForm()
    if form.validate_on_submit():
        told = withdraw_for_all(viewer, advert.vacancy, reason=form.reason.data, message=form.message.data or "")
        heard = f" {told} {'applicant is' if told == 1 else 'applicants are'} told so by email." if told else ""
        return done(vacancy_id, f"The advert is withdrawn. Nobody finds it any more.{heard}")
    return _ending("withdraw_vacancy", viewer, form, advert)


class FillForm(HouseForm):
    posts_filled = WholeNumberField("How many posts are filled?", [Needed("Enter how many posts are filled")])


@employer.route("/vacancies/<int:vacancy_id>/fill", methods=["GET", "POST"])
def fill_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "fill")
    posts = advert.vacancy.posts
    form = FillForm(posts_filled=advert.vacancy.posts_filled or posts)
    form.posts_filled.validators = [
        *form.posts_filled.validators,
        NumberRange(1, posts, message=f"Enter a number from 1 to {posts}, as the advert has {posts} posts"),
    ]
    if posts == 1:
        del form.posts_filled
    if form.validate_on_submit():
        fill(viewer, advert.vacancy, 1 if posts == 1 else form.posts_filled.data)
        return ended(vacancy_id, "The vacancy is marked as filled.")
    return _ending("fill_vacancy", viewer, form, advert)


class GiveUpForm(HouseForm):
    reason = TextField(
        "Why was nobody appointed?",
        [Needed("Say why nobody was appointed"), at_most(LONGEST_REASON, "The reason")],
        description="For example: nobody applied, or nobody met the essential criteria. Leave out names of people.",
    )


@employer.route("/vacancies/<int:vacancy_id>/give-up", methods=["GET", "POST"])
def give_vacancy_up(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "give_up")
    form = GiveUpForm()
    if form.validate_on_submit():
        give_up(viewer, advert.vacancy, form.reason.data)
        return ended(vacancy_id, "The vacancy is marked as not filled.")
    return _ending("give_vacancy_up", viewer, form, advert)
