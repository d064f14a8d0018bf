"""Writing to applicants, one or many: the words, what each would read, then sending, once."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.message_actions import may_be_written_to
from recruitment.selection.message_fields import FIELDS, named
from recruitment.selection.message_tables import WRITERS
from recruitment.selection.message_templates import shipped, shipped_template, template_of, templates_of
from recruitment.selection.message_together import Draft, Written, drafts_for, write_together
from recruitment.selection.queries import Row, chosen_applicants, every_applicant, names_of_staff
from recruitment.selection.rules import Sift
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.messages import ACCEPTS, LARGEST_UPLOAD, SENT_ALREADY, SubjectForm
from recruitment.web.requests import within

# The button that sends, and the one that leads back to the words; any other shows what each would read.
SEND, CHANGE = "send", "change"


@dataclass(frozen=True)
class Addressees:
    """Whom the viewer chose: those who can be written to, and those who cannot."""

    advert: Advert
    sift: Sift
    ready: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def back(self) -> str:
        if len(self.ready) + len(self.others) == 1:
            one = (*self.ready, *self.others)[0].application.id
            return url_for("employer.applicant", application_id=one, **self.sift.address)
        return url_for("employer.applicants", vacancy_id=self.advert.vacancy.id, **self.sift.address)


def require_writers(viewer: Staff) -> None:
    if not viewer.organisations_as(*WRITERS):
        raise Refused("Your role does not let you write to applicants. Recruiters and hiring managers do.")


class WritingForm(SubjectForm):
    """Holds whom the page listed, so that nobody is written to unseen."""

    application = SelectMultipleField(coerce=within, validate_choice=False)


@employer.route("/vacancies/<int:vacancy_id>/applicants/message", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def write_to_applicants(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    if not viewer.has_role(advert.vacancy.organisation_id, *WRITERS):
        raise Refused("Your role does not let you write to applicants. Recruiters and hiring managers do.")
    form = WritingForm(**_begun_with(viewer))
    chosen = _addressees(viewer, advert, form)
    if not chosen.ready:
        flash("Choose at least one applicant who can be written to. Whoever has withdrawn cannot.", "warning")
        return redirect(chosen.back, 303)
    drafts: tuple[Draft, ...] = ()
    if form.validate_on_submit() and CHANGE not in request.form:
        words = form.words(form.subject.data, None)
        writer = names_of_staff(viewer, advert.vacancy.organisation_id).get(viewer.person, "")
        drafts, problems = drafts_for(chosen.ready, advert.vacancy, advert.organisation.name, writer, words)
        for name, problem in problems.items():
            form[name].errors = [problem]
    if drafts and SEND in request.form:
        upload, is_good = form.read_file()
        if is_good:
            done = write_together(viewer, vacancy_id, drafts, form.words(form.subject.data, upload))
            _say(done)
            return redirect(chosen.back, 303)
    page = render_template(
        "employer/writing_to/_preview.html" if drafts else "employer/writing_to/write_to_applicants.html",
        form=form,
        advert=advert,
        chosen=chosen,
        drafts=drafts,
        fields=[(named(name), said) for name, said in FIELDS.items()],
        templates=_templates(viewer, advert),
        accepts=ACCEPTS,
        side_navigation=None,
    )
    return page, 422 if form.is_submitted() and form.errors else 200


def _begun_with(viewer: Staff) -> dict[str, Any]:
    """The words of the template that the address names: a number, or the key of one that ships."""
    asked = request.args.get("begin", "")
    if not asked or request.method == "POST":
        return {}
    number = request.args.get("begin", type=int)
    found = template_of(viewer, number) if number is not None else shipped_template(asked)
    return {"subject": found.subject, "text": found.text}


def _templates(viewer: Staff, advert: Advert) -> list[tuple[str, str]]:
    """Name and address of this page with each template's words."""
    kept = [(each.name, str(each.id)) for each in templates_of(viewer, [advert.vacancy.organisation_id])]
    every = [*kept, *((each.name, each.key) for each in shipped())]
    # By name, because an address may carry anything.
    asked: dict[str, Any] = {
        "application": request.args.getlist("application", type=int),
        "everyone": request.args.get("everyone"),
        **Sift.asked(request.args).address,
    }
    return [
        (name, url_for("employer.write_to_applicants", vacancy_id=advert.vacancy.id, **{**asked, "begin": begin}))
        for name, begin in every
    ]


def _addressees(viewer: Staff, advert: Advert, form: WritingForm) -> Addressees:
    """From the form where it was sent, else from the address: the ticked ones, or everyone of a list."""
    sift, vacancy_id = Sift.asked(request.args), advert.vacancy.id
    if form.is_submitted():
        rows = chosen_applicants(viewer, vacancy_id, form.application.data or ())
    elif "everyone" in request.args:
        rows = every_applicant(viewer, vacancy_id, sift)
    else:
        rows = chosen_applicants(viewer, vacancy_id, request.args.getlist("application", type=int))
    can = [may_be_written_to(row.application) for row in rows]
    return Addressees(
        advert=advert,
        sift=sift,
        ready=tuple(row for row, yes in zip(rows, can, strict=True) if yes),
        others=tuple(row for row, yes in zip(rows, can, strict=True) if not yes),
    )


def _say(done: Written) -> None:
    if done.sent:
        flash(
            "Your message is sent." if done.sent == 1 else f"Your message is sent to {done.sent} applicants.", "success"
        )
    elif done.again:
        flash(SENT_ALREADY, "info")
    if done.left:
        named_ones = ", ".join(application.reference for application in done.left[:5])
        flash(f"Not written to, because they have withdrawn or deleted their account: {named_ones}.", "warning")
