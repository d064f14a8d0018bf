"""A vacancy saved twice at the same moment, and two lists joined at the same moment: each vacancy stands once."""

from collections.abc import Iterator
from functools import partial

import pytest
from flask import Flask

from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.search.saved_actions import begin_list, merge, save
from recruitment.search.saved_queries import saved_rows
from recruitment.search.saved_tables import SavedVacancy
from tests.builders.accounts import an_account
from tests.builders.organisations import an_organisation
from tests.builders.reference import load_reference
from tests.builders.vacancies import a_vacancy
from tests.core.own_database import own_app
from tests.resilience.meeting import Press, at_once

pytestmark = pytest.mark.dialect
ROUNDS = range(10)


@pytest.fixture(scope="module")
def portal(
    request: pytest.FixtureRequest, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    with own_app(request, tmp_path_factory.mktemp("saving")) as portal:
        load_reference()
        yield portal


def test_two_presses_save_one(portal: Flask) -> None:
    viewer = Candidate(an_account().id)
    for _ in ROUNDS:
        vacancy = a_vacancy(an_organisation())
        presses = [
            Press(tab, partial(saved_rows, viewer), lambda _read, vacancy=vacancy: save(viewer, vacancy))
            for tab in ("one", "other")
        ]
        assert sorted(outcome.said for outcome in at_once(portal, *presses)) == [False, True]
        kept = visible(System("keeping"), SavedVacancy).where(SavedVacancy.vacancy_id == vacancy.id)
        assert len(db.session.scalars(kept).all()) == 1


def test_two_browsers_are_joined_at_once(portal: Flask) -> None:
    for _ in ROUNDS:
        person = Candidate(an_account().id)
        vacancy = a_vacancy(an_organisation())
        browsers = [begin_list()[0] for _ in range(2)]
        for browser in browsers:
            save(browser, vacancy)
        db.session.commit()
        presses = [
            Press(str(browser.row), partial(saved_rows, person), lambda _read, all_=(person, browser): merge(*all_))
            for browser in browsers
        ]
        at_once(portal, *presses)
        kept = visible(System("keeping"), SavedVacancy).where(SavedVacancy.vacancy_id == vacancy.id)
        assert [row.account_id for row in db.session.scalars(kept)] == [person.person]
