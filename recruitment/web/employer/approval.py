"""Approval: the author reads the whole advert and sends it; somebody else reads it and approves or returns it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.approval_actions import approve, possible_approvers, return_, send_for_approval, take_back
from recruitment.vacancies.attachment_queries import unsettled
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import last_act
from recruitment.vacancies.rules import may_be_approved_by, missing_before_approval
from recruitment.web.doors import employer
from recruitment.web.employer.publication import vacancy_to
from recruitment.web.employer.vacancy import names_of
from recruitment.web.employer.writing_parts import PART_PAGES, draft_to_write
from recruitment.web.fields import HouseForm, TextField, at_most
from recruitment.web.public.vacancy import page_of

LONGEST_REASON = 2_000


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
    now = clock.now()
    problems = pay_problems(viewer, advert.vacancy, day_of_pay(advert.vacancy, now))
    missing = missing_before_approval(advert.vacancy, advert.criteria, advert.workplaces, problems, now)
    problem = unsettled(advert.attachments)
    names = names_of(viewer, advert.vacancy.organisation_id)
    page = render_template(
        "employer/approval/send_vacancy.html",
        form=form,
        advert=advert,
        page=page_of(advert, now),
        missing=[(each.message, url_for(PART_PAGES[each.part].endpoint, vacancy_id=vacancy_id)) for each in missing],
        held_up=(problem, url_for("employer.write_attachments", vacancy_id=vacancy_id)) if problem else None,
        approvers=[names[person] for person in possible_approvers(viewer, advert.vacancy, viewer.person)],
    )
    return page, 422 if form.is_submitted() else 200


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
    advert = vacancy_to(viewer, vacancy_id, "approve")
    vacancy = advert.vacancy
    sent = last_act(viewer, vacancy_id, "send_for_approval")
    sender = sent.person if sent else None
    if not may_be_approved_by(viewer.person, vacancy, sender):
        raise Refused("You wrote this advert or sent it for approval, so somebody else has to approve it.")
    form = ApprovalForm()
    if form.validate_on_submit():
        if request.form.get("act") == "return":
            return_(viewer, vacancy, form.reason.data)
            flash("The advert is returned to its author, with your reason.", "success")
        else:
            approve(viewer, vacancy)
            flash("The advert is approved. A recruiter can publish it now.", "success")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    page = render_template(
        "employer/approval/approval.html",
        form=form,
        advert=advert,
        page=page_of(advert, clock.now()),
        sent=sent,
        sender=names_of(viewer, vacancy.organisation_id).get(sender or 0, "a former colleague"),
    )
    return page, 422 if form.is_submitted() else 200


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
