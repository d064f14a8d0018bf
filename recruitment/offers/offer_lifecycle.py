"""The moves of an offer, from its draft to the first day. Its application moves with it (`offer_actions`)."""

from recruitment.applications.lifecycle import HIRING
from recruitment.core.lifecycle import Lifecycle, moves

CANDIDATE = ("candidate",)
SYSTEM = ("system",)
# Terms are with the candidate, or agreed: the post is spoken for.
OUT = ("conditional", "accepted", "unconditional")
OPEN = ("drafted", *OUT)
HIRED = ("appointed", "started")

OFFER = Lifecycle(
    "offer",
    start="drafted",
    table=(
        *moves("drafted", "send", "conditional", HIRING, "Send"),
        *moves("drafted", "discard", "discarded", HIRING, "Discard", asks_first=True),
        *moves("conditional", "accept", "accepted", CANDIDATE, "Accept", asks_first=True),
        # By staff, as the person told them on paper or by telephone.
        *moves("conditional", "record_yes", "accepted", HIRING, "Record that it was accepted", needs_reason=True),
        *moves(("conditional", "accepted", "unconditional", "lapsed"), "decline", "declined", CANDIDATE, "Decline",
               asks_first=True),
        *moves(("conditional", "accepted", "unconditional", "lapsed"), "record_no", "declined", HIRING,
               "Record that it was declined", needs_reason=True),
        *moves("conditional", "lapse", "lapsed", SYSTEM, "Lapse"),
        # New terms, or more time: a new version, which asks for an answer anew.
        *moves((*OUT, "lapsed"), "amend", "conditional", HIRING, "Send changed terms of"),
        *moves((*OUT, "lapsed"), "withdraw", "withdrawn", HIRING, "Withdraw", needs_reason=True, asks_first=True),
        *moves("accepted", "agree_start", "accepted", HIRING, "Agree the first day of"),
        *moves("unconditional", "agree_start", "unconditional", HIRING, "Agree the first day of"),
        *moves("accepted", "confirm", "unconditional", HIRING, "Confirm", asks_first=True),
        *moves("unconditional", "appoint", "appointed", HIRING, "Appoint on"),
        *moves("appointed", "move_start", "appointed", HIRING, "Move the first day of"),
        *moves("appointed", "attend", "started", HIRING, "Record the first day of"),
        *moves("appointed", "miss", "not_started", HIRING, "Record that nobody came on", needs_reason=True),
        *moves("started", "correct", "appointed", HIRING, "Correct the first day of", needs_reason=True),
        # The application has ended otherwise: withdrawn, or called off with its vacancy.
        *moves((*OPEN, "lapsed"), "let_go", "ended", SYSTEM, "Let go"),
    ),
)  # fmt: skip
ENDED = ("discarded", "declined", "withdrawn", "ended", "not_started")
# What an employer's tag says, and in which colour.
STATE_NAMES = {
    "drafted": ("Being written", "grey"),
    "conditional": ("Answer awaited", "yellow"),
    "accepted": ("Accepted", "teal"),
    "declined": ("Declined", "grey"),
    "lapsed": ("Not answered in time", "orange"),
    "withdrawn": ("Withdrawn", "grey"),
    "unconditional": ("Confirmed", "green"),
    "appointed": ("Appointed", "green"),
    "started": ("Started", "green"),
    "not_started": ("Did not start", "orange"),
    "discarded": ("Discarded", "grey"),
    "ended": ("Ended with the application", "grey"),
}
# What the candidate reads of the same.
CANDIDATE_STATE_NAMES = {
    **STATE_NAMES,
    "conditional": ("Waits for your answer", "yellow"),
    "accepted": ("Accepted, checks to come", "teal"),
    "lapsed": ("The time to answer has passed", "orange"),
}
