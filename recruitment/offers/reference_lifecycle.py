"""The moves of a request for a reference, as data."""

from typing import Final

from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.offers.check_lifecycle import CANDIDATE

REFEREE: Final = ("token",)

REFERENCE: Final = Lifecycle(
    "request for a reference",
    start="named",
    table=(
        # Of a referee whom the candidate wants to be asked about first; staff may record a yes that came otherwise.
        *moves("named", "ask_first", "awaiting_yes", CHECKERS, "Ask the candidate first"),
        *moves("awaiting_yes", "agree", "sent", (*CANDIDATE, *CHECKERS), "Agree"),
        *moves("awaiting_yes", "refuse", "refused", (*CANDIDATE, *CHECKERS), "Do not agree"),
        *moves("named", "send", "sent", CHECKERS, "Ask the referee"),
        # A new link; the earlier one works no more. A referee whose link has run out sends themselves a new one.
        *moves("sent", "renew", "sent", (*CHECKERS, *REFEREE), "Send a new link"),
        *moves("sent", "give", "given", REFEREE, "Give the reference"),
        *moves("sent", "decline", "declined", REFEREE, "Decline"),
        # What came by post, e-mail or telephone.
        *moves(("named", "sent"), "enter", "given", CHECKERS, "Enter what came otherwise"),
        *moves(("named", "awaiting_yes", "sent", "given"), "replace", "ended", CHECKERS,
               "Ask somebody else"),
    ),
)  # fmt: skip
# What still may bring a reference, or has; of a check at most one.
OPEN: Final = ("named", "awaiting_yes", "sent", "given")
STATE_NAMES: Final = {
    "named": "Not asked yet",
    "awaiting_yes": "Waits for the candidate’s yes",
    "sent": "Asked",
    "given": "Received",
    "declined": "Declined by the referee",
    "refused": "The candidate did not agree",
    "ended": "Replaced",
}
COLOURS: Final = {
    "named": "grey", "awaiting_yes": "yellow", "sent": "blue", "given": "green", "declined": "red", "refused": "red",
    "ended": "grey",
}  # fmt: skip
RECEIVED_BY: Final = {
    "link": "Through the link", "post": "By post", "email": "By email", "telephone": "By telephone",
}  # fmt: skip
