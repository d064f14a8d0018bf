"""What the worker does about interviews: times of those who left are free again."""

from datetime import timedelta
from typing import Final

from recruitment.applications.lifecycle import ENDED
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove
from recruitment.core.jobs import handler
from recruitment.core.tenancy import visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.selection.interview_booking import let_go
from recruitment.selection.interview_lifecycle import WAITING
from recruitment.selection.interview_tables import Interview

ARRANGING: Final = System("interviews")
LET_GO: Final = "let_interviews_go"
# So many that a worker is done with them well within its lease; the rest wait a minute.
BATCH: Final = 100


@handler(LET_GO, every=timedelta(minutes=1))
def let_interviews_go() -> None:
    """Looks at how applications stand, not at how they came to: whichever way one ended, its time is free and the
    panel's calendars are put right within a minute."""
    left = (
        visible(ARRANGING, Interview, Application)
        .join(Application, Application.id == Interview.application_id)
        .where(Interview.state.in_(WAITING), Application.state.in_([*ENDED, "draft"]))
        .order_by(Interview.id)
        .limit(BATCH)
    )
    with transaction():
        ids = db.session.scalars(left.with_only_columns(Interview.id)).all()
    for number in ids:
        with transaction():
            interview = db.session.scalars(visible(ARRANGING, Interview).where(Interview.id == number)).one_or_none()
            try:
                if interview is not None:
                    let_go(ARRANGING, interview)
            except IllegalMove:
                # Somebody else has just ended it.
                continue
