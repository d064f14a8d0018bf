"""The outbox: a letter is posted with its act, once for each key."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.health import outbox_age_seconds
from recruitment.core.jobs import JOBS, Job
from recruitment.core.outbox import SEND, Letter, post
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

pytestmark = pytest.mark.usefixtures("database")
MAIL = System("mail")


def letters() -> list[Letter]:
    return list(db.session.scalars(visible(MAIL, Letter)))


def jobs() -> list[Job]:
    return list(db.session.scalars(visible(JOBS, Job)))


def test_a_letter_is_posted_with_the_job_that_sends_it() -> None:
    with transaction():
        assert post("appointed", "a@test.example", {"title": "Cleaner"}, key="appointed:1")
    ((letter,), (job,)) = letters(), jobs()
    assert (letter.name, letter.to, letter.facts) == ("appointed", "a@test.example", {"title": "Cleaner"})
    assert (job.kind, job.arguments) == (SEND, {"letter_id": letter.id})


def test_nothing_is_posted_when_the_act_fails() -> None:
    post("appointed", "a@test.example", {}, key="appointed:1")
    db.session.rollback()
    assert letters() == []
    assert jobs() == []


def test_a_key_is_posted_once_and_the_act_goes_on() -> None:
    with transaction():
        assert post("appointed", "a@test.example", {}, key="appointed:1")
        assert not post("appointed", "b@test.example", {}, key="appointed:1")
        assert post("appointed", "b@test.example", {}, key="appointed:2")
    assert [letter.to for letter in letters()] == ["a@test.example", "b@test.example"]
    assert len(jobs()) == 2


def test_facts_that_are_no_json_are_refused_at_once() -> None:
    with pytest.raises(Exception, match="serializable"):
        post("appointed", "a@test.example", {"at": clock.now()}, key="appointed:1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"delivered_at": True},
        {"delivered_at": True, "to": None},
        {"failed_at": True, "to": None, "facts": None},
        {"delivered_at": True, "failed_at": True, "failure": "550", "to": None, "facts": None},
        {"failure": "550"},
    ],
)
def test_no_letter_keeps_a_person_after_its_end(wrong: dict[str, Any]) -> None:
    with transaction():
        post("appointed", "a@test.example", {"title": "Cleaner"}, key="appointed:1")
    values = {column: clock.now() if value is True else value for column, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(changing(MAIL, Letter).values(**values))


def test_the_outbox_is_as_old_as_its_oldest_waiting_letter() -> None:
    assert outbox_age_seconds() == 0
    with transaction():
        post("appointed", "a@test.example", {}, key="appointed:1")
    assert outbox_age_seconds() > 0
    with transaction():
        db.session.execute(changing(MAIL, Letter).values(delivered_at=clock.now(), to=None, facts=None))
    assert outbox_age_seconds() == 0
