"""What the worker runs for alerts: telling what is new, asking after old ones, forgetting."""

import logging
from datetime import datetime, timedelta
from typing import Final

from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import NotNow, enqueue, handler
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, removing, rows_hit
from recruitment.core.transactions import only_reading, transaction
from recruitment.extensions import db
from recruitment.search.alert_actions import unsubscribing, wonder
from recruitment.search.alert_links import ALERTS, url_of
from recruitment.search.alert_queries import News, alert_by_id, ids_due, news_of, question_asked, untouched
from recruitment.search.alert_rules import FREQUENCIES, LOOK, TOLD_KEPT, UNANSWERED, UNCONFIRMED, next_due
from recruitment.search.alert_tables import AlertTold, JobAlert
from recruitment.search.alert_words import filters_of, job_of, list_url, subject_of
from recruitment.search.index import IndexUnreadable, reading

TELL: Final = "tell_alerts"
# So many that a worker is done with them well within its lease.
BATCH: Final = 100
# A claim on an alert lasts this long. When the worker dies, or fails with one, that one waits for so long.
CLAIMED: Final = timedelta(minutes=15)
NO_INDEX: Final = timedelta(minutes=1)
log = logging.getLogger(__name__)


@handler(TELL, every=LOOK)
def tell_alerts() -> None:
    """Looks at the alerts that are due. Raises NotNow while this host's index cannot be read: nothing is lost."""
    try:
        reading()
    except IndexUnreadable:
        raise NotNow("the index cannot be read", wait=NO_INDEX) from None
    claimed_until = clock.now() + CLAIMED
    with transaction():
        ids = ids_due(clock.now(), BATCH)
        db.session.execute(changing(ALERTS, JobAlert).where(JobAlert.id.in_(ids)).values(due_at=claimed_until))
        if len(ids) == BATCH:
            enqueue(TELL)
    for alert_id in ids:
        try:
            tell(alert_id, claimed_until)
        except Exception as problem:
            # One alert keeps no other waiting: it is looked at again when the claim on it ends.
            db.session.rollback()
            log.error("alert %s could not be told", alert_id, exc_info=speechless(problem))


def tell(alert_id: int, claimed_until: datetime) -> None:
    """Writes to one alert's owner if there is anything new. Whoever paused or ended it meanwhile hears nothing."""
    with only_reading():
        alert = alert_by_id(alert_id)
        if alert is None or alert.due_at != claimed_until:
            return
        news = news_of(alert)
        to, facts, headers = alert.email, _facts(alert, news), unsubscribing(alert)
        now = clock.now()
        done = {"told_until": news.until, "due_at": next_due(alert.frequency, now, alert_id)}
    with transaction():
        ours = changing(ALERTS, JobAlert).where(JobAlert.id == alert_id, JobAlert.due_at == claimed_until)
        if rows_hit(ours.values(**done)) != 1 or not news.ids:
            return
        db.session.add_all(AlertTold(alert_id=alert_id, vacancy_id=vacancy, told_at=now) for vacancy in news.ids)
        key = f"alert_news:{alert_id}:{claimed_until.isoformat()}"
        post("alert_news", to, facts, key=key, headers=headers)


def _facts(alert: JobAlert, news: News) -> dict[str, object]:
    question = question_asked(alert)
    return {
        "subject": subject_of(question),
        "filters": filters_of(question),
        "frequency": FREQUENCIES[alert.frequency].lower(),
        "number": len(news.ids),
        "jobs": [job_of(hit) for hit in news.hits],
        "more": len(news.ids) - len(news.hits),
        "list_link": list_url(question),
        "manage_link": url_of(alert, "manage"),
        "stop_link": url_of(alert, "stop"),
    }


@handler("tend_alerts", every=timedelta(hours=1))
def tend_alerts() -> None:
    """Ends alerts that nobody confirmed or that nobody says are useful, asks after old ones, forgets what was told."""
    now = clock.now()
    with transaction():
        unconfirmed = (JobAlert.confirmed_at.is_(None), JobAlert.asked_at <= now - UNCONFIRMED)
        db.session.execute(removing(ALERTS, JobAlert).where(*unconfirmed))
        db.session.execute(removing(ALERTS, JobAlert).where(JobAlert.wondered_at <= now - UNANSWERED))
        db.session.execute(removing(ALERTS, AlertTold).where(AlertTold.told_at <= now - TOLD_KEPT))
        for alert in untouched(now, BATCH):
            wonder(alert)
