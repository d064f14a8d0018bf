"""The moves of one interview. A time is taken in `booked`, `held` and `no_show`, and free again in all others."""

from recruitment.applications.lifecycle import HIRING
from recruitment.core.lifecycle import Lifecycle, moves

CANDIDATE = ("candidate",)
EITHER = (*CANDIDATE, *HIRING)
SYSTEM = ("system",)

INTERVIEW = Lifecycle(
    "interview",
    start="invited",
    table=(
        *moves("invited", "book", "booked", EITHER, "Book"),
        *moves("booked", "move", "booked", EITHER, "Move"),
        *moves(("invited", "booked"), "cancel", "cancelled", CANDIDATE, "Cancel", asks_first=True),
        *moves(("invited", "booked"), "call_off", "called_off", HIRING, "Call off", needs_reason=True),
        # The application has ended, whichever way: the time is free for somebody else.
        *moves(("invited", "booked"), "let_go", "called_off", SYSTEM, "Let go"),
        *moves(("cancelled", "called_off", "no_show"), "invite_again", "invited", HIRING, "Invite again"),
        *moves("booked", "hold", "held", HIRING, "Record that it was held"),
        *moves("booked", "miss", "no_show", HIRING, "Record that the candidate did not come"),
        *moves(("held", "no_show"), "correct", "booked", HIRING, "Correct the record", needs_reason=True),
    ),
)  # fmt: skip
# States in which a time is taken, as the table's constraint says.
TAKEN = ("booked", "held", "no_show")
WAITING = ("invited", "booked")
STATE_NAMES = {
    "invited": "To choose a time",
    "booked": "Booked",
    "held": "Held",
    "no_show": "Did not come",
    "cancelled": "Cancelled by the candidate",
    "called_off": "Called off",
}
