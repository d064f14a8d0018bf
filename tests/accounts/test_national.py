"""Who may appoint analysts and operators, and that one operator always stays."""

import pytest

from recruitment.accounts.national import appoint, dismiss, national_people, national_role
from recruitment.accounts.queries import national_roles
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Cosla, Operator, Public, Role, System
from recruitment.extensions import db
from tests.builders.accounts import a_national, an_account, as_staff
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def operator() -> Operator:
    return Operator(a_national("operator").id)


def test_appointed_and_dismissed(operator: Operator) -> None:
    person = an_account(name="Example Newcomer")
    row = appoint(operator, person.email.upper(), "analyst")
    assert national_roles(person.id) == {"analyst"}
    assert ("Example Newcomer", "analyst") in [(each.name, each.role) for each in national_people(operator)]
    dismiss(operator, national_role(operator, row.id))
    assert national_roles(person.id) == frozenset()
    acts = db.session.scalars(visible(operator, Act).where(Act.noun == "national_role").order_by(Act.id))
    assert [(act.act, act.before, act.after) for act in acts] == [
        ("appoint", None, "analyst"),
        ("dismiss", "analyst", None),
    ]


def test_an_address_that_nobody_confirmed_gets_nothing(operator: Operator) -> None:
    person = an_account()
    person.confirmed_at = None
    db.session.commit()
    for address in (person.email, "nobody@test.example"):
        with pytest.raises(Refused, match="has confirmed it"):
            appoint(operator, address, "operator")
    assert national_roles(person.id) == frozenset()


def test_a_role_is_given_once(operator: Operator) -> None:
    person = an_account()
    appoint(operator, person.email, "analyst")
    with pytest.raises(Refused, match="already"):
        appoint(operator, person.email, "analyst")
    appoint(operator, person.email, "operator")
    assert national_roles(person.id) == {"analyst", "operator"}


def test_the_last_operator_stays(operator: Operator) -> None:
    own = next(row for row in national_people(operator) if row.account_id == operator.person)
    with pytest.raises(Refused, match="Appoint another operator first"):
        dismiss(operator, own)
    appoint(operator, an_account().email, "operator")
    dismiss(operator, own)
    assert national_roles(operator.person) == frozenset()


def test_nobody_else_appoints_or_reads(operator: Operator) -> None:
    row = national_people(operator)[0]
    for viewer in (Public(), Cosla(an_account().id), as_staff(an_organisation(), *Role)):
        for act in (
            lambda viewer=viewer: national_people(viewer),
            lambda viewer=viewer: national_role(viewer, row.id),
            lambda viewer=viewer: dismiss(viewer, row),
        ):
            with pytest.raises(Refused):
                act()
        with pytest.raises(Refused):
            appoint(viewer, an_account().email, "operator")  # type: ignore[arg-type]


def test_a_command_appoints_the_first(operator: Operator) -> None:
    person = an_account()
    appoint(System("onboarding"), person.email, "operator")
    assert national_roles(person.id) == {"operator"}


def test_a_number_that_is_nobodys(operator: Operator) -> None:
    with pytest.raises(NotVisible):
        national_role(operator, 9999)
