"""The moves of a public body's request to recruit here, and of a suspension of one that does."""

from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.core.viewers import Operator, TokenHolder

JOINING = Lifecycle(
    "request",
    start="asked",
    table=(
        *moves("asked", "confirm", "confirmed", (TokenHolder.kind,), "Confirm", "joining_waits"),
        *moves("confirmed", "approve", "approved", (Operator.kind,), "Approve", "joining_approved"),
        *moves("confirmed", "refuse", "refused", (Operator.kind,), "Refuse", "joining_refused", needs_reason=True),
    ),
)
SUSPENSION = Lifecycle(
    "suspension",
    start="running",
    table=(*moves("running", "lift", "lifted", (Operator.kind,), "Lift", "organisation_resumed", needs_reason=True),),
)
STATE_NAMES = {
    "asked": "Address not confirmed",
    "confirmed": "To be decided",
    "approved": "Approved",
    "refused": "Refused",
}
