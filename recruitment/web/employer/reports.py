"""What readers reported of an organisation's adverts: the list, and settling one by saying what was done."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import workplaces_of
from recruitment.core.viewers import Staff
from recruitment.vacancies.reports import (
    may_settle,
    open_reports,
    report_of,
    reports_to,
    require_settler,
    settle_report,
)
from recruitment.vacancies.vocabulary import REPORT_REASONS
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.fields import HouseForm, Needed, TextField, at_most

LONGEST = 2_000


@dataclass(frozen=True)
class ReportPages:
    """What the pagination macro asks."""

    page: int
    pages: int

    def url_for_page(self, number: int) -> str:
        return url_for("employer.reports", page=number)


@employer.get("/reports")
def reports(viewer: Staff) -> ResponseReturnValue:
    found = reports_to(viewer, viewer.organisation_ids, request.args.get("page", 1, type=int))
    ours = workplaces_of(viewer.person)
    return render_template(
        "employer/reports/reports.html",
        rows=[(report, vacancy, may_settle(viewer, report)) for report, vacancy in found.rows],
        still_open=open_reports(viewer, viewer.organisation_ids),
        pages=ReportPages(found.page, found.pages),
        reasons=REPORT_REASONS,
        organisations={organisation.id: organisation.name for organisation in ours} if len(ours) > 1 else {},
        names={person: name for each in ours for person, name in names_of(viewer, each.id).items()},
    )


class SettlementForm(HouseForm):
    note = TextField("What was done?", [Needed("Say what was done about it"), at_most(LONGEST, "What was done")])


@employer.route("/reports/<int:report_id>/settle", methods=["GET", "POST"])
def settle(viewer: Staff, report_id: int) -> ResponseReturnValue:
    """Where the letter leads: the report, and the question until somebody has answered it."""
    report, vacancy = report_of(viewer, report_id)
    require_settler(viewer, report)
    form = SettlementForm()
    if form.validate_on_submit():
        settle_report(viewer, report, form.note.data)
        flash(f"The report about {vacancy.title} is settled.", "success")
        return redirect(url_for("employer.reports"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "employer/reports/settle.html",
        form=form,
        report=report,
        vacancy=vacancy,
        reasons=REPORT_REASONS,
        names=names_of(viewer, report.organisation_id),
        longest=LONGEST,
    ), status
