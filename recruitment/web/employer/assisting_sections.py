"""The sections of an application that staff enter: the same forms and rules that a person meets who applies alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.form import _Auto
from wtforms import EmailField
from wtforms.validators import Email, Optional

from recruitment.applications.assisted_actions import correct
from recruitment.applications.assisted_queries import Entered, acting_for
from recruitment.applications.copying import history_of
from recruitment.applications.draft_actions import finish
from recruitment.applications.draft_queries import Draft, draft_on_paper
from recruitment.applications.profile_actions import tell
from recruitment.applications.rules import Unfinished
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.viewers import Candidate, Staff
from recruitment.web.candidate.contact import ContactForm
from recruitment.web.candidate.declarations import DECLARATIONS
from recruitment.web.candidate.draft_facts import draft_key
from recruitment.web.candidate.draft_pages import Setting, show_page, write_page_in
from recruitment.web.candidate.page_keeping import BY_ITSELF
from recruitment.web.candidate.questions import QUESTIONS
from recruitment.web.candidate.sections import CRITERIA, SOURCE, SUPPORT, ConfirmForm
from recruitment.web.candidate.words import history_entries, referee
from recruitment.web.doors import employer
from recruitment.web.employer.assisting import opened
from recruitment.web.fields import HouseForm, at_most, tidy

Save = Callable[[Candidate, Draft, Any], None]


class PersonForm(ContactForm):
    email = EmailField(
        "Email address",
        [Optional(), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@example.com", check_deliverability=False)],
        filters=[tidy],
        description="Leave it empty if the person has none",
    )  # fmt: skip


def _contact(entered: Entered, draft: Draft) -> HouseForm:
    return PersonForm(obj=draft.profile.basics, data={"email": entered.person.email})


def _save_contact(person: Candidate, _draft: Draft, form: PersonForm) -> None:
    tell(person, **{name: value for name, value in form.facts.items() if name != "email"})


# Of each section that is kept by its button alone: its form, filled; and what saving does.
SECTIONS: Final[dict[str, tuple[Callable[[Entered, Draft], HouseForm], Save]]] = {
    "contact": (_contact, _save_contact),
    "history": (lambda _entered, _draft: ConfirmForm(),
                lambda person, draft, _form: finish(person, draft.application, "history")),
    "referees": (lambda _entered, _draft: ConfirmForm(),
                 lambda person, draft, _form: finish(person, draft.application, "referees")),
}  # fmt: skip
# Those in which words are entered, each as its person's own page keeps it.
TYPED: Final = {page.name: page for page in (CRITERIA, QUESTIONS, DECLARATIONS, SUPPORT, SOURCE)}


@employer.route(
    "/assisted/<int:assisted_id>/<any({}):section>".format(", ".join([*SECTIONS, *TYPED])), methods=["GET", "POST"]
)
def assisted_section(viewer: Staff, assisted_id: int, section: str) -> ResponseReturnValue:
    """Once it was handed in, what would leave it incomplete is not stored, and stays on the page."""
    entered, draft = opened(viewer, assisted_id)
    if section == "questions" and not draft.asked:
        raise NotVisible("nothing is asked")
    return _typed(viewer, entered, draft, section) if section in TYPED else _told(viewer, entered, draft, section)


def _typed(viewer: Staff, entered: Entered, draft: Draft, section: str) -> ResponseReturnValue:
    """Saves by itself while the application is entered; a correction of what was handed in is made by the button."""
    assisted = entered.assisted
    is_correction = assisted.state != "entering"
    if is_correction and request.form.get("then") == BY_ITSELF:
        raise IllegalMove("application", "change", assisted.state)
    person, facts = acting_for(viewer, assisted), _facts(entered, draft)
    here = url_for("employer.assisted_section", assisted_id=assisted.id, section=section)
    setting = Setting(
        f"employer/assisting/_{section}.html", here, url_for("employer.assisted", assisted_id=assisted.id),
        {**facts, "is_correction": is_correction}, draft_on_paper, lambda: correct(viewer, entered, section),
    )  # fmt: skip
    try:
        return write_page_in(person, draft.application, TYPED[section], setting)
    except Unfinished as unfinished:
        page = TYPED[section]
        refused = replace(setting, facts={**setting.facts, "refusal": str(unfinished)})
        return show_page(person, draft, page, page.form(draft, _Auto), refused), 409


def _told(viewer: Staff, entered: Entered, draft: Draft, section: str) -> ResponseReturnValue:
    filled, save = SECTIONS[section]
    form = filled(entered, draft)
    refusal = ""
    if form.validate_on_submit():
        save(acting_for(viewer, entered.assisted), draft, form)
        try:
            correct(viewer, entered, section, form.email.data or "" if isinstance(form, PersonForm) else None)
        except Unfinished as unfinished:
            refusal = str(unfinished)
        else:
            flash("The section is saved.", "success")
            return redirect(url_for("employer.assisted", assisted_id=entered.assisted.id), 303)
    page = render_template(
        f"employer/assisting/_{section}.html", form=form, draft=draft, **_facts(entered, draft) | {"refusal": refusal}
    )
    return page, 409 if refusal else 422 if form.is_submitted() else 200


def _facts(entered: Entered, draft: Draft) -> dict[str, Any]:
    history = history_of(draft.profile)
    return {
        "entered": entered,
        "draft_key": draft_key,
        "refusal": "",
        "entries": history_entries(history),
        "more": history["more"],
        "rows": rows_of(draft),
        "referees": [referee(row) for row in draft.profile.referees],
    }


def rows_of(draft: Draft) -> dict[str, list[tuple[int, str]]]:
    """What was entered of a person's history: by kind, each row's number and what it is called."""
    profile = draft.profile
    return {
        "jobs": [(row.id, f"{row.job_title}, {row.employer}") for row in profile.employment],
        "qualifications": [(row.id, row.subject or row.institution) for row in profile.education],
        "courses": [(row.id, row.name) for row in profile.training],
        "registrations": [(row.id, row.body) for row in profile.registrations],
        "languages": [(row.id, row.language) for row in profile.languages],
        "referees": [(row.id, row.name) for row in profile.referees],
    }
