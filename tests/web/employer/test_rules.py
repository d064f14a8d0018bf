"""An organisation's own rules: kept with who changed them, shown where they act, and held to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.actions import change_local_rules
from recruitment.organisations.queries import local_rules_of
from recruitment.organisations.tables import Organisation
from recruitment.selection.actions import invite
from recruitment.vacancies.panels import panel_of, set_panel
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

SignIn = Callable[..., Account]
RULES = {"shortest_advert": "14", "remind_after": "2", "panel_size": "3", "hides_names": "y", "keep_months": "6",
         "redeployment_kept": "180", "adjustment_days": "3", "reserve_months": "6", "references_wanted": "1",
         "asks_fitness": "y"}  # fmt: skip


def test_each_rule_is_kept_and_who_changed_it_is_told(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in(Role.ADMINISTRATOR)
    assert submit(client, "/employer/rules", **RULES).status_code == 303
    rules = local_rules_of(as_staff(fife, Role.RECRUITER), fife.id)
    assert (rules.panel_size, rules.hides_names, rules.keep_months) == (3, True, 6)
    page = words_of(client.get("/employer/rules").text)
    for said in ("People on a panel before anybody is invited: 0 → 3", "until the shortlist: no → yes",
                 "Months for which an application is kept: 12 → 6", "Test Person"):  # fmt: skip
        assert said in page
    submit(client, "/employer/rules", **RULES)
    assert words_of(client.get("/employer/rules").text).count("→") == 7, "saving the same records nothing"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"panel_size": "13"}, "Enter a number from 0 to 12"),
        ({"panel_size": ""}, "Enter a number of people"),
        ({"keep_months": "5"}, "Enter a number from 6 to 24"),
        ({"keep_months": "25"}, "Enter a number from 6 to 24"),
        ({"keep_months": "a year"}, "Enter a whole number"),
        ({"adjustment_days": "0"}, "Enter a number from 1 to 10"),
        ({"adjustment_days": "11"}, "Enter a number from 1 to 10"),
        ({"references_wanted": "5"}, "Enter a number from 0 to 4"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, changed: dict[str, str], says: str
) -> None:
    signed_in(Role.ADMINISTRATOR)
    page = submit(client, "/employer/rules", **{**RULES, **changed})
    assert (page.status_code, says in page.text) == (422, True)
    assert local_rules_of(as_staff(fife, Role.RECRUITER), fife.id).shortest_advert == 0


@pytest.mark.parametrize(
    "rule", [{"panel_size": 13}, {"keep_months": 3}, {"keep_months": 25}, {"panel_size": -1}, {"references_wanted": 5}]
)
def test_the_action_itself_refuses_too(client: FlaskClient, fife: Organisation, rule: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        change_local_rules(as_staff(fife, Role.ADMINISTRATOR), fife, **rule)


def test_what_is_kept_for_too_long_is_counted(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    for days in (500, 400, 300):
        an_application(vacancy, state="unsuccessful", ended_at=clock.now() - timedelta(days=days))
    signed_in(Role.ADMINISTRATOR)
    assert "2 applications for 1 vacancy ended more than 12 months ago" in words_of(client.get("/employer/rules").text)


@pytest.fixture
def shortlisted(fife: Organisation) -> Application:
    change_local_rules(as_staff(fife, Role.ADMINISTRATOR), fife, panel_size=2)
    application = an_application(a_vacancy(fife), state="shortlisted", shortlisted_at=clock.now())
    a_seat(fife, application.vacancy_id)
    return application


def a_seat(fife: Organisation, vacancy_id: int) -> None:
    member = a_member(fife, Role.PANEL_MEMBER)
    db.session.add(PanelSeat(organisation_id=fife.id, vacancy_id=vacancy_id, account_id=member.id))
    db.session.commit()


def invitation() -> dict[str, Any]:
    day = clock.today() + timedelta(days=9)
    return {"day": [str(day.day), str(day.month), str(day.year)], "time": "10:30am", "minutes": "45",
            "meeting": "in_person", "place": "Town House", "seen": "shortlisted"}  # fmt: skip


def test_a_panel_that_is_too_small_needs_a_reason(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, shortlisted: Application
) -> None:
    signed_in()
    path = f"/employer/applications/{shortlisted.id}/invite"
    opened = words_of(client.get(path).text)
    assert "1 person sits on this vacancy’s panel. Your organisation’s rules ask for 2" in opened
    refused = submit(client, path, **invitation())
    assert refused.status_code == 422
    assert "Enter why you invite with a smaller panel" in refused.text
    assert "Town House" in refused.text
    assert submit(client, path, **invitation(), small_panel="A member fell ill.").status_code == 303
    viewer = as_staff(fife, Role.RECRUITER)
    acts = db.session.scalars(visible(viewer, Act).where(Act.act == "invite_with_small_panel")).all()
    assert [(act.row_id, act.reason) for act in acts] == [(shortlisted.id, "A member fell ill.")]


def test_a_panel_that_is_large_enough_is_not_asked_about(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, shortlisted: Application
) -> None:
    a_seat(fife, shortlisted.vacancy_id)
    signed_in()
    path = f"/employer/applications/{shortlisted.id}/invite"
    assert "smaller panel" not in client.get(path).text
    assert submit(client, path, **invitation()).status_code == 303


def test_the_action_refuses_a_small_panel_without_a_reason(fife: Organisation, shortlisted: Application) -> None:
    with pytest.raises(Refused, match="rules ask for 2"):
        invite(
            as_staff(fife, Role.RECRUITER), shortlisted, at=clock.now() + timedelta(days=3), meeting="in_person",
            place="Town House",
        )  # fmt: skip


def test_a_panel_is_chosen_among_colleagues(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    change_local_rules(as_staff(fife, Role.ADMINISTRATOR), fife, panel_size=2)
    vacancy, sits = a_vacancy(fife), a_member(fife, Role.PANEL_MEMBER)
    elsewhere = a_member(an_organisation("orkney-islands-council"))
    signed_in()
    path, recruiter = f"/employer/vacancies/{vacancy.id}/panel", as_staff(fife, Role.RECRUITER)
    assert "at least 2 people" in client.get(path).text
    saved = submit(client, path, people=[str(sits.id)])
    assert (saved.status_code, panel_of(recruiter, vacancy.id)) == (303, {sits.id})
    assert "Now 1 sit on it" in client.get(saved.location).text
    assert submit(client, path, people=[str(elsewhere.id)]).status_code == 422
    with pytest.raises(Refused):
        set_panel(recruiter, vacancy, [elsewhere.id])
    submit(client, path)
    assert panel_of(recruiter, vacancy.id) == set()
    acts = db.session.scalars(visible(recruiter, Act).where(Act.act == "set_panel").order_by(Act.id)).all()
    assert [act.reason for act in acts] == ["0 → 1 people", "1 → 0 people"]


def test_approvers_choose_no_panel(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    signed_in(Role.APPROVER)
    assert client.get(f"/employer/vacancies/{vacancy.id}/panel").status_code == 403
    with pytest.raises(Refused):
        set_panel(as_staff(fife, Role.APPROVER), vacancy, [])


def test_the_vacancy_says_which_rules_act_on_it(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    change_local_rules(as_staff(fife, Role.ADMINISTRATOR), fife, panel_size=2, keep_months=9)
    vacancy: Vacancy = a_vacancy(fife, hides_names=True)
    signed_in()
    page = words_of(client.get(f"/employer/vacancies/{vacancy.id}").text)
    for said in (
        "0 people; at least 2 before anybody is invited",
        "For 9 months after each ends",
        "Hidden until an applicant",
    ):
        assert said in page
