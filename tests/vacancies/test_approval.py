"""Chains of approval: which one an advert takes, who may decide on a step, and what a decision leads to."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.accounts.queries import address_of
from recruitment.accounts.staff import change_roles
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_actions import (
    AlreadyDecided,
    approve,
    planned,
    return_,
    send_for_approval,
    take_back,
)
from recruitment.vacancies.approval_links import url_of, waiting_vacancy_of
from recruitment.vacancies.approval_queries import requests_of, waiting_for, waiting_request, why_not
from recruitment.vacancies.queries import history
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.approval import a_chain, an_absence, forget_chains
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def author(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.fixture
def ann(fife: Organisation) -> Staff:
    return as_staff(fife, Role.APPROVER)


@pytest.fixture
def bo(fife: Organisation) -> Staff:
    return as_staff(fife, Role.APPROVER)


def sent(fife: Organisation, author: Staff, **facts: Any) -> Vacancy:
    vacancy = a_complete_vacancy(fife, created_by=author.person, **facts)
    send_for_approval(author, vacancy)
    return vacancy


def step_of(viewer: Staff, vacancy: Vacancy) -> int:
    waiting = waiting_request(viewer, vacancy.id)
    assert waiting is not None
    return waiting.step.id


def letters_of(viewer: Staff) -> list[str]:
    """The letters that a colleague got."""
    return [letter.name for letter in letters_to(address_of(viewer.person))]


def test_the_first_chain_that_fits_is_taken_and_else_every_approver_in_one_step(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff
) -> None:
    a_chain(fife, {"Head teacher": [ann.person]}, departments=["Education"])
    a_chain(fife, {"Head": [], "Finance": [bo.person]}, cost_from=1_000_000_00)
    school = a_complete_vacancy(fife, department="Education", posts=900)
    costly, plain = a_complete_vacancy(fife, posts=900), a_complete_vacancy(fife)
    assert planned(author, school) == [("Head teacher", [ann.person])]
    assert [name for name, _ in planned(author, costly)] == ["Head", "Finance"]
    assert [(name, set(people)) for name, people in planned(author, plain)] == [("Approval", {ann.person, bo.person})]


def test_each_step_asks_its_own_approvers_and_the_last_approves(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff
) -> None:
    a_chain(fife, {"Head": [ann.person], "Finance": [bo.person]})
    vacancy = sent(fife, author)
    assert [letters_of(ann), letters_of(bo)] == [["approval_wanted"], []]
    assert approve(ann, vacancy) is False
    assert (vacancy.state, letters_of(bo)) == ("awaiting_approval", ["approval_wanted"])
    assert approve(bo, vacancy) is True
    assert (vacancy.state, letters_of(author)) == ("approved", ["advert_approved"])
    ((request, steps),) = requests_of(author, vacancy.id)
    assert (request.outcome, request.waits_at) == ("approved", None)
    assert [(step.name, step.decision, step.decided_by) for step in steps] == [
        ("Head", "approved", ann.person),
        ("Finance", "approved", bo.person),
    ]
    assert [act.act for act in history(author, vacancy.id)][::-1] == ["send_for_approval", "approve_step", "approve"]


def test_returned_at_a_later_step_it_starts_anew(fife: Organisation, author: Staff, ann: Staff, bo: Staff) -> None:
    a_chain(fife, {"Head": [ann.person], "Finance": [bo.person]})
    vacancy = sent(fife, author)
    approve(ann, vacancy)
    return_(bo, vacancy, "Too dear")
    assert vacancy.state == "draft"
    send_for_approval(author, vacancy)
    with pytest.raises(Refused, match="other colleagues"):
        approve(bo, vacancy)
    approve(ann, vacancy)
    approve(bo, vacancy)
    (second, _), (first, steps) = requests_of(author, vacancy.id)
    assert (first.outcome, second.outcome) == ("returned", "approved")
    assert [(step.decision, step.reason) for step in steps] == [("approved", None), ("returned", "Too dear")]


def test_changing_chains_changes_nothing_that_was_sent(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff
) -> None:
    chain = a_chain(fife, {"Head": [ann.person], "Finance": [bo.person]})
    vacancy = sent(fife, author)
    db.session.delete(chain)
    db.session.commit()
    approve(ann, vacancy)
    assert vacancy.state == "awaiting_approval"
    with pytest.raises(Refused, match="other colleagues"):
        approve(ann, vacancy)
    approve(bo, vacancy)
    assert vacancy.state == "approved"


def test_nobody_approves_two_steps_while_there_is_somebody_else(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff
) -> None:
    a_chain(fife, {"First": [], "Second": []})
    vacancy = sent(fife, author)
    approve(ann, vacancy)
    with pytest.raises(Refused, match="You approved an earlier step"):
        approve(ann, vacancy)
    with pytest.raises(Refused, match="You approved an earlier step"):
        return_(ann, vacancy, "Once more")
    assert letters_of(ann) == ["approval_wanted"]
    approve(bo, vacancy)
    assert vacancy.state == "approved"


def test_one_approver_alone_approves_every_step(fife: Organisation, author: Staff, ann: Staff) -> None:
    a_chain(fife, {"First": [], "Second": [ann.person]})
    vacancy = sent(fife, author)
    assert approve(ann, vacancy) is False
    assert approve(ann, vacancy) is True


def test_neither_author_nor_sender_approves_any_step(fife: Organisation, ann: Staff, bo: Staff) -> None:
    both = as_staff(fife, Role.RECRUITER, Role.APPROVER)
    a_chain(fife, {"First": [], "Second": []})
    vacancy = a_complete_vacancy(fife, created_by=ann.person)
    send_for_approval(both, vacancy)
    for involved in (ann, both):
        with pytest.raises(Refused, match="You wrote this advert or sent it"):
            approve(involved, vacancy)
    assert [letters_of(ann), letters_of(bo)] == [[], ["approval_wanted"]]


def test_an_advert_is_not_sent_while_a_step_has_nobody(fife: Organisation, author: Staff, ann: Staff) -> None:
    gone = as_staff(fife, Role.APPROVER)
    a_chain(fife, {"Head": [ann.person], "Finance": [gone.person]})
    change_roles(as_staff(fife, Role.ADMINISTRATOR), fife.id, gone.person, [Role.RECRUITER])
    with pytest.raises(Refused, match="Nobody else at your organisation may approve the step “Finance”"):
        sent(fife, author)


def test_a_substitute_approves_while_somebody_is_away(fife: Organisation, author: Staff, ann: Staff, bo: Staff) -> None:
    a_chain(fife, {"Head": [ann.person]})
    an_absence(fife, ann.person, bo.person, first=-1, last=0)
    vacancy = sent(fife, author)
    assert [letters_of(ann), letters_of(bo)] == [[], ["approval_wanted"]], "who is away is not asked"
    assert why_not(ann, vacancy) == "", "and may decide all the same"
    assert waiting_for(bo, [fife.id]) == [vacancy.id]
    approve(bo, vacancy)
    assert vacancy.state == "approved"


@pytest.mark.parametrize(("first", "last"), [(1, 3), (-3, -1)])
def test_a_substitute_waits_for_the_days(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff, first: int, last: int
) -> None:
    a_chain(fife, {"Head": [ann.person]})
    an_absence(fife, ann.person, bo.person, first=first, last=last)
    vacancy = sent(fife, author)
    assert [letters_of(ann), letters_of(bo)] == [["approval_wanted"], []]
    with pytest.raises(Refused, match="other colleagues"):
        approve(bo, vacancy)


def test_an_absence_elsewhere_means_nothing_here(fife: Organisation, author: Staff, ann: Staff, bo: Staff) -> None:
    a_chain(fife, {"Head": [ann.person]})
    an_absence(an_organisation("orkney-islands-council"), ann.person, bo.person, first=0, last=0)
    vacancy = sent(fife, author)
    assert waiting_for(bo, [fife.id]) == []
    with pytest.raises(Refused, match="other colleagues"):
        approve(bo, vacancy)


def test_what_was_seen_is_what_is_decided(fife: Organisation, author: Staff, ann: Staff, bo: Staff) -> None:
    """Somebody who has opened the first step does not approve the second by the same click."""
    a_chain(fife, {"First": [], "Second": []})
    vacancy = sent(fife, author)
    seen = step_of(ann, vacancy)
    approve(ann, vacancy, seen)
    with pytest.raises(AlreadyDecided, match="approved the step “First” since this page was opened"):
        approve(bo, vacancy, seen)
    with pytest.raises(AlreadyDecided, match="You approved the step"):
        return_(ann, vacancy, "Changed my mind", seen)
    take_back(author, vacancy)
    send_for_approval(author, vacancy)
    with pytest.raises(AlreadyDecided):
        approve(bo, vacancy, seen)


def test_taken_back_it_waits_for_nobody(fife: Organisation, author: Staff, ann: Staff) -> None:
    vacancy = sent(fife, author)
    seen = step_of(ann, vacancy)
    assert waiting_for(ann, [fife.id]) == [vacancy.id]
    take_back(author, vacancy)
    assert waiting_for(ann, [fife.id]) == []
    with pytest.raises(AlreadyDecided, match="taken back"):
        approve(ann, vacancy, seen)
    with pytest.raises(IllegalMove):
        take_back(author, vacancy)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["ann", "bo", "any"]), min_size=1, max_size=4), st.data())
def test_whatever_the_chain_it_ends_with_every_step_approved_or_a_draft(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff, kinds: list[str], data: st.DataObject
) -> None:
    """The desk and the verb agree at every step on who may decide."""
    named = {"ann": [ann.person], "bo": [bo.person], "any": []}
    forget_chains(fife)
    a_chain(fife, {f"{number} {kind}": named[kind] for number, kind in enumerate(kinds)})
    vacancy = sent(fife, author)
    decided = 0
    while vacancy.state == "awaiting_approval":
        able = [each for each in (ann, bo) if vacancy.id in waiting_for(each, [fife.id])]
        assert able, "a step always has somebody who may decide"
        for other in (ann, bo):
            if other not in able:
                with pytest.raises(Refused):
                    approve(other, vacancy)
        chosen = data.draw(st.sampled_from(able))
        if data.draw(st.integers(0, 3)) == 0:
            return_(chosen, vacancy, "Not yet")
        else:
            approve(chosen, vacancy)
            decided += 1
    ((request, steps),) = requests_of(author, vacancy.id)
    assert request.waits_at is None
    returned = int(vacancy.state == "draft")
    assert vacancy.state == ("draft" if returned else "approved")
    expected = ["approved"] * decided + ["returned"] * returned
    assert [step.decision for step in steps] == expected + [None] * (len(kinds) - len(expected))


def test_a_link_leads_to_what_waits_and_to_nothing_else(fife: Organisation, author: Staff, ann: Staff) -> None:
    vacancy = sent(fife, author)
    step = step_of(ann, vacancy)
    link = url_of(step, ann.person).rpartition("/")[2]
    assert waiting_vacancy_of(link) == vacancy.id
    forged = (
        link[:-1] + ("0" if link[-1] != "0" else "1"),
        link.replace(f"{step}-", f"{step + 1}-", 1),
        f"{step}-{ann.person + 1}-{link.rpartition('-')[2]}",
        f"{2**31}-1-{'0' * 64}",
        "x",
    )
    for wrong in forged:
        with pytest.raises(NotVisible):
            waiting_vacancy_of(wrong)
    return_(ann, vacancy, "Too long")
    assert waiting_vacancy_of(link) is None


def test_another_organisation_neither_sees_nor_decides(fife: Organisation, author: Staff, ann: Staff) -> None:
    stranger = as_staff(an_organisation("orkney-islands-council"), Role.APPROVER)
    vacancy = sent(fife, author)
    assert requests_of(stranger, vacancy.id) == []
    assert waiting_for(stranger, [fife.id]) == []
    with pytest.raises((Refused, NotVisible)):
        approve(stranger, vacancy)
    assert vacancy.state == "awaiting_approval"
