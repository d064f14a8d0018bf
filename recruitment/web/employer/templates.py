"""Templates that adverts begin from: a person's own, and those that an organisation shares."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.vacancies.copying import (
    change_template,
    keep_as_template,
    may_change_template,
    remove_template,
    require_template_changer,
)
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.draft_tables import TEMPLATE_NAME, AdvertTemplate
from recruitment.vacancies.library import template_of, templates_of
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.writing_new import organisations_written_for
from recruitment.web.fields import HouseForm, LineField, Needed, at_most


class TemplateForm(HouseForm):
    name = LineField(
        "Name of the template",
        [Needed("Enter a name for the template"), at_most(TEMPLATE_NAME, "The name")],
        description="For example: School cleaner, term time",
    )
    is_shared = BooleanField("Share it with everybody here who writes adverts")


@employer.get("/vacancies/templates")
def templates(viewer: Staff) -> ResponseReturnValue:
    ours = organisations_written_for(viewer)
    if not ours:
        raise Refused("Your role does not let you write adverts. Recruiters and hiring managers do.")
    found = templates_of(viewer, [organisation.id for organisation in ours])
    return render_template(
        "employer/templates/templates.html",
        templates=found,
        names={organisation.id: organisation.name for organisation in ours},
        changeable={template.id for template in found if may_change_template(viewer, template)},
    )


@employer.route("/vacancies/<int:vacancy_id>/template", methods=["GET", "POST"])
def keep_template(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    require_writer(viewer, advert.vacancy.organisation_id)
    form = TemplateForm(name=advert.vacancy.title[:TEMPLATE_NAME])
    if form.validate_on_submit():
        keep_as_template(viewer, advert, name=form.name.data, is_shared=form.is_shared.data)
        flash(f"The template “{form.name.data}” is kept. You can begin adverts from it.", "success")
        return redirect(url_for("employer.templates"), 303)
    page = render_template("employer/templates/keep_template.html", form=form, advert=advert)
    return page, 422 if form.is_submitted() else 200


def _to_change(viewer: Staff, template_id: int) -> AdvertTemplate:
    template = template_of(viewer, template_id)
    require_template_changer(viewer, template)
    return template


@employer.route("/vacancies/templates/<int:template_id>", methods=["GET", "POST"])
def template(viewer: Staff, template_id: int) -> ResponseReturnValue:
    held = _to_change(viewer, template_id)
    form = TemplateForm(name=held.name, is_shared=held.is_shared)
    if form.validate_on_submit():
        change_template(viewer, held, name=form.name.data, is_shared=form.is_shared.data)
        flash(f"The template “{held.name}” is saved.", "success")
        return redirect(url_for("employer.templates"), 303)
    return render_template("employer/templates/template.html", form=form, template=held), (
        422 if form.is_submitted() else 200
    )


class RemoveTemplateForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/templates/<int:template_id>/remove", methods=["GET", "POST"])
def remove_advert_template(viewer: Staff, template_id: int) -> ResponseReturnValue:
    held = _to_change(viewer, template_id)
    form = RemoveTemplateForm()
    if form.validate_on_submit():
        name = held.name
        remove_template(viewer, held)
        flash(f"The template “{name}” is removed.", "success")
        return redirect(url_for("employer.templates"), 303)
    page = render_template("employer/templates/remove_advert_template.html", form=form, template=held)
    return page, 422 if form.is_submitted() else 200
