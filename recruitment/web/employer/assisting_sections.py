"""The sections of an application that staff enter: the same forms and rules that a person meets who applies alone."""

from collections.abc import Callable
from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField
from wtforms.validators import Email, Optional

from recruitment.applications.assisted_actions import correct
from recruitment.applications.assisted_queries import Entered, acting_for
from recruitment.applications.copying import history_of
from recruitment.applications.draft_actions import answer, ask_for_support, declare, finish, say_source
from recruitment.applications.draft_queries import Draft, support_filled
from recruitment.applications.profile_actions import tell
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.rules import LONGEST_ANSWER, Unfinished, convictions_asked
from recruitment.applications.vocabulary import SCHEMES
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Candidate, Staff
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS
from recruitment.web.candidate.contact import ContactForm
from recruitment.web.candidate.declarations import declarations_form
from recruitment.web.candidate.sections import ConfirmForm, SourceForm, SupportForm, criteria_form
from recruitment.web.candidate.words import history_entries, referee
from recruitment.web.doors import employer
from recruitment.web.employer.assisting import opened
from recruitment.web.fields import HouseForm, at_most, tidy
from recruitment.web.question_forms import given_in, question_form

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


def _save_criteria(person: Candidate, draft: Draft, form: HouseForm) -> None:
    texts = {question.id: form[f"answer_{question.id}"].data or "" for question in draft.questions}
    answer(person, draft.application, draft.questions, texts)


def _save_support(person: Candidate, draft: Draft, form: SupportForm) -> None:
    scheme = form.scheme.data if form.scheme.data in SCHEMES else ""
    ask_for_support(person, draft.application, scheme=scheme, needs=form.needs.data or "")


def _support(_entered: Entered, draft: Draft) -> HouseForm:
    scheme, needs = support_filled(draft)
    return SupportForm(scheme=scheme or "none", needs=needs)


def _save_source(person: Candidate, draft: Draft, form: SourceForm) -> None:
    said = {"heard_from": form.heard_from.data or "", "employed_by_council": form.employed_by_council.data or ""}
    say_source(person, draft.application, **said)


# Of each section: its form, filled; and what saving does.
SECTIONS: Final[dict[str, tuple[Callable[[Entered, Draft], HouseForm], Save]]] = {
    "contact": (_contact, _save_contact),
    "history": (lambda _entered, _draft: ConfirmForm(),
                lambda person, draft, _form: finish(person, draft.application, "history")),
    "criteria": (lambda _entered, draft: criteria_form(draft), _save_criteria),
    "questions": (lambda _entered, draft: question_form(draft.asked, draft.answered),
                  lambda person, draft, form: answer_questions(
                      person, draft.application, draft.asked, given_in(form, draft.asked))),
    "referees": (lambda _entered, _draft: ConfirmForm(),
                 lambda person, draft, _form: finish(person, draft.application, "referees")),
    "declarations": (lambda _entered, draft: declarations_form(draft),
                     lambda person, draft, form: declare(person, draft.application, **form.told)),
    "support": (_support, _save_support),
    "source": (lambda _entered, draft: SourceForm(obj=draft.application), _save_source),
}  # fmt: skip


@employer.route("/assisted/<int:assisted_id>/<any({}):section>".format(", ".join(SECTIONS)), methods=["GET", "POST"])
def assisted_section(viewer: Staff, assisted_id: int, section: str) -> ResponseReturnValue:
    """Once it was handed in, what would leave it incomplete is not stored, and stays on the page."""
    entered, draft = opened(viewer, assisted_id)
    if section == "questions" and not draft.asked:
        raise NotVisible("nothing is asked")
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
            return redirect(url_for("employer.assisted", assisted_id=assisted_id), 303)
    history = history_of(draft.profile)
    page = render_template(
        f"employer/assisting/_{section}.html",
        form=form,
        entered=entered,
        draft=draft,
        refusal=refusal,
        longest=LONGEST_ANSWER,
        asked=convictions_asked(draft.disclosure_level),
        level=DISCLOSURE_LEVELS.get(draft.disclosure_level, ""),
        entries=history_entries(history),
        more=history["more"],
        rows=rows_of(draft),
        referees=[referee(row) for row in draft.profile.referees],
    )
    return page, 409 if refusal else 422 if form.is_submitted() else 200


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
