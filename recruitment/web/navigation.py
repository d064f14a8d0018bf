"""The links beside signed-in pages, by door, and who is signed in."""

from typing import Any

from flask import Flask, g, request, url_for
from flask_login import current_user

from recruitment.applications.lifecycle import HIRING
from recruitment.core.viewers import Cosla, Operator, Public, Role, Staff, TokenHolder, Viewer
from recruitment.organisations.pay_actions import KEEPERS
from recruitment.organisations.suspending import suspensions_of
from recruitment.selection.message_tables import WRITERS
from recruitment.vacancies.redeployment_tables import HR
from recruitment.web.roles import in_short
from recruitment.web.workplaces import workplaces

# What leads to internal jobs, and away from them.
INTERNAL = "/candidate/internal-vacancies"
OF_INTERNAL = ("/candidate/redeployment", "/candidate/work-addresses")
# What is read in the talent pool's place of one's own pages.
POOL, OF_POOL = "/candidate/pool", "/candidate/approaches/"
BY_DOOR = {
    "account": (
        ("Your account", "/account/"),
        ("Change password", "/account/change-password"),
        ("Change email address", "/account/change-email"),
        ("Second factor", "/account/two-factor"),
    ),
    "candidate": (
        ("Your applications", "/candidate/"),
        ("Messages", "/candidate/messages"),
        ("Your dates", "/candidate/calendar"),
        ("Saved jobs", "/saved"),
        ("Your profile", "/candidate/profile"),
        ("Your job alerts", "/candidate/alerts"),
        ("Talent pool", "/candidate/pool"),
        ("Internal jobs", INTERNAL),
        ("Your emails", "/candidate/notifications"),
        ("Your data", "/candidate/your-data"),
        ("Find a job", "/vacancies"),
        ("Your account", "/account/"),
    ),
    "employer": (
        ("Desk", "/employer/"),
        ("Adverts", "/employer/vacancies"),
        ("Reported adverts", "/employer/reports"),
        ("Figures", "/employer/figures"),
        ("Your account", "/account/"),
    ),
    "cosla": (
        ("Figures", "/cosla/figures"),
        ("Programme register", "/cosla/register"),
        ("Your account", "/account/"),
    ),
}
# The list is anyone's; whoever has signed in reads it among their pages.
BY_DOOR["saved"] = BY_DOOR["candidate"]
FOR_OPERATORS = (
    ("Organisations", "/cosla/organisations"),
    ("Email domains", "/cosla/email-domains"),
    ("Requests to join", "/cosla/requests"),
    ("National pay tables", "/cosla/pay-tables"),
    ("Working for councils", "/cosla/pages"),
    ("People", "/cosla/people"),
)
FOR_WRITERS = (("Messages", "/employer/messages"),)
FOR_HR = (
    ("Help to apply", "/employer/adjustments"),
    ("People at risk", "/employer/redeployment"),
    ("Talent pool", "/employer/pool"),
    ("Your approaches", "/employer/approaches"),
)
FOR_HIRING = (("Reserve lists", "/employer/reserve"),)
FOR_KEEPERS = (("Pay tables", "/employer/pay-tables"),)
FOR_ADMINISTRATORS = (
    ("Staff", "/employer/staff"),
    ("Departments", "/employer/departments"),
    ("Approval chains", "/employer/chains"),
    ("Own rules", "/employer/rules"),
    ("Email domains", "/employer/email-domains"),
    ("Removal of applications", "/employer/retention"),
    ("Public profile", "/employer/profile"),
    ("Pages about working here", "/employer/pages"),
    ("Keys for your HR system", "/employer/api-keys"),
)
FOR_APPROVERS = (("Absences", "/employer/absences"),)
# Pages of an advert's parts whose own address does not say so.
OF_ADVERTS = (
    "/employer/applications/",
    "/employer/assisted/",
    "/employer/extensions/",
    "/employer/placements/",
    "/employer/attachments/",
)
# More would crowd the line that says who is signed in.
MOST_NAMES = 2
LABELS = {
    "account": "Your account",
    "candidate": "Your pages",
    "employer": "Employer pages",
    "cosla": "COSLA pages",
    "saved": "Your pages",
}


def show_navigation(app: Flask) -> None:
    app.context_processor(_facts)


def _facts() -> dict[str, Any]:
    door = "account" if request.blueprint == "security" else (request.blueprint or "")
    viewer = g.get("viewer")
    if door not in BY_DOOR or not current_user.is_authenticated or isinstance(viewer, Public | TokenHolder):
        return {}
    links = _links(door, viewer)
    # The longest address that the page lies under, so that the desk is not current on every page below it.
    path = "/employer/vacancies" if request.path.startswith(OF_ADVERTS) else request.path
    path = INTERNAL if path.startswith(OF_INTERNAL) else path
    path = POOL if path.startswith(OF_POOL) else path
    current = max((href for _, href in links if _is_under(path, href)), key=len, default="")
    return {
        "side_navigation": [{"text": text, "href": href, "current": href == current} for text, href in links],
        "side_label": LABELS[door],
        "sign_out_url": url_for("security.logout"),
        "signed_in_as": current_user.name or current_user.email,
        **_acting_for(viewer),
    }


def _acting_for(viewer: Viewer | None) -> dict[str, Any]:
    """For whom somebody acts and as what; whoever works at several places, by place, as pages about one say which."""
    if isinstance(viewer, Cosla) and viewer.keeps_for:
        return {"signed_in_for": f"{viewer.keeps_for} · Register keeper"}
    if isinstance(viewer, Cosla | Operator):
        return {"signed_in_for": f"COSLA · {'Operator' if isinstance(viewer, Operator) else 'Analyst'}"}
    if not isinstance(viewer, Staff):
        return {}
    names = {each.id: each.name for each in workplaces(viewer)}
    places = {number: f"{name} · {in_short(viewer.roles_at(number))}" for number, name in names.items()}
    several = f"{len(names)} organisations" if len(names) > MOST_NAMES else ", ".join(names.values())
    running = suspensions_of(viewer, viewer.organisation_ids)
    paused = [(names[number], running[number]) for number in names if number in running]
    return {
        "suspensions": paused,
        "signed_in_at": places,
        "signed_in_for": several if len(names) > 1 else "".join(places.values()),
    }


def _is_under(path: str, href: str) -> bool:
    return path == href or path.startswith(href.rstrip("/") + "/")


def _links(door: str, viewer: Viewer | None) -> tuple[tuple[str, str], ...]:
    links = BY_DOOR[door]
    if isinstance(viewer, Staff):
        keeps = FOR_KEEPERS if viewer.organisations_as(*KEEPERS) else ()
        approves = FOR_APPROVERS if viewer.organisations_as(Role.ADMINISTRATOR, Role.APPROVER) else ()
        administers = FOR_ADMINISTRATORS if viewer.organisations_as(Role.ADMINISTRATOR) else ()
        cares = FOR_HR if viewer.organisations_as(*HR) else ()
        writes = FOR_WRITERS if viewer.organisations_as(*WRITERS) else ()
        hires = FOR_HIRING if viewer.organisations_as(*HIRING) else ()
        return (*links[:2], *writes, *links[2:-1], *hires, *cares, *keeps, *approves, *administers, links[-1])
    if isinstance(viewer, Operator):
        return (*FOR_OPERATORS, *links)
    return links
