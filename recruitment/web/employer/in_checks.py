"""Everybody to whom an offer was made and who cannot start yet: what each waits for, and for how long."""

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.queries import name_of
from recruitment.core.viewers import Staff
from recruitment.offers.check_queries import people_in_checks
from recruitment.offers.check_tables import Check
from recruitment.offers.reserve_queries import require_hiring
from recruitment.web.doors import employer
from recruitment.web.employer.pre_employment import tag_of, waited


class CheckPages:
    """What the pagination macro asks."""

    def __init__(self, page: int, pages: int) -> None:
        self.page, self.pages = page, pages

    def url_for_page(self, number: int) -> str:
        return url_for("employer.in_checks", page=number)


def by_state(checks: Sequence[Check]) -> list[tuple[tuple[str, str], list[Check]]]:
    """What waits for us first: a state's tag, and the checks that stand there."""
    order = ("received", "not_cleared", "needed", "asked")
    return [(tag_of(held[0]), held) for state in order if (held := [check for check in checks if check.state == state])]


@employer.get("/checks")
def in_checks(viewer: Staff) -> ResponseReturnValue:
    """Whoever has waited longest stands first."""
    require_hiring(viewer)
    found = people_in_checks(viewer, request.args.get("page", 1, type=int))
    return render_template(
        "employer/in_checks/in_checks.html",
        rows=[(each, name_of(each.application, each.contact)) for each in found.rows],
        total=found.total,
        pages=CheckPages(found.page, found.pages),
        by_state=by_state, waited=waited,
    )  # fmt: skip
