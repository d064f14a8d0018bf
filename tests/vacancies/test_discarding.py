"""A draft begun by mistake goes with all its parts; the audit alone remembers it."""

import pytest

from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import approval_actions, discarding, draft_actions
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.phase_counts import phase_counts
from recruitment.vacancies.queries import advert_of, listing
from recruitment.vacancies.tables import Criterion, Workplace
from tests.builders.accounts import a_member, as_staff
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.mark.dialect
def test_nothing_is_left_but_the_act(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife)
    discarding.discard(recruiter, vacancy)
    db.session.commit()
    with pytest.raises(NotVisible):
        advert_of(recruiter, vacancy.id)
    assert listing(recruiter, [fife.id]).total == 0
    assert not any(phase_counts(recruiter, [fife.id]).values())
    for part in (Criterion, Workplace):
        assert db.session.scalars(visible(recruiter, part)).all() == []
    (act,) = db.session.scalars(visible(recruiter, Act).where(Act.noun == "vacancy", Act.row_id == vacancy.id))
    assert (act.act, act.before, act.after, act.person) == ("discard", "draft", None, recruiter.person)


def test_the_next_draft_has_another_number(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife)
    discarding.discard(recruiter, vacancy)
    assert draft_actions.begin_draft(recruiter, fife.id, title="Another").id > vacancy.id


@pytest.mark.parametrize("state", [state for state in VACANCY.states if state != VACANCY.start])
def test_nothing_but_a_draft(fife: Organisation, recruiter: Staff, state: str) -> None:
    vacancy = a_complete_vacancy(fife, state=state)
    with pytest.raises(IllegalMove):
        discarding.discard(recruiter, vacancy)
    assert advert_of(recruiter, vacancy.id).vacancy.state == state


def test_what_was_sent_meanwhile_stays(fife: Organisation, recruiter: Staff) -> None:
    """Whoever discards has loaded the draft before a colleague sent it."""
    a_member(fife, Role.APPROVER)
    vacancy = a_complete_vacancy(fife)
    approval_actions.send_for_approval(recruiter, vacancy)
    vacancy.__dict__["state"] = "draft"
    with pytest.raises(IllegalMove):
        discarding.discard(as_staff(fife, Role.HIRING_MANAGER), vacancy)


def test_only_who_writes_discards(fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife)
    with pytest.raises(Refused):
        discarding.discard(as_staff(fife, Role.APPROVER), vacancy)
    with pytest.raises(NotVisible):
        discarding.discard(as_staff(an_organisation("orkney-islands-council"), *Role), vacancy)


@pytest.mark.dialect
def test_what_was_paid_stays_on_record(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife)
    a_placement(recruiter, vacancy)
    with pytest.raises(Refused, match="What was paid"):
        discarding.discard(recruiter, vacancy)
    db.session.rollback()
    assert advert_of(recruiter, vacancy.id).vacancy.state == "draft"


@pytest.mark.dialect
def test_a_draft_that_an_approver_returned_goes_with_its_requests(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife)
    approver = as_staff(fife, Role.APPROVER)
    approval_actions.send_for_approval(recruiter, vacancy)
    approval_actions.return_(approver, vacancy, "Not wanted")
    db.session.commit()
    discarding.discard(recruiter, vacancy)
    db.session.commit()
    for part in (ApprovalRequest, ApprovalStep):
        assert db.session.scalars(visible(System("keeping"), part)).all() == []
