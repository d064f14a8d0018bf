"""A new advert: its title, and whose it is."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from recruitment.accounts.queries import workplaces_of
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.departments import departments_of
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.draft_actions import begin_draft
from recruitment.vacancies.lifecycle import WRITERS
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


@employer.route("/vacancies/new", methods=["GET", "POST"])
def new_vacancy(viewer: Staff) -> ResponseReturnValue:
    ours = organisations_written_for(viewer)
    if not ours:
        raise Refused("Your role does not let you write adverts. Recruiters and hiring managers do.")
    form = NewVacancyForm()
    form.organisation.choices = {str(organisation.id): organisation.name for organisation in ours}
    if len(ours) == 1:
        del form.organisation
    if form.validate_on_submit():
        chosen = ours[0].id if len(ours) == 1 else form.organisation.data
        vacancy = begin_draft(viewer, chosen, title=form.title.data, department=form.department.data)
        return redirect(url_for("employer.write_post", vacancy_id=vacancy.id), 303)
    offered = departments_of(viewer, [organisation.id for organisation in ours])
    page = render_template("employer/writing_new/new_vacancy.html", form=form, departments=offered)
    return page, 422 if form.is_submitted() else 200
