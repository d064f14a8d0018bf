"""What has happened to an advert, in words: what, by whom, when, why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.viewers import ApiKey
from recruitment.vacancies.rules import PARTS
from recruitment.web.employer.colleagues import FORMER
from recruitment.web.employer.writing_parts import PART_PAGES

ACT_NAMES = {
    "begin_draft": "Began the draft", "copy": "Copied it from", "relist": "Advertised again what was",
    "use_template": "Began it from the template", "send_for_approval": "Sent for approval", "approve": "Approved",
    "approve_step": "Approved a step", "extend": "Moved the closing date", "close_early": "Closed early",
    "reopen": "Reopened", "amend": "Amended the text", "move_promises": "Moved the promised dates",
    "begin_revision": "Began to change its terms", "apply_revision": "Put changed terms live",
    "answer_outcome": "Answered how the vacancy ended", "answer_still_in_post": "Answered who is still in post",
    "return": "Returned", "take_back": "Took back", "publish": "Published", "change_again": "Opened for changes",
    "attach_document": "Attached a document", "remove_attachment": "Removed an attachment",
    "delete_infected": "Deleted an attachment with malware",
    "withdraw": "Withdrew", "fill": "Marked as filled", "give_up": "Marked as not filled",
}  # fmt: skip
WRITING = "write_"


@dataclass(frozen=True)
class Happening:
    """One line of the history."""

    what: str
    who: str
    at: datetime
    reason: str


def happenings(acts: Sequence[Act], names: dict[int, str], keys: Mapping[int, str]) -> list[Happening]:
    """`acts` latest first; `names` of colleagues by person, and of `keys` of programs."""
    return [_happening(list(same), names, keys) for _, same in groupby(acts, key=_sitting)]


def _sitting(act: Act) -> tuple[object, ...]:
    """Parts written by one person on one day are one line of the history; other acts stand alone."""
    return (act.person, act.key_id, clock.local(act.at).date()) if act.act.startswith(WRITING) else (act.id,)


def _happening(acts: list[Act], names: dict[int, str], keys: Mapping[int, str]) -> Happening:
    latest = acts[0]
    written = {act.act.removeprefix(WRITING) for act in acts if act.act.startswith(WRITING)}
    if written:
        titles = [f"“{PART_PAGES[part].title}”" for part in PARTS if part in written]
        what = "Wrote every part" if len(titles) == len(PARTS) else f"Wrote {', '.join(titles)}"
    else:
        what = ACT_NAMES.get(latest.act, latest.act.replace("_", " ").capitalize())
    key = keys.get(latest.key_id or 0)
    program = f"Your HR system, by the key “{key}”" if key else "Your HR system"
    nobody = program if latest.door == ApiKey.kind else "The portal"
    who = nobody if latest.person is None else names.get(latest.person, FORMER)
    return Happening(what, who, latest.at, latest.reason or "")
