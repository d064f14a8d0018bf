"""The profile: what is told once for all employers, what of it is missing, and what soon runs out."""

from collections.abc import Sequence
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from recruitment.applications.cv_queries import open_suggestions
from recruitment.applications.equality.actions import own_answers
from recruitment.applications.expiry import Ending, endings
from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_queries import WholeProfile, basics, whole_profile
from recruitment.applications.rules import gaps, is_contact_complete
from recruitment.applications.wallet_queries import entries
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.words import day
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

Task = dict[str, str]


def profile_tasks(profile: WholeProfile) -> list[Task]:
    """What every employer asks, as a task list, each part with where it stands."""
    about = profile.basics
    contact = "completed" if is_contact_complete(about) else "in_progress" if about else "not_started"
    education, referees = len(profile.education), len(profile.referees)
    return [
        _task("Name and contact details", "profile_contact", contact),
        _work_task(profile),
        _task(
            "Education and qualifications", "profile_education", _done(education), _count(education, "qualification")
        ),
        _task("Right to work", "profile_right_to_work", _done(about and about.right_to_work)),
        _task("Referees", "profile_referees", _done(referees), _count(referees, "referee")),
    ]


def _work_task(profile: WholeProfile) -> Task:
    """Unfinished while time out of work is not explained."""
    found = len(gaps(profile.dated, clock.today())) if profile.employment else 0
    told = ", ".join(filter(None, (_count(len(profile.employment), "job"), _count(found, "gap"))))
    hint = f"{told} to explain" if found else told
    return _task(
        "Where you have worked", "profile_employment", "in_progress" if found else _done(profile.employment), hint
    )


def optional_tasks(profile: WholeProfile) -> list[Task]:
    """What some jobs ask, and what only some people have to tell."""
    about = profile.basics
    counted = (
        ("Training", "profile_training", len(profile.training), "course"),
        ("Registrations and memberships", "profile_registrations", len(profile.registrations), "registration"),
        ("Languages and Gaelic", "profile_languages", len(profile.languages), "language"),
    )
    asks = bool(profile.guarantee or profile.support)
    return [
        *(_task(title, view, _told(count), _count(count, noun)) for title, view, count, noun in counted),
        _task("Driving", "profile_driving", _told(about and about.driving)),
        _task("Skills", "profile_skills", _told(about and about.skills)),
        _task("Guaranteed interview and support", "profile_support", _told(asks)),
    ]


def _task(title: str, view: str, status: str, hint: str = "") -> Task:
    return {"title": title, "href": url_for(f"candidate.{view}"), "status": status, "hint": hint}


def _done(told: object) -> str:
    return "completed" if told else "not_started"


def _told(told: object) -> str:
    return "completed" if told else "optional"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count > 1)}" if count else ""


def ending_words(found: Sequence[Ending], today: date) -> list[dict[str, str]]:
    """What runs out soon or has done so, each with where it is changed."""
    return [
        {
            "name": one.name,
            "when": f"ran out on {day(one.expires)}" if one.expires < today else f"runs out on {day(one.expires)}",
            "href": url_for(f"candidate.{one.view}"),
        }
        for one in found
        if one.is_near(today)
    ]


@candidate.get("/profile")
def profile(viewer: Candidate) -> ResponseReturnValue:
    whole, wallet = whole_profile(viewer), entries(viewer)
    return render_template(
        "candidate/profile/profile.html",
        tasks=profile_tasks(whole),
        optional=optional_tasks(whole),
        endings=ending_words(endings(whole, wallet), clock.today()),
        open_suggestions=len(open_suggestions(viewer)),
        wallet=len(wallet),
        is_asked_equality=own_answers(viewer) is not None,
        wants_reminders=whole.basics is None or whole.basics.wants_reminders,
    )


class RemindersForm(HouseForm):
    wants_reminders = BooleanField("Remind me by email before something runs out")


@candidate.route("/profile/reminders", methods=["GET", "POST"])
def profile_reminders(viewer: Candidate) -> ResponseReturnValue:
    about = basics(viewer)
    form = RemindersForm(data={"wants_reminders": about is None or about.wants_reminders})
    if form.validate_on_submit():
        tell(viewer, wants_reminders=bool(form.wants_reminders.data))
        flash("We will remind you." if form.wants_reminders.data else "We send you no more reminders.", "success")
        return redirect(url_for("candidate.profile"), 303)
    return render_template("candidate/profile/profile_reminders.html", form=form), 422 if form.is_submitted() else 200
