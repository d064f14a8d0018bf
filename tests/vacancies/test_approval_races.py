"""Two approvers at once, or an approver and the author: one wins, the other reads what happened."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies import approval_actions
from recruitment.vacancies.approval_actions import send_for_approval, take_back
from recruitment.vacancies.approval_queries import requests_of
from recruitment.vacancies.queries import history
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.approval import a_chain
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.selection import PATIENCE, a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_complete_vacancy

pytestmark = pytest.mark.dialect
DECIDE = "recruitment.vacancies.approval_actions._decide"
decide = approval_actions._decide


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


@pytest.fixture
def approvers(portal: Flask) -> tuple[Account, Account]:
    fife = an_organisation()
    return (
        a_member(fife, Role.APPROVER, account=an_account(name="Ailsa Approver")),
        a_member(fife, Role.APPROVER, account=an_account(name="Blair Approver")),
    )


@pytest.fixture
def author(portal: Flask) -> Account:
    return a_member(an_organisation(), account=an_account(name="Ann Author"))


def sent(author: Account, steps: int) -> tuple[Vacancy, int]:
    """An advert that waits at the first of so many steps, and that step."""
    fife = an_organisation()
    a_member(fife, Role.APPROVER)
    a_chain(fife, {f"Step {number}": [] for number in range(1, steps + 1)})
    vacancy = a_complete_vacancy(fife, created_by=author.id)
    viewer = as_staff(fife, person=author.id)
    send_for_approval(viewer, vacancy)
    seen = requests_of(viewer, vacancy.id)[0][1][0].id
    db.session.commit()
    return vacancy, seen


def what_followed(vacancy: Vacancy) -> tuple[list[str], list[str | None], int | None]:
    """Acts in order, the decisions on the steps, and the step that waits."""
    db.session.rollback()
    db.session.expire_all()
    viewer = as_staff(an_organisation(), person=vacancy.created_by)
    ((request, steps),) = requests_of(viewer, vacancy.id)
    acts = [act.act for act in history(viewer, vacancy.id)]
    return acts[::-1], [step.decision for step in steps], request.waits_at


@pytest.mark.parametrize("steps", [1, 2])
def test_of_two_who_approve_at_once_one_wins(
    portal: Flask, approvers: tuple[Account, Account], author: Account, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other has not approved the next step by the same click."""
    vacancy, seen = sent(author, steps)
    hold_until_both_have_read(monkeypatch, DECIDE, decide)
    url = f"/employer/vacancies/{vacancy.id}/approval"
    answers = press_at_once(portal, *((person, url, {"act": "approve", "step": seen}) for person in approvers))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    winner = approvers[0] if answers[0].status_code == 303 else approvers[1]
    told = next(answer.text for answer in answers if answer.status_code == 409)
    assert f"{winner.name} approved the step “Step 1” since this page was opened" in told
    if steps == 1:
        assert what_followed(vacancy) == (["send_for_approval", "approve"], ["approved"], None)
        assert [letter.name for letter in letters_to(author.email)] == ["advert_approved"]
    else:
        assert what_followed(vacancy) == (["send_for_approval", "approve_step"], ["approved", None], 2)
        assert letters_to(author.email) == []


def test_of_two_opposite_decisions_one_holds(
    portal: Flask, approvers: tuple[Account, Account], author: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy, _ = sent(author, 1)
    hold_until_both_have_read(monkeypatch, DECIDE, decide)
    url = f"/employer/vacancies/{vacancy.id}/approval"
    answers = press_at_once(
        portal,
        (approvers[0], url, {"act": "approve"}),
        (approvers[1], url, {"act": "return", "reason": "The pay is wrong"}),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    act, decision = ("approve", "approved") if answers[0].status_code == 303 else ("return", "returned")
    assert what_followed(vacancy) == (["send_for_approval", act], [decision], None)


def test_an_advert_is_approved_or_taken_back(
    portal: Flask, approvers: tuple[Account, Account], author: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither waits for the other for ever, and no next step is asked about an advert that is a draft again."""
    vacancy, _ = sent(author, 2)
    hold_both(monkeypatch)
    page = f"/employer/vacancies/{vacancy.id}"
    answers = press_at_once(
        portal, (approvers[0], f"{page}/approval", {"act": "approve"}), (author, f"{page}/take-back", {})
    )
    approved, taken = (answer.status_code for answer in answers)
    acts, decisions, waits_at = what_followed(vacancy)
    assert taken == 303, "what was approved in one step may still be taken back"
    assert waits_at is None
    assert (approved, decisions) in ((303, ["approved", None]), (409, [None, None]))
    assert acts[-1] == "take_back"


def hold_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two begin to write when both have read; on SQLite one writes first in any case."""
    if db.engine.dialect.name != "postgresql":
        return
    meeting = threading.Barrier(2)
    for name, act in ((DECIDE, decide), ("recruitment.web.employer.approval.take_back", take_back)):

        def met(*words: Any, act: Callable[..., Any] = act) -> Any:
            meeting.wait(PATIENCE)
            return act(*words)

        monkeypatch.setattr(name, met)
