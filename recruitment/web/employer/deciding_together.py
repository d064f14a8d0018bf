"""The same move for several applicants of a vacancy: whom it would move, then all of them in one go."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.validators import Length, Optional

from recruitment.applications.lifecycle import APPLICATION, STATE_NAMES
from recruitment.applications.vocabulary import NEXT_STEPS
from recruitment.core.errors import Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.selection.actions import Together, reject_together, shortlist_together
from recruitment.selection.queries import Row, chosen_applicants, every_applicant
from recruitment.selection.rules import STAGES, Sift, drafted_feedback, for_the_record, together
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import tag_of
from recruitment.web.employer.deciding import LONGEST_MESSAGE, TOO_LONG
from recruitment.web.employer.rejecting import carried, reasons_asked
from recruitment.web.fields import HouseForm, Needed, TextField
from recruitment.web.requests import within

# How many are named on the page when not everybody could be moved.
NAMED = 5


@dataclass(frozen=True)
class Batch:
    """Whom the viewer chose: those who can be moved, and those who stand where the move does not start."""

    advert: Advert
    sift: Sift
    ready: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def back(self) -> str:
        return url_for("employer.applicants", vacancy_id=self.advert.vacancy.id, **self.sift.address)


def listed(value: str | tuple[int, str]) -> tuple[int, str]:
    """An application's number and the state that the page showed, from "12:submitted"."""
    if isinstance(value, tuple):
        return value
    number, _, state = value.partition(":")
    return within(number), state


class TogetherForm(HouseForm):
    """Holds whom the page listed and where they stood, so that nobody is moved unseen."""

    application = SelectMultipleField(coerce=listed, validate_choice=False)

    @property
    def seen(self) -> dict[int, str]:
        return dict(self.application.data or ())


def _batch(viewer: Staff, vacancy_id: int, act: str, form: TogetherForm) -> Batch:
    """From the form where it was sent, else from the address: the ticked ones, or everyone of a list."""
    advert = advert_of(viewer, vacancy_id)
    _require_role(viewer, advert, act)
    sift = Sift.asked(request.args)
    if form.seen:
        rows = chosen_applicants(viewer, vacancy_id, form.seen)
    elif "everyone" in request.args:
        rows = every_applicant(viewer, vacancy_id, sift)
    else:
        rows = chosen_applicants(viewer, vacancy_id, request.args.getlist("application", type=int))
    can_move = [APPLICATION.find(row.application.state, act) is not None for row in rows]
    return Batch(
        advert=advert,
        sift=sift,
        ready=tuple(row for row, can in zip(rows, can_move, strict=True) if can),
        others=tuple(row for row, can in zip(rows, can_move, strict=True) if not can),
    )


def _require_role(viewer: Staff, advert: Advert, act: str) -> None:
    roles = standing(viewer, advert.vacancy.organisation_id)
    if act not in {move.act for move in together(STAGES, roles)}:
        raise Refused("Your role does not let you decide on applications.")


def _page(batch: Batch, form: HouseForm, template: str, target: str, **facts: Any) -> ResponseReturnValue:
    page = render_template(
        template,
        batch=batch,
        form=form,
        carried=carried(),
        change_reasons=f"{request.path}?{urlencode(carried())}",
        next_step=NEXT_STEPS[target],
        tag_of=tag_of,
        side_navigation=None,
        **facts,
    )
    return page, 422 if form.is_submitted() else 200


def _nobody(batch: Batch) -> ResponseReturnValue:
    held = "None of those you chose can be moved like that." if batch.others else "Choose at least one applicant first."
    flash(held, "warning")
    return redirect(batch.back, 303)


def _done(batch: Batch, done: Together, said: str) -> ResponseReturnValue:
    """`said` follows the number of those moved: "are on the shortlist"."""
    if done.moved:
        count = len(done.moved)
        flash(f"{count} {'applicants' if count > 1 else 'applicant'} {said}, and told so.", "success")
    if done.left:
        names = {row.application.id: row.name for row in (*batch.ready, *batch.others)}
        told = [f"{names[one.id]} ({STATE_NAMES[one.state].lower()})" for one in done.left[:NAMED]]
        more = f" and {len(done.left) - NAMED} more" if len(done.left) > NAMED else ""
        flash(f"Not changed, because somebody was faster: {', '.join(told)}{more}.", "warning")
    return redirect(batch.back, 303)


class ShortlistTogetherForm(TogetherForm):
    message = TextField(
        "Your message to all of them", [Optional(), Length(max=LONGEST_MESSAGE, message=TOO_LONG)], default=""
    )


@employer.route("/vacancies/<int:vacancy_id>/applicants/shortlist", methods=["GET", "POST"])
def shortlist_applicants(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    form = ShortlistTogetherForm()
    batch = _batch(viewer, vacancy_id, "shortlist", form)
    if form.validate_on_submit():
        done = shortlist_together(viewer, vacancy_id, form.seen, message=form.message.data)
        return _done(batch, done, "put on the shortlist")
    if not batch.ready:
        return _nobody(batch)
    return _page(batch, form, "employer/deciding_together/shortlist_applicants.html", "shortlisted")


class RejectTogetherForm(TogetherForm):
    feedback = TextField(
        "Feedback for all of them",
        [Needed("Write some feedback for the candidates"), Length(max=LONGEST_MESSAGE, message=TOO_LONG)],
    )


@employer.route("/vacancies/<int:vacancy_id>/applicants/reject", methods=["GET", "POST"])
def reject_applicants(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    form = RejectTogetherForm()
    batch = _batch(viewer, vacancy_id, "reject", form)
    asked, given = reasons_asked(batch.advert.criteria)
    if given and form.validate_on_submit():
        done = reject_together(viewer, vacancy_id, form.seen, reason=for_the_record(given), feedback=form.feedback.data)
        return _done(batch, done, "marked as unsuccessful")
    if not batch.ready:
        return _nobody(batch)
    if given and not form.feedback.raw_data:
        form.feedback.data = drafted_feedback(given)
    template = "employer/deciding_together/reject_applicants.html"
    return _page(batch, form if given else asked, template, "unsuccessful", given=given)
