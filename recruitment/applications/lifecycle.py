"""The moves of an application; the panel's deeper steps (holds, reserve lists, further interviews) join here."""

from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.core.viewers import Role

CANDIDATE = ("candidate",)
HIRING = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)
OPEN = ("submitted", "shortlisted", "held", "interview", "offered")
# Where the sift still has to decide.
IN_SIFT = ("submitted", "shortlisted", "held")

APPLICATION = Lifecycle(
    "application",
    start="draft",
    table=(
        *moves("draft", "submit", "submitted", CANDIDATE, "Submit", "application_submitted"),
        # What staff entered for somebody (`assisted_actions.hand_in`); the record of that names who did.
        *moves("draft", "enter", "submitted", ("system",), "Hand in"),
        *moves("submitted", "shortlist", "shortlisted", HIRING, "Shortlist", "application_shortlisted"),
        # On hold for a while, and back to where it was held from (`Application.held_from`); the candidate reads that
        # they are being considered, and no letter is written.
        *moves(("submitted", "shortlisted"), "set_aside", "held", HIRING, "Put on hold"),
        *moves("held", "take_up", "submitted", HIRING, "Take off hold"),
        *moves("held", "relist", "shortlisted", HIRING, "Back to the shortlist"),
        *moves("held", "shortlist", "shortlisted", HIRING, "Shortlist", "application_shortlisted"),
        *moves("shortlisted", "invite", "interview", HIRING, "Invite to interview", "invited_to_interview"),
        # `offers.offer_actions` makes these, and writes of the terms that go with them.
        *moves("interview", "offer", "offered", HIRING, "Make an offer"),
        # `offers.reserve_actions` makes these once the candidate has agreed, and at the end of the place on the list.
        *moves("interview", "reserve", "reserve", ("system",), "Put on the reserve list"),
        # For another vacancy, with what the person had sent for the one on whose list they stand.
        *moves("draft", "carry", "reserve", ("system",), "Consider from another reserve list"),
        *moves("reserve", "offer", "offered", HIRING, "Offer from the reserve list"),
        *moves("offered", "take_offer_back", "unsuccessful", ("system",), "Take the offer back", "offer_withdrawn"),
        *moves("reserve", "end_reserve", "unsuccessful", ("system",), "End the place on the reserve list"),
        *moves("offered", "appoint", "appointed", HIRING, "Appoint", "appointed", asks_first=True),
        *moves((*IN_SIFT, "interview"), "reject", "unsuccessful", HIRING, "Mark as unsuccessful",
               "application_unsuccessful", needs_reason=True),
        *moves("unsuccessful", "reopen", "submitted", (Role.ADMINISTRATOR, Role.RECRUITER), "Reopen",
               "application_reopened", needs_reason=True),
        *moves(OPEN, "withdraw", "withdrawn", CANDIDATE, "Withdraw", "application_withdrawn", asks_first=True),
        # Until the job closes; it is a draft again with all its answers, and the employer reaches it no longer.
        *moves("withdrawn", "resume", "draft", CANDIDATE, "Reopen", "application_resumed"),
        # With the vacancy: `ending.withdraw_vacancy` makes this move, whoever of the staff withdrew the advert.
        *moves(OPEN, "call_off", "called_off", ("system",), "Call off", "job_withdrawn"),
        *moves("offered", "decline", "declined", CANDIDATE, "Decline the offer", "offer_declined", asks_first=True),
    ),
)  # fmt: skip
ENDED = ("unsuccessful", "withdrawn", "declined", "appointed", "called_off")
# Which act leads on from being on hold, by where the application was held from.
FROM_HOLD = {"submitted": ("take_up", "shortlist"), "shortlisted": ("relist",)}
_ON_FROM_HOLD = frozenset(act for acts in FROM_HOLD.values() for act in acts)


def fits_hold(held_from: str | None, act: str) -> bool:
    """Whether an act does not lead from being on hold to where the application was not held from."""
    return held_from is None or act not in _ON_FROM_HOLD or act in FROM_HOLD[held_from]


# What the recruiter's tag says.
STATE_NAMES = {
    "draft": "Not sent yet",
    "submitted": "Received",
    "shortlisted": "Shortlisted",
    "held": "On hold",
    "interview": "Interview",
    "reserve": "On the reserve list",
    "offered": "Offer made",
    "appointed": "Appointed",
    "unsuccessful": "Unsuccessful",
    "withdrawn": "Withdrawn",
    "declined": "Offer declined",
    "called_off": "Job withdrawn",
}
# What the candidate reads: to be on hold is the employer's own affair.
CANDIDATE_STATE_NAMES = {**STATE_NAMES, "held": "Being considered"}
