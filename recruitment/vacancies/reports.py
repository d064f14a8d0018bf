"""Somebody's word that an advert is wrong: kept for its employer, read there, and settled once."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.queries import address_of, members
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.outbox import post
from recruitment.core.tenancy import among, changing, rows_hit, visible
from recruitment.core.viewers import Role, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.lifecycle import DESK
from recruitment.vacancies.report_tables import AdvertReport
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import REPORT_REASONS

LETTERS = System("letters")


@dataclass(frozen=True)
class Reports:
    """A page of reports, each with its vacancy: those not settled first, the newest of each first."""

    rows: list[tuple[AdvertReport, Vacancy]]
    page: int
    pages: int


def report_advert(viewer: Viewer, vacancy: Vacancy, *, reason: str, details: str, email: str) -> AdvertReport:
    """Keeps the report for the employer's staff. `reason`: one of REPORT_REASONS; `email`: empty when not given."""
    report = AdvertReport(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, reason=reason, details=details, email=email
    )
    db.session.add(report)
    db.session.flush()
    record(viewer, "report_advert", report)
    _tell(report, vacancy)
    return report


def _tell(report: AdvertReport, vacancy: Vacancy) -> None:
    """The recruiters; where an organisation has none, its administrators. What the reader wrote stays on the page."""
    employer = select(Organisation.name).where(Organisation.id == report.organisation_id)
    facts = {
        "title": vacancy.title,
        "organisation": db.session.scalars(employer).one(),
        "reference": vacancy.reference,
        "link": f"{current_app.config['SETTINGS'].public_url}/employer/reports/{report.id}/settle",
        "reason": REPORT_REASONS[report.reason],
    }
    recruiters = members(LETTERS, report.organisation_id, Role.RECRUITER)
    for member in recruiters or members(LETTERS, report.organisation_id, Role.ADMINISTRATOR):
        person = member.account_id
        post("advert_reported", address_of(person), facts, key=f"advert_reported:{report.id}:{person}")


def _of(viewer: Staff, organisation_ids: Collection[int]) -> Select[Any]:
    return visible(viewer, AdvertReport, Vacancy).where(
        among(AdvertReport.organisation_id, organisation_ids), Vacancy.id == AdvertReport.vacancy_id
    )


def reports_to(viewer: Staff, organisation_ids: Collection[int], page: int, page_size: int = 20) -> Reports:
    """What these organisations were told about their adverts; the nearest page there is."""
    wanted = _of(viewer, organisation_ids)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    both = wanted.add_columns(Vacancy).order_by(AdvertReport.settled_at.is_not(None), AdvertReport.id.desc())
    rows = db.session.execute(both.offset((page - 1) * page_size).limit(page_size)).all()
    return Reports([(report, vacancy) for report, vacancy in rows], page, pages)


def open_reports(viewer: Staff, organisation_ids: Collection[int]) -> int:
    """How many reports about these organisations' adverts nobody has settled."""
    return db.session.scalars(number_open(viewer, organisation_ids)).one()


def number_open(viewer: Staff, organisation_ids: Collection[int]) -> Select[Any]:
    return _of(viewer, organisation_ids).where(AdvertReport.settled_at.is_(None)).with_only_columns(func.count())


def report_of(viewer: Staff, report_id: int) -> tuple[AdvertReport, Vacancy]:
    """One report and the vacancy it is about. Raises NotVisible."""
    wanted = _of(viewer, viewer.organisation_ids).where(AdvertReport.id == report_id).add_columns(Vacancy)
    row = db.session.execute(wanted).one_or_none()
    if row is None:
        raise NotVisible("no such report")
    report, vacancy = row
    return report, vacancy


def may_settle(viewer: Staff, report: AdvertReport) -> bool:
    """Those who can change or withdraw the advert."""
    return viewer.has_role(report.organisation_id, *DESK)


def require_settler(viewer: Staff, report: AdvertReport) -> None:
    if not may_settle(viewer, report):
        raise Refused("Your role does not let you settle reports. Recruiters and administrators do.")


def settle_report(viewer: Staff, report: AdvertReport, note: str) -> None:
    """Closes a report with what was done about it. Raises IllegalMove once it is settled, and Refused."""
    require_settler(viewer, report)
    values = {"settled_at": clock.now(), "settled_note": note, "settled_by": viewer.person}
    unsettled = changing(viewer, AdvertReport).where(AdvertReport.id == report.id, AdvertReport.settled_at.is_(None))
    if rows_hit(unsettled.values(**values)) != 1:
        raise IllegalMove("report", "settle")
    for name, value in values.items():
        set_committed_value(report, name, value)
    record(viewer, "settle_report", report)
