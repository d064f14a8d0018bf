"""Making, replacing and ending the secret address of a person's calendar; and whose an address is."""

import secrets
from typing import Final

from sqlalchemy.exc import IntegrityError

from recruitment.accounts.queries import address_in_use
from recruitment.accounts.sealing import fingerprint
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.tenancy import one_visible, removing, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.selection.calendar_tables import CalendarFeed

SIGN_IN: Final = System("sign_in")
USE: Final = "calendar"
# Of hexadecimal signs alone, because a fingerprint takes capitals and small letters for the same.
BYTES: Final = 32


def feed_of(viewer: Candidate) -> CalendarFeed | None:
    return db.session.scalars(visible(viewer, CalendarFeed)).one_or_none()


def make_feed(viewer: Candidate) -> str:
    """The secret of the new address, told this once; an earlier address works no longer.

    Raises IllegalMove when two pages make one at the same moment.
    """
    secret = secrets.token_hex(BYTES)
    db.session.execute(removing(viewer, CalendarFeed))
    feed = CalendarFeed(account_id=viewer.person, token_digest=fingerprint(USE, secret), made_at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(feed)
    except IntegrityError as beaten:
        raise IllegalMove("calendar address", "make") from beaten
    record(viewer, "make_calendar_feed", feed)
    return secret


def end_feed(viewer: Candidate) -> None:
    """What is ended already stays so."""
    feed = feed_of(viewer)
    if feed is not None:
        record(viewer, "end_calendar_feed", feed)
        db.session.execute(removing(viewer, CalendarFeed).where(CalendarFeed.id == feed.id))
        db.session.expunge(feed)


def holder_of(secret: str) -> Candidate:
    """Whose dates an address shows. Raises NotVisible for one that was never made, was replaced or is ended."""
    feed: CalendarFeed = one_visible(SIGN_IN, CalendarFeed, CalendarFeed.token_digest == fingerprint(USE, secret))
    if address_in_use(feed.account_id) is None:
        raise NotVisible("the account is deleted")
    return Candidate(feed.account_id)
