"""Verbs on alerts: asking for one, confirming it, changing, pausing and ending it."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.accounts.queries import own_account
from recruitment.core import clock
from recruitment.core.errors import Refused, TooMany
from recruitment.core.outbox import post
from recruitment.core.tenancy import removing
from recruitment.core.viewers import Candidate, Viewer
from recruitment.extensions import db
from recruitment.search.alert_links import url_of
from recruitment.search.alert_queries import alerts_to, followed_until, question_asked, stored
from recruitment.search.alert_rules import FREQUENCIES, GRACE, UNANSWERED, UNCONFIRMED, next_due
from recruitment.search.alert_tables import JobAlert
from recruitment.search.alert_words import filters_of, subject_of
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import Question

# Alerts that one address may have, and letters of confirmation that it gets within a day: whoever types a stranger's
# address does not fill a stranger's letter box.
MOST_ALERTS: Final = 30
MOST_LETTERS: Final = 3
WITHIN: Final = timedelta(days=1)
LETTER_KIND: Final = "alert_letter"


def ask(question: Question, email: str, frequency: str) -> None:
    """Keeps an alert that waits for its address to confirm it, and writes there.

    Says nothing of what else is known of the address. The same search asked again waits once.
    """
    email = email.lower()
    wanted = stored(question)
    waiting = [alert for alert in alerts_to(email) if alert.confirmed_at is None and alert.question == wanted]
    alert = waiting[0] if waiting else _new(wanted, email, frequency)
    alert.frequency, alert.asked_at = frequency, clock.now()
    db.session.flush()
    try:
        refuse_if_too_many(LETTER_KIND, email, MOST_LETTERS, WITHIN)
    except TooMany:
        # Whoever asks is told the same: how many letters an address got is its own business.
        return
    count_attempt(LETTER_KIND, email)
    facts = {**_told(alert), "days": UNCONFIRMED.days, "link": url_of(alert, "confirm")}
    post("alert_asked", email, facts, key=f"alert_asked:{alert.id}:{secrets.token_hex(8)}")


def begin(viewer: Candidate, question: Question, frequency: str) -> JobAlert:
    """An alert for a signed-in person's own address. Raises Refused when that was never confirmed."""
    account = own_account(viewer)
    if account.confirmed_at is None:
        raise Refused("Confirm the email address of your account first. We have sent you a link.")
    alert = _new(stored(question), account.email.lower(), frequency)
    return _start(alert)


def confirm(alert: JobAlert) -> JobAlert:
    """Whoever holds the link has shown that the address is theirs. Doing it again changes nothing.

    Returns the alert that runs now: the older one where this search was an alert of this address already.
    """
    return alert if alert.confirmed_at is not None else _start(alert)


def _start(alert: JobAlert) -> JobAlert:
    others = [row for row in alerts_to(alert.email) if row.confirmed_at is not None and row.id != alert.id]
    same = [row for row in others if row.question == alert.question]
    if same:
        # The older knows what it has told.
        change(same[0], question_asked(alert), alert.frequency)
        resume(same[0])
        db.session.delete(alert)
        db.session.flush()
        return same[0]
    if len(others) >= MOST_ALERTS:
        raise Refused(f"You have {MOST_ALERTS} alerts, which is as many as one address can have. Delete one first.")
    now, beginning = clock.now(), _beginning()
    alert.confirmed_at = alert.touched_at = now
    alert.began_at = alert.told_until = beginning
    alert.due_at = next_due(alert.frequency, now, alert.id)
    db.session.flush()
    return alert


def change(alert: JobAlert, question: Question, frequency: str) -> None:
    """From now on the alert looks for this, this often; nothing new in between is missed.

    Raises Refused where another alert of the address looks for the same: it would tell each job twice.
    """
    wanted = stored(question)
    others = (row for row in alerts_to(alert.email) if row.confirmed_at is not None and row.id != alert.id)
    if wanted != alert.question and any(row.question == wanted for row in others):
        raise Refused("Another of your alerts looks for the same already. Delete the one that you do not need.")
    alert.question = wanted
    if alert.frequency != frequency and alert.paused_at is None:
        alert.due_at = next_due(frequency, clock.now(), alert.id)
    alert.frequency = frequency
    _touch(alert)


def pause(alert: JobAlert) -> None:
    alert.paused_at = alert.paused_at or clock.now()
    alert.due_at = None
    _touch(alert)


def resume(alert: JobAlert) -> None:
    """Tells of what comes from now on; what came during the pause was not wanted."""
    if alert.paused_at is not None:
        alert.began_at = alert.told_until = _beginning()
        alert.paused_at = None
        alert.due_at = next_due(alert.frequency, clock.now(), alert.id)
    _touch(alert)


def keep(alert: JobAlert) -> None:
    """Its owner says that it is still useful."""
    _touch(alert)


def end(viewer: Viewer, alert: JobAlert) -> None:
    """The alert, the address and what it was told are gone."""
    db.session.execute(removing(viewer, JobAlert).where(JobAlert.id == alert.id))


def wonder(alert: JobAlert) -> None:
    """Asks the owner whether the alert is still useful."""
    alert.wondered_at = clock.now()
    facts = {
        **_told(alert),
        "days": UNANSWERED.days,
        "link": url_of(alert, "keep"),
        "manage_link": url_of(alert, "manage"),
    }
    key = f"alert_still_useful:{alert.id}:{alert.wondered_at.date()}"
    post("alert_still_useful", alert.email, facts, key=key, headers=unsubscribing(alert))


def unsubscribing(alert: JobAlert) -> dict[str, str]:
    """The headers by which a mail program ends an alert with one click (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{url_of(alert, 'stop')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _new(wanted: dict[str, list[str]], email: str, frequency: str) -> JobAlert:
    alert = JobAlert(email=email, question=wanted, frequency=frequency, salt=secrets.token_hex(16))
    db.session.add(alert)
    db.session.flush()
    return alert


def _beginning() -> datetime:
    """From when on an alert tells: what the index has not heard of yet was on no list that anyone saw."""
    try:
        return followed_until() - GRACE
    except IndexUnreadable:
        return clock.now() - GRACE


def _touch(alert: JobAlert) -> None:
    alert.touched_at, alert.wondered_at = clock.now(), None
    db.session.flush()


def _told(alert: JobAlert) -> dict[str, object]:
    question = question_asked(alert)
    return {
        "subject": subject_of(question),
        "filters": filters_of(question),
        "frequency": FREQUENCIES[alert.frequency].lower(),
    }
