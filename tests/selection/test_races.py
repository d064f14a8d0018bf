"""Two people press the same button at once: one wins, the other reads what happened."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from recruitment.accounts.tables import Account
from recruitment.applications.actions import advance
from recruitment.applications.lifecycle import STATE_NAMES
from recruitment.applications.tables import Application, Progress
from recruitment.core.audit import Act
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.dialect


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


@pytest.fixture
def colleagues(portal: Flask) -> tuple[Account, Account]:
    fife = an_organisation()
    return (
        a_member(fife, account=an_account(name="Ailsa Recruiter")),
        a_member(fife, account=an_account(name="Blair Recruiter")),
    )


def as_it_stands(application: Application) -> Application:
    viewer = as_staff(an_organisation())
    wanted = visible(viewer, Application).where(Application.id == application.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def what_followed(application: Application) -> tuple[list[str], list[str], list[str]]:
    """The moves recorded, what the candidate's page says, and the letters."""
    staff, mail = as_staff(an_organisation()), System("mail")
    acts = visible(staff, Act).where(Act.noun == "application", Act.row_id == application.id).order_by(Act.id)
    told = visible(staff, Progress).where(Progress.application_id == application.id).order_by(Progress.id)
    letters = visible(mail, Letter).where(Letter.key.like(f"%:{application.id}:%")).order_by(Letter.id)
    return (
        [act.act for act in db.session.scalars(acts)],
        [step.state for step in db.session.scalars(told)],
        [letter.name for letter in db.session.scalars(letters)],
    )


def test_of_two_who_shortlist_at_once_one_wins(
    portal: Flask, colleagues: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    application = an_application(a_vacancy(an_organisation()), given_name="Jo", family_name="Example")
    hold_until_both_have_read(monkeypatch, "recruitment.selection.actions.advance", advance)
    url = f"/employer/applications/{application.id}/shortlist"
    answers = press_at_once(portal, *((person, url, {"message": person.name}) for person in colleagues))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    won = answers[0].status_code == 303
    winner, late = (colleagues[0], answers[1]) if won else (colleagues[1], answers[0])
    assert "Jo Example was moved to “Shortlisted” on" in " ".join(late.text.split())
    assert f"by {winner.name}" in late.text
    assert as_it_stands(application).state == "shortlisted"
    acts, told, letters = what_followed(application)
    assert acts == ["shortlist"]
    assert told == ["submitted", "shortlisted"]
    assert letters == ["application_shortlisted"]


def test_of_two_opposite_decisions_one_holds(
    portal: Flask, colleagues: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    application = an_application(a_vacancy(an_organisation()))
    hold_until_both_have_read(monkeypatch, "recruitment.selection.actions.advance", advance)
    page = f"/employer/applications/{application.id}"
    answers = press_at_once(
        portal,
        (colleagues[0], f"{page}/shortlist", {"seen": "submitted"}),
        (
            colleagues[1],
            f"{page}/reject?reasons-asked=1&reason=others",
            {"seen": "submitted", "feedback": "Others showed more."},
        ),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    state = "shortlisted" if answers[0].status_code == 303 else "unsuccessful"
    assert as_it_stands(application).state == state
    assert STATE_NAMES[state] in next(answer.text for answer in answers if answer.status_code == 409)
    assert what_followed(application)[1] == ["submitted", state]


def test_of_two_who_move_the_same_many_each_is_moved_once(portal: Flask, colleagues: tuple[Account, Account]) -> None:
    """One names them in the opposite order: neither waits for the other for ever, and nobody is told twice."""
    vacancy = a_vacancy(an_organisation())
    applications = [an_application(vacancy) for _ in range(6)]
    ids = [application.id for application in applications]
    seen = [f"{one}:submitted" for one in ids]
    url = f"/employer/vacancies/{vacancy.id}/applicants/shortlist?" + "&".join(f"application={one}" for one in ids)
    answers = press_at_once(
        portal,
        (colleagues[0], url, {"application": seen}),
        (colleagues[1], url, {"application": seen[::-1]}),
    )
    assert [answer.status_code for answer in answers] == [303, 303]
    for application in applications:
        assert as_it_stands(application).state == "shortlisted"
        assert what_followed(application) == (["shortlist"], ["submitted", "shortlisted"], ["application_shortlisted"])
    moved_by = Counter(
        db.session.scalars(
            visible(as_staff(an_organisation()), Act).where(Act.act == "shortlist").with_only_columns(Act.person)
        )
    )
    assert moved_by.total() == len(ids)
    assert set(moved_by) <= {person.id for person in colleagues}
