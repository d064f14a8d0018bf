"""Filters of the register, their counts, and what leads on from an entry."""

import pytest

from recruitment.core.errors import NotVisible
from recruitment.extensions import db
from recruitment.programme.loading import load_register
from recruitment.programme.queries import council_slugs, neighbours, project_of, projects_by, the_programme


@pytest.fixture(autouse=True)
def register(database: None) -> None:
    load_register()
    db.session.commit()


def test_without_a_filter_everything_in_the_registers_order() -> None:
    found = projects_by(None, None)
    assert found.total == len(found.projects) == 12
    assert found.projects[0].slug == "shared-electronic-recruitment-portal"
    assert sum(choice.count for choice in found.themes) == 12
    assert found.themes[0].slug == "procurement-initiatives"


def test_both_filters_narrow_and_each_counts_beside_the_other() -> None:
    found = projects_by("shared-service-shared-capacity", "completed")
    assert [project.slug for project in found.projects] == [
        "glasgow-pathfinder", "edinburgh-pathfinder", "multi-agency-shared-services",
    ]  # fmt: skip
    themes = {choice.slug: choice.count for choice in found.themes}
    statuses = {choice.slug: choice.count for choice in found.statuses}
    assert themes["shared-service-shared-capacity"] == statuses["completed"] == 3
    assert themes["integrated-ict"] == 0
    assert statuses["approved"] == 3


def test_a_theme_without_projects_is_still_a_choice() -> None:
    found = projects_by("revenues-and-benefits", None)
    assert found.projects == []
    assert {choice.slug: choice.count for choice in found.themes}["revenues-and-benefits"] == 0


def test_the_board_is_a_body() -> None:
    assert the_programme().board_body.name == "National Shared Services Board"


def test_an_unknown_project_is_not_there() -> None:
    with pytest.raises(NotVisible):
        project_of("no-such-project")


def test_councils_lead_to_their_page_and_others_do_not() -> None:
    orkney = project_of("joint-working-in-orkney")
    bodies = [part.body for part in orkney.parts]
    slugs = council_slugs(bodies)
    assert {body.slug: slugs.get(body.id) for body in bodies} == {
        "orkney-islands-council": "orkney-islands-council",
        "nhs-orkney": None,
    }


def test_neighbours_share_the_theme() -> None:
    names = [project.name for project in neighbours(project_of("national-crm"))]
    assert names == ["Public Information Notices"]
