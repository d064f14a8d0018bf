"""A person with a mark in everything goes: at first what an employer keeps is left of the mark, then not even that."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.tables import Account
from recruitment.core.audit import Act
from recruitment.core.errors import Refused
from recruitment.core.keeping import Period
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff
from recruitment.extensions import db
from recruitment.keeping.erasure import erase
from recruitment.keeping.reading import KEEPING, keeping_of, kept_models
from recruitment.keeping.retention import plan
from recruitment.vacancies.actions import give_up
from recruitment.vacancies.redeployment_tables import AtRisk
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.keeping import a_marked_person, kept_for_ever, mark_all_of, marked_columns, marked_files
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.rows import work
from tests.builders.search import an_index_at, follow, later
from tests.builders.vacancies import a_category, a_vacancy

pytestmark = pytest.mark.dialect
MARK = "Zyxwvutsrq"
PASSWORD = "seven green puffins"
# Declared to be kept, and held by nobody's row here; whoever adds one says why beside its declaration.
KEPT: set[str] = set()


@pytest.fixture(autouse=True)
def own_folder(app: Flask, tmp_path: Path) -> Iterator[None]:
    """Files of other tests would be found in the app's."""
    usual = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(usual, var_dir=tmp_path / "var")
    yield
    app.config["SETTINGS"] = usual


@pytest.fixture
def staff() -> Staff:
    return as_staff(an_organisation("fife-council"), Role.ADMINISTRATOR, Role.RECRUITER)


@pytest.fixture
def vacancies(app: Flask, client: FlaskClient, staff: Staff) -> list[Vacancy]:
    organisation = an_organisation("fife-council")
    return [a_vacancy(organisation) for _ in range(3)]


@pytest.fixture
def index(app: Flask, client: FlaskClient, tmp_path: Path) -> Iterator[Path]:
    with an_index_at(app, tmp_path / "index"):
        follow()
        yield tmp_path / "index"


def found_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()]


def files_of(app: Flask) -> list[str]:
    """But for the folder to which letters are sent in a test: what has left the house is the person's own."""
    return [name for name in marked_files(app, MARK) if not name.startswith("mail/")]


def employers_tables() -> set[str]:
    return {
        model.__tablename__ for model in kept_models()
        if keeping_of(model).period in (Period.CASE, Period.VACANCY)
    }  # fmt: skip


