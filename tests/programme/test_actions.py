"""Keeping the register: what changes, what the history tells, who may, and what is refused."""

from typing import Any

import pytest
from sqlalchemy import select

from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Public, System, Viewer
from recruitment.extensions import db
from recruitment.programme.actions import add, alter, keeping_for, put_back, withdraw
from recruitment.programme.fact_tables import Benefit, Change
from recruitment.programme.history import changes
from recruitment.programme.nouns import NOUNS
from recruitment.programme.queries import Asked, body_by_slug, entries, projects_by
from recruitment.programme.tables import Body, Theme
from tests.builders.programme import ANALYST, KEEPER, OPERATOR, a_benefit, a_project, a_register, an_entry

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("register")]


@pytest.fixture
def register(database: None) -> None:
    a_register()


def last() -> Change:
    return changes(most=1)[0]


def facts_of(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in NOUNS["benefits"].labels}


def test_adding_is_told_with_who_and_why() -> None:
    crm = a_project()
    row = add(KEEPER, NOUNS["benefits"], a_benefit(), "The annual report tells of it", crm)
    assert row in an_entry().benefits
    change = last()
    assert (change.act, change.noun, change.by, change.why) == (
        "added", "benefit", "Improvement Service", "The annual report tells of it",
    )  # fmt: skip
    assert (change.project_id, change.title) == (crm.id, "Calls answered sooner")
    assert {each["name"]: each["after"] for each in change.told} == {
        "Expected or reported": "Reported", "Benefit": "Calls answered sooner", "Amount": "£120,000.00",
        "Date": "March 2009", "Source": "Annual report, Example Body, 2009",
    }  # fmt: skip


def test_the_audit_keeps_the_account_and_the_history_does_not() -> None:
    row = add(KEEPER, NOUNS["benefits"], a_benefit(), "Reported", a_project())
    acts = visible(System("keeping"), Act).where(Act.noun == "project_benefit", Act.row_id == row.id)
    (act,) = db.session.scalars(acts)
    assert (act.person, act.act, act.reason) == (KEEPER.person, "register: added", "Reported")
    assert not any("person" in column.name or "account" in column.name for column in Change.__table__.columns)


def test_altering_tells_before_and_after_of_what_differs() -> None:
    row = add(OPERATOR, NOUNS["benefits"], a_benefit(), "Reported", a_project())
    alter(OPERATOR, row, {**facts_of(row), "pence": None, "date_text": "2010"}, row.version, "The report was corrected")
    assert (row.version, row.pence, row.date_key) == (2, None, "2010-00-00")
    assert (last().act, last().by) == ("altered", "COSLA")
    assert last().told == [
        {"name": "Amount", "before": "£120,000.00", "after": ""},
        {"name": "Date", "before": "March 2009", "after": "2010"},
    ]


def test_themes_bodies_and_stages_are_told_by_name() -> None:
    crm = a_project()
    theme = db.session.scalars(select(Theme).where(Theme.slug == "procurement-initiatives")).one()
    alter(OPERATOR, crm, {"theme_id": theme.id, "is_theme_inferred": False}, crm.version, "Stated elsewhere")
    assert last().told == [
        {"name": "Theme", "before": "Integrated ICT", "after": "Procurement Initiatives"},
        {"name": "Theme is our reading", "before": "Yes", "after": "No"},
    ]


def test_nothing_altered_is_refused() -> None:
    row = an_entry().benefits[0]
    with pytest.raises(Refused, match="Nothing is altered"):
        alter(OPERATOR, row, facts_of(row), row.version, "No reason")
    assert row.version == 1


def test_of_two_who_opened_the_same_the_second_is_told() -> None:
    row = an_entry().benefits[0]
    alter(OPERATOR, row, {"text": "First"}, 1, "Clearer")
    with pytest.raises(IllegalMove):
        alter(KEEPER, row, {"text": "Second"}, 1, "Clearer still")
    with pytest.raises(IllegalMove):
        withdraw(KEEPER, row, 1, "Wrong")
    assert db.session.scalars(select(Benefit.text).where(Benefit.id == row.id)).one() == "First"
    assert last().told[0]["after"] == "First"


def test_what_is_withdrawn_leaves_the_pages_and_can_be_put_back() -> None:
    row = an_entry().benefits[0]
    withdraw(OPERATOR, row, 1, "The source was misread")
    assert row not in an_entry().benefits
    assert (last().act, last().why) == ("withdrawn", "The source was misread")
    with pytest.raises(IllegalMove):
        withdraw(OPERATOR, row, row.version, "Again")
    with pytest.raises(IllegalMove):
        alter(OPERATOR, row, {"text": "Other"}, row.version, "While withdrawn")
    put_back(OPERATOR, row, row.version, "It was not")
    assert row in an_entry().benefits
    assert (row.withdrawn_why, last().act) == ("", "put back")


def test_a_withdrawn_project_is_in_no_list_but_at_its_address() -> None:
    crm = a_project()
    withdraw(OPERATOR, crm, crm.version, "Entered twice")
    assert "national-crm" not in [entry.project.slug for entry in entries() if entry.project]
    assert projects_by(Asked()).total == 11
    entry = an_entry()
    assert entry.project and entry.project.withdrawn_why == "Entered twice"
    with pytest.raises(Refused, match="Put it back first"):
        add(OPERATOR, NOUNS["benefits"], a_benefit(), "Reported", crm)


