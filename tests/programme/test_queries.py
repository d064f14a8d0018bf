"""Filters of the register, their counts, and what leads on from an entry."""

import pytest

from recruitment.core.errors import NotVisible
from recruitment.extensions import db
from recruitment.programme.loading import load_register
from recruitment.programme.queries import (
    Asked,
    body_by_code,
    body_by_slug,
    council_slugs,
    entry_of,
    neighbours,
    on_the_timeline,
    parts_of,
    projects_by,
    the_programme,
)


@pytest.fixture(autouse=True)
def register(database: None) -> None:
    load_register()
    db.session.commit()


def slugs(**asked: str) -> list[str]:
    return [entry.project.slug for entry in projects_by(Asked(**asked)).entries if entry.project]


def test_without_a_filter_everything_in_the_registers_order() -> None:
    found = projects_by(Asked())
    assert found.total == len(found.entries) == 12
    assert slugs()[0] == "shared-electronic-recruitment-portal"
    assert sum(choice.count for choice in found.themes) == sum(choice.count for choice in found.stages) == 12
    assert found.themes[0].slug == "procurement-initiatives"


def test_filters_narrow_and_each_counts_beside_the_others() -> None:
    asked = Asked(theme="shared-service-shared-capacity", stage="completed")
    assert slugs(theme=asked.theme, stage=asked.stage) == [
        "glasgow-pathfinder", "edinburgh-pathfinder", "multi-agency-shared-services",
    ]  # fmt: skip
    found = projects_by(asked)
    themes = {choice.slug: choice.count for choice in found.themes}
    stages = {choice.slug: choice.count for choice in found.stages}
    assert themes["shared-service-shared-capacity"] == stages["completed"] == 3
    assert themes["integrated-ict"] == stages["stopped"] == 0
    assert stages["approved"] == 3
    assert {choice.slug: choice.count for choice in found.bodies}["stirling-council"] == 1


def test_by_body_and_by_words() -> None:
    assert slugs(body="spds") == ["shared-electronic-recruitment-portal", "shared-workforce-management-and-planning"]
    assert slugs(words="PAYROLL stirling") == ["multi-agency-shared-services"]
    assert slugs(words="paisley") == ["scotland-excel"]
    assert slugs(words="paisley payroll") == []
    assert slugs(words="%") == slugs(words="_") == []


def test_a_theme_without_projects_is_still_a_choice() -> None:
    found = projects_by(Asked(theme="revenues-and-benefits"))
    assert found.entries == []
    assert {choice.slug: choice.count for choice in found.themes}["revenues-and-benefits"] == 0


def test_the_board_is_a_body() -> None:
    assert the_programme().board_body.name == "National Shared Services Board"


def test_an_unknown_project_is_not_there() -> None:
    with pytest.raises(NotVisible):
        entry_of("no-such-project")


def test_a_project_stands_at_the_last_stage_that_it_reached() -> None:
    portal = entry_of("shared-electronic-recruitment-portal")
    assert portal.stage and portal.stage.slug == "in_development"
    assert [step.label for step in portal.steps] == ["Opportunity identified", "In development", "Goes live"]


def test_what_a_body_is_part_of() -> None:
    service = body_by_slug("improvement-service")
    assert service is not None
    assert [(part.role, entry.project.slug) for part, entry in parts_of(service) if entry.project] == [
        ("lead", "shared-electronic-recruitment-portal"), ("partner", "national-crm"), ("partner", "scotland-excel"),
    ]  # fmt: skip
    orkney = body_by_code("S12000023")
    assert orkney and orkney.slug == "orkney-islands-council"
    assert body_by_code(None) is body_by_code("S1") is None


def test_councils_lead_to_their_page_and_others_do_not() -> None:
    bodies = [part.body for part in entry_of("joint-working-in-orkney").parts]
    pages = council_slugs(bodies)
    assert {body.slug: pages.get(body.id) for body in bodies} == {
        "orkney-islands-council": "orkney-islands-council",
        "nhs-orkney": None,
    }


def test_neighbours_share_the_theme() -> None:
    crm = entry_of("national-crm").project
    assert crm is not None
    assert [project.name for project in neighbours(crm)] == ["Public Information Notices"]


def test_the_timeline_is_in_order() -> None:
    years = on_the_timeline()
    assert list(years) == ["2006", "2007", "2008"]
    assert [row.label for row, _ in years["2006"]] == [
        "Opportunity identified", "National Shared Services Board created", "Steering group established",
    ]  # fmt: skip
    assert [(row.label, row.is_expected) for row, _ in years["2008"]] == [("Goes live", True)]