def test_nothing_is_left_anywhere(
    app: Flask, client: FlaskClient, staff: Staff, vacancies: list[Vacancy], index: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    account = a_marked_person(MARK, vacancies, staff, hash_password(PASSWORD))
    person, address = account.id, account.email
    work()
    mark_all_of(person, address, MARK)
    before = marked_columns(MARK)
    assert {
        "account.email", "account.name", "profile.given_name", "employment.duties", "education.institution",
        "registration.number", "referee.name", "job_alert.email", "job_alert.question", "saved_vacancy.title",
        "application_contact.family_name", "application_history.employment", "application_referee.name", "answer.text",
        "declaration.related_to", "support.needs", "progress.message", "case_hold.reason", "advert_report.details",
        "advert_report.email", "act.reason", "career_gap.words", "training.name", "language_skill.language",
        "profile_guarantee.schemes", "profile_support.needs", "check_entry.detail", "cv_suggestion.facts",
        "adjustment_request.email", "adjustment_need.needs", "extension.reason", "extension.email",
    } <= set(before)  # fmt: skip
    assert files_of(app), "the copy that was asked for is there"

    sign_in(client, account)
    answer = submit(client, "/candidate/delete-account", running="leave", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/account/deleted")
    work()

    # What an employer keeps, and nothing that leads to the person's account, address of the account's own included.
    after = marked_columns(MARK)
    assert {name.partition(".")[0] for name in after} <= employers_tables() | {"act"}
    assert not {"advert_report.email", "adjustment_request.email", "extension.email"} & set(after)
    assert files_of(app) == []
    assert found_in(index) == []
    assert "application_contact.family_name" in after and "answer.text" in after

    give_up(staff, vacancies[0], "Nobody was found")
    db.session.commit()
    with later(app, days=800):
        plan()
        work()
        # Held: it stays, with what hangs on it, until somebody releases it.
        held = marked_columns(MARK)
        assert held["application_contact.family_name"] == 1 and "case_hold.reason" in held


def test_nothing_is_left_after_the_employers_time(
    app: Flask, client: FlaskClient, staff: Staff, vacancies: list[Vacancy], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account = a_marked_person(MARK, vacancies, staff, hash_password(PASSWORD))
    mark_all_of(account.id, account.email, MARK)
    sign_in(client, account)
    administrator = a_member(an_organisation("fife-council"), Role.ADMINISTRATOR)
    assert submit(client, "/candidate/delete-account", running="withdraw", password=PASSWORD).status_code == 303
    work()
    sign_in(client, administrator)
    held = "/employer/retention"
    assert "Release" in client.get(held).text
    released = client.get(held).text.partition("/release")[0].rpartition("/employer/applications/")[2]
    assert submit(client, f"/employer/applications/{released}/release").status_code == 303
    db.session.commit()
    with later(app, days=500):
        plan()
        work()
    left = marked_columns(MARK)
    assert set(left) == KEPT, left
    assert kept_for_ever() >= KEPT
    assert files_of(app) == []
    said = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    assert MARK not in said and MARK.lower() not in said


def test_the_emptied_account_opens_nothing(client: FlaskClient, vacancies: list[Vacancy], staff: Staff) -> None:
    account = a_marked_person(MARK, vacancies, staff, hash_password(PASSWORD))
    person, address = account.id, account.email
    sign_in(client, account)
    submit(client, "/candidate/delete-account", running="leave", password=PASSWORD)
    assert client.get("/candidate/").location.startswith("/account/sign-in")
    answer = submit(client, "/account/sign-in", email=address, password=PASSWORD)
    assert answer.status_code in (200, 422) and "is not right" in answer.text
    db.session.expire_all()
    wanted = visible(KEEPING, Account).where(Account.id == person).execution_options(populate_existing=True)
    row = db.session.scalars(wanted).one()
    assert row.email == f"account-{person}@removed.invalid" and not row.active and row.removed_at is not None
    # Nobody gets its number, so nobody is taken for it.
    assert an_account().id > person


def test_employers_go_on_writing_to_whoever_left_the_application(
    client: FlaskClient, vacancies: list[Vacancy], staff: Staff
) -> None:
    account = a_marked_person(MARK, vacancies, staff, hash_password(PASSWORD))
    person, address = account.id, account.email
    sign_in(client, account)
    submit(client, "/candidate/delete-account", running="leave", password=PASSWORD)
    assert [letter.name for letter in letters_to(address)][-1] == "account_deleted"
    recruiter = a_member(an_organisation("fife-council"), Role.ADMINISTRATOR, Role.RECRUITER)
    sign_in(client, recruiter)
    listed = client.get(f"/employer/vacancies/{vacancies[1].id}/applicants").text
    assert MARK in listed
    acts = db.session.scalars(visible(KEEPING, Act).where(Act.person == person)).all()
    assert {"submit", "start", "delete_account"} <= {act.act for act in acts}
    number = next(act.row_id for act in acts if act.act == "submit" and act.row_id)
    page = client.get(f"/employer/applications/{number}")
    assert page.status_code == 200 and MARK in page.text


def test_staff_cannot_delete_their_account_so_simply(client: FlaskClient) -> None:
    member = a_member(an_organisation("fife-council"))
    with pytest.raises(Refused):
        erase(Candidate(member.id), member.id, act="delete_account")
    sign_in(client, member)
    page = client.get("/candidate/delete-account").text
    assert "Ask an administrator there" in page and 'name="password"' not in page


def test_an_address_that_nobody_confirmed_takes_no_alerts_along(client: FlaskClient, vacancies: list[Vacancy]) -> None:
    stranger = an_account("stranger@test.example")
    stranger.confirmed_at = None
    db.session.commit()
    taken = erase(KEEPING, stranger.id, act="remove_account")
    assert taken.address == "" and letters_to("stranger@test.example") == []


def test_one_persons_end_touches_no_other(client: FlaskClient, vacancies: list[Vacancy], staff: Staff) -> None:
    other = an_account("other@test.example", name="Another Person")
    an_application(vacancies[0], account=other, family_name="Otherperson")
    account = a_marked_person(MARK, vacancies, staff, hash_password(PASSWORD))
    before = marked_columns("Otherperson") + marked_columns("other@test.example")
    erase(Candidate(account.id), account.id, act="delete_account")
    db.session.commit()
    assert marked_columns("Otherperson") + marked_columns("other@test.example") == before


def test_an_employers_list_of_people_at_risk_stays_as_it_is(client: FlaskClient, vacancies: list[Vacancy]) -> None:
    organisation = vacancies[0].organisation_id
    people = [an_account(f"risk{number}@test.example") for number in range(2)]
    for each in people:
        db.session.add(
            AtRisk(organisation_id=organisation, name="Example Person", email=each.email, post="Cleaner",
                   category_code=a_category().code, registered_by=1)
        )  # fmt: skip
    db.session.commit()
    for each in people:
        erase(Candidate(each.id), each.id, act="delete_account")
    kept = db.session.scalars(visible(KEEPING, AtRisk).with_only_columns(AtRisk.email).order_by(AtRisk.id)).all()
    assert kept == ["risk0@test.example", "risk1@test.example"]
