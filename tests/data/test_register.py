"""The shipped programme register: complete, consistent, and free of personal details."""

import calendar
import csv
import json
import re
from importlib import resources
from typing import Any

import pytest

PROJECTS_NAMED_IN_THE_UPDATE = {
    "Knowledge Management",
    "Shared Workforce Management and Planning",
    "Learning and Development",
    "Shared Electronic Recruitment Portal",
    "Joint Working in Orkney",
    "Integrated Service Delivery Project",
    "Public Information Notices",
    "National CRM",
    "Glasgow Pathfinder",
    "Edinburgh Pathfinder",
    "Multi-Agency Shared Services",
    "Scotland Excel",
}
THEMES_KEY = [
    "Procurement Initiatives",
    "Shared Workforce Planning",
    "Revenues & Benefits",
    "Integrated ICT",
    "Shared Service; Shared Capacity",
]
TEXT = (resources.files("recruitment.programme") / "data" / "register.json").read_text(encoding="utf-8")
REGISTER: dict[str, Any] = json.loads(TEXT)
PROJECTS: list[dict[str, Any]] = REGISTER["projects"]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _project(slug: str) -> dict[str, Any]:
    return next(project for project in PROJECTS if project["slug"] == slug)


def test_every_project_of_the_update_is_there_once() -> None:
    assert {project["name"] for project in PROJECTS} == PROJECTS_NAMED_IN_THE_UPDATE
    assert len(PROJECTS) == len(PROJECTS_NAMED_IN_THE_UPDATE)


def test_themes_are_the_five_of_the_key_in_its_order() -> None:
    assert [theme["name"] for theme in REGISTER["themes"]] == THEMES_KEY


@pytest.mark.parametrize("listing", ["projects", "themes", "bodies"])
def test_slugs_are_unique_and_well_formed(listing: str) -> None:
    slugs = [entry["slug"] for entry in REGISTER[listing]]
    assert len(set(slugs)) == len(slugs)
    assert all(SLUG.fullmatch(slug) for slug in slugs)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["slug"])
def test_project_refers_only_to_what_the_register_holds(project: dict[str, Any]) -> None:
    bodies = {body["slug"] for body in REGISTER["bodies"]}
    assert project["theme"] in {theme["slug"] for theme in REGISTER["themes"]}
    assert project["status"] in {status["code"] for status in REGISTER["statuses"]}
    assert set(project["lead_bodies"] or []) <= bodies
    assert {partner["body"] for partner in project["partner_bodies"] or []} <= bodies
    assert all(partner["role"] for partner in project["partner_bodies"] or [])


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["slug"])
def test_project_has_the_same_shape_as_every_other(project: dict[str, Any]) -> None:
    assert project.keys() == PROJECTS[0].keys()
    assert project["summary"] and project["description"] and project["status_note"] and project["theme_note"]
    # What the update does not say is null, so that a page tells "not stated" from an empty list.
    for facts in ("lead_bodies", "partner_bodies", "benefits", "dates", "money"):
        assert project[facts] is None or len(project[facts]) > 0


def test_only_the_workforce_project_has_its_theme_from_the_update_itself() -> None:
    stated = [project["slug"] for project in PROJECTS if not project["theme_inferred"]]
    assert stated == ["shared-workforce-management-and-planning"]


def test_only_the_recruitment_portal_links_to_live_figures() -> None:
    assert [project["slug"] for project in PROJECTS if project["live_figures"]] == [
        "shared-electronic-recruitment-portal"
    ]


def test_the_portal_has_its_five_aims_its_bodies_and_its_date() -> None:
    portal = _project("shared-electronic-recruitment-portal")
    assert len(portal["benefits"]) == 5
    assert portal["lead_bodies"] == ["improvement-service"]
    assert {partner["body"] for partner in portal["partner_bodies"]} == {"spds", "cosla", "solace"}
    assert "2008-02" in {date["month"] for date in portal["dates"]}


def test_the_round_holds_three_million_and_no_project_holds_funding() -> None:
    (approved_round,) = REGISTER["fund"]["rounds"]
    assert approved_round["money"]["pence"] == 300_000_000
    assert approved_round["money"]["belongs_to"] == "round"
    of_projects = [money for project in PROJECTS for money in project["money"] or []]
    assert [(money["pence"], money["period"], money["belongs_to"]) for money in of_projects] == [
        (1_000_000_000, "a year", "context")
    ]


def test_months_agree_with_their_text() -> None:
    dates = [date for project in PROJECTS for date in project["dates"] or []] + REGISTER["programme"]["dates"]
    months = list(calendar.month_name)
    for date in dates:
        assert date["label"] and re.search(r"\b200[67]\b|\b2008\b", date["text"])
        names_a_month = date["text"].split()[0] in months[1:]
        assert (date["month"] is not None) == names_a_month
        if names_a_month:
            name, year = date["text"].split()
            assert date["month"] == f"{year}-{months.index(name):02}"


def test_councils_among_the_bodies_are_councils() -> None:
    source = resources.files("recruitment.organisations") / "data" / "councils.csv"
    councils = {
        row["gss_code"]: row["council_name"] for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    }
    for body in REGISTER["bodies"]:
        assert (body["kind"] == "council") == (body["council_gss"] is not None)
        if body["council_gss"]:
            assert councils[body["council_gss"]] == body["name"]


def test_every_body_has_its_place_in_the_programme() -> None:
    named = {REGISTER["board"]["body"], REGISTER["source"]["publisher"]}
    for project in PROJECTS:
        named |= set(project["lead_bodies"] or [])
        named |= {partner["body"] for partner in project["partner_bodies"] or []}
    assert {body["slug"] for body in REGISTER["bodies"]} == named


def test_the_five_councils_sharing_support_services_are_named() -> None:
    partners = _project("multi-agency-shared-services")["partner_bodies"]
    assert {partner["body"] for partner in partners} == {
        "clackmannanshire-council",
        "stirling-council",
        "falkirk-council",
        "perth-and-kinross-council",
        "east-dunbartonshire-council",
    }


def test_no_personal_contact_details() -> None:
    assert "@" not in TEXT
    assert not re.search(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b", TEXT)
    assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Dr)\b", TEXT)
    assert "http" not in TEXT and "www." not in TEXT
