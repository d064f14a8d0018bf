"""The pages on which administrators set chains, absences and rules."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_queries import absences_of, chains_of
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.approval import a_chain, an_absence
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

SignIn = Callable[..., Account]
CHAIN = {"name": "Dear posts", "departments": "", "grades": "", "cost_from": "", "steps-0-name": "Head",
         "steps-0-who": "any"}  # fmt: skip


@pytest.fixture
def bo(fife: Organisation) -> Account:
    return a_member(fife, Role.APPROVER, account=an_account(name="Bo Boss"))


def held(fife: Organisation) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    db.session.expire_all()
    viewer = as_staff(fife, Role.ADMINISTRATOR)
    return [(chain.name, [(step.name, step.people) for step in steps]) for chain, steps in chains_of(viewer, fife.id)]


def test_a_chain_is_written_and_shown(client: FlaskClient, signed_in: SignIn, fife: Organisation, bo: Account) -> None:
    a_vacancy(fife, department="Roads")
    signed_in(Role.ADMINISTRATOR)
    assert "Every advert One step: any colleague with the role of approver" in words_of(
        client.get("/employer/chains").text
    )
    assert "On your adverts so far: Roads." in client.get("/employer/chains/new").text
    steps = {"steps-0-name": "Head", "steps-0-who": "any", "steps-1-name": "Finance", "steps-1-who": "named",
             "steps-1-people": str(bo.id), "steps-2-name": ""}  # fmt: skip
    conditions = {"departments": "Roads\r\n\r\nEducation\r\nRoads", "grades": " FC9 ", "cost_from": "50,000"}
    done = submit(client, "/employer/chains/new", name="Dear posts", **conditions, **steps)
    assert (done.status_code, done.location) == (303, "/employer/chains?organisation=fife-council")
    assert held(fife) == [("Dear posts", [("Head", []), ("Finance", [bo.id])])]
    page = words_of(client.get(done.location).text)
    assert "For department Roads or Education; grade FC9; a yearly cost from £50,000" in page
    assert "Head : any approver" in page and "Finance : Bo Boss" in page
    assert "All other adverts One step" in page


def test_a_chain_is_changed(client: FlaskClient, signed_in: SignIn, fife: Organisation, bo: Account) -> None:
    chain = a_chain(fife, {"Head": [bo.id]}, departments=["Roads"], cost_from=5_000_000)
    signed_in(Role.ADMINISTRATOR)
    page = client.get(f"/employer/chains/{chain.id}").text
    assert 'value="50,000.00"' in page and "Roads</textarea>" in page
    assert f'value="{bo.id}" checked' in page
    assert submit(client, f"/employer/chains/{chain.id}", **CHAIN).status_code == 303
    assert held(fife) == [("Dear posts", [("Head", [])])]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter a name for the chain"),
        ({"steps-0-name": " "}, "Write at least one step"),
        ({"steps-0-who": "named"}, "Choose at least one colleague"),
        ({"steps-0-who": "named", "steps-0-people": "9999"}, "Choose one of the answers that the page offers"),
        ({"steps-0-who": "somebody"}, "Choose one of the answers that the page offers"),
        ({"cost_from": "much"}, "Enter an amount in pounds"),
        ({"cost_from": "0"}, "Enter an amount above £0"),
        ({"name": "x" * 81}, "The name must be 80 characters or fewer"),
    ],
)
def test_a_chain_that_cannot_be_is_refused_with_nothing_lost(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, bo: Account, typed: dict[str, str], message: str
) -> None:
    signed_in(Role.ADMINISTRATOR)
    refused = submit(client, "/employer/chains/new", **{**CHAIN, "grades": "What was typed", **typed})
    assert refused.status_code == 422
    assert refused.text.count(message) == 2
    assert "What was typed" in refused.text
    assert held(fife) == []


def test_steps_come_and_go_with_nothing_lost(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, bo: Account
) -> None:
    signed_in(Role.ADMINISTRATOR)
    two = {**CHAIN, "steps-1-name": "Finance", "steps-1-who": "named", "steps-1-people": str(bo.id)}
    added = submit(client, "/employer/chains/new", **two, **{"steps-add": "1"})
    assert added.status_code == 200
    assert "Step 3" in added.text and f'value="{bo.id}" checked' in added.text and 'value="Dear posts"' in added.text
    removed = submit(client, "/employer/chains/new", **two, **{"steps-remove": "0"}).text
    assert 'value="Finance"' in removed and 'value="Head"' not in removed
    assert held(fife) == []


def test_the_order_is_theirs_to_choose(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    first, second = a_chain(fife, {"One": []}), a_chain(fife, {"Two": []})
    signed_in(Role.ADMINISTRATOR)
    for _ in range(2):
        done = submit(client, f"/employer/chains/{second.id}/earlier", page="/employer/chains")
        assert done.status_code == 303
        assert [name for name, _ in held(fife)] == [second.name, first.name]


def test_removing_asks_once(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    chain = a_chain(fife, {"One": []})
    signed_in(Role.ADMINISTRATOR)
    assert "keep their steps" in client.get(f"/employer/chains/{chain.id}/remove").text
    assert len(held(fife)) == 1
    assert submit(client, f"/employer/chains/{chain.id}/remove").status_code == 303
    assert held(fife) == []


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER])
def test_only_administrators_set_chains_and_rules(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, role: Role
) -> None:
    chain = a_chain(fife, {"One": []})
    signed_in(role)
    for path in ("chains", "chains/new", "rules"):
        assert client.get(f"/employer/{path}").status_code == 404
    for path in (f"chains/{chain.id}", f"chains/{chain.id}/remove"):
        assert client.get(f"/employer/{path}").status_code == 403
    assert client.post(f"/employer/chains/{chain.id}/earlier").status_code == 403


def test_the_organisation_is_one_of_theirs(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    account = signed_in(Role.ADMINISTRATOR)
    a_member(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR, account=account)
    assert "Orkney Islands Council</a>" in client.get("/employer/chains").text
    said = {"shortest_advert": "7", "remind_after": "1", "panel_size": "3", "keep_months": "9"}
    said["redeployment_kept"] = "90"
    said |= {"reserve_months": "6", "adjustment_days": "2", "references_wanted": "2"}
    done = submit(client, "/employer/rules?organisation=orkney-islands-council", **said)
    assert done.location == "/employer/rules?organisation=orkney-islands-council"
    orkney = an_organisation("orkney-islands-council")
    assert local_rules_of(as_staff(orkney, Role.ADMINISTRATOR), orkney.id).shortest_advert == 7
    assert local_rules_of(as_staff(fife, Role.ADMINISTRATOR), fife.id).shortest_advert == 0
    assert client.get("/employer/rules?organisation=nhs-orkney").status_code == 404


def test_the_rules_are_kept(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in(Role.ADMINISTRATOR)
    others = {"panel_size": "3", "keep_months": "12", "redeployment_kept": "90", "reserve_months": "6",
              "adjustment_days": "2", "references_wanted": "2"}  # fmt: skip
    for typed in (
        {"shortest_advert": "91"},
        {"shortest_advert": "-1"},
        {"shortest_advert": "two"},
        {"shortest_advert": ""},
    ):
        assert submit(client, "/employer/rules", **{**others, "remind_after": "3", **typed}).status_code == 422
    for _ in range(2):
        said = {**others, "shortest_advert": "14", "remind_after": "0"}
        assert submit(client, "/employer/rules", **said).status_code == 303
    db.session.expire_all()
    rules = local_rules_of(as_staff(fife, Role.ADMINISTRATOR), fife.id)
    assert (rules.shortest_advert, rules.remind_after) == (14, 0)


def boxes(days: int) -> list[str]:
    day = clock.today() + timedelta(days=days)
    return [str(day.day), str(day.month), str(day.year)]


def test_an_administrator_says_who_is_away(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, bo: Account
) -> None:
    ann = a_member(fife, Role.APPROVER, account=an_account(name="Ann Approver"))
    signed_in(Role.ADMINISTRATOR)
    answers = {"person": str(bo.id), "substitute": str(ann.id), "first_day": boxes(0), "last_day": boxes(3)}
    for wrong, message in (
        ({"substitute": str(bo.id)}, "Choose somebody else"),
        ({"last_day": boxes(-1), "first_day": boxes(-2)}, "must not be in the past"),
        ({"first_day": boxes(4)}, "must not be before the first day"),
        ({"first_day": ["", "", ""]}, "Enter the first day"),
    ):
        refused = submit(client, "/employer/absences", **{**answers, **wrong})
        assert (refused.status_code, refused.text.count(message)) == (422, 2)
    done = submit(client, "/employer/absences", **answers)
    assert "Ann Approver approves in the place of Bo Boss" in client.get(done.location).text
    (absence,) = absences_of(as_staff(fife, Role.ADMINISTRATOR), [fife.id])
    assert submit(client, f"/employer/absences/{absence.id}/end").status_code == 303
    assert absences_of(as_staff(fife, Role.ADMINISTRATOR), [fife.id]) == []


def test_an_approver_says_it_of_themselves_alone(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, bo: Account
) -> None:
    ann = a_member(fife, Role.APPROVER)
    signed_in(account=bo)
    answers = {"substitute": str(ann.id), "first_day": boxes(1), "last_day": boxes(1)}
    assert submit(client, "/employer/absences", person=str(ann.id), **answers).status_code == 422
    assert submit(client, "/employer/absences", person=str(bo.id), **answers).status_code == 303
    other = an_absence(fife, ann.id, bo.id, first=0, last=1)
    assert client.get(f"/employer/absences/{other.id}/end").status_code == 403


def test_others_say_nothing_of_absences(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    signed_in(Role.RECRUITER)
    assert client.get("/employer/absences").status_code == 404
    assert "/employer/absences" not in client.get("/employer/").text
