"""The two questions at the end of a vacancy, and the one six months later."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from recruitment.applications.outcome_queries import SaidOnApplying, said_on_applying
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.after_tables import Outcome, StillInPost
from recruitment.vacancies.outcomes import (
    ENDED,
    FOLLOWING,
    ORIGINS,
    REASONS,
    Answer,
    answer_outcome,
    answer_still_in_post,
    may_answer,
    outcome_of,
    still_in_post_of,
    wrong_with,
)
from recruitment.vacancies.queries import Advert, advert_of, last_act
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, TextField, WholeNumberField, at_most

LONGEST_WORDS = 1_000
COUNT = [InputRequired("Enter a number, 0 for nobody"), NumberRange(0, message="Enter 0 or more")]


class OriginsForm(HouseForm):
    outside = WholeNumberField(ORIGINS["outside"], COUNT)
    own = WholeNumberField(ORIGINS["own"], COUNT)
    council = WholeNumberField(ORIGINS["council"], COUNT)
    redeployed = WholeNumberField(ORIGINS["redeployed"], COUNT)

    def __init__(self, vacancy: Vacancy, **data: Any) -> None:
        super().__init__(**data)
        self.posts_filled = vacancy.posts_filled

    @property
    def answer(self) -> Answer:
        return Answer({name: self[name].data or 0 for name in ORIGINS})

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if good and (problem := wrong_with(self.answer, self.posts_filled)):
            self.outside.errors = [problem]
            return False
        return good


class OriginForm(HouseForm):
    """Of a single appointment."""

    origin = RadioField("Where did the person come from?", choices=ORIGINS, validate_choice=False)

    @property
    def answer(self) -> Answer:
        return Answer({str(self.origin.data): 1})

    def validate_origin(self, field: RadioField) -> None:
        if field.data not in ORIGINS:
            raise ValidationError("Choose where the person came from")


class WhyNotForm(HouseForm):
    reason = RadioField("Why was nobody appointed?", choices=REASONS, validate_choice=False)
    words = TextField("More about it", [Optional(), at_most(LONGEST_WORDS, "The text")],
                      description="Leave out names of people.")  # fmt: skip
    following = RadioField("What comes next?", choices=FOLLOWING, validate_choice=False)

    @property
    def answer(self) -> Answer:
        return Answer({}, self.reason.data, self.following.data, self.words.data or "")

    def validate_reason(self, field: RadioField) -> None:
        if field.data not in REASONS:
            raise ValidationError("Choose why nobody was appointed")

    def validate_following(self, field: RadioField) -> None:
        if field.data not in FOLLOWING:
            raise ValidationError("Choose what comes next")

    def validate_words(self, field: TextField) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError("Say in a few words why nobody was appointed")


@employer.route("/vacancies/<int:vacancy_id>/outcome", methods=["GET", "POST"])
def outcome(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """How many were filled and by whom; or why nobody was appointed, and what comes next. May be corrected."""
    advert = _ended(viewer, vacancy_id)
    vacancy, row = advert.vacancy, outcome_of(viewer, vacancy_id)
    known = said_on_applying(viewer, vacancy)
    is_filled = vacancy.state == "filled"
    form = _origins_form(vacancy, row, known) if is_filled else _why_not_form(viewer, vacancy, row)
    if form.validate_on_submit():
        answered = answer_outcome(viewer, vacancy, form.answer)
        flash("Thank you. Both questions are answered.", "success")
        if answered.following == "readvertise":
            return redirect(url_for("employer.copy_vacancy", vacancy_id=vacancy_id), 303)
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    page = render_template(
        f"employer/outcome/{'outcome' if is_filled else '_why_not'}.html",
        form=form, advert=advert, row=row, known=known, is_outdated=_is_outdated(vacancy, row),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _ended(viewer: Staff, vacancy_id: int) -> Advert:
    advert = advert_of(viewer, vacancy_id)
    if not may_answer(viewer, advert.vacancy):
        raise Refused("Your role does not let you answer for this vacancy.")
    if advert.vacancy.state not in ENDED:
        raise Refused("The vacancy has not ended yet. Mark it as filled or not filled first.")
    return advert


def _is_outdated(vacancy: Vacancy, row: Outcome | None) -> bool:
    """Whether more posts were filled since the question was answered."""
    return row is not None and vacancy.state == "filled" and _total(row) != vacancy.posts_filled


def _total(row: Outcome) -> int:
    return sum(getattr(row, name) for name in ORIGINS)


def _origins_form(vacancy: Vacancy, row: Outcome | None, known: SaidOnApplying) -> OriginsForm | OriginForm:
    """Those who said on applying that they work for no council are filled in; whoever does may be own staff or not."""
    held = {name: getattr(row, name) for name in ORIGINS} if row else {}
    if not held:
        held = dict.fromkeys(ORIGINS, 0) | {"outside": min(known.outside, vacancy.posts_filled)}
    if vacancy.posts_filled == 1:
        return OriginForm(origin=next((name for name, count in held.items() if count), None))
    return OriginsForm(vacancy, **held)


def _why_not_form(viewer: Staff, vacancy: Vacancy, row: Outcome | None) -> WhyNotForm:
    if row is not None:
        return WhyNotForm(reason=row.reason, words=row.words, following=row.following)
    given = last_act(viewer, vacancy.id, "give_up")
    return WhyNotForm(words=given.reason if given else "")


class StillInPostForm(HouseForm):
    """Of one appointment: a choice; of several: numbers. See `still_in_post`."""

    still = WholeNumberField("Still in post", COUNT)
    gone = WholeNumberField("Have left", COUNT)
    unknown = WholeNumberField("Not known", COUNT)

    def __init__(self, row: StillInPost) -> None:
        super().__init__(still=row.still, gone=row.gone or 0, unknown=row.unknown or 0)
        self.appointed = row.appointed

    @property
    def numbers(self) -> dict[str, int]:
        return {name: self[name].data or 0 for name in ("still", "gone", "unknown")}

    def validate_still(self, _field: WholeNumberField) -> None:
        total = sum(self.numbers.values())
        if total != self.appointed:
            raise ValidationError(f"The numbers must add up to {self.appointed}; now they add up to {total}")


class StillThereForm(HouseForm):
    standing = RadioField(
        "Is the person still in post?",
        choices={"still": "Yes", "gone": "No, they have left", "unknown": "Not known"},
        validate_choice=False,
    )

    def __init__(self, row: StillInPost) -> None:
        answered = next((name for name in ("still", "gone", "unknown") if getattr(row, name)), None)
        super().__init__(standing=answered)

    @property
    def numbers(self) -> dict[str, int]:
        return {name: int(self.standing.data == name) for name in ("still", "gone", "unknown")}

    def validate_standing(self, field: RadioField) -> None:
        if field.data not in ("still", "gone", "unknown"):
            raise ValidationError("Choose whether the person is still in post")


@employer.route("/vacancies/<int:vacancy_id>/still-in-post", methods=["GET", "POST"])
def still_in_post(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = _ended(viewer, vacancy_id)
    row = still_in_post_of(viewer, vacancy_id)
    if row is None:
        raise NotVisible("it is not asked yet")
    form = StillThereForm(row) if row.appointed == 1 else StillInPostForm(row)
    if form.validate_on_submit():
        answer_still_in_post(viewer, advert.vacancy, **form.numbers)
        flash("Thank you. That is all we ask.", "success")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    page = render_template("employer/outcome/still_in_post.html", form=form, advert=advert, row=row)
    return page, 422 if request.method == "POST" else 200
