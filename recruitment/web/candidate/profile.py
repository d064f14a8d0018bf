"""The profile: what is told once for all employers."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_queries import WholeProfile, basics, whole_profile
from recruitment.applications.rules import is_contact_complete
from recruitment.applications.vocabulary import DRIVING, RIGHT_TO_WORK
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import Voluntary, at_most
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField


def profile_tasks(profile: WholeProfile) -> list[dict[str, str]]:
    """The parts of a profile as a task list, each with where it stands."""
    about = profile.basics
    contact = "completed" if is_contact_complete(about) else "in_progress" if about else "not_started"
    counted = (
        ("Where you have worked", "profile_employment", len(profile.employment), "job", "not_started"),
        ("Qualifications and training", "profile_education", len(profile.education), "qualification", "not_started"),
        ("Registrations and licences", "profile_registrations", len(profile.registrations), "registration", "optional"),
        ("Referees", "profile_referees", len(profile.referees), "referee", "not_started"),
    )
    return [
        _task("Name and contact details", "profile_contact", contact),
        *(
            _task(title, view, "completed" if count else empty, f"{count} {noun}{'s' * (count > 1)}" if count else "")
            for title, view, count, noun, empty in counted
        ),
        _task("More about you", "more_about_you", "completed" if about and about.right_to_work else "not_started"),
    ]


def _task(title: str, view: str, status: str, hint: str = "") -> dict[str, str]:
    return {"title": title, "href": url_for(f"candidate.{view}"), "status": status, "hint": hint}


@candidate.get("/profile")
def profile(viewer: Candidate) -> ResponseReturnValue:
    return render_template("candidate/profile/profile.html", tasks=profile_tasks(whole_profile(viewer)))


class MoreForm(HouseForm):
    right_to_work = RadioField(
        "Do you have the right to work in the United Kingdom?",
        [InputRequired("Say whether you have the right to work in the United Kingdom")],
        choices=RIGHT_TO_WORK,
    )
    driving = RadioField("Do you drive?", [Optional()], choices=DRIVING)
    languages = LineField("Languages other than English", [Voluntary(), at_most(300, "The languages")])


@candidate.route("/profile/more", methods=["GET", "POST"])
def more_about_you(viewer: Candidate) -> ResponseReturnValue:
    form = MoreForm(obj=basics(viewer))
    if form.validate_on_submit():
        tell(
            viewer,
            right_to_work=form.right_to_work.data,
            driving=form.driving.data or "",
            languages=form.languages.data or "",
        )
        flash("What you told us about yourself is saved.", "success")
        return redirect(url_for("candidate.profile"), 303)
    return render_template("candidate/profile/more_about_you.html", form=form), 422 if form.is_submitted() else 200
