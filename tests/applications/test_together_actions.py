"""The list of drafts: what is put on it, what is written once into each, and what leaves it."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.actions import discard
from recruitment.applications.draft_actions import answer
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.queries import the_application
from recruitment.applications.rules import Closed
from recruitment.applications.together_actions import (
    Applied,
    end,
    gather,
    join,
    leave,
)
from recruitment.applications.together_queries import gathered_count, gathered_rows, gathering_of
from recruitment.applications.together_rules import MOST
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.together import CLEANING, a_job, a_list, three_jobs
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def account() -> Account:
    account = an_account()
    a_profile(account)
    return account


@pytest.fixture
def viewer(account: Account) -> Candidate:
    return Candidate(account.id)


def test_each_job_has_a_draft_of_its_own_and_what_closes_first_stands_first(viewer: Candidate) -> None:
    now = clock.now()
    late, soon = (a_vacancy(an_organisation(), closes_at=now + timedelta(days=days)) for days in (9, 2))
    whenever = a_vacancy(an_organisation(), closes_at=None)
    drafts = [gather(viewer, vacancy) for vacancy in (late, whenever, soon)]
    assert {draft.state for draft in drafts} == {"draft"}
    listed = gathering_of(viewer, now).open_ones
    assert [draft.application.vacancy_id for draft in listed] == [soon.id, late.id, whenever.id]


def test_a_draft_that_was_begun_goes_on_the_list_once(account: Account, viewer: Candidate) -> None:
    vacancy = a_vacancy(an_organisation())
    begun = a_draft(vacancy, account)
    assert gather(viewer, vacancy).id == gather(viewer, vacancy).id == begun.id
    assert gathered_count(viewer) == 1


def test_what_was_applied_for_or_is_closed_or_is_too_much_stays_off(account: Account, viewer: Candidate) -> None:
    sent = an_application(a_vacancy(an_organisation()), account=account)
    vacancy = draft_of(viewer, sent.id).vacancy
    with pytest.raises(Applied):
        gather(viewer, vacancy)
    with pytest.raises(Closed):
        gather(viewer, a_vacancy(an_organisation(), closes_at=clock.now() - timedelta(minutes=1)))
    for _ in range(MOST):
        gather(viewer, a_vacancy(an_organisation()))
    with pytest.raises(Refused, match="10 jobs already"):
        gather(viewer, a_vacancy(an_organisation()))
    assert gathered_count(viewer) == MOST


def test_a_closed_job_is_told_and_left_out(account: Account, viewer: Candidate) -> None:
    vacancies = three_jobs(closes_at=clock.now() + timedelta(hours=1))
    a_list(account, vacancies)
    gathering = gathering_of(viewer, clock.now() + timedelta(hours=2))
    assert (len(gathering.open_ones), len(gathering.closed)) == (0, 3)
    assert gathering.plan.groups == ()


def test_leaving_keeps_the_draft_and_deleting_the_draft_leaves(account: Account, viewer: Candidate) -> None:
    first, second, third = a_list(account, three_jobs())
    leave(viewer, first)
    assert the_application(viewer, first).state == "draft"
    discard(viewer, the_application(viewer, second))
    db.session.commit()
    assert [row.application_id for row in gathered_rows(viewer)] == [third]
    end(viewer)
    assert gathered_rows(viewer) == []
    assert the_application(viewer, third).state == "draft"


def test_nobody_reaches_the_list_of_somebody_else(account: Account, viewer: Candidate) -> None:
    first, *_ = a_list(account, three_jobs())
    other = Candidate(an_account().id)
    leave(other, first)
    end(other)
    assert gathering_of(other, clock.now()).is_empty
    assert gathered_count(viewer) == 3


def test_joining_what_looks_alike_changes_no_answer_and_lasts(account: Account, viewer: Candidate) -> None:
    house = an_organisation()
    first, second = a_list(account, [a_job(house, [CLEANING]), a_job(house, ["Experience of cleaning schools"])])
    draft = draft_of(viewer, first)
    answer(viewer, draft.application, draft.questions, {draft.questions[0].id: "Three years"})
    before = gathering_of(viewer, clock.now())
    assert before.undecided == 1
    assert before.plan.shared == ()
    join(viewer, [(before.plan.alike[0], before.plan.alike[0].keys)])
    db.session.commit()
    after = gathering_of(viewer, clock.now())
    assert after.undecided == 0
    assert [group.applications for group in after.plan.shared] == [(first, second)]
    assert list(draft_of(viewer, second).texts.values()) == []
    join(viewer, [(after.plan.alike[0], [])])
    assert gathering_of(viewer, clock.now()).plan.shared == ()
