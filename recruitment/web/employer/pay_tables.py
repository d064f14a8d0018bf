"""The pay tables of an organisation: which there are, what each version pays, and taking one back."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import workplaces_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.national_pay import unused_tables
from recruitment.organisations.pay_actions import KEEPERS, remove_rates, require_keeper
from recruitment.organisations.pay_queries import holding_on, pay_version, pay_versions_of, point_counts, points_of
from recruitment.organisations.pay_tables import PAY_TABLE_KINDS, YEAR_WEEKS, PayTable, PayVersion, by_hour_and_year
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.words import pounds
from recruitment.web.brand import day
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm
from recruitment.web.public.words import number


@dataclass(frozen=True)
class TableLine:
    """A pay table with its versions, the last to begin first: (version, what it is today, how many points)."""

    table: PayTable
    kind: str
    versions: list[tuple[PayVersion, str, int]]


def kept(viewer: Staff) -> list[Organisation]:
    """The organisations whose pay tables the viewer keeps. Raises NotVisible when there is none."""
    ours = set(viewer.organisations_as(*KEEPERS))
    found = [organisation for organisation in workplaces_of(viewer.person) if organisation.id in ours]
    if not found:
        raise NotVisible("keeps no pay tables")
    return found


@employer.get("/pay-tables")
def pay_tables(viewer: Staff) -> ResponseReturnValue:
    houses = [
        (organisation, _lines(viewer, organisation), unused_tables(viewer, organisation.id))
        for organisation in kept(viewer)
    ]
    return render_template("employer/pay_tables/pay_tables.html", houses=houses, kinds=PAY_TABLE_KINDS)


def _lines(viewer: Staff, organisation: Organisation) -> list[TableLine]:
    versions = pay_versions_of(viewer, organisation.id)
    holding = {version.id for version in holding_on(clock.today(), versions).values()}
    counts = point_counts(viewer, organisation.id)
    found: dict[int, TableLine] = {}
    for version in versions:
        table = version.pay_table
        line = found.setdefault(table.id, TableLine(table, PAY_TABLE_KINDS[table.kind], []))
        line.versions.append((version, _standing(version, holding), counts.get(version.id, 0)))
    return list(found.values())


def _standing(version: PayVersion, holding: set[int]) -> str:
    if version.id in holding:
        return "Holds today"
    return "Not yet" if version.holds_from > clock.today() else "Past"


def rate_rows(lines: Sequence[tuple[str, str, int]], version: PayVersion) -> list[tuple[str, str, str, str]]:
    """(grade, point, pence) as rows to read: grade, point, an hour, a full-time year."""
    rows = []
    for grade, label, pence in lines:
        hourly, annual = by_hour_and_year(pence, version.basis, version.full_time_hours, version.year_weeks)
        rows.append((grade or "–", label, pounds(hourly, True), pounds(annual if version.basis == "annual" else
                                                                       round(annual, -2))))  # fmt: skip
    return rows


def time_facts(version: PayVersion) -> list[tuple[str, str]]:
    """From when the rates hold, and how an hour and a year follow from each other."""
    facts = [("Rates from", day(version.holds_from)), ("Full time", f"{number(version.full_time_hours)} hours a week")]
    if version.year_weeks != YEAR_WEEKS:
        facts.append(("A year", f"{number(version.year_weeks)} weeks"))
    return facts


@employer.get("/pay-tables/rates/<int:pay_version_id>")
def pay_rates(viewer: Staff, pay_version_id: int) -> ResponseReturnValue:
    version = pay_version(viewer, pay_version_id)
    require_keeper(viewer, version.organisation_id)
    points = points_of(viewer, version.id)
    return render_template(
        "employer/pay_tables/pay_rates.html",
        version=version,
        kind=PAY_TABLE_KINDS[version.pay_table.kind],
        facts=time_facts(version),
        rows=rate_rows([(point.grade, point.label, point.pence) for point in points], version),
        has_grades=any(point.grade for point in points),
    )


class RemoveRatesForm(HouseForm):
    """A button that asks once."""


@employer.route("/pay-tables/rates/<int:pay_version_id>/remove", methods=["GET", "POST"])
def remove_pay_rates(viewer: Staff, pay_version_id: int) -> ResponseReturnValue:
    version = pay_version(viewer, pay_version_id)
    require_keeper(viewer, version.organisation_id)
    form = RemoveRatesForm()
    if form.validate_on_submit():
        try:
            remove_rates(viewer, version)
        except Refused as problem:
            form.form_errors.append(str(problem))
        else:
            flash("The rates are removed.", "success")
            return redirect(url_for("employer.pay_tables"), 303)
    page = render_template("employer/pay_tables/remove_pay_rates.html", form=form, version=version)
    return page, 422 if form.is_submitted() else 200
