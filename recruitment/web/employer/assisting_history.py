"""What staff enter of a person's work, education and referees, one thing a page, and what there is once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.actions import hold_draft
from recruitment.applications.assisted_actions import correct
from recruitment.applications.assisted_queries import acting_for
from recruitment.applications.profile_actions import add, change, remove, tell
from recruitment.applications.profile_queries import one_of
from recruitment.applications.profile_tables import Education, Employment, Language, Referee, Registration, Training
from recruitment.applications.qualifications import RESULTS
from recruitment.applications.vocabulary import LANGUAGE_SKILLS, OFFERED_LANGUAGES
from recruitment.core.viewers import Staff
from recruitment.web.candidate.education import EducationForm
from recruitment.web.candidate.employment import EmploymentForm, GapsForm
from recruitment.web.candidate.languages import LanguageForm
from recruitment.web.candidate.languages import filled as filled_language
from recruitment.web.candidate.more import DrivingForm, RightToWorkForm, SkillsForm
from recruitment.web.candidate.referees import RefereeForm
from recruitment.web.candidate.registrations import RegistrationForm
from recruitment.web.candidate.registrations import filled as filled_registration
from recruitment.web.candidate.training import TrainingForm
from recruitment.web.doors import employer
from recruitment.web.employer.assisting import opened
from recruitment.web.fields import HouseForm


def _job(row: Employment | None) -> HouseForm:
    is_current = None if row is None else "yes" if row.ended is None else "no"
    return EmploymentForm(obj=row, is_current=is_current)


def _registration(row: Registration | None) -> HouseForm:
    names = ("body", "part", "groups", "number", "expires")
    return RegistrationForm(data=filled_registration({name: getattr(row, name) for name in names}) if row else None)


def _language(row: Language | None) -> HouseForm:
    names = ("language", "level", *LANGUAGE_SKILLS)
    return LanguageForm(data=filled_language({name: getattr(row, name) for name in names}) if row else None)


def _facts_of_referee(form: Any) -> dict[str, Any]:
    told = {name: value or "" for name, value in form.data.items() if name != "csrf_token"}
    return {**told, "ask_me_first": bool(form.ask_me_first.data)}


@dataclass(frozen=True)
class Kind:
    """`section` of the application to which such rows belong."""

    table: type[Any]
    noun: str
    section: str
    form: Callable[[Any], Any]
    facts: Callable[[Any], dict[str, Any]] = lambda form: form.facts


ROWS: Final = {
    "jobs": Kind(Employment, "job", "history", _job),
    "qualifications": Kind(Education, "qualification", "history", lambda row: EducationForm(obj=row)),
    "courses": Kind(Training, "course", "history", lambda row: TrainingForm(obj=row)),
    "registrations": Kind(Registration, "registration", "history", _registration),
    "languages": Kind(Language, "language", "history", _language),
    "referees": Kind(Referee, "referee", "referees", lambda row: RefereeForm(obj=row), _facts_of_referee),
}
# What there is once, with what it is called.
SINGLE: Final[dict[str, tuple[str, type[Any]]]] = {
    "driving": ("Driving", DrivingForm),
    "skills": ("Skills", SkillsForm),
    "gaps": ("Time out of work", GapsForm),
    "evidence": ("Right to work", RightToWorkForm),
}
KINDS: Final = f"<any({', '.join(ROWS)}):kind>"


@employer.route(f"/assisted/<int:assisted_id>/{KINDS}/add", methods=["GET", "POST"])
def add_to_assisted(viewer: Staff, assisted_id: int, kind: str) -> ResponseReturnValue:
    return _row_page(viewer, assisted_id, kind, None)


@employer.route(f"/assisted/<int:assisted_id>/{KINDS}/<int:row_id>", methods=["GET", "POST"])
def change_in_assisted(viewer: Staff, assisted_id: int, kind: str, row_id: int) -> ResponseReturnValue:
    return _row_page(viewer, assisted_id, kind, row_id)


def _row_page(viewer: Staff, assisted_id: int, kind: str, number: int | None) -> ResponseReturnValue:
    entered, draft = opened(viewer, assisted_id)
    person, which = acting_for(viewer, entered.assisted), ROWS[kind]
    row = one_of(person, which.table, number) if number is not None else None
    form = which.form(row)
    if form.validate_on_submit():
        hold_draft(person, draft.application)
        if row is None:
            add(person, which.table, **which.facts(form))
        else:
            change(row, **which.facts(form))
        correct(viewer, entered, kind)
        flash(f"The {which.noun} is saved.", "success")
        return redirect(_section_url(assisted_id, which.section), 303)
    return render_template(
        "employer/assisting_history/_row.html",
        form=form,
        entered=entered,
        draft=draft,
        kind=kind,
        noun=which.noun,
        is_new=row is None,
        results=RESULTS,
        offered=OFFERED_LANGUAGES,
        back=_section_url(assisted_id, which.section),
    ), 422 if form.is_submitted() else 200


def _section_url(assisted_id: int, section: str) -> str:
    return url_for("employer.assisted_section", assisted_id=assisted_id, section=section)


class RemoveForm(HouseForm):
    """A button that asks once."""


@employer.route(f"/assisted/<int:assisted_id>/{KINDS}/<int:row_id>/remove", methods=["GET", "POST"])
def remove_from_assisted(viewer: Staff, assisted_id: int, kind: str, row_id: int) -> ResponseReturnValue:
    entered, draft = opened(viewer, assisted_id)
    person, which = acting_for(viewer, entered.assisted), ROWS[kind]
    row = one_of(person, which.table, row_id)
    form = RemoveForm()
    if form.validate_on_submit():
        hold_draft(person, draft.application)
        remove(person, row)
        correct(viewer, entered, kind)
        flash(f"The {which.noun} is removed.", "success")
        return redirect(_section_url(assisted_id, which.section), 303)
    page = render_template(
        "employer/assisting_history/remove_from_assisted.html",
        form=form, entered=entered, draft=draft, noun=which.noun,
        back=_section_url(assisted_id, which.section),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


@employer.route(f"/assisted/<int:assisted_id>/<any({', '.join(SINGLE)}):topic>", methods=["GET", "POST"])
def tell_in_assisted(viewer: Staff, assisted_id: int, topic: str) -> ResponseReturnValue:
    entered, draft = opened(viewer, assisted_id)
    title, made = SINGLE[topic]
    form = made(obj=draft.profile.basics)
    if form.validate_on_submit():
        person = acting_for(viewer, entered.assisted)
        hold_draft(person, draft.application)
        tell(person, **({"gaps": form.gaps.data or ""} if isinstance(form, GapsForm) else form.facts))
        correct(viewer, entered, topic)
        flash("What was told is saved.", "success")
        return redirect(_section_url(assisted_id, "history"), 303)
    page = render_template(
        "employer/assisting_history/tell_in_assisted.html",
        form=form, entered=entered, draft=draft, topic=topic, title=title,
        back=_section_url(assisted_id, "history"),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200
