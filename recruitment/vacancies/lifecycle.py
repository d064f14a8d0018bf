"""The moves of a vacancy. Scheduled, live and closed are no states: `rules.phase` reads them from dates."""

from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.core.viewers import Role

WRITERS = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)
DESK = (Role.ADMINISTRATOR, Role.RECRUITER)
# Who reaches all adverts of their organisation.
DESK_ROLES = (*WRITERS, Role.APPROVER)

VACANCY = Lifecycle(
    "vacancy",
    start="draft",
    table=(
        *moves("draft", "send_for_approval", "awaiting_approval", WRITERS, "Send for approval", "approval_wanted"),
        *moves("awaiting_approval", "approve", "approved", (Role.APPROVER,), "Approve", "advert_approved"),
        *moves("awaiting_approval", "return", "draft", (Role.APPROVER,), "Return", "advert_returned",
               needs_reason=True),
        *moves("awaiting_approval", "take_back", "draft", WRITERS, "Take back"),
        *moves("approved", "publish", "published", DESK, "Publish", "advert_published"),
        *moves("approved", "change_again", "draft", WRITERS, "Change again", asks_first=True),
        # These change no state: whether they may be done hangs on dates too (`rules.is_open_to`).
        *moves("approved", "extend", "approved", DESK, "Move the closing date", needs_reason=True),
        *moves("published", "extend", "published", DESK, "Move the closing date", needs_reason=True),
        *moves("published", "close_early", "published", DESK, "Close early", needs_reason=True, asks_first=True),
        *moves("published", "reopen", "published", DESK, "Reopen", needs_reason=True),
        *moves("published", "move_promises", "published", DESK, "Move the promised dates", needs_reason=True),
        *moves("published", "amend", "published", DESK, "Amend the text", needs_reason=True),
        *moves("published", "begin_revision", "published", WRITERS, "Change its terms"),
        *moves("published", "apply_revision", "published", DESK, "Put the change live", needs_reason=True),
        *moves("approved", "restage", "approved", DESK, "Change the release stages", needs_reason=True),
        *moves("published", "restage", "published", DESK, "Change the release stages", needs_reason=True),
        *moves("published", "withdraw", "withdrawn", DESK, "Withdraw", "vacancy_withdrawn", needs_reason=True,
               asks_first=True),
        *moves("published", "fill", "filled", WRITERS, "Mark as filled", asks_first=True),
        *moves("published", "give_up", "unfilled", DESK, "Mark as not filled", needs_reason=True, asks_first=True),
    ),
)  # fmt: skip
STATE_NAMES = {
    "draft": "Draft",
    "awaiting_approval": "Waiting for approval",
    "approved": "Approved",
    "published": "Published",
    "filled": "Filled",
    "unfilled": "Not filled",
    "withdrawn": "Withdrawn",
}
