"""Two people press the same button at once: one wins, the other's page says what happened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from recruitment.accounts.queries import account_by_email, posts_of
from recruitment.accounts.staff import accept, invite
from recruitment.applications.submission import submit
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies.actions import publish
from recruitment.vacancies.approval_actions import approve, send_for_approval
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import a_profile
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read, press_at_once
from tests.builders.vacancies import a_complete_vacancy, a_vacancy
from tests.resilience.drafts import a_finished_draft, whole_or_not_at_all

pytestmark = pytest.mark.dialect
PASSWORD = "seven green puffins"


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


def late_page(answers: list[Any]) -> str:
    """The words of the page that the second of two got; the first went on."""
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    return " ".join(next(answer.text for answer in answers if answer.status_code == 409).split())


def an_advert_to_approve() -> Vacancy:
    author = a_member(an_organisation())
    vacancy = a_complete_vacancy(an_organisation(), created_by=author.id)
    a_member(an_organisation(), Role.APPROVER)
    send_for_approval(as_staff(an_organisation(), person=author.id), vacancy)
    db.session.commit()
    return vacancy


def test_two_approve(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    approvers = [a_member(an_organisation(), Role.APPROVER) for _ in range(2)]
    page = f"/employer/vacancies/{an_advert_to_approve().id}/approval"
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.approval.approve", approve)
    late = late_page(press_at_once(portal, *((person, page, {"act": "approve"}) for person in approvers)))
    # SQLite lets one request in at a time, so the late one finds the advert approved before it looks at the step.
    assert "approved the step “" in late or "It is now “approved”" in late
    assert "since this page was opened" in late or "since the page was opened" in late


def test_two_publish(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    vacancy = an_advert_to_approve()
    approve(as_staff(an_organisation(), Role.APPROVER), vacancy)
    db.session.commit()
    page = f"/employer/vacancies/{vacancy.id}/publication"
    hold_until_both_have_read(monkeypatch, "recruitment.web.employer.publication.publish", publish)
    recruiters = [a_member(an_organisation()) for _ in range(2)]
    late = late_page(press_at_once(portal, *((person, page, {"when": "now"}) for person in recruiters)))
    assert "It is now “published”" in late


def test_a_candidate_sends_from_two_tabs(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    candidate = an_account()
    a_profile(candidate)
    draft = a_finished_draft(candidate, a_vacancy(an_organisation()))
    page = f"/candidate/applications/{draft.id}/check"
    hold_until_both_have_read(monkeypatch, "recruitment.web.candidate.sending.submit", submit)
    late = late_page(press_at_once(portal, *((candidate, page, {"is_true": "y"}) for _ in range(2))))
    assert "It is now “submitted”" in late
    assert whole_or_not_at_all().sent == {draft.id}


def test_an_invitation_is_followed_twice(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    administrator = as_staff(an_organisation(), Role.ADMINISTRATOR)
    email = "new.colleague@test.example"
    invite(administrator, an_organisation(), "New Colleague", email, [Role.RECRUITER])
    db.session.commit()
    link = urlsplit(letters_to(email)[0].facts["link"]).path
    hold_until_both_have_read(monkeypatch, "recruitment.web.token.invitation.accept", accept)
    somebody = an_account()
    fields = {"password": PASSWORD, "again": PASSWORD}
    answers = press_at_once(portal, *((somebody, link, fields) for _ in range(2)))
    # On SQLite the second comes when the link is used up already, and is told so as anybody is.
    assert sorted(answer.status_code for answer in answers) in ([303, 404], [303, 409])
    joined = account_by_email(email)
    assert joined is not None
    assert [post.roles for post in posts_of(joined.id)] == [{Role.RECRUITER}]
