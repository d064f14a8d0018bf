"""Sending several applications: each whole and in time, each by itself, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import selectinload

from recruitment.applications.draft_queries import Draft
from recruitment.applications.queries import the_application
from recruitment.applications.rules import Closed, Section, Unfinished
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.applications.together_actions import end
from recruitment.applications.together_queries import drafts_of, gathering_of, may_go
from recruitment.core.errors import IllegalMove
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


@dataclass(frozen=True)
class Outcome:
    """What became of one application: sent, too late (its draft is kept), or lacking sections still."""

    application: Application
    draft: Draft | None = None
    is_closed: bool = False

    @property
    def is_sent(self) -> bool:
        return self.application.submitted_at is not None

    @property
    def lacks(self) -> tuple[Section, ...]:
        return self.draft.unfinished if self.draft is not None and not self.is_closed else ()


def send_each(viewer: Candidate, application_ids: Iterable[int], *, received_at: datetime) -> tuple[int, ...]:
    """Sends each of these drafts in a savepoint of its own; one that cannot go stays as it is and keeps no other back.

    The candidate has said that all is true. What was sent before is not sent again. Where nothing is left to send, the
    list ends. Returns the ids, of which `outcomes` tells what became. Raises NotVisible for anybody else's application.
    """
    tried = tuple(dict.fromkeys(application_ids))
    for number in tried:
        application = the_application(viewer, number)
        if application.state != "draft":
            continue
        try:
            with db.session.begin_nested():
                submit(viewer, application, received_at=received_at)
        except (Closed, Unfinished, IllegalMove):
            continue
    if not gathering_of(viewer, received_at).open_ones:
        end(viewer)
    return tried


def outcomes(viewer: Candidate, application_ids: Iterable[int], moment: datetime) -> list[Outcome]:
    """What became of these: as they stand now, in the order in which they were named; other people's are left out."""
    numbers = list(dict.fromkeys(application_ids))
    wanted = visible(viewer, Application).where(Application.id.in_(numbers))
    wanted = wanted.options(selectinload(Application.organisation))
    found = {row.id: row for row in db.session.scalars(wanted.execution_options(populate_existing=True))}
    drafts = {draft.application.id: draft for draft in drafts_of(viewer, [n for n in numbers if n in found])}
    return [_outcome(found[number], drafts.get(number), moment) for number in numbers if number in found]


def _outcome(application: Application, draft: Draft | None, moment: datetime) -> Outcome:
    if draft is None:
        return Outcome(application)
    return Outcome(application, draft, is_closed=not may_go(draft, moment))
