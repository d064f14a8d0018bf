"""The same move for several applicants of a vacancy: whom it would move, then all of them in one go."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import Length, Optional

from recruitment.applications.lifecycle import STATE_NAMES
from recruitment.applications.vocabulary import NEXT_STEPS
from recruitment.core.errors import Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.selection.actions import Parting, Together, reject_together, set_aside_together, shortlist_together
from recruitment.selection.guarantees import Bar, bars_of
from recruitment.selection.partings import OWN, drafted_for_each, own_reasons, partings
from recruitment.selection.queries import Row, chosen_applicants, every_applicant
from recruitment.selection.rules import STAGES, Sift, can_move, together
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.applicants import sift_of, tag_of
from recruitment.web.employer.deciding import LONGEST_MESSAGE, TOO_LONG
from recruitment.web.employer.rejecting import carried, reasons_asked
from recruitment.web.fields import HouseForm, Needed, TextField
from recruitment.web.requests import within

# How many are named on the page when not everybody could be moved.
NAMED = 5
BARS = {
    Bar.RECRUITER_DECIDES: "meets every essential criterion, so a recruiter decides",
    Bar.GUARANTEED: "claims a guaranteed interview and meets every essential criterion, so is offered one by rule; "
    "open the application to decide otherwise",
}


@dataclass(frozen=True)
class Batch:
    """Whom the viewer chose: those who can be moved, and those who stand where the move does not start."""

    advert: Advert
    sift: Sift
    ready: tuple[Row, ...]
    others: tuple[Row, ...]
    # Against whose rejection something stands, with what that is.
    barred: tuple[tuple[Row, str], ...] = ()

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
    sift = sift_of(advert.vacancy)
    if form.seen:
        rows = chosen_applicants(viewer, vacancy_id, form.seen)
    elif "everyone" in request.args:
        rows = every_applicant(viewer, vacancy_id, sift)
    else:
        rows = chosen_applicants(viewer, vacancy_id, request.args.getlist("application", type=int))
    bars = bars_of(viewer, advert.vacancy, [row.application for row in rows]) if act == "reject" else {}
    able = [row for row in rows if can_move(row.application, act)]
    return Batch(
        advert=advert,
        sift=sift,
        ready=tuple(row for row in able if row.application.id not in bars),
        others=tuple(row for row in rows if row not in able),
        barred=tuple((row, BARS[bars[row.application.id]]) for row in able if row.application.id in bars),
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
    is_some = batch.others or batch.barred
    held = "None of those you chose can be moved like that." if is_some else "Choose at least one applicant first."
    flash(held, "warning")
    return redirect(batch.back, 303)


def _done(batch: Batch, done: Together, said: str) -> ResponseReturnValue:
    """`said` follows the number of those moved: "are on the shortlist"."""
    if done.moved:
        count = len(done.moved)
        flash(f"{count} {'applicants' if count > 1 else 'applicant'} {said}.", "success")
    if done.left:
        names = {row.application.id: row.name for row in (*batch.ready, *batch.others)}
        told = [f"{names[one.id]} ({STATE_NAMES[one.state].lower()})" for one in done.left[:NAMED]]
        more = f" and {len(done.left) - NAMED} more" if len(done.left) > NAMED else ""
        flash(f"Not changed, because somebody was faster: {', '.join(told)}{more}.", "warning")
    if done.barred:
        flash(f"{len(done.barred)} not changed: each of them is decided on the page of the application.", "warning")
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
        return _done(batch, done, "put on the shortlist, and told so")
    if not batch.ready:
        return _nobody(batch)
    return _page(batch, form, "employer/deciding_together/shortlist_applicants.html", "shortlisted")


class SetAsideTogetherForm(TogetherForm):
    """A button that asks once."""


@employer.route("/vacancies/<int:vacancy_id>/applicants/set-aside", methods=["GET", "POST"])
def set_aside_applicants(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    form = SetAsideTogetherForm()
    batch = _batch(viewer, vacancy_id, "set_aside", form)
    if form.validate_on_submit():
        done = set_aside_together(viewer, vacancy_id, form.seen)
        return _done(batch, done, "put on hold; each page says “being considered”")
    if not batch.ready:
        return _nobody(batch)
    return _page(batch, form, "employer/deciding_together/set_aside_applicants.html", "held")


class RejectTogetherForm(TogetherForm):
    """`read`: of which words the page showed the previews, so that nothing goes that nobody has read."""

    feedback = TextField(
        "Feedback for all of them",
        [Needed("Write some feedback for the candidates"), Length(max=LONGEST_MESSAGE, message=TOO_LONG)],
    )
    read = HiddenField()


@employer.route("/vacancies/<int:vacancy_id>/applicants/reject", methods=["GET", "POST"])
def reject_applicants(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    form = RejectTogetherForm()
    batch = _batch(viewer, vacancy_id, "reject", form)
    asked, given = reasons_asked(batch.advert.criteria, OWN)
    ids = list(form.seen) or [row.application.id for row in batch.ready]
    own = own_reasons(viewer, batch.advert.vacancy, ids) if OWN in given else {}
    is_good = bool(given) and form.validate_on_submit()
    if given and not form.feedback.raw_data:
        form.feedback.data = drafted_for_each(given)
    each = partings(given, own, form.feedback.data or "", ids)
    has_read = fingerprint_of(each) == form.read.data
    if is_good and has_read:
        done = reject_together(viewer, vacancy_id, form.seen, each)
        return _done(batch, done, "marked as unsuccessful, and told so")
    if not batch.ready:
        return _nobody(batch)
    form.read.data = fingerprint_of(each)
    page = _page(
        batch, form if given else asked, "employer/deciding_together/reject_applicants.html", "unsuccessful",
        given=given, each=each, is_changed=is_good and not has_read, is_own=OWN in given,
    )  # fmt: skip
    return (page[0], 200) if is_good and isinstance(page, tuple) else page


def fingerprint_of(each: Mapping[int, Parting]) -> str:
    told = json.dumps([(number, parting.feedback, parting.reason) for number, parting in sorted(each.items())])
    return sha256(told.encode()).hexdigest()
