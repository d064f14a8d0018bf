"""What is kept of people who were helped to apply: for its time, told to themselves, and then gone."""

from datetime import timedelta

import pytest
from flask import Flask

from recruitment.applications.adjustment_tables import AdjustmentNeed, AdjustmentRequest
from recruitment.applications.assisted_confirming import claim, record_confirmation
from recruitment.applications.assisted_jobs import forget_what_was_entered
from recruitment.applications.assisted_tables import AssistedApplication, AssistedPerson
from recruitment.applications.extension_tables import Extension
from recruitment.applications.profile_tables import PARTS
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff
from recruitment.extensions import db
from recruitment.keeping.cases import cases_over
from recruitment.keeping.holdings import parts_of
from recruitment.keeping.reading import KEEPING
from recruitment.keeping.retention import plan
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.actions import give_up
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_draft
from tests.builders.helping import an_adjustment, an_entered, an_extension
from tests.builders.organisations import an_organisation
from tests.builders.rows import work
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]
HELP = (AdjustmentRequest, AdjustmentNeed, Extension)
ENTERED = (Application, Contact, AssistedApplication, AssistedPerson)


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def staff(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR, Role.RECRUITER)


def count(*models: type) -> list[int]:
    return [len(db.session.scalars(visible(KEEPING, model)).all()) for model in models]


def test_requests_and_extensions_go_with_the_vacancys_papers(app: Flask, fife: Organisation, staff: Staff) -> None:
    vacancy = a_vacancy(fife)
    an_adjustment(vacancy)
    an_extension(staff, vacancy)
    give_up(staff, vacancy, "Nobody came")
    db.session.commit()
    with later(app, days=300):
        plan()
        work()
        assert count(*HELP) == [1, 1, 1]
    with later(app, days=400):
        plan()
        work()
        assert count(*HELP) == [0, 0, 0]


@pytest.mark.parametrize("is_handed_in", [True, False])
def test_what_was_entered_goes_whole(app: Flask, fife: Organisation, staff: Staff, is_handed_in: bool) -> None:
    vacancy = a_vacancy(fife)
    an_entered(staff, vacancy, is_handed_in=is_handed_in)
    assert any(count(*PARTS))
    give_up(staff, vacancy, "Nobody came")
    db.session.commit()
    with later(app, days=400):
        plan()
        work()
        assert count(*ENTERED) == [0, 0, 0, 0]
        forget_what_was_entered()
        assert not any(count(*PARTS))


def test_what_is_confirmed_leaves_one_copy(fife: Organisation, staff: Staff) -> None:
    entered = an_entered(staff, a_vacancy(fife))
    record_confirmation(staff, entered.assisted, by="letter", on=clock.today())
    db.session.commit()
    assert not any(count(*PARTS)) and count(*ENTERED) == [1, 1, 1, 1]


def test_a_draft_with_time_of_its_own_is_kept_for_it(fife: Organisation, staff: Staff) -> None:
    vacancy = a_vacancy(fife, closes_at=clock.now() - timedelta(days=40), public_from=clock.now() - timedelta(days=60))
    account = an_account("morag@test.example")
    own, other = a_draft(vacancy, account), a_draft(vacancy)
    an_extension(staff, vacancy)
    assert [case.id for case in cases_over(fife.id, 12, clock.today())] == [other.id]
    much_later = clock.today() + timedelta(days=33)
    assert {case.id for case in cases_over(fife.id, 12, much_later)} == {own.id, other.id}


def test_a_person_is_told_what_is_kept_of_them(fife: Organisation, staff: Staff) -> None:
    account = an_account("morag@test.example")
    person = Candidate(account.id)
    vacancy = a_vacancy(fife)
    an_adjustment(vacancy, person)
    an_extension(staff, a_vacancy(fife))
    claim(person, an_entered(staff, vacancy).assisted.application_id)
    db.session.commit()
    told = {part.table: part for part in parts_of(person)}
    assert {"adjustment_request", "adjustment_need", "extension", "assisted_application", "assisted_person"} <= set(
        told
    )
    assert told["adjustment_need"].rows[0]["needs"] and "link_digest" not in told["extension"].columns
    stranger = Candidate(an_account().id)
    assert not {"adjustment_need", "extension", "assisted_application"} & {part.table for part in parts_of(stranger)}
