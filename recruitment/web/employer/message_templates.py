"""Templates of messages that an employer keeps: one's own, shared ones, and those that ship with the portal."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField
from wtforms.validators import ValidationError

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.message_fields import FIELDS, named, wrong_with
from recruitment.selection.message_tables import LONGEST_NAME, LONGEST_SUBJECT, LONGEST_TEXT, WRITERS, MessageTemplate
from recruitment.selection.message_templates import (
    change,
    keep,
    may_change,
    remove,
    shipped,
    shipped_template,
    template_of,
    templates_of,
)
from recruitment.web.doors import employer
from recruitment.web.employer.writing_to import require_writers
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, at_most
from recruitment.web.workplaces import workplaces


def _ours(viewer: Staff) -> dict[int, str]:
    """By number the organisations that the viewer writes for. Raises Refused where there is none."""
    require_writers(viewer)
    held = viewer.organisations_as(*WRITERS)
    return {each.id: each.name for each in workplaces(viewer) if each.id in held}


@employer.get("/messages/templates")
def message_templates(viewer: Staff) -> ResponseReturnValue:
    ours = _ours(viewer)
    found = templates_of(viewer, ours)
    return render_template(
        "employer/message_templates/message_templates.html",
        templates=found,
        changeable={each.id for each in found if may_change(viewer, each)},
        names=ours,
        shipped=shipped(),
    )


class MessageTemplateForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    name = LineField(
        "Name of the template",
        [Needed("Enter a name for the template"), at_most(LONGEST_NAME, "The name")],
        description="Only you and your colleagues see it",
    )
    subject = LineField("Subject", [Needed("Enter a subject"), at_most(LONGEST_SUBJECT, "The subject")])
    text = TextField("Message", [Needed("Write the message"), at_most(LONGEST_TEXT, "The message")])
    is_shared = BooleanField("Share it with everybody here who writes to applicants")

    def validate_subject(self, field: LineField) -> None:
        _require_known_fields(field)

    def validate_text(self, field: TextField) -> None:
        _require_known_fields(field)

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("name", "subject", "text", "is_shared")}


def _require_known_fields(field: Any) -> None:
    if problem := wrong_with(field.data or ""):
        raise ValidationError(problem)


@employer.route("/messages/templates/new", methods=["GET", "POST"])
def new_message_template(viewer: Staff) -> ResponseReturnValue:
    """Empty, or from one that ships."""
    ours = _ours(viewer)
    key = request.args.get("begin", "")
    begun = shipped_template(key) if key else None
    held = {"name": begun.name, "subject": begun.subject, "text": begun.text} if begun else {}
    form = MessageTemplateForm(data=held)
    form.organisation.choices = {str(number): name for number, name in ours.items()}
    if len(ours) == 1:
        del form.organisation
    if form.validate_on_submit():
        organisation_id = form.organisation.data if "organisation" in form else next(iter(ours))
        keep(viewer, organisation_id, **form.facts)
        flash(f"The template “{form.name.data}” is kept.", "success")
        return redirect(url_for("employer.message_templates"), 303)
    return _page(form, None)


@employer.route("/messages/templates/<int:message_template_id>", methods=["GET", "POST"])
def message_template(viewer: Staff, message_template_id: int) -> ResponseReturnValue:
    held = _to_change(viewer, message_template_id)
    facts = {name: getattr(held, name) for name in ("name", "subject", "text", "is_shared")}
    form = MessageTemplateForm(data=facts)
    del form.organisation
    if form.validate_on_submit():
        change(viewer, held, **form.facts)
        flash(f"The template “{held.name}” is saved.", "success")
        return redirect(url_for("employer.message_templates"), 303)
    return _page(form, held)


def _to_change(viewer: Staff, message_template_id: int) -> MessageTemplate:
    held = template_of(viewer, message_template_id)
    if not may_change(viewer, held):
        raise Refused("Only its maker, recruiters and administrators change a shared template.")
    return held


def _page(form: MessageTemplateForm, held: MessageTemplate | None) -> ResponseReturnValue:
    return render_template(
        "employer/message_templates/message_template.html",
        form=form,
        template=held,
        fields=[(named(name), said) for name, said in FIELDS.items()],
    ), 422 if form.is_submitted() else 200


class RemovalForm(HouseForm):
    """A button that asks once."""


@employer.route("/messages/templates/<int:message_template_id>/remove", methods=["GET", "POST"])
def remove_message_template(viewer: Staff, message_template_id: int) -> ResponseReturnValue:
    held = _to_change(viewer, message_template_id)
    form = RemovalForm()
    if form.validate_on_submit():
        name = held.name
        remove(viewer, held)
        flash(f"The template “{name}” is removed.", "success")
        return redirect(url_for("employer.message_templates"), 303)
    page = render_template("employer/message_templates/remove_message_template.html", form=form, template=held)
    return page, 422 if form.is_submitted() else 200
