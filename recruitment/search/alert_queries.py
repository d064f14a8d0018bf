"""What is read of alerts, and what they have to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import MultiDict

from recruitment.core import clock
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.search import queries
from recruitment.search.alert_links import ALERTS
from recruitment.search.alert_rules import PREVIEWED, UNTOUCHED, looks_from
from recruitment.search.alert_tables import AlertTold, JobAlert
from recruitment.search.answers import Hit, answer, hits_of, new_vacancies
from recruitment.search.cursor import Cursor
from recruitment.search.index import IndexUnreadable, index_folder
from recruitment.search.questions import Question, question_of

SHOWN_IN_PREVIEW = 5
SHOWN_IN_LETTER = 20


@dataclass(frozen=True)
class Preview:
    """What the last month would have brought and is still open. `question`: as it was understood."""

    question: Question
    number: int
    hits: Sequence[Hit]
    is_place_unknown: bool


@dataclass(frozen=True)
class News:
    """What an alert has to tell: `ids` of all, `hits` of the newest. `until`: up to when nothing was missed."""

    ids: Sequence[int]
    hits: Sequence[Hit]
    until: datetime


def stored(question: Question) -> dict[str, list[str]]:
    """A question as an alert keeps it: what the list's address would carry, without how the list is shown."""
    said = question.but(sort="").arguments()
    return {
        name: [str(each) for each in value] if isinstance(value, list) else [str(value)]
        for name, value in sorted(said.items())
    }


def question_asked(alert: JobAlert) -> Question:
    return question_of(MultiDict(alert.question))


def alerts_of(viewer: Viewer) -> Sequence[JobAlert]:
    """A signed-in person's confirmed alerts, oldest first."""
    wanted = visible(viewer, JobAlert).where(JobAlert.confirmed_at.is_not(None))
    return db.session.scalars(wanted.order_by(JobAlert.id)).all()


def own_alert(viewer: Viewer, alert_id: int) -> JobAlert:
    """Raises NotVisible for another's, and for one that nobody has confirmed."""
    alert: JobAlert = one_visible(viewer, JobAlert, JobAlert.id == alert_id, JobAlert.confirmed_at.is_not(None))
    return alert


def alerts_to(email: str) -> Sequence[JobAlert]:
    """All of an address, confirmed or not, oldest first."""
    wanted = visible(ALERTS, JobAlert).where(JobAlert.email == email.lower())
    return db.session.scalars(wanted.order_by(JobAlert.id)).all()


def preview(question: Question) -> Preview:
    """Raises index.IndexUnreadable."""
    since = clock.now() - PREVIEWED
    found = answer(question.but(sort="newest"), size=SHOWN_IN_PREVIEW, with_choices=False, since=since)
    return Preview(found.question, found.total, found.hits, found.is_place_unknown)


def followed_until() -> datetime:
    """The moment up to which the index of this host has heard of everything. Raises index.IndexUnreadable."""
    now = clock.now()
    cursor = Cursor.read(index_folder().cursor)
    if cursor is None:
        raise IndexUnreadable("the index has no cursor")
    oldest = queries.oldest_change_after(cursor.sequence)
    return now if oldest is None else min(now, oldest)


def news_of(alert: JobAlert) -> News:
    """What is new and was not told. Raises index.IndexUnreadable."""
    if alert.began_at is None or alert.told_until is None:
        raise ValueError("an alert that nobody confirmed has nothing to tell")
    # Before the search: what the index hears of meanwhile is looked for again next time.
    until = followed_until()
    found = new_vacancies(question_asked(alert), looks_from(alert.began_at, alert.told_until))
    wanted = visible(ALERTS, AlertTold).where(AlertTold.alert_id == alert.id, AlertTold.vacancy_id.in_(found))
    told = set(db.session.scalars(wanted.with_only_columns(AlertTold.vacancy_id)))
    hits = hits_of([vacancy for vacancy in found if vacancy not in told])
    return News([hit.vacancy.id for hit in hits], hits[:SHOWN_IN_LETTER], until)


def alert_by_id(alert_id: int) -> JobAlert | None:
    """As it stands now, whatever the session holds of it."""
    wanted = visible(ALERTS, JobAlert).where(JobAlert.id == alert_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def ids_due(now: datetime, most: int) -> Sequence[int]:
    """Those to be looked at, longest due first; on PostgreSQL no two workers get the same."""
    due = visible(ALERTS, JobAlert).where(JobAlert.due_at <= now).order_by(JobAlert.due_at, JobAlert.id).limit(most)
    return [alert.id for alert in db.session.scalars(due.with_for_update(skip_locked=True))]


def untouched(now: datetime, most: int) -> Sequence[JobAlert]:
    """Alerts of whose owners nothing was heard for long and who were not asked since."""
    wanted = visible(ALERTS, JobAlert).where(
        JobAlert.confirmed_at.is_not(None), JobAlert.touched_at <= now - UNTOUCHED, JobAlert.wondered_at.is_(None)
    )
    return db.session.scalars(wanted.order_by(JobAlert.id).limit(most).with_for_update(skip_locked=True)).all()
