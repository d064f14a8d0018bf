"""The moves of a pre-employment check and of a request for a reference, as data."""

from typing import Final

from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core.lifecycle import Lifecycle, moves

CANDIDATE: Final = ("candidate",)
# Where a check has nothing more to wait for.
SETTLED: Final = ("cleared", "not_cleared", "not_needed")
UNSETTLED: Final = ("needed", "asked", "received")
# What lets somebody start. A check that was not cleared still blocks.
DONE: Final = ("cleared", "not_needed")
# While an application stands here its checks are worked on: none is made before an offer, and some end after the start.
IN_CHECKS: Final = ("offered", "appointed")

CHECK: Final = Lifecycle(
    "check",
    start="needed",
    table=(
        *moves("needed", "ask", "asked", (*CHECKERS, "system"), "Asked for"),
        # By the system where a referee answers.
        *moves(("needed", "asked"), "receive", "received", (*CHECKERS, "system"), "Received"),
        *moves(UNSETTLED, "clear", "cleared", CHECKERS, "Cleared"),
        *moves(UNSETTLED, "fail", "not_cleared", CHECKERS, "Not cleared", needs_reason=True),
        *moves(UNSETTLED, "waive", "not_needed", CHECKERS, "Not needed", needs_reason=True),
        *moves(SETTLED, "reopen", "needed", CHECKERS, "Open again", needs_reason=True),
        # Of a reference, when another referee is asked instead.
        *moves(("asked", "received"), "ask_again", "needed", (*CHECKERS, "system"), "Ask somebody else"),
    ),
)
STATE_NAMES: Final = {
    "needed": "Not asked for yet",
    "asked": "Asked for",
    "received": "Received",
    "cleared": "Cleared",
    "not_cleared": "Not cleared",
    "not_needed": "Not needed",
}
