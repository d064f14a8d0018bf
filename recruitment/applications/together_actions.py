"""Verbs on the list of jobs that a person applies for together: putting on it, taking off, confirming for all."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy.exc import IntegrityError

from recruitment.applications.actions import start
from recruitment.applications.draft_actions import finish, keys_of
from recruitment.applications.queries import application_for
from recruitment.applications.tables import Application
from recruitment.applications.together_queries import Gathering, gathered_count, gathered_rows, is_gathered
from recruitment.applications.together_rules import MOST, Alike, decisions
from recruitment.applications.together_tables import Gathered
from recruitment.core.errors import Refused
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy

FULL: Final = f"Your list has {MOST} jobs already. Send them or take one off, then add this one."


class Applied(Refused):
    """The person has sent an application for this vacancy."""

    def __init__(self, application: Application) -> None:
        self.application = application
        super().__init__(f"You have applied for “{application.title}” already, so it was not added.")


def gather(viewer: Candidate, vacancy: Vacancy, came_by: str = "") -> Application:
    """Puts a vacancy on the list, with a draft of its own; where one has been begun already, that one.

    Raises Applied, rules.Closed, and Refused when the list is full.
    """
    existing = application_for(viewer, vacancy.id)
    if existing is not None and existing.state != "draft":
        raise Applied(existing)
    if existing is not None and is_gathered(viewer, existing.id):
        return existing
    if gathered_count(viewer) >= MOST:
        raise Refused(FULL)
    application = start(viewer, vacancy, came_by)
    try:
        with db.session.begin_nested():
            db.session.add(Gathered(**keys_of(application)))
    except IntegrityError:
        # Of two presses at the same moment one has put it there.
        if not is_gathered(viewer, application.id):
            raise
    return application


def leave(viewer: Candidate, application_id: int) -> None:
    """Takes a draft off the list; the draft stays as it is."""
    db.session.execute(removing(viewer, Gathered).where(Gathered.application_id == application_id))


def end(viewer: Candidate) -> None:
    """Ends the list: nothing that was gathered stays, the drafts do."""
    db.session.execute(removing(viewer, Gathered))


def join(viewer: Candidate, alike: Iterable[tuple[Alike, Collection[str]]]) -> None:
    """Stores which of the questions that look alike one answer is for. No answer is changed by it."""
    decided = {key: name for each, chosen in alike for key, name in decisions(each, chosen).items()}
    for row in gathered_rows(viewer):
        row.joined = {**row.joined, **decided}


def confirm_profile(viewer: Candidate, gathering: Gathering) -> None:
    """Says of all drafts that work, education and referees are as the profile has them."""
    for draft in gathering.open_ones:
        for section in ("history", "referees"):
            finish(viewer, draft.application, section)
