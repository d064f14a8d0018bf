"""The moves of one person's extension, as data. Whether its time has run out is told by the clock, never stored."""

from typing import Final

from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.vacancies.redeployment_tables import HR

EXTENSION: Final = Lifecycle(
    "extension",
    start="granted",
    table=(
        *moves("granted", "move", "granted", HR, "Change the time", "extension_moved", needs_reason=True),
        *moves("granted", "take_back", "taken_back", HR, "Take back", "extension_taken_back", needs_reason=True),
        # With the application, which the letter about that confirms.
        *moves("granted", "use", "used", ("candidate", "system"), "Use"),
    ),
)
STATE_NAMES: Final = {"granted": "Granted", "used": "Used", "taken_back": "Taken back"}
# Why somebody is given more time.
CAUSES: Final = {
    "adjustment": "A reasonable adjustment",
    "fault": "A fault of the portal",
    "employer": "A mistake of ours",
    "other": "Another reason",
}
