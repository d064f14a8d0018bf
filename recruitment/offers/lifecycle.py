"""The moves of a place on a reserve list, and of an approach to somebody in the talent pool."""

from recruitment.applications.lifecycle import HIRING
from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.core.viewers import Role

CANDIDATE = ("candidate",)
# Who looks for people beyond those who applied.
SEEKERS = (Role.ADMINISTRATOR, Role.RECRUITER)

# Nobody is put on a list: it is proposed to them, and stands once they have said yes.
RESERVE = Lifecycle(
    "place on a reserve list",
    start="proposed",
    table=(
        *moves("proposed", "accept", "accepted", CANDIDATE, "Join the reserve list"),
        *moves("proposed", "decline", "declined", CANDIDATE, "Say no"),
        *moves("proposed", "take_back", "ended", HIRING, "Take the proposal back"),
        *moves("proposed", "lapse", "ended", ("system",), "Lapse"),
        *moves("accepted", "leave", "ended", CANDIDATE, "Leave the reserve list"),
        *moves("accepted", "end", "ended", HIRING, "Take off the reserve list"),
        *moves("accepted", "offer", "ended", HIRING, "Offer from the reserve list"),
        *moves("accepted", "run_out", "ended", ("system",), "End"),
    ),
)
# Whoever stands on a list is asked anew for every other job.
ASK = Lifecycle(
    "question to somebody on a reserve list",
    start="asked",
    table=(
        *moves("asked", "accept", "accepted", CANDIDATE, "Say yes"),
        *moves("asked", "decline", "declined", CANDIDATE, "Say no"),
        *moves("asked", "lapse", "ended", ("system",), "Lapse"),
    ),
)
APPROACH = Lifecycle(
    "approach",
    start="sent",
    table=(
        *moves("sent", "accept", "accepted", CANDIDATE, "Say yes and show who you are"),
        *moves("sent", "decline", "declined", CANDIDATE, "Say no"),
        *moves("sent", "lapse", "lapsed", ("system",), "Lapse"),
        # By leaving the pool, or by hiding from the employer.
        *moves("sent", "leave", "declined", CANDIDATE, "Leave"),
    ),
)
