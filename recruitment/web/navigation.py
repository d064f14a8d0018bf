"""The links beside signed-in pages, by door, and who is signed in."""

from typing import Any

from flask import Flask, g, request, url_for
from flask_login import current_user

from recruitment.core.viewers import Cosla, Operator, Public, Staff, TokenHolder, Viewer
from recruitment.organisations.suspending import suspensions_of
from recruitment.web.roles import in_short
from recruitment.web.sections import BY_DOOR, FOR_OPERATORS, INTERNAL, Page, Section
from recruitment.web.workplaces import workplaces

# Entries of the ledger, whatever they advertise.
OF_LEDGER, LEDGER = "/employer/placements/", "/employer/advertising"
# What leads away from internal jobs.
OF_INTERNAL = ("/candidate/redeployment", "/candidate/work-addresses")
# What is read in the talent pool's place of one's own pages.
POOL, OF_POOL = "/candidate/pool", "/candidate/approaches/"
# Pages of an advert's parts whose own address does not say so.
OF_ADVERTS = (
    "/employer/applications/",
    "/employer/assisted/",
    "/employer/extensions/",
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
    # The longest address that the page lies under, so that the desk is not current on every page below it.
    path = "/employer/vacancies" if request.path.startswith(OF_ADVERTS) else request.path
    path = LEDGER if path.startswith(OF_LEDGER) else path
    path = INTERNAL if path.startswith(OF_INTERNAL) else path
    path = POOL if path.startswith(OF_POOL) else path
    return {
        "side_navigation": _beside(_entries(door, viewer), viewer, path),
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


def _entries(door: str, viewer: Viewer | None) -> list[Page | Section]:
    entries = (*FOR_OPERATORS, *BY_DOOR[door]) if isinstance(viewer, Operator) else BY_DOOR[door]
    return [entry for entry in entries if entry.is_for(viewer)]


def _beside(entries: list[Page | Section], viewer: Viewer | None, path: str) -> list[dict[str, Any]]:
    """The links as the component asks for them; a section shows its pages while one of them is open."""
    inside = {entry.href: entry.pages_for(viewer) if isinstance(entry, Section) else [] for entry in entries}
    hrefs = [href for entry in entries for href in (entry.href, *(page.href for page in inside[entry.href]))]
    current = max((href for href in hrefs if _is_under(path, href)), key=len, default="")

    def link(entry: Page | Section) -> dict[str, Any]:
        return {"text": entry.text, "href": entry.href, "current": entry.href == current}

    return [
        link(entry) | {"children": [link(page) for page in pages] if current in opens else []}
        for entry in entries
        for pages in [inside[entry.href]]
        for opens in [{entry.href, *(page.href for page in pages)}]
    ]
