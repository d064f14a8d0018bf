"""The moves of a request for an adjustment, as data."""

from typing import Final

from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.vacancies.redeployment_tables import HR

ADJUSTMENT: Final = Lifecycle(
    "request",
    start="asked",
    table=(
        *moves("asked", "agree", "agreed", HR, "Agree", "adjustment_answered"),
        *moves("asked", "decline", "declined", HR, "Decline", "adjustment_answered"),
        # What was refused too soon is made good.
        *moves("declined", "agree", "agreed", HR, "Agree after all", "adjustment_answered"),
        *moves("agreed", "finish", "done", HR, "Mark as done"),
    ),
)
STATE_NAMES: Final = {"asked": "To answer", "agreed": "Agreed", "declined": "Declined", "done": "Done"}
