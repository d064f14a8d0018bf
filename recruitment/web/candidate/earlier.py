"""Beginning from an earlier application: its answers offered question by question, and put back at will."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.earlier_actions import take, undo
from recruitment.applications.earlier_queries import StartingPoint, starting_point
from recruitment.applications.earlier_rules import Source, Suggestion
from recruitment.applications.tables import Application
from recruitment.applications.together_rules import own_mark
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Candidate
from recruitment.vacancies.question_rules import in_words
from recruitment.web.candidate.drafts import of_a_draft
from recruitment.web.candidate.page_keeping import versions_kept
from recruitment.web.candidate.questions import QUESTIONS
from recruitment.web.candidate.sections import CRITERIA
from recruitment.web.candidate.words import day
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

ALL = "all"
# The pages of a draft to which earlier answers go.
WRITTEN = (CRITERIA, QUESTIONS)


class EarlierForm(HouseForm):
    """Its buttons say what to use or to undo: `use` holds `all`, `from-<application>` or one offer; `undo` a ref."""


@candidate.route("/applications/<int:application_id>/earlier", methods=["GET", "POST"])
@of_a_draft
def application_earlier(viewer: Candidate, application: Application) -> ResponseReturnValue:
    draft = draft_of(viewer, application.id)
    offered = starting_point(viewer, draft)
    form = EarlierForm()
    if form.validate_on_submit():
        here = redirect(url_for("candidate.application_earlier", application_id=application.id), 303)
        if ref := request.form.get("undo", ""):
            _undo(viewer, draft, offered, ref)
            return here
        chosen = _chosen(offered, request.form.get("use", ""))
        if chosen:
            with versions_kept(viewer, application, WRITTEN):
                take(viewer, draft, chosen)
            flash(_said(len(chosen)), "success")
        else:
            flash("That answer is not offered any more, so nothing was changed.", "warning")
        return here
    return render_template(
        "candidate/earlier/application_earlier.html",
        form=form,
        application=application,
        offered=offered,
        sources=[(source, where_from(source), count) for source, count in offered.sources.items()],
        suggestions=[(each, offer_of(each), where_from(each.earlier.source), in_words(each.item.asked, each.said),
                      in_words(each.item.asked, each.item.said)) for each in offered.suggestions],
        taken=[(each, in_words(each.item.asked, each.row.taken), in_words(each.item.asked, each.row.before))
               for each in offered.taken],
    ), 422 if form.is_submitted() else 200  # fmt: skip


def offer_of(suggestion: Suggestion) -> str:
    """Names a suggestion as the page showed it: for which question, from where, and what it says."""
    return f"{suggestion.ref}-{own_mark(suggestion.earlier.item)}"


def _chosen(offered: StartingPoint, use: str) -> Sequence[Suggestion]:
    """All at once only answers to the very same questions, where the draft says nothing yet."""
    if use == ALL:
        return offered.certain
    if use.startswith("from-"):
        return [each for each in offered.certain if use == f"from-{each.earlier.source.application_id}"]
    return [each for each in offered.suggestions if use == offer_of(each)]


def _undo(viewer: Candidate, draft: Draft, offered: StartingPoint, ref: str) -> None:
    found = next((each for each in offered.taken if each.item.ref == ref), None)
    if found is None:
        flash("There is nothing to undo there.", "warning")
        return
    try:
        with versions_kept(viewer, draft.application, WRITTEN):
            undo(viewer, draft, found)
    except Refused as refusal:
        flash(str(refusal), "warning")
        return
    flash("The earlier answer is taken out, and what stood there before is back.", "success")


def where_from(source: Source) -> str:
    """from your application to Fife Council, 3 March 2026"""
    what = "application to" if source.is_sent else "draft for"
    return f"from your {what} {source.employer}, {day(clock.local(source.at).date())}"


def _said(count: int) -> str:
    if count == 1:
        return "The earlier answer is in your draft. Read it once more, and change what is different for this job."
    return f"{count} earlier answers are in your draft. Read them once more, and change what is different for this job."
