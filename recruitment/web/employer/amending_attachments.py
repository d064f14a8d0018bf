"""The documents of a published advert: one is uploaded and checked, then put on or taken off with a reason."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from recruitment.applications.amending import tell_candidates
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import ACCEPTED, LARGEST_DOCUMENT
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.vacancies.attachment_actions import MOST_ATTACHMENTS
from recruitment.vacancies.attachment_amending import discard, put_on, stage, take_off
from recruitment.vacancies.attachment_queries import staged_of
from recruitment.vacancies.attachment_tables import INFECTED, WAITING, Attachment
from recruitment.vacancies.queries import Advert
from recruitment.web.doors import employer
from recruitment.web.employer.amending import ReasonedForm, mark_of, to_change
from recruitment.web.employer.publication import done
from recruitment.web.employer.writing_attachments import LARGEST_UPLOAD, AttachmentForm
from recruitment.web.fields import HouseForm
from recruitment.web.public.words import document_in_words

STANDINGS = {
    WAITING: "Being checked for malware.",
    INFECTED: "Malware was found in this file, so it was deleted. Discard it, and upload a clean one.",
}
# An answer that is no document's number.
NONE = 0


@employer.route("/vacancies/<int:vacancy_id>/amend-attachments", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def amend_attachments(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """What is on the advert, what waits, and a form that uploads another."""
    advert = to_change(viewer, vacancy_id, "amend")
    waiting = staged_of(viewer, vacancy_id)
    form = AttachmentForm([each.name for each in waiting])
    if form.validate_on_submit():
        upload = form.file.data
        try:
            stage(viewer, advert.vacancy, form.name.data, upload.filename or "", upload.read(LARGEST_DOCUMENT + 1))
        except IllegalMove:
            raise
        except Refused as problem:
            form.file.errors = [str(problem)]
        else:
            flash(f"“{form.name.data}” is uploaded. Put it on the advert once it is checked.", "success")
            return redirect(url_for("employer.amend_attachments", vacancy_id=vacancy_id), 303)
    page = render_template(
        "employer/amending_attachments/amend_attachments.html",
        form=form,
        advert=advert,
        held=[
            _row(each, [("Take off", url_for("employer.take_off_attachment", attachment_id=each.id))])
            for each in advert.attachments
        ],
        waiting=[_row(each, _acts(each)) for each in waiting],
        waits=any(each.state == WAITING for each in waiting),
        accepted=ACCEPTED,
    )
    return page, 422 if form.is_submitted() else 200


def _acts(each: Attachment) -> list[tuple[str, str]]:
    put = [("Put on the advert", url_for("employer.put_on_attachment", staged_id=each.id))] if each.is_open else []
    return [*put, ("Discard", url_for("employer.discard_attachment", staged_id=each.id))]


def _row(each: Attachment, acts: list[tuple[str, str]]) -> dict[str, Any]:
    opening = [("Open", url_for("employer.attachment_file", attachment_id=each.id))] if each.is_open else []
    said = f"{document_in_words(each.kind, each.size)}. {STANDINGS.get(each.state, '')}"
    actions = [{"text": text, "href": address, "hidden": each.name} for text, address in (*opening, *acts)]
    return {"key": each.name, "value": said.strip(), "actions": actions}


def _found(viewer: Staff, attachment_id: int, *, is_staged: bool) -> tuple[Attachment, Advert]:
    """Raises NotVisible, and what `to_change` raises."""
    attachment: Attachment = one_visible(
        viewer, Attachment, Attachment.id == attachment_id, Attachment.is_staged.is_(is_staged)
    )
    return attachment, to_change(viewer, attachment.vacancy_id, "amend")


class PutOnForm(ReasonedForm):
    replaces = SelectField("Does it replace a document?", coerce=int)

    def __init__(self, staged: Attachment, held: tuple[Attachment, ...]) -> None:
        same = [each.id for each in held if each.name.casefold() == staged.name.casefold()]
        super().__init__(replaces=next(iter(same), NONE))
        added = [] if len(held) >= MOST_ATTACHMENTS else [(NONE, "No, it is added")]
        self.replaces.choices = [*added, *((each.id, f"Yes, “{each.name}”") for each in held)]


@employer.route("/attachments/<int:staged_id>/put-on", methods=["GET", "POST"])
def put_on_attachment(viewer: Staff, staged_id: int) -> ResponseReturnValue:
    staged, advert = _found(viewer, staged_id, is_staged=True)
    form = PutOnForm(staged, advert.attachments)
    if form.validate_on_submit() and not form.is_stale(advert.vacancy):
        replaced = next((each for each in advert.attachments if each.id == form.replaces.data), None)
        name = staged.name
        try:
            amendment = put_on(viewer, advert.vacancy, staged, replaced, form.reason.data, form.message.data or "")
        except IllegalMove:
            raise
        except Refused as problem:
            form.replaces.errors = [str(problem)]
        else:
            told = tell_candidates(advert.vacancy, amendment)
            return done(advert.vacancy.id, f"“{name}” is on the advert. {_heard(told)}")
    return _asking("put_on_attachment", form, advert, staged)


@employer.route("/attachments/<int:attachment_id>/take-off", methods=["GET", "POST"])
def take_off_attachment(viewer: Staff, attachment_id: int) -> ResponseReturnValue:
    attachment, advert = _found(viewer, attachment_id, is_staged=False)
    form = ReasonedForm()
    if form.validate_on_submit() and not form.is_stale(advert.vacancy):
        name = attachment.name
        amendment = take_off(viewer, advert.vacancy, attachment, form.reason.data, form.message.data or "")
        told = tell_candidates(advert.vacancy, amendment)
        return done(advert.vacancy.id, f"“{name}” is taken off the advert. {_heard(told)}")
    return _asking("take_off_attachment", form, advert, attachment)


def _asking(template: str, form: ReasonedForm, advert: Advert, attachment: Attachment) -> ResponseReturnValue:
    page = render_template(
        f"employer/amending_attachments/{template}.html",
        form=form,
        advert=advert,
        attachment=attachment,
        seen=mark_of(advert.vacancy),
        may_be_applied_for=True,
    )
    return page, 422 if form.is_submitted() else 200


def _heard(told: int) -> str:
    if not told:
        return ""
    return f"{told} {'candidate is' if told == 1 else 'candidates are'} told so by email."


class DiscardForm(HouseForm):
    """A button that asks once."""


@employer.route("/attachments/<int:staged_id>/discard", methods=["GET", "POST"])
def discard_attachment(viewer: Staff, staged_id: int) -> ResponseReturnValue:
    staged, advert = _found(viewer, staged_id, is_staged=True)
    form = DiscardForm()
    if form.validate_on_submit():
        discard(viewer, advert.vacancy, staged)
        flash(f"“{staged.name}” is discarded.", "success")
        return redirect(url_for("employer.amend_attachments", vacancy_id=advert.vacancy.id), 303)
    return render_template(
        "employer/amending_attachments/discard_attachment.html", form=form, advert=advert, attachment=staged
    )
