"""Who may bring organisations in, what is recorded of it, and which invitations count."""

from datetime import timedelta

import pytest

from recruitment.accounts.onboarding import (
    administrators_invited,
    bring_in,
    invite_administrator,
    organisation_to_onboard,
    require_operator,
    standings,
)
from recruitment.accounts.staff import invite
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Cosla, Operator, Public, Role, Viewer
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, as_candidate, as_staff
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")
EMAIL = "new.administrator@test.example"


@pytest.fixture
def operator() -> Operator:
    return Operator(an_account(name="Example Operator").id)


def others() -> list[Viewer]:
    fife = an_organisation()
    return [Public(), as_candidate(), Cosla(an_account().id), as_staff(fife, *Role)]


def test_only_operators() -> None:
    for viewer in others():
        with pytest.raises(Refused, match="Operators bring organisations in"):
            require_operator(viewer)
        with pytest.raises(Refused):
            bring_in(viewer, "Example Trust", "charity", "")  # type: ignore[arg-type]
        with pytest.raises(Refused):
            invite_administrator(viewer, an_organisation(), "A", EMAIL)  # type: ignore[arg-type]
    assert letters_to(EMAIL) == []


def test_what_was_done_is_on_record_without_names(operator: Operator) -> None:
    trust = bring_in(operator, "Example Trust", "charity", "https://trust.example")
    invitation = invite_administrator(operator, trust, "New Administrator", EMAIL)
    acts = db.session.scalars(visible(operator, Act).where(Act.person == operator.person).order_by(Act.id)).all()
    assert [(act.act, act.noun, act.row_id, act.door, act.reason) for act in acts] == [
        ("add_organisation", "organisation", trust.id, "operator", None),
        ("invite", "invitation", invitation.id, "operator", None),
    ]
    assert acts[1].organisation_id == trust.id


def test_the_invitation_is_to_administer(operator: Operator) -> None:
    invitation = invite_administrator(operator, an_organisation(), "New Administrator", EMAIL)
    assert invitation.roles == [Role.ADMINISTRATOR]
    assert invitation.invited_by == operator.person
    (letter,) = letters_to(EMAIL)
    assert letter.key == f"staff_invited:{invitation.id}"
    assert letter.facts is not None and letter.facts["inviter"] == "Example Operator"


def test_used_expired_and_other_invitations_do_not_count(operator: Operator) -> None:
    fife = an_organisation()
    administrator = as_staff(fife, Role.ADMINISTRATOR)
    invite(administrator, fife, "Recruiter", "recruiter@test.example", [Role.RECRUITER])
    both = invite(administrator, fife, "Both", "both@test.example", [Role.RECRUITER, Role.ADMINISTRATOR])
    used, expired = (invite_administrator(operator, fife, "A", EMAIL) for _ in range(2))
    used.accepted_at, expired.expires_at = clock.now(), clock.now() - timedelta(seconds=1)
    db.session.flush()
    assert administrators_invited(operator, fife.id) == [both]
    assert {row.organisation.slug: (row.staff, row.invited) for row in standings(operator).rows} == {
        "fife-council": (1, 1),
        "nhs-orkney": (0, 0),
        "orkney-islands-council": (0, 0),
    }


def test_a_person_of_several_roles_is_one_of_the_staff(operator: Operator) -> None:
    a_member(an_organisation("nhs-orkney"), *Role)
    assert [row.staff for row in standings(operator, "nhs").rows] == [1]


def test_pages_of_organisations(operator: Operator) -> None:
    found = standings(operator, page=9, page_size=2)
    assert (found.total, found.page, found.pages) == (3, 2, 2)
    assert [row.organisation.slug for row in found.rows] == ["orkney-islands-council"]
    assert standings(operator, "nowhere").rows == []


def test_no_such_organisation(operator: Operator) -> None:
    with pytest.raises(NotVisible):
        organisation_to_onboard(operator, 999_999)
