"""Verbs on lists of saved vacancies."""

import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, removing
from recruitment.core.viewers import Candidate, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.search.saved_queries import digest, saved_rows
from recruitment.search.saved_tables import LIST_KEY, SavedList, SavedVacancy
from recruitment.vacancies.tables import Vacancy

MOST: Final = 200
# Days after which a browser's list that was neither opened nor added to is removed.
UNUSED_FOR: Final = timedelta(days=182)
# A list notes its use no oftener than this.
NOTED_EVERY: Final = timedelta(days=1)


def begin_list() -> tuple[TokenHolder, str]:
    """A browser's new list, and the key that opens it, which is told this once."""
    key = secrets.token_urlsafe(32)
    row = SavedList(key_digest=digest(key))
    db.session.add(row)
    db.session.flush()
    return TokenHolder(LIST_KEY, row.id), key


def save(viewer: Viewer, vacancy: Vacancy) -> bool:
    """Puts a vacancy on the viewer's list; False where it is there already. Raises Refused when the list is full."""
    held = _held(viewer)
    if vacancy.id in held:
        return False
    if len(held) >= MOST:
        raise Refused(f"You have saved {MOST} jobs already. Remove some from your list, then save this one.")
    return _put(viewer, vacancy.id, vacancy.reference, vacancy.title)


def _held(viewer: Viewer) -> set[int]:
    return {row.vacancy_id for row in saved_rows(viewer)}


def _put(viewer: Viewer, vacancy_id: int, reference: str, title: str) -> bool:
    """Of two presses at the same moment one stores it."""
    row = SavedVacancy(vacancy_id=vacancy_id, reference=reference, title=title, **_owner(viewer))
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        if vacancy_id not in _held(viewer):
            raise
        return False
    return True


def _owner(viewer: Viewer) -> dict[str, int]:
    if isinstance(viewer, Candidate):
        return {"account_id": viewer.person}
    if isinstance(viewer, TokenHolder) and viewer.token_kind == LIST_KEY:
        return {"list_id": viewer.row}
    raise TypeError(f"{viewer.kind} has no list")


def remove(viewer: Viewer, reference: str) -> None:
    """Takes a vacancy off the viewer's list; what is not on it stays off."""
    db.session.execute(removing(viewer, SavedVacancy).where(SavedVacancy.reference == reference))


def merge(person: Candidate, browser: TokenHolder) -> None:
    """What was saved before signing in joins what the person saved, each vacancy once; the browser's list is gone."""
    held = _held(person)
    for row in reversed(saved_rows(browser)):
        if row.vacancy_id not in held:
            _put(person, row.vacancy_id, row.reference, row.title)
    db.session.execute(removing(browser, SavedList))


def note_use(browser: TokenHolder) -> None:
    now = clock.now()
    stale = changing(browser, SavedList).where(SavedList.used_at < now - NOTED_EVERY)
    db.session.execute(stale.values(used_at=now))


def forget_unused() -> None:
    """Removes the lists of browsers that did not come back, with all that is on them."""
    unused = SavedList.used_at < clock.now() - UNUSED_FOR
    db.session.execute(removing(System("keeping"), SavedList).where(unused))