def test_a_theme_or_body_that_projects_need_stays() -> None:
    body = body_by_slug("west-lothian-council")
    assert body is not None
    with pytest.raises(Refused, match="The body has a part in projects"):
        withdraw(OPERATOR, body, body.version, "Gone")
    with pytest.raises(Refused, match="Projects are of this theme"):
        withdraw(OPERATOR, a_project_theme(), 1, "Gone")
    lead = an_entry().parts_as("lead")[0]
    withdraw(OPERATOR, lead, lead.version, "It leads no longer")
    withdraw(OPERATOR, body, body.version, "Gone")
    assert body.is_withdrawn


def a_project_theme() -> Theme:
    return db.session.scalars(select(Theme).where(Theme.slug == "integrated-ict")).one()


PROJECT = {
    "name": "Timeline", "is_theme_inferred": False, "theme_note": "", "summary": "A project.", "description": "Words.",
    "source": "A minute, Example Board, 2008",
}  # fmt: skip


def test_a_new_project_has_an_address_for_good_that_no_page_takes() -> None:
    row = add(OPERATOR, NOUNS["projects"], {**PROJECT, "theme_id": a_project_theme().id}, "Approved")
    assert row.slug == "timeline-project"
    assert row.position == 12
    alter(OPERATOR, row, {"name": "Renamed"}, 1, "Its name changed")
    assert row.slug == "timeline-project"
    assert [change.act for change in changes(row)] == ["altered", "added"]


@pytest.mark.parametrize("name", ["National CRM", "national  crm!"])
def test_a_name_twice_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="one of this name already"):
        add(OPERATOR, NOUNS["projects"], {**PROJECT, "name": name, "theme_id": a_project_theme().id}, "Approved")


def test_a_name_of_signs_alone_is_refused() -> None:
    with pytest.raises(Refused, match="letters or digits"):
        add(OPERATOR, NOUNS["themes"], {"name": "!!!", "description": "", "source": "x"}, "New")


def test_a_body_has_a_part_once() -> None:
    crm, service = a_project(), body_by_slug("improvement-service")
    assert service is not None
    part = {"body_id": service.id, "role": "partner", "words": "", "source": "A minute"}
    with pytest.raises(Refused, match="has this part in the project already"):
        add(OPERATOR, NOUNS["parts"], part, "Partner", crm)
    sponsor = add(OPERATOR, NOUNS["parts"], {**part, "role": "sponsor"}, "Sponsors it", crm)
    assert last().title == "Improvement Service"
    with pytest.raises(Refused, match="has this part"):
        alter(OPERATOR, sponsor, {"role": "partner"}, sponsor.version, "Partner")


@pytest.mark.parametrize("date", ["soon", "31 June 2007", "June"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(Refused):
        add(OPERATOR, NOUNS["benefits"], a_benefit(date_text=date), "Reported", a_project())


def test_a_stage_reached_needs_its_date_and_an_expected_one_does_not() -> None:
    crm = a_project()
    stage = an_entry("glasgow-pathfinder").stage
    assert stage is not None
    facts = {"stage_id": stage.id, "label": "Contract ended", "date_text": "", "note": "", "source": "A minute"}
    with pytest.raises(Refused, match="when the stage was reached"):
        add(OPERATOR, NOUNS["steps"], {**facts, "is_expected": False}, "Ended", crm)
    add(OPERATOR, NOUNS["steps"], {**facts, "is_expected": True}, "Ends", crm)
    assert an_entry().stage is not stage
    add(OPERATOR, NOUNS["steps"], {**facts, "is_expected": False, "date_text": "2012"}, "Ended", crm)
    reached = an_entry().stage
    assert reached and reached.slug == "completed"


@pytest.mark.parametrize("viewer", [ANALYST, Public(), Candidate(1), System("onboarding")], ids=lambda each: each.kind)
def test_others_change_nothing(viewer: Viewer) -> None:
    row = an_entry().benefits[0]
    before = len(changes())
    for act in (
        lambda: keeping_for(viewer),
        lambda: add(viewer, NOUNS["benefits"], a_benefit(), "x", a_project()),
        lambda: alter(viewer, row, {"text": "x"}, 1, "x"),
        lambda: withdraw(viewer, row, 1, "x"),
        lambda: put_back(viewer, row, 1, "x"),
    ):
        with pytest.raises(Refused):
            act()
    assert len(changes()) == before
    assert row.version == 1


def test_a_body_of_a_council_is_found_by_its_code() -> None:
    facts = {"name": "Fife Council", "full_name": "", "kind": "council", "gss_code": "S12000047", "description": "",
             "source": "A minute"}  # fmt: skip
    add(OPERATOR, NOUNS["bodies"], facts, "It joins")
    assert db.session.scalars(select(Body.slug).where(Body.gss_code == "S12000047")).one() == "fife-council"
    with pytest.raises(Refused):
        add(OPERATOR, NOUNS["bodies"], {**facts, "name": "Fife"}, "Again")
