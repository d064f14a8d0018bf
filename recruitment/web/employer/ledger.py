"""The ledger of an organisation: every entry, narrowed as asked, with the sum of all that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.queries import workplaces_of
from recruitment.advertising.budgets import budgets_in_use
from recruitment.advertising.campaigns import campaigns_of
from recruitment.advertising.ledger_queries import (
    Narrowed,
    departments_of_ledger,
    ledger,
    years_of_ledger,
)
from recruitment.advertising.media import media_names
from recruitment.advertising.roles import may_keep_ledger
from recruitment.advertising.rules import financial_year, year_name
from recruitment.advertising.suppliers import suppliers_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import DESK_ROLES
from recruitment.web.doors import employer
from recruitment.web.employer.profile import chosen_of


def kept_by(viewer: Staff, *roles: Role) -> list[Organisation]:
    """The organisations at whose desk, or in one of these roles, the viewer works. Raises NotVisible without one."""
    ours = set(viewer.organisations_as(*(roles or DESK_ROLES)))
    found = [organisation for organisation in workplaces_of(viewer.person) if organisation.id in ours]
    if not found:
        raise NotVisible("reads no ledger")
    return found


def of_one(viewer: Staff) -> tuple[Organisation, list[Organisation]]:
    """The organisation that the address names, else the first, and all that could be named. Raises NotVisible."""
    ours = kept_by(viewer)
    return chosen_of(ours, request.args.get("organisation")), ours


def year_asked() -> int:
    """The financial year that the address asks for, else the present one."""
    typed = request.args.get("year", "")
    return int(typed) if _is_year(typed) else financial_year(clock.today())


def _is_year(typed: str) -> bool:
    return len(typed) == 4 and typed.isascii() and typed.isdecimal() and 1900 <= int(typed) <= 2200


@dataclass(frozen=True)
class LedgerPages:
    """What the pagination macro asks."""

    page: int
    pages: int
    filters: dict[str, Any]

    def url_for_page(self, number: int) -> str:
        return url_for("employer.ledger_page", page=number, **self.filters)


@dataclass(frozen=True)
class Offered:
    """What the list may be narrowed by: value and words of each choice."""

    years: Sequence[tuple[int, str]]
    media: Sequence[tuple[str, str]]
    suppliers: Sequence[tuple[int, str]]
    departments: Sequence[tuple[str, str]]
    campaigns: Sequence[tuple[int, str]]


def _offered(viewer: Staff, organisation_id: int) -> Offered:
    return Offered(
        years=[(year, year_name(year)) for year in years_of_ledger(viewer, organisation_id)],
        media=list(media_names().items()),
        suppliers=[(row.id, row.name) for row in suppliers_of(viewer, [organisation_id])],
        departments=[(name, name) for name in departments_of_ledger(viewer, organisation_id)],
        campaigns=[(row.id, row.name) for row in campaigns_of(viewer, [organisation_id])],
    )


def _narrowed(organisation_id: int, offered: Offered) -> Narrowed:
    """What is asked for that the page does not offer narrows nothing."""
    asked = request.args
    supplier, campaign = (asked.get(name, type=int) for name in ("supplier", "campaign"))
    year = asked.get("year", "")
    return Narrowed(
        organisation_id=organisation_id,
        year=int(year) if _is_year(year) else None,
        medium=asked.get("medium", "") if asked.get("medium") in dict(offered.media) else "",
        supplier_id=supplier if supplier in dict(offered.suppliers) else None,
        department=asked.get("department", "") if asked.get("department") in dict(offered.departments) else "",
        campaign_id=campaign if campaign in dict(offered.campaigns) else None,
        words=asked.get("q", "").strip()[:80],
        with_struck="struck" in asked,
    )


@employer.get("/advertising")
def ledger_page(viewer: Staff) -> ResponseReturnValue:
    organisation, ours = of_one(viewer)
    offered = _offered(viewer, organisation.id)
    asked = _narrowed(organisation.id, offered)
    found = ledger(viewer, asked, request.args.get("page", 1, type=int))
    filters = {name: value for name, value in request.args.to_dict().items() if value and name != "page"}
    uses = budgets_in_use(viewer, organisation.id, financial_year(clock.today()))
    return render_template(
        "employer/ledger/ledger_page.html",
        organisation=organisation,
        others=[each for each in ours if each is not organisation],
        offered=offered,
        asked=asked,
        found=found,
        pages=LedgerPages(found.page, found.pages, filters),
        media=media_names(),
        watched=[use for use in uses if use.warning],
        may_write=may_keep_ledger(viewer, organisation.id),
    )
