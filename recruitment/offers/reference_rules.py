"""What a referee is asked, what they must answer, and when they are reminded. Pure."""

from datetime import datetime, timedelta
from typing import Any, Final

# From when it is sent; a link that has run out can be renewed.
LINK_WORKS: Final = timedelta(days=28)
# Between sending, the two reminders, and telling staff that nobody answered.
REMIND_AFTER: Final = timedelta(days=7)
MOST_REMINDERS: Final = 2
# Links that a referee can send themselves after the first.
MOST_LINKS: Final = 10
LONGEST_LINE: Final = 160
LONGEST_TEXT: Final = 4_000
MOST_DAYS_ABSENT: Final = 366

ALWAYS: Final = (
    "capacity", "job_title", "began", "ended", "reason_for_leaving", "performance", "performance_detail", "conduct",
    "conduct_detail",
)  # fmt: skip
# Never before an offer (Equality Act 2010, section 60), and after it without what the Act protects.
ABSENCE: Final = ("absence",)
# Of those who would do a regulated role with children or protected adults.
SAFEGUARDING: Final = ("unsuitable", "unsuitable_detail", "concerns", "concerns_detail")
AT_THE_END: Final = ("reemploy", "reemploy_detail", "more")
NEEDED: Final = frozenset({"capacity", "job_title", "began", "performance", "conduct", "reemploy"})
NEEDED_FOR_REGULATED: Final = frozenset({"unsuitable", "concerns"})
# The answer to the first that asks for words in the second.
EXPLAINED: Final = {
    "conduct": ("yes", "conduct_detail"),
    "unsuitable": ("yes", "unsuitable_detail"),
    "concerns": ("yes", "concerns_detail"),
    "reemploy": ("no", "reemploy_detail"),
}
PERFORMANCE: Final = {
    "very_good": "Very good",
    "good": "Good",
    "acceptable": "Acceptable",
    "poor": "Not good enough",
    "unknown": "I cannot say",
}
YES_NO_UNKNOWN: Final = {"yes": "Yes", "no": "No", "unknown": "I cannot say"}


def asked(*, is_regulated: bool, is_after_offer: bool) -> tuple[str, ...]:
    """The questions in their order."""
    return (
        *ALWAYS,
        *(ABSENCE if is_after_offer else ()),
        *(SAFEGUARDING if is_regulated else ()),
        *AT_THE_END,
    )


def needed(*, is_regulated: bool, has_letter: bool) -> frozenset[str]:
    """What must be answered. A letter of their own may stand for all but the questions about safety."""
    return (frozenset() if has_letter else NEEDED) | (NEEDED_FOR_REGULATED if is_regulated else frozenset())


def unexplained(answers: dict[str, Any]) -> tuple[str, ...]:
    """Details that an answer asks for and that are empty."""
    return tuple(
        detail
        for question, (answer, detail) in EXPLAINED.items()
        if answers.get(question) == answer and not str(answers.get(detail) or "").strip()
    )


def is_alive(state: str, until: datetime | None, now: datetime) -> bool:
    """Whether the link of a request in this state works."""
    return state == "sent" and until is not None and now < until


def may_send_itself(state: str, until: datetime | None, link_number: int, now: datetime) -> bool:
    """Whether a referee may have a new link sent to the address at which they were asked."""
    return state == "sent" and not is_alive(state, until, now) and link_number < MOST_LINKS


def reminder_due(sent_at: datetime, reminded_at: datetime | None, reminders: int, now: datetime) -> bool:
    return reminders < MOST_REMINDERS and now >= (reminded_at or sent_at) + REMIND_AFTER


def is_given_up(reminded_at: datetime | None, reminders: int, now: datetime) -> bool:
    """No more reminders are sent, and nobody has answered the last."""
    return reminders >= MOST_REMINDERS and reminded_at is not None and now >= reminded_at + REMIND_AFTER
