"""What is kept of a person, why and how long; how it is put right; and a copy of it to take away."""

from dataclasses import dataclass
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Candidate
from recruitment.keeping.copies import MEDIA_TYPE, NAME, ask, kept_for, newest_copy, ready_copy
from recruitment.keeping.holdings import Part, parts_of
from recruitment.organisations.queries import organisations
from recruitment.web.doors import candidate
from recruitment.web.downloads import download
from recruitment.web.fields import HouseForm
from recruitment.web.sessions import step_up

# Where each part is put right by the person, by its table: the endpoint, and what the link says.
CHANGES: Final = {
    "account": ("account.home", "Change your email address or password"),
    "profile": ("candidate.profile", "Change your profile"),
    "employment": ("candidate.profile_employment", "Change your jobs"),
    "education": ("candidate.profile_education", "Change your education"),
    "registration": ("candidate.profile_registrations", "Change your registrations"),
    "career_gap": ("candidate.profile_employment", "Change your jobs and gaps"),
    "training": ("candidate.profile_training", "Change your training"),
    "language_skill": ("candidate.profile_languages", "Change your languages"),
    "profile_guarantee": ("candidate.profile_support", "Change schemes and support"),
    "profile_support": ("candidate.profile_support", "Change schemes and support"),
    "check_entry": ("candidate.wallet", "Change your checks"),
    "check_consent": ("candidate.wallet", "See who may see your checks"),
    "cv_import": ("candidate.profile_cv", "See or remove the CV"),
    "referee": ("candidate.profile_referees", "Change your referees"),
    "saved_vacancy": ("saved.saved", "See or remove saved jobs"),
    "job_alert": ("candidate.alerts", "Change or end your alerts"),
    "application": ("candidate.home", "See your applications"),
    "answer": ("candidate.home", "See your answers"),
    "message_thread": ("candidate.messages", "See your messages"),
    "message": ("candidate.messages", "See your messages"),
    "notice_choice": ("candidate.notifications", "Change how we email you"),
    "calendar_feed": ("candidate.calendar", "Change or end the address"),
}


@dataclass(frozen=True)
class Line:
    part: Part
    link: tuple[str, str] | None


class CopyForm(HouseForm):
    """A button that asks."""


@candidate.route("/your-data", methods=["GET", "POST"])
def your_data(viewer: Candidate) -> ResponseReturnValue:
    form = CopyForm()
    if form.is_submitted() and (refusal := step_up()) is not None:
        return refusal
    if form.validate_on_submit():
        try:
            ask(viewer)
        except Refused as refused:
            flash(str(refused), "info")
        else:
            flash("We are making the copy. An email tells you when it is ready.", "success")
        return redirect(url_for("candidate.your_data"), 303)
    lines = [Line(part, _link(part)) for part in parts_of(viewer)]
    copy = newest_copy(viewer)
    page = render_template(
        "candidate/your_data/your_data.html",
        form=form,
        own=[line for line in lines if not line.part.keepers],
        employers=[line for line in lines if line.part.keepers],
        keepers=[each for each in organisations() if any(each.name in line.part.keepers for line in lines)],
        copy=copy,
        today=clock.today(),
        kept_until=copy.asked_at + kept_for() if copy is not None else None,
    )
    return page, 422 if form.is_submitted() else 200


def _link(part: Part) -> tuple[str, str] | None:
    found = CHANGES.get(part.table)
    return (url_for(found[0]), found[1]) if found else None


@candidate.get("/your-data/download")
def your_data_download(viewer: Candidate) -> ResponseReturnValue:
    copy = ready_copy(viewer)
    if (refusal := step_up()) is not None:
        return refusal
    return download(copy.digest or "", MEDIA_TYPE, NAME)
