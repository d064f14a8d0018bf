"""What of an organisation's applications goes and when; and holding one while a complaint or a claim runs.

For administrators.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.staff import require_administrator
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.keeping.cases import keep_months
from recruitment.keeping.holds import (
    AHEAD,
    LONGEST_REASON,
    cases_of_vacancy,
    due_soon,
    held_at,
    hold,
    hold_of,
    release,
)
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.chains import chosen
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.fields import HouseForm, Needed, TextField, at_most


@employer.get("/retention")
def retention(viewer: Staff) -> ResponseReturnValue:
    organisation, others = chosen(viewer)
    return render_template(
        "employer/retention/retention.html",
        organisation=organisation,
        others=others,
        months=keep_months()[organisation.id],
        days=AHEAD.days,
        lines=due_soon(viewer, organisation.id),
        held=held_at(viewer, organisation.id),
        names=names_of(viewer, organisation.id),
        former=FORMER,
    )


@employer.get("/vacancies/<int:vacancy_id>/retention")
def vacancy_retention(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    vacancy = advert_of(viewer, vacancy_id).vacancy
    return render_template(
        "employer/retention/vacancy_retention.html",
        vacancy=vacancy,
        cases=cases_of_vacancy(viewer, vacancy),
        months=keep_months()[vacancy.organisation_id],
    )


class HoldForm(HouseForm):
    reason = TextField(
        "Why is the application kept longer?",
        [Needed("Say why the application is kept longer"), at_most(LONGEST_REASON, "The reason")],
        description="For example: a complaint of 3 May, or a claim at the tribunal with its number. Name no person.",
    )


class ReleaseForm(HouseForm):
    """A button that asks once."""


def _administered_application(viewer: Staff, application_id: int) -> Application:
    application = the_application(viewer, application_id)
    require_administrator(viewer, application.organisation_id)
    return application


@employer.route("/applications/<int:application_id>/hold", methods=["GET", "POST"])
def hold_applicant(viewer: Staff, application_id: int) -> ResponseReturnValue:
    application = _administered_application(viewer, application_id)
    if hold_of(viewer, application_id) is not None:
        return redirect(url_for("employer.release_applicant", application_id=application_id), 303)
    form = HoldForm()
    if form.validate_on_submit():
        hold(viewer, application, form.reason.data)
        flash(f"Application {application.reference} is kept until you release it.", "success")
        return redirect(url_for("employer.vacancy_retention", vacancy_id=application.vacancy_id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "employer/retention/hold_applicant.html", form=form, application=application, longest=LONGEST_REASON
    ), status


@employer.route("/applications/<int:application_id>/release", methods=["GET", "POST"])
def release_applicant(viewer: Staff, application_id: int) -> ResponseReturnValue:
    application = _administered_application(viewer, application_id)
    held = hold_of(viewer, application_id)
    if held is None:
        raise IllegalMove("application", "release", "not held")
    form = ReleaseForm()
    if form.validate_on_submit():
        release(viewer, application)
        flash(f"Application {application.reference} is held no longer. Its time runs out as any other’s.", "success")
        return redirect(url_for("employer.vacancy_retention", vacancy_id=application.vacancy_id), 303)
    status = 422 if form.is_submitted() else 200
    names = names_of(viewer, application.organisation_id)
    return render_template(
        "employer/retention/release_applicant.html", form=form, application=application, held=held,
        by=names.get(held.held_by, FORMER),
    ), status  # fmt: skip
