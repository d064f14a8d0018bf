"""Approval: the author reads the whole advert and sends it; somebody else reads it and approves or returns it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.approval_actions import (
    approve,
    planned,
    refuse_if_decided,
    return_,
    send_for_approval,
    take_back,
)
from recruitment.vacancies.approval_queries import waiting_request, why_not
from recruitment.vacancies.approval_rules import Waiting
from recruitment.vacancies.attachment_queries import unsettled
from recruitment.vacancies.completeness import lacking
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.vacancies.question_rules import asked_in, question_line
from recruitment.vacancies.revision_comparing import what_it_revises
from recruitment.web.doors import employer
from recruitment.web.employer.approval_history import approvals
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.employer.publication import vacancy_to
from recruitment.web.employer.revision_words import in_parts, why_not_sent
from recruitment.web.employer.writing_parts import PART_PAGES, Draft, draft_to_write
from recruitment.web.fields import HouseForm, TextField, at_most
from recruitment.web.public.vacancy import page_of

LONGEST_REASON = 2_000
APPROVED_CHANGE = "The change is approved. A recruiter can put it live now."


class SendForm(HouseForm):
    """A button below the advert."""


@employer.route("/vacancies/<int:vacancy_id>/send", methods=["GET", "POST"])
def send_vacancy(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = draft_to_write(viewer, vacancy_id)
    form = SendForm()
    if form.validate_on_submit():
        send_for_approval(viewer, advert.vacancy)
        flash(
            "The advert is with your approvers. We have emailed them, and we email you when they decide.",
            "success",
        )
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    missing = lacking(viewer, advert, advert.revises)
    names = names_of(viewer, advert.vacancy.organisation_id)
    page = render_template(
        "employer/approval/send_vacancy.html",
        form=form,
        advert=advert,
        page=page_of(advert, clock.now()),
        changes=in_parts(advert.revises.changes) if advert.revises else (),
        missing=[(each.message, url_for(PART_PAGES[each.part].endpoint, vacancy_id=vacancy_id)) for each in missing],
        held_up=_held_up(advert),
        steps=[(name, [names[person] for person in people]) for name, people in planned(viewer, advert.vacancy)],
    )
    return page, 422 if form.is_submitted() else 200


def _held_up(draft: Draft) -> tuple[str, str, str] | None:
    """What keeps it from its approver although every part is complete: the problem, the page that helps, its name."""
    if draft.revises is not None:
        problem, endpoint, label = why_not_sent(draft.revises), "employer.vacancy", "See the change"
    else:
        problem, endpoint, label = unsettled(draft.attachments), "employer.write_attachments", "See the attachments"
    return (problem, url_for(endpoint, vacancy_id=draft.vacancy.id), label) if problem else None


class ApprovalForm(HouseForm):
    reason = TextField(
        "What should change?",
        [at_most(LONGEST_REASON, "The reason")],
        description="Only when you return the advert. Its author reads it in an email and above the draft",
    )

    def validate_reason(self, field: TextField) -> None:
        if request.form.get("act") == "return" and not field.data:
            raise ValidationError("Say what should change before the advert is returned")
        if request.form.get("act") not in ("approve", "return"):
            raise ValidationError("Choose one of the buttons: approve the advert, or return it")


@employer.route("/vacancies/<int:vacancy_id>/approval", methods=["GET", "POST"])
def approval(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert, waiting = _to_decide(viewer, vacancy_id)
    vacancy, seen = advert.vacancy, waiting.step.id
    revised = what_it_revises(viewer, vacancy_id)
    form = ApprovalForm()
    if form.validate_on_submit():
        if request.form.get("act") == "return":
            return_(viewer, vacancy, form.reason.data, seen)
            flash("The advert is returned to its author, with your reason.", "success")
        elif approve(viewer, vacancy, seen):
            flash(APPROVED_CHANGE if revised else "The advert is approved. A recruiter can publish it now.", "success")
        else:
            flash("You approved this step. The approvers of the next one are asked by email.", "success")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    page = render_template(
        "employer/approval/approval.html",
        form=form,
        advert=advert,
        page=page_of(advert, clock.now()),
        revised=revised,
        changes=in_parts(revised.changes) if revised else (),
        asked=asked_in(vacancy.questions),
        question_line=question_line,
        sent=waiting.request,
        waiting=waiting,
        is_last=waiting.following is None,
        sender=names_of(viewer, vacancy.organisation_id).get(waiting.request.sent_by or 0, FORMER),
        approvals=approvals(viewer, vacancy),
    )
    return page, 422 if form.is_submitted() else 200


def _to_decide(viewer: Staff, vacancy_id: int) -> tuple[Advert, Waiting]:
    """Whoever decides on what they read while a colleague decided reads that instead.

    Raises NotVisible, Refused to whoever may not decide, AlreadyDecided and IllegalMove.
    """
    seen = request.form.get("step", type=int)
    if seen is not None:
        refuse_if_decided(viewer, advert_of(viewer, vacancy_id).vacancy, seen)
    advert = vacancy_to(viewer, vacancy_id, "approve")
    waiting = waiting_request(viewer, vacancy_id)
    if waiting is None:
        raise NotVisible("no request waits")
    if hindered := why_not(viewer, advert.vacancy):
        raise Refused(hindered)
    return advert, waiting


class TakeBackForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/<int:vacancy_id>/take-back", methods=["GET", "POST"])
def take_vacancy_back(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = vacancy_to(viewer, vacancy_id, "take_back")
    form = TakeBackForm()
    if form.validate_on_submit():
        take_back(viewer, advert.vacancy)
        flash("The advert is a draft again.", "success")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    return render_template("employer/approval/take_vacancy_back.html", form=form, advert=advert)
