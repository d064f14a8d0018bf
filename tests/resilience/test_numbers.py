"""A number that was given to a row is never given to another: records and letters go by it long after the row."""

import pytest
from flask import Flask

from recruitment.applications.actions import discard, start
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from tests.builders.accounts import an_account
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.dialect


def test_a_new_application_inherits_nothing_of_a_deleted_one(portal: Flask) -> None:
    vacancy = a_vacancy(an_organisation())
    first, second = Candidate(an_account().id), Candidate(an_account().id)
    deleted = start(first, vacancy)
    number = deleted.id
    discard(first, deleted)
    db.session.commit()
    new = start(second, vacancy)
    db.session.commit()
    assert new.id != number
    acts = visible(System("keeping"), Act).where(Act.noun == "application", Act.row_id == new.id)
    assert [act.person for act in db.session.scalars(acts)] == [second.person]
