"""Two appoint to the last post at once: one post, one appointment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from recruitment.accounts.tables import Account
from recruitment.applications.actions import advance
from recruitment.applications.tables import Application
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff
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
    return a_member(an_organisation()), a_member(an_organisation())


def states(vacancy: Vacancy) -> tuple[str, int, list[str]]:
    """Of the vacancy, its posts, and its applications."""
    viewer = as_staff(an_organisation())
    wanted = visible(viewer, Vacancy).where(Vacancy.id == vacancy.id).execution_options(populate_existing=True)
    stored = db.session.scalars(wanted).one()
    applications = visible(viewer, Application).where(Application.vacancy_id == vacancy.id)
    return stored.state, stored.posts_filled, sorted(
        db.session.scalars(applications.with_only_columns(Application.state))
    )  # fmt: skip


def letters() -> list[str]:
    return [letter.name for letter in db.session.scalars(visible(System("mail"), Letter))]


def test_two_cannot_be_appointed_to_one_post(
    portal: Flask, colleagues: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = a_vacancy(an_organisation())
    pages = [f"/employer/applications/{an_application(vacancy, state='offered').id}/appoint" for _ in range(2)]
    hold_until_both_have_read(monkeypatch, "recruitment.offers.actions.advance", advance)
    answers = press_at_once(portal, *((person, page, {}) for person, page in zip(colleagues, pages, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert "The post is filled already" in next(answer.text for answer in answers if answer.status_code == 409)
    assert states(vacancy) == ("filled", 1, ["appointed", "offered"])
    assert letters() == ["appointed"]


def test_two_posts_take_two_at_once(
    portal: Flask, colleagues: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = a_vacancy(an_organisation(), posts=2)
    pages = [f"/employer/applications/{an_application(vacancy, state='offered').id}/appoint" for _ in range(2)]
    hold_until_both_have_read(monkeypatch, "recruitment.offers.actions.advance", advance)
    answers = press_at_once(portal, *((person, page, {}) for person, page in zip(colleagues, pages, strict=True)))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert states(vacancy) == ("filled", 2, ["appointed", "appointed"])


def test_the_same_person_is_appointed_once(
    portal: Flask, colleagues: tuple[Account, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = a_vacancy(an_organisation(), posts=2)
    page = f"/employer/applications/{an_application(vacancy, state='offered').id}/appoint"
    hold_until_both_have_read(monkeypatch, "recruitment.offers.actions.advance", advance)
    answers = press_at_once(portal, *((person, page, {}) for person in colleagues))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert states(vacancy) == ("published", 1, ["appointed"])
    assert letters() == ["appointed"]
