"""What the worker removes of accounts once its time is over."""

from datetime import timedelta

from flask import current_app

from recruitment.accounts.tables import Attempt, EndedSession, Invitation, ParkedForm
from recruitment.core import clock
from recruitment.core.jobs import handler
from recruitment.core.tenancy import removing
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

KEEPING = System("keeping")
ATTEMPTS_KEPT = timedelta(days=1)
# No session lasts as long, so none that was ended comes back.
ENDED_KEPT = timedelta(days=1)


@handler("forget_parked_forms", every=timedelta(minutes=10))
def forget_parked_forms() -> None:
    """What nobody came back for; it could not be opened any more in any case."""
    with transaction():
        over = clock.now() - current_app.config["PARKED_FOR"]
        db.session.execute(removing(KEEPING, ParkedForm).where(ParkedForm.parked_at < over))


@handler("forget_attempts", every=timedelta(hours=1))
def forget_attempts() -> None:
    """Limits look back for minutes alone."""
    with transaction():
        db.session.execute(removing(KEEPING, Attempt).where(Attempt.at < clock.now() - ATTEMPTS_KEPT))


@handler("forget_invitations", every=timedelta(hours=1))
def forget_invitations() -> None:
    """Their links work no longer, whether anybody came or not."""
    with transaction():
        db.session.execute(removing(KEEPING, Invitation).where(Invitation.expires_at < clock.now()))


@handler("forget_ended_sessions", every=timedelta(hours=1))
def forget_ended_sessions() -> None:
    """They would be over by now in any case."""
    with transaction():
        over = clock.now() - ENDED_KEPT
        db.session.execute(removing(KEEPING, EndedSession).where(EndedSession.ended_at < over))
