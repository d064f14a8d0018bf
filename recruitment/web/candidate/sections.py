"""Sections of a draft that show what the profile holds, and the answers to what the job asks for."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf.form import _Auto
from wtforms import RadioField
from wtforms.validators import Optional

from recruitment.applications.asked import asked_of
from recruitment.applications.claiming import offered_claims, support_filled
from recruitment.applications.copying import history_of
from recruitment.applications.draft_actions import answer, ask_for_support, finish, say_source
from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.profile_queries import referees
from recruitment.applications.rules import LONGEST_ANSWER, gaps
from recruitment.applications.tables import Application
from recruitment.applications.vocabulary import HEARD_FROM, SCHEMES, YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.vacancies.vocabulary import ASSESSMENTS
from recruitment.web.candidate.draft_pages import write_page
from recruitment.web.candidate.drafts import of_a_draft, to_task_list
from recruitment.web.candidate.fields import Voluntary, at_most, some_of
from recruitment.web.candidate.page_keeping import DraftPage, known
from recruitment.web.candidate.returning import keep
from recruitment.web.candidate.words import advert_path, history_entries, month, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, TextField
from recruitment.web.question_forms import NO_ANSWER


class ConfirmForm(HouseForm):
    """A button that says that the section is complete."""


@candidate.route("/applications/<int:application_id>/history", methods=["GET", "POST"])
@of_a_draft
def application_history(viewer: Candidate, application: Application) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.validate_on_submit():
        finish(viewer, application, "history")
        return to_task_list(application)
    draft = draft_of(viewer, application.id)
    history = history_of(draft.profile)
    return render_template(
        "candidate/sections/application_history.html",
        form=form,
        application=application,
        entries=history_entries(history),
        more=history["more"],
        missing=[one for one in asked_of(draft.vacancy, draft.criteria, draft.profile) if not one.is_told],
        gaps=[f"{month(gap.after)} to {month(gap.until)}" for gap in gaps(draft.profile.dated, clock.today())],
        keep=keep(application),
    ), 422 if form.is_submitted() else 200


@candidate.route("/applications/<int:application_id>/referees", methods=["GET", "POST"])
@of_a_draft
def application_referees(viewer: Candidate, application: Application) -> ResponseReturnValue:
    form = ConfirmForm()
    if form.validate_on_submit():
        finish(viewer, application, "referees")
        return to_task_list(application)
    return render_template(
        "candidate/sections/application_referees.html",
        form=form,
        application=application,
        entries=[referee(row) for row in referees(viewer)],
        keep=keep(application),
    ), 422 if form.is_submitted() else 200


def criteria_form(draft: Draft, sent: Any = _Auto) -> HouseForm:
    """One box for each question that the advert leaves to the application, filled with what was answered."""
    boxes: dict[str, Any] = {
        f"answer_{question.id}": TextField(
            question.text,
            [*([] if question.is_essential else [Voluntary()]), at_most(LONGEST_ANSWER, "Each answer")],
            default=draft.texts.get(question.id, ""),
        )
        for question in draft.questions
    }
    return type("CriteriaForm", (HouseForm,), boxes)(formdata=sent)


def _store_criteria(viewer: Candidate, application: Application, draft: Draft, form: HouseForm) -> None:
    texts = {question.id: form[f"answer_{question.id}"].data or "" for question in draft.questions}
    answer(viewer, application, draft.questions, texts)


CRITERIA = known(
    DraftPage(
        "criteria", "How you meet what the job asks for", "candidate/sections/application_criteria.html",
        criteria_form, _store_criteria,
        lambda draft: {"advert_url": advert_path(draft.vacancy), "assessments": ASSESSMENTS, "longest": LONGEST_ANSWER},
        waits=True,
    )
)  # fmt: skip


@candidate.route("/applications/<int:application_id>/criteria", methods=["GET", "POST"])
@of_a_draft
def application_criteria(viewer: Candidate, application: Application) -> ResponseReturnValue:
    """Answers are stored as far as they go; only sending asks for the essential ones."""
    return write_page(viewer, application, CRITERIA)


class SupportForm(HouseForm):
    """`offered`: claims for which the advert, or one of several, promises an interview; if none, none is asked for."""

    schemes = some_of("Do you ask for a guaranteed interview?", SCHEMES)
    needs = TextField("What would help you to take part", [Voluntary(), at_most(3000, "What would help you")])

    def __init__(self, offered: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.schemes.choices = dict(offered)
        if not offered:
            del self.schemes


def _support_form(draft: Draft, sent: Any) -> HouseForm:
    schemes, needs = support_filled(draft)
    return SupportForm(offered_claims(draft), formdata=sent, data={"schemes": schemes, "needs": needs})


def _store_support(viewer: Candidate, application: Application, _draft: Draft, form: Any) -> None:
    chosen = form.schemes.data or () if form.schemes is not None else ()
    schemes = [claim for claim in SCHEMES if claim in chosen]
    ask_for_support(viewer, application, schemes=schemes, needs=form.needs.data or "")


SUPPORT = known(
    DraftPage(
        "support", "Interview and support", "candidate/sections/application_support.html", _support_form, _store_support
    )
)


@candidate.route("/applications/<int:application_id>/support", methods=["GET", "POST"])
@of_a_draft
def application_support(viewer: Candidate, application: Application) -> ResponseReturnValue:
    return write_page(viewer, application, SUPPORT)


class SourceForm(HouseForm):
    heard_from = RadioField("Where did you see this job?", [Optional()], choices=HEARD_FROM | NO_ANSWER)
    employed_by_council = RadioField(
        "Do you work for a Scottish council now?", [Optional()], choices=YES_NO | NO_ANSWER
    )


def _store_source(viewer: Candidate, application: Application, _draft: Draft, form: HouseForm) -> None:
    heard, works = form["heard_from"].data or "", form["employed_by_council"].data or ""
    say_source(viewer, application, heard_from=heard, employed_by_council=works)


SOURCE = known(
    DraftPage(
        "source", "Where you saw this job", "candidate/sections/application_source.html",
        lambda draft, sent: SourceForm(formdata=sent, obj=draft.application), _store_source,
    )
)  # fmt: skip


@candidate.route("/applications/<int:application_id>/source", methods=["GET", "POST"])
@of_a_draft
def application_source(viewer: Candidate, application: Application) -> ResponseReturnValue:
    return write_page(viewer, application, SOURCE)
