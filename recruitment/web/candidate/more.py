"""Parts of the profile that are one page each: right to work, driving, skills, guaranteed interview and support."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from recruitment.applications.profile_actions import tell, tell_support
from recruitment.applications.profile_queries import basics, whole_profile
from recruitment.applications.vocabulary import DRIVING, EVIDENCE, LICENCE_CATEGORIES, RIGHT_TO_WORK, SCHEMES
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import Voluntary, at_most, some_of
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.doors import candidate
from recruitment.web.fields import DayField, HouseForm, TextField


def _back(viewer: Candidate) -> ResponseReturnValue:
    """To the application from which the page was opened, else to the profile."""
    came_from = origin(viewer)
    if came_from is not None:
        return redirect(url_for("candidate.application_history", application_id=came_from.id), 303)
    return redirect(url_for("candidate.profile"), 303)


class RightToWorkForm(HouseForm):
    right_to_work = RadioField(
        "Do you have the right to work in the United Kingdom?",
        [InputRequired("Say whether you have the right to work in the United Kingdom")],
        choices=RIGHT_TO_WORK,
    )
    right_to_work_evidence = RadioField("What could you show for it?", [Optional()], choices=EVIDENCE)
    right_to_work_until = DayField("When it ends", [Voluntary()])

    @property
    def facts(self) -> dict[str, Any]:
        """Without a right there is nothing to show, and one without limit has no end."""
        has_it = self.right_to_work.data in ("yes", "limited")
        return {
            "right_to_work": self.right_to_work.data,
            "right_to_work_evidence": (self.right_to_work_evidence.data or "") if has_it else "",
            "right_to_work_until": self.right_to_work_until.data if self.right_to_work.data == "limited" else None,
        }


@candidate.route("/profile/right-to-work", methods=["GET", "POST"])
def profile_right_to_work(viewer: Candidate) -> ResponseReturnValue:
    form = RightToWorkForm(obj=basics(viewer))
    if form.validate_on_submit():
        tell(viewer, **form.facts)
        flash("What you told us about your right to work is saved.", "success")
        return _back(viewer)
    return render_template(
        "candidate/more/profile_right_to_work.html", form=form, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200


class DrivingForm(HouseForm):
    driving = RadioField("Do you drive?", [InputRequired("Say whether you drive")], choices=DRIVING)
    driving_categories = some_of("What your licence is for", LICENCE_CATEGORIES)
    driving_until = DayField("When your licence runs out", [Voluntary()])

    @property
    def facts(self) -> dict[str, Any]:
        drives = self.driving.data != "no"
        return {
            "driving": self.driving.data,
            "driving_categories": (self.driving_categories.data or []) if drives else [],
            "driving_until": self.driving_until.data if drives else None,
        }


@candidate.route("/profile/driving", methods=["GET", "POST"])
def profile_driving(viewer: Candidate) -> ResponseReturnValue:
    form = DrivingForm(obj=basics(viewer))
    if form.validate_on_submit():
        tell(viewer, **form.facts)
        flash("What you told us about driving is saved.", "success")
        return _back(viewer)
    return render_template(
        "candidate/more/profile_driving.html", form=form, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200


class SkillsForm(HouseForm):
    skills = TextField("Your skills", [Voluntary(), at_most(2000, "Your skills")])

    @property
    def facts(self) -> dict[str, Any]:
        return {"skills": self.skills.data or ""}


@candidate.route("/profile/skills", methods=["GET", "POST"])
def profile_skills(viewer: Candidate) -> ResponseReturnValue:
    form = SkillsForm(obj=basics(viewer))
    if form.validate_on_submit():
        tell(viewer, **form.facts)
        flash("Your skills are saved.", "success")
        return _back(viewer)
    return render_template(
        "candidate/more/profile_skills.html", form=form, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200


class OwnSupportForm(HouseForm):
    schemes = some_of("Does one of these fit you?", SCHEMES)
    needs = TextField("What would help you to take part", [Voluntary(), at_most(3000, "What would help you")])


@candidate.route("/profile/support", methods=["GET", "POST"])
def profile_support(viewer: Candidate) -> ResponseReturnValue:
    profile = whole_profile(viewer)
    held = {
        "schemes": profile.guarantee.schemes if profile.guarantee else [],
        "needs": profile.support.needs if profile.support else "",
    }
    form = OwnSupportForm(data=held)
    if form.validate_on_submit():
        tell_support(viewer, schemes=form.schemes.data or [], needs=form.needs.data or "")
        flash("What you told us about interviews and support is saved.", "success")
        return redirect(stay("candidate.profile"), 303)
    return render_template("candidate/more/profile_support.html", form=form), 422 if form.is_submitted() else 200
