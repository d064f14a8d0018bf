"""Letters to candidates about their applications, each as its reader chose: at once, once a day, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.notice_tables import AT_ONCE, DAILY, TEXT, NoticeChoice, WaitingNotice
from recruitment.core.outbox import post
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db

LETTERS: Final = System("letters")
# Letters of which a person may want none: steps on the way, which their page shows all the same. Every other letter is
# necessary: something is asked of the reader by a day, it is the outcome, or it shows what somebody did in their name.
STEPS: Final = frozenset({"application_submitted", "application_shortlisted", "job_paused", "job_resumed"})
# What may wait for the letter of the day.
MAY_WAIT: Final = STEPS | {"job_changed", "message_written"}
LONGEST_LINE: Final = 500


@dataclass(frozen=True)
class Chosen:
    """As of one person: see `NoticeChoice`."""

    steps: bool = True
    messages: str = TEXT
    pace: str = AT_ONCE

    @property
    def with_text(self) -> bool:
        return self.messages == TEXT


def chosen_by(person: int) -> Chosen:
    """For a letter to this person."""
    wanted = visible(LETTERS, NoticeChoice).where(NoticeChoice.account_id == person)
    return as_chosen(db.session.scalars(wanted).one_or_none())


def own_choice(viewer: Candidate) -> Chosen:
    return as_chosen(db.session.scalars(visible(viewer, NoticeChoice)).one_or_none())


def as_chosen(row: NoticeChoice | None) -> Chosen:
    """Whoever chose nothing has everything at once."""
    return Chosen() if row is None else Chosen(row.steps, row.messages, row.pace)


def choose(viewer: Candidate, chosen: Chosen) -> None:
    """Stores what the person wants from now on; what already waits for the letter of the day still comes with it."""
    facts = {"steps": chosen.steps, "messages": chosen.messages, "pace": chosen.pace}
    row = db.session.scalars(visible(viewer, NoticeChoice)).one_or_none()
    if row is None:
        row = NoticeChoice(account_id=viewer.person, **facts)
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:
            row = db.session.scalars(visible(viewer, NoticeChoice)).one()
    for name, value in facts.items():
        setattr(row, name, value)


def tell(
    person: int,
    letter: str,
    to: str,
    facts: Mapping[str, Any],
    key: str,
    *,
    said: str,
    path: str,
    calendar: Mapping[str, str] | None = None,
    wants: Chosen | None = None,
) -> bool:
    """Posts a letter, or keeps its line `said` for the letter of the day, as the person chose; False for neither.

    `path`: the page of ours that the line leads to. `calendar`: an entry that goes with the letter (`outbox.post`).
    `wants`: what the person chose, where it was read already.
    """
    if letter not in MAY_WAIT:
        return post(letter, to, facts, key, calendar=calendar)
    wants = wants or chosen_by(person)
    if letter in STEPS and not wants.steps:
        return False
    if wants.pace == DAILY:
        return _keep(WaitingNotice(account_id=person, said=said[:LONGEST_LINE], path=path, key=key))
    return post(letter, to, facts, key)


def _keep(notice: WaitingNotice) -> bool:
    try:
        with db.session.begin_nested():
            db.session.add(notice)
    except IntegrityError:
        return False
    return True
