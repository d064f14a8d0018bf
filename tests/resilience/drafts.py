"""Drafts that lack nothing but to be sent, and what the database holds once they were."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from recruitment.accounts.tables import Account
from recruitment.applications.actions import start
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.history_tables import History
from recruitment.applications.tables import (
    Answer,
    Application,
    Contact,
    Declaration,
    Progress,
    RefereeCopy,
)  # fmt: skip
from recruitment.core.audit import Act
from recruitment.core.jobs import JOBS, Job
from recruitment.core.outbox import SEND, Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

MAIL, KEEPING = System("mail"), System("keeping")


def a_finished_draft(account: Account, vacancy: Vacancy) -> Application:
    """Of somebody with a profile."""
    viewer = Candidate(account.id)
    draft = start(viewer, vacancy)
    for section in ("history", "referees"):
        finish(viewer, draft, section)
    asked = draft_of(viewer, draft.id).questions
    answer(viewer, draft, asked, {question.id: "I am good at this." for question in asked})
    declare(viewer, draft, related="no", right_to_work="yes", convictions="no")
    db.session.commit()
    return draft


@dataclass(frozen=True)
class Sent:
    """The ids of the applications that were sent, and of those that are still drafts."""

    sent: frozenset[int]
    drafts: frozenset[int]


def whole_or_not_at_all(*only: int, referees: int = 1, questions: int = 2) -> Sent:
    """Looks at every application, or at some: one that was sent has all its parts and one letter, a draft none."""
    try:
        return _looked_at(only, referees, questions)
    finally:
        # Or this session would hold SQLite's lock on writing.
        db.session.remove()


def _looked_at(only: Collection[int], referees: int, questions: int) -> Sent:
    wanted = visible(KEEPING, Application).with_only_columns(Application.id, Application.state)
    states = {number: state for number, state in db.session.execute(wanted) if not only or number in only}
    sent = frozenset(number for number, state in states.items() if state != "draft")
    drafts = frozenset(states) - sent
    assert {states[number] for number in sent} <= {"submitted"}

    def times(rows: Iterable[int]) -> Counter[int]:
        return Counter(number for number in rows if not only or number in only)

    for part, number in ((Contact, 1), (History, 1), (RefereeCopy, referees), (Progress, 1)):
        assert times(_parts(part)) == dict.fromkeys(sent, number), part.__name__
    assert times(_parts(Progress, Progress.state == "submitted")) == dict.fromkeys(sent, 1)
    assert times(_parts(Answer)) == dict.fromkeys(states, questions)
    assert times(_parts(Declaration, Declaration.is_true)) == dict.fromkeys(sent, 1)
    assert times(_recorded("submit")) == dict.fromkeys(sent, 1)
    assert times(_told("application_submitted")) == dict.fromkeys(sent, 1)
    return Sent(sent, drafts)


def _parts(part: Any, *where: Any) -> Iterable[int]:
    return db.session.scalars(visible(KEEPING, part).where(*where).with_only_columns(part.application_id))


def _recorded(act: str) -> Iterable[int]:
    acts = visible(KEEPING, Act).where(Act.noun == Application.__tablename__, Act.act == act)
    return db.session.scalars(acts.with_only_columns(Act.row_id))


def _told(name: str) -> Iterable[int]:
    """The application of each letter of this name; each letter waits, and has the one job that sends it."""
    letters = db.session.scalars(visible(MAIL, Letter).where(Letter.name == name)).all()
    jobs = db.session.scalars(visible(JOBS, Job).where(Job.kind == SEND, Job.done_at.is_(None))).all()
    assert all(letter.to and letter.facts for letter in letters)
    assert {letter.id for letter in letters} <= {job.arguments["letter_id"] for job in jobs}
    assert len({job.arguments["letter_id"] for job in jobs}) == len(jobs)
    return [int(letter.key.split(":")[1]) for letter in letters]
