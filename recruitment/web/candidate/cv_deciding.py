"""One thing that a CV seems to say: accepted as it stands, changed and accepted, or left out."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.cv_actions import accept, leave_out
from recruitment.applications.cv_queries import open_suggestions, suggestion
from recruitment.applications.profile_queries import basics, languages
from recruitment.applications.qualifications import RESULTS
from recruitment.applications.vocabulary import OFFERED_LANGUAGES
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.contact import ContactForm
from recruitment.web.candidate.cv_words import SECTION_NAMES, form_data, years_alone
from recruitment.web.candidate.education import EducationForm
from recruitment.web.candidate.employment import EmploymentForm
from recruitment.web.candidate.languages import LanguageForm
from recruitment.web.candidate.more import DrivingForm, SkillsForm
from recruitment.web.candidate.registrations import RegistrationForm
from recruitment.web.candidate.training import TrainingForm
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

FORMS: dict[str, type[Any]] = {
    "contact": ContactForm,
    "employment": EmploymentForm,
    "education": EducationForm,
    "training": TrainingForm,
    "registrations": RegistrationForm,
    "driving": DrivingForm,
    "languages": LanguageForm,
    "skills": SkillsForm,
}
LEAVE = "leave"


@candidate.route("/profile/cv/<int:suggestion_id>", methods=["GET", "POST"])
def decide_suggestion(viewer: Candidate, suggestion_id: int) -> ResponseReturnValue:
    """The page of the profile on which it would be typed, filled from the CV; the next one follows."""
    row = suggestion(viewer, suggestion_id)
    if request.form.get("act") == LEAVE and HouseForm().validate_on_submit():
        leave_out(viewer, row)
        return _to_next(viewer, "It is left out.")
    form = _form(viewer, row.section, row.facts)
    if form.validate_on_submit():
        accept(viewer, row, form.facts)
        return _to_next(viewer, "It is in your profile now.")
    return render_template(
        "candidate/cv_deciding/decide_suggestion.html",
        form=form,
        section=row.section,
        name=SECTION_NAMES[row.section],
        left=len(open_suggestions(viewer)),
        results=RESULTS,
        offered=OFFERED_LANGUAGES,
    ), 422 if form.is_submitted() else 200


def _form(viewer: Candidate, section: str, facts: dict[str, Any]) -> Any:
    """What the profile has already stands where the CV says nothing."""
    given = form_data(section, facts)
    if section in ("contact", "driving", "skills"):
        about = basics(viewer)
        kind = FORMS[section]
        form = kind(obj=about, **given)
        if about is not None and not form.is_submitted():
            for name, value in given.items():
                form[name].data = value
    elif section == "languages":
        form = LanguageForm(tuple(row.language.casefold() for row in languages(viewer)), data=given)
    else:
        form = FORMS[section](data=given)
    if not form.is_submitted():
        for name, year in years_alone(facts).items():
            form[name].raw_data = ["", year]
    return form


def _to_next(viewer: Candidate, said: str) -> ResponseReturnValue:
    flash(said, "success")
    left = open_suggestions(viewer)
    if left:
        return redirect(url_for("candidate.decide_suggestion", suggestion_id=left[0].id), 303)
    return redirect(url_for("candidate.profile_cv"), 303)
