"""A work address is shown once by a link, counts for a year, and only at a domain that is an organisation's own."""

from datetime import timedelta

import pytest

from recruitment.accounts.work_addresses import (
    GOOD_FOR,
    MOST_LETTERS,
    addresses_of,
    ask_to_show,
    remove_address,
    show,
    tend_addresses,
    waiting_address,
)
from recruitment.accounts.work_tables import WorkAddress
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused, TooMany
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Operator, Public, Role
from recruitment.extensions import db
from recruitment.organisations.domains import (
    ask_for_domain,
    decide_on_domain,
    domains_of,
    every_domain,
    remove_domain,
)
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import a_national, an_account, as_staff
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.stages import DAY, a_domain, a_work_address

pytestmark = pytest.mark.dialect
ADDRESS = "jo@fife.example"


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def jo(fife: Organisation) -> Candidate:
    a_domain(fife, "fife.example")
    return Candidate(an_account().id)


def link_to(address: str) -> str:
    db.session.commit()
    return str(letters_to(address)[-1].facts["link"]).rpartition("/")[2]


def test_a_link_shows_an_address_once(jo: Candidate) -> None:
    row = ask_to_show(jo, " Jo@FIFE.example ")
    assert (row.email, row.good_until) == (ADDRESS, None)
    link = link_to(ADDRESS)
    stranger = Candidate(an_account().id)
    with pytest.raises(NotVisible):
        show(stranger, link)
    shown = show(jo, link)
    db.session.commit()
    assert shown.good_until is not None
    assert abs(shown.good_until - clock.now() - GOOD_FOR) < timedelta(minutes=1)
    with pytest.raises(NotVisible):
        show(jo, link)


def test_of_two_clicks_on_a_link_one_counts(jo: Candidate) -> None:
    ask_to_show(jo, ADDRESS)
    link = link_to(ADDRESS)
    row = waiting_address(jo, link)
    show(jo, link)
    row.__dict__["token_digest"] = "as it was read"
    with pytest.raises(NotVisible):
        show(jo, link)


def test_a_link_runs_out_and_a_new_one_replaces_it(jo: Candidate) -> None:
    row = ask_to_show(jo, ADDRESS)
    first = link_to(ADDRESS)
    assert ask_to_show(jo, ADDRESS).id == row.id
    second = link_to(ADDRESS)
    with pytest.raises(NotVisible):
        show(jo, first)
    row.link_until = clock.now()
    db.session.commit()
    with pytest.raises(NotVisible):
        show(jo, second)


@pytest.mark.parametrize("address", ["jo@elsewhere.example", "jo@sub.fife.example", "jo@fife.example.evil.example",
                                     "jo@waiting.example"])  # fmt: skip
def test_only_an_approved_domain_shows_anything(jo: Candidate, fife: Organisation, address: str) -> None:
    a_domain(fife, "waiting.example", is_approved=False)
    with pytest.raises(Refused):
        ask_to_show(jo, address)
    assert letters_to(address) == []


def test_nobody_sends_letters_without_end(jo: Candidate) -> None:
    for _ in range(MOST_LETTERS):
        ask_to_show(jo, ADDRESS)
        db.session.commit()
    with pytest.raises(TooMany):
        ask_to_show(jo, ADDRESS)


def test_it_is_the_persons_to_read_and_to_remove(jo: Candidate, fife: Organisation) -> None:
    row = ask_to_show(jo, ADDRESS)
    assert [each.email for each in addresses_of(jo)] == [ADDRESS]
    for viewer in (Public(), as_staff(fife, Role.ADMINISTRATOR), Operator(a_national("operator").id)):
        with pytest.raises(NotVisible):
            visible(viewer, WorkAddress)
    assert addresses_of(Candidate(an_account().id)) == []
    remove_address(jo, row)
    assert addresses_of(jo) == []


def test_a_year_is_reminded_of_once_and_then_forgotten(jo: Candidate, fife: Organisation) -> None:
    domain, account = domains_of(as_staff(fife), fife.id)[0], an_account()
    ending = a_work_address(account, domain, good_for=3 * DAY)
    fresh = a_work_address(account, domain)
    old = a_work_address(account, domain, good_for=-60 * DAY)
    ids = ending.id, fresh.id, old.id
    for _ in range(2):
        tend_addresses()
        db.session.commit()
    assert [len(letters_to(email)) for email in (ending.email, fresh.email)] == [1, 0]
    assert {row.id for row in addresses_of(Candidate(account.id))} == set(ids[:2]), "what ran out long ago is removed"


@pytest.mark.parametrize("name", ["gmail.com", "Outlook.COM", "gov.uk", "council", "a b.example", "http://x.example",
                                  "-x.example", "x" * 121 + ".example", ""])  # fmt: skip
def test_what_is_no_organisations_own_is_no_domain(fife: Organisation, name: str) -> None:
    with pytest.raises(Refused):
        ask_for_domain(as_staff(fife, Role.ADMINISTRATOR), fife, name)


def test_a_domain_is_one_organisations_once_the_operator_says_so(fife: Organisation) -> None:
    orkney = an_organisation("orkney-islands-council")
    own = ask_for_domain(as_staff(fife, Role.ADMINISTRATOR), fife, "@Fife.Example")
    claimed = ask_for_domain(as_staff(orkney, Role.ADMINISTRATOR), orkney, "fife.example")
    operator = Operator(a_national("operator").id)
    assert {row.id for row in every_domain(operator)} == {own.id, claimed.id}
    decide_on_domain(operator, own, is_theirs=True)
    db.session.commit()
    with pytest.raises(Refused, match="belongs to"):
        decide_on_domain(operator, claimed, is_theirs=True)
    decide_on_domain(operator, claimed, is_theirs=False, reason="Fife's")
    assert [row.name for row in every_domain(operator)] == ["fife.example"]
    with pytest.raises(Refused):
        ask_for_domain(as_staff(fife, Role.ADMINISTRATOR), fife, "fife.example")


def test_only_administrators_ask_and_remove(fife: Organisation) -> None:
    row = a_domain(fife)
    for acts in (lambda: ask_for_domain(as_staff(fife), fife, "x.example"), lambda: remove_domain(as_staff(fife), row)):
        with pytest.raises(Refused):
            acts()


def test_with_a_domain_go_the_addresses_under_it(jo: Candidate, fife: Organisation) -> None:
    ask_to_show(jo, ADDRESS)
    db.session.commit()
    viewer = as_staff(fife, Role.ADMINISTRATOR)
    remove_domain(viewer, domains_of(viewer, fife.id)[0])
    db.session.commit()
    db.session.expire_all()
    assert addresses_of(jo) == []
