"""Checking the answers, sending, and the page that confirms it."""

from datetime import datetime

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from recruitment.applications.attachment_kinds import KINDS
from recruitment.applications.copying import history_of
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.equality.actions import own_answers
from recruitment.applications.profile_queries import referees
from recruitment.applications.queries import the_application
from recruitment.applications.rules import Closed, Unfinished, convictions_asked
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.applications.vocabulary import HEARD_FROM, RIGHT_TO_WORK, YES_NO
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.keeping.rules import DRAFT_DAYS
from recruitment.vacancies.question_rules import in_words
from recruitment.web.candidate.drafts import of_a_draft
from recruitment.web.candidate.words import claims_in_words, evidence_words, history_entries, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed
from recruitment.web.public.vacancy import others_like


class SendForm(HouseForm):
    is_true = BooleanField(
        "What I have written is true and complete", [Needed("Tick the box to say that what you have written is true")]
    )


@candidate.route("/applications/<int:application_id>/check", methods=["GET", "POST"])
@of_a_draft
def check_application(viewer: Candidate, application: Application) -> ResponseReturnValue:
    """Everything that will be sent; a form that comes too late is answered here, with all answers kept."""
    received_at = g.received_at
    form = SendForm()
    if form.validate_on_submit():
        try:
            submit(viewer, application, received_at=received_at)
        except Closed:
            return _check_page(viewer, application, form, arrived=received_at), 409
        except Unfinished as refusal:
            return _check_page(viewer, application, form, str(refusal)), 409
        return redirect(url_for("candidate.sent", application_id=application.id), 303)
    return _check_page(viewer, application, form), 422 if form.is_submitted() else 200


def _check_page(
    viewer: Candidate,
    application: Application,
    form: SendForm,
    refusal: str = "",
    arrived: datetime | None = None,
) -> str:
    """`arrived`: when a form came that was too late."""
    draft = draft_of(viewer, application.id)
    takes = arrived is None and draft.is_open(clock.now())
    history = history_of(draft.profile)
    return render_template(
        "candidate/sending/check_application.html",
        form=form,
        draft=draft,
        refusal=refusal,
        arrived=arrived,
        draft_days=DRAFT_DAYS,
        document_kinds=KINDS,
        is_open=takes,
        similar=[] if takes or draft.vacancy is None else others_like(viewer, draft.vacancy.reference),
        entries=history_entries(history),
        more=history["more"],
        referees=[referee(row) for row in referees(viewer)],
        in_words=in_words,
        asks_convictions=convictions_asked(draft.disclosure_level) is not None,
        evidence=evidence_words(draft.evidence) if draft.evidence else "",
        words={"right_to_work": RIGHT_TO_WORK, "yes_no": YES_NO, "claims": claims_in_words, "heard_from": HEARD_FROM},
    )


@candidate.get("/applications/<int:application_id>/sent")
def sent(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    application = the_application(viewer, application_id)
    if application.state == "draft":
        return redirect(url_for("candidate.application", application_id=application.id))
    return render_template(
        "candidate/sending/sent.html", application=application, is_asked_equality=own_answers(viewer) is not None
    )
