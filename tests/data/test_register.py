"""The shipped programme register: complete, consistent, and free of personal details."""

import csv
import json
import re
from importlib import resources
from typing import Any

import pytest

from recruitment.programme.rules import is_address, sort_key

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


def _project(slug: str) -> dict[str, Any]:
    return next(project for project in PROJECTS if project["slug"] == slug)


def bodies_as(project: dict[str, Any], role: str) -> set[str]:
    return {part["body"] for part in project["parts"] if part["role"] == role}


def test_every_project_of_the_update_is_there_once() -> None:
    assert {project["name"] for project in PROJECTS} == PROJECTS_NAMED_IN_THE_UPDATE
    assert len(PROJECTS) == len(PROJECTS_NAMED_IN_THE_UPDATE)


def test_themes_are_the_five_of_the_key_in_its_order() -> None:
    assert [theme["name"] for theme in REGISTER["themes"]] == THEMES_KEY


@pytest.mark.parametrize("listing", ["projects", "themes", "bodies"])
def test_slugs_are_unique_and_well_formed(listing: str) -> None:
    slugs = [entry["slug"] for entry in REGISTER[listing]]
    assert len(set(slugs)) == len(slugs)
    assert all(is_address(slug) for slug in slugs)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["slug"])
def test_project_refers_only_to_what_the_register_holds(project: dict[str, Any]) -> None:
    bodies = {body["slug"] for body in REGISTER["bodies"]}
    assert project["theme"] in {theme["slug"] for theme in REGISTER["themes"]}
    stages = {stage["slug"] for stage in REGISTER["stages"]}
    assert {step["stage"] for step in project["steps"] if "stage" in step} <= stages
    assert {part["body"] for part in project["parts"]} <= bodies
    assert all(part["words"] for part in project["parts"] if part["role"] == "partner")


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["slug"])
def test_project_has_the_same_shape_as_every_other(project: dict[str, Any]) -> None:
    assert project.keys() == PROJECTS[0].keys()
    assert project["summary"] and project["description"] and project["theme_note"]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["slug"])
def test_project_has_reached_one_stage_at_a_date(project: dict[str, Any]) -> None:
    (reached,) = [step for step in project["steps"] if "stage" in step and not step.get("expected")]
    assert reached["date"]


def test_only_the_workforce_project_has_its_theme_from_the_update_itself() -> None:
    stated = [project["slug"] for project in PROJECTS if not project["theme_inferred"]]
    assert stated == ["shared-workforce-management-and-planning"]


def test_only_the_recruitment_portal_links_to_live_figures() -> None:
    assert [project["slug"] for project in PROJECTS if project["live_figures"]] == [
        "shared-electronic-recruitment-portal"
    ]


def test_the_portal_has_its_five_aims_its_bodies_and_its_date() -> None:
    portal = _project("shared-electronic-recruitment-portal")
    assert len(portal["benefits"]) == 6
    assert bodies_as(portal, "lead") == {"improvement-service"}
    assert bodies_as(portal, "partner") == {"spds", "cosla", "solace"}
    assert {"label": "Goes live", "date": "February 2008", "expected": True, "stage": "in_place"} in portal["steps"]


def test_the_round_holds_three_million_and_no_project_holds_funding() -> None:
    (decision,) = REGISTER["programme"]["funding"]
    assert (decision["pence"], decision["date"]) == (300_000_000, "June 2007")
    assert [each.get("pence") for project in PROJECTS for each in project["funding"]] == [None]
    figures = [figure for project in PROJECTS for figure in project["figures"] if figure["money"]]
    assert [(figure["number"], figure["unit"]) for figure in figures] == [(1_000_000_000, "a year")]


def test_dates_are_of_the_years_that_the_update_tells_of() -> None:
    for facts in (REGISTER["programme"], *PROJECTS):
        for dated in (*facts["steps"], *facts["funding"]):
            assert sort_key(dated["date"])[:4] in ("2006", "2007", "2008")


def test_councils_among_the_bodies_are_councils() -> None:
    source = resources.files("recruitment.organisations") / "data" / "councils.csv"
    councils = {
        row["gss_code"]: row["council_name"] for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    }
    for body in REGISTER["bodies"]:
        assert (body["kind"] == "council") == (body["gss_code"] is not None)
        if body["gss_code"]:
            assert councils[body["gss_code"]] == body["name"]


def test_every_body_has_its_place_in_the_programme() -> None:
    named = {REGISTER["board"]["body"], REGISTER["source"]["publisher"]}
    for project in PROJECTS:
        named |= {part["body"] for part in project["parts"]}
    assert {body["slug"] for body in REGISTER["bodies"]} == named


def test_the_five_councils_sharing_support_services_are_named() -> None:
    assert bodies_as(_project("multi-agency-shared-services"), "partner") == {
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
