"""The checks wallet and what of it an employer is shown, at both doors."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.wallet_queries import consents, entries
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.profiles import a_check
from tests.builders.vacancies import a_vacancy

WALLET = "/candidate/wallet"


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    sign_in(client, account)
    return account


def test_an_entry_is_added_changed_and_removed(client: FlaskClient, account: Account) -> None:
    wrong = submit(client, f"{WALLET}/add", checked_on=["31", "12", "2998"], number="12")
    assert wrong.status_code == 422
    for said in ("Choose what was checked", "The date of the check must be in the past", 'value="12"'):
        assert said in wrong.text
    told = {"kind": "pvg", "checked_on": ["27", "3", "2025"], "checked_by": "Disclosure Scotland", "number": "1234"}
    early = submit(client, f"{WALLET}/add", **told, expires=["26", "3", "2025"])
    assert "must be after the check" in early.text
    assert submit(client, f"{WALLET}/add", **told).location == WALLET
    shown = words_of(client.get(WALLET).text)
    assert "PVG scheme membership 27 March 2025 Made by Disclosure Scotland Number: 1234 Shown to nobody" in shown
    (row,) = entries(Candidate(account.id))
    submit(client, f"{WALLET}/{row.id}", **{**told, "number": "5678"})
    assert "Number: 5678" in words_of(client.get(WALLET).text)
    assert "Keep it" in client.get(f"{WALLET}/{row.id}/remove").text
    submit(client, f"{WALLET}/{row.id}/remove")
    assert entries(Candidate(account.id)) == ()


def test_somebody_elses_is_not_found(client: FlaskClient, account: Account) -> None:
    other = an_account()
    row, application = a_check(other), an_application(a_vacancy(an_organisation()), account=other)
    for page in (f"{WALLET}/{row.id}", f"{WALLET}/{row.id}/remove", f"/candidate/applications/{application.id}/checks"):
        assert client.get(page).status_code == 404


def test_an_empty_wallet_has_nothing_to_show(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    base = f"/candidate/applications/{draft.id}"
    assert links_of(client.get(base).text)["Choose which checks this employer may see"] == f"{base}/checks"
    assert "Your checks wallet is empty" in client.get(f"{base}/checks").text


def test_from_consent_to_its_end_at_both_doors(client: FlaskClient, account: Account) -> None:
    fife = an_organisation()
    application = an_application(a_vacancy(fife), account=account)
    shown, hidden = a_check(account, number="SHOWN"), a_check(account, number="HIDDEN", kind="disclosure")
    recruiter, manager = a_member(fife), a_member(fife, Role.HIRING_MANAGER)
    stranger = a_member(an_organisation("orkney-islands-council"), *Role)
    consent = f"/candidate/applications/{application.id}/checks"
    page, overview = (f"/employer/applications/{application.id}{tail}" for tail in ("/checks", ""))

    def seen(person: Account, path: str = page) -> str:
        sign_in(client, person)
        return client.get(path).text

    assert "shows no checks" in seen(recruiter)
    assert "Checks that the applicant shows" not in seen(recruiter, overview)
    sign_in(client, account)
    stolen = a_check(an_account())
    assert submit(client, consent, entry=[stolen.id]).status_code == 422
    assert submit(client, consent, entry=[shown.id]).status_code == 303
    assert "may see 1 of your checks" in client.get(f"/candidate/applications/{application.id}").text
    assert "Shown for" in client.get(WALLET).text
    assert list(consents(Candidate(account.id), application.id)) == [shown.id]

    read = seen(recruiter)
    assert "SHOWN" in read and "HIDDEN" not in read
    assert "See the check" in seen(recruiter, overview)
    assert "Checks that the applicant shows" not in seen(manager, overview)
    for person in (manager, stranger):
        sign_in(client, person)
        assert client.get(page).status_code == 404
    sign_in(client, account)
    assert "First looked at on" in client.get(consent).text
    submit(client, consent)
    assert "SHOWN" not in seen(recruiter)
    acts = visible(System("keeping"), Act).where(Act.noun == "check_consent").order_by(Act.id)
    assert [(act.act, act.person) for act in db.session.scalars(acts)] == [
        ("show_check", account.id),
        ("see_check", recruiter.id),
        ("hide_check", account.id),
    ]
    assert hidden.number not in read


def test_what_the_person_changes_is_what_the_employer_sees(client: FlaskClient, account: Account) -> None:
    fife = an_organisation()
    application = an_application(a_vacancy(fife), account=account)
    row = a_check(account)
    submit(client, f"/candidate/applications/{application.id}/checks", entry=[row.id])
    assert "They will see what you change" in client.get(f"{WALLET}/{row.id}").text
    day = clock.today() - timedelta(days=3)
    told = {"kind": "pvg", "checked_on": [str(day.day), str(day.month), str(day.year)], "number": "NEW"}
    submit(client, f"{WALLET}/{row.id}", **told)
    sign_in(client, a_member(fife))
    assert "NEW" in client.get(f"/employer/applications/{application.id}/checks").text
