"""A new advert: its title, whose it is, and the template that it begins from."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional, ValidationError

from recruitment.accounts.queries import workplaces_of
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.departments import departments_of
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.copying import begin_from_template
from recruitment.vacancies.draft_actions import begin_draft
from recruitment.vacancies.draft_tables import AdvertTemplate
from recruitment.vacancies.library import templates_of
from recruitment.vacancies.lifecycle import WRITERS
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, LineField, Needed, at_most


def organisations_written_for(viewer: Staff) -> list[Organisation]:
    """Where the viewer may write adverts, by name."""
    ours = set(viewer.organisations_as(*WRITERS))
    return [organisation for organisation in workplaces_of(viewer.person) if organisation.id in ours]


class NewVacancyForm(HouseForm):
    title = LineField(
        "Job title",
        [Needed("Enter the job title"), at_most(200, "The job title")],
        description="As people would search for it, for example Early Years Officer",
    )
    department = LineField("Department or service", [Optional(), at_most(120, "The department")])
    organisation = SelectField("Organisation", coerce=int)
    template = SelectField("Begin from", [Optional()], description="A template fills the parts that it holds")

    def offer(self, ours: Sequence[Organisation], templates: Sequence[AdvertTemplate]) -> None:
        """What there is nothing to choose of is not asked."""
        self.ours = list(ours)
        self.templates = {str(template.id): template for template in templates}
        self.organisation.choices = {str(organisation.id): organisation.name for organisation in ours}
        self.template.choices = {"": "An empty advert", **{key: each.name for key, each in self.templates.items()}}
        if len(ours) == 1:
            del self.organisation
        if not templates:
            del self.template

    @property
    def organisation_id(self) -> int:
        return self.ours[0].id if len(self.ours) == 1 else int(self.organisation.data)

    @property
    def chosen_template(self) -> AdvertTemplate | None:
        return self.templates.get(self.template.data or "") if self.template else None

    def validate_template(self, _field: SelectField) -> None:
        chosen = self.chosen_template
        if chosen is not None and chosen.organisation_id != self.organisation_id:
            raise ValidationError("This template belongs to another organisation. Choose that one, or another template")


@employer.route("/vacancies/new", methods=["GET", "POST"])
def new_vacancy(viewer: Staff) -> ResponseReturnValue:
    ours = organisations_written_for(viewer)
    if not ours:
        raise Refused("Your role does not let you write adverts. Recruiters and hiring managers do.")
    form = NewVacancyForm(template=request.args.get("template", ""))
    form.offer(ours, templates_of(viewer, [organisation.id for organisation in ours]))
    if form.validate_on_submit():
        vacancy = _begin(viewer, form)
        return redirect(url_for("employer.write_post", vacancy_id=vacancy.id), 303)
    offered = departments_of(viewer, [organisation.id for organisation in ours])
    page = render_template("employer/writing_new/new_vacancy.html", form=form, departments=offered)
    return page, 422 if form.is_submitted() else 200


def _begin(viewer: Staff, form: NewVacancyForm) -> Vacancy:
    title, department = form.title.data, form.department.data
    if form.chosen_template is not None:
        return begin_from_template(viewer, form.chosen_template, title=title, department=department)
    return begin_draft(viewer, form.organisation_id, title=title, department=department)
