"""What a referee does with their link: writes and comes back, attaches a letter, gives the reference, or declines."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import current_app
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.file_kinds import KINDS, kind_of
from recruitment.core.jobs import enqueue
from recruitment.core.moves import make_move
from recruitment.core.tenancy import changing, removing, rows_hit
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.offers.check_actions import step
from recruitment.offers.check_queries import the_check
from recruitment.offers.reference_letters import ask_for_another, tell_asker, thank_referee
from recruitment.offers.reference_lifecycle import REFERENCE
from recruitment.offers.reference_links import Asked, require_open
from recruitment.offers.reference_queries import letter_of, reference_of
from recruitment.offers.reference_rules import LONGEST_TEXT
from recruitment.offers.reference_tables import Reference, ReferenceLetter, ReferenceRequest
from recruitment.vacancies.attachment_tables import UNSCANNED, WAITING

KEEPING: Final = System("keeping")
LETTERS: Final = System("letters")
CHECK: Final = "check_reference_letter"
# What a letter may be, and its largest size.
LETTER_KINDS: Final = {name: KINDS[name] for name in ("pdf", "docx")}
ACCEPTED: Final = ".pdf,.docx"
LARGEST: Final = 5 * 1024 * 1024
TOO_LARGE: Final = "The file is larger than 5 MB. Make it smaller, or answer the questions instead"
NO_LETTER: Final = "The file is neither a PDF nor a Word document (.docx). Choose another one"
# Every answer of a form with room, and nothing beyond.
LONGEST_TYPED: Final = 100_000


def save_draft(asked: Asked, typed: Mapping[str, Sequence[str]]) -> Reference:
    """Keeps what was typed as it was typed, for the referee to come back to. Raises IllegalMove, or Refused when it is
    more than a form can hold."""
    require_open(asked)
    kept = {name: list(values) for name, values in typed.items()}
    if sum(len(value) for values in kept.values() for value in values) > LONGEST_TYPED:
        raise Refused("This is more than can be kept. Shorten your answers, or send a letter of your own.")
    draft = _draft(asked)
    draft.typed, draft.saved_at = kept, clock.now()
    db.session.flush()
    return draft


def _draft(asked: Asked) -> Reference:
    held = reference_of(asked.holder, asked.request.id)
    if held is not None:
        return held
    draft = Reference(**_keys(asked.request), typed={}, answers=[])
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        # The same page was sent twice at once.
        found = reference_of(asked.holder, asked.request.id)
        if found is None:
            raise
        return found
    return draft


def _keys(request: ReferenceRequest) -> dict[str, int]:
    return {
        "organisation_id": request.organisation_id,
        "application_id": request.application_id,
        "account_id": request.account_id,
        "request_id": request.id,
    }


def attach_letter(asked: Asked, filename: str, content: bytes) -> ReferenceLetter:
    """In place of an earlier one. Raises Refused for what is no letter, IllegalMove when it is too late."""
    require_open(asked)
    return keep_letter(asked.request, filename, content)


def detach_letter(asked: Asked) -> None:
    require_open(asked)
    db.session.execute(removing(KEEPING, ReferenceLetter).where(ReferenceLetter.request_id == asked.request.id))


def keep_letter(request: ReferenceRequest, filename: str, content: bytes) -> ReferenceLetter:
    """Recognised by its content, and opened by nobody before it was checked for malware. Raises Refused."""
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    kind = kind_of(content, filename)
    if kind not in LETTER_KINDS:
        raise Refused(NO_LETTER)
    db.session.execute(removing(KEEPING, ReferenceLetter).where(ReferenceLetter.request_id == request.id))
    letter = ReferenceLetter(
        **_keys(request), kind=kind, size=len(content), content=content,
        state=WAITING if current_app.config["SETTINGS"].clamd_url else UNSCANNED,
    )  # fmt: skip
    db.session.add(letter)
    db.session.flush()
    if letter.state == WAITING:
        enqueue(CHECK, {"letter_id": letter.id}, key=f"{CHECK}:{letter.id}")
    return letter


def give(asked: Asked, answers: Sequence[tuple[str, str]], *, in_confidence: bool) -> Reference:
    """Hands the reference to whoever asked: `answers` are questions as they were asked, with what was said.

    Raises IllegalMove where the link ended meanwhile, or it was given already by another page; Refused when there is
    neither an answer nor a letter.
    """
    require_open(asked)
    if not any(answer for _, answer in answers) and letter_of(asked.holder, asked.request.id) is None:
        raise Refused("Answer the questions, or attach a letter of your own.")
    now = clock.now()
    make_move(asked.holder, asked.request, REFERENCE, "give", answered_at=now)
    reference = _draft(asked)
    reference.answers, reference.typed = [list(pair) for pair in answers if pair[1]], {}
    reference.in_confidence, reference.given_at, reference.saved_at = in_confidence, now, now
    db.session.flush()
    record(asked.holder, "give", reference, after="given")
    check = the_check(LETTERS, asked.request.check_id)
    if check.state in ("needed", "asked"):
        step(LETTERS, check, "receive", clock.today())
    tell_asker(asked.request, "given")
    thank_referee(asked)
    return reference


def decline(asked: Asked, reason: str) -> None:
    """The referee will not write. Who asked reads why; the candidate is asked for another name, and not told why."""
    require_open(asked)
    if len(reason) > LONGEST_TEXT:
        raise Refused(f"The reason must be at most {LONGEST_TEXT:,} characters.")
    make_move(asked.holder, asked.request, REFERENCE, "decline", answered_at=clock.now(), decline_reason=reason.strip())
    forget_draft(asked.request)
    check = the_check(LETTERS, asked.request.check_id)
    if check.state == "asked":
        step(LETTERS, check, "ask_again", clock.today())
    tell_asker(asked.request, "declined")
    ask_for_another(asked.request)


def forget_draft(request: ReferenceRequest) -> None:
    """What a referee had begun and did not send is nobody else's: it goes."""
    given = reference_of(LETTERS, request.id)
    if given is not None and given.given_at is not None:
        return
    for model in (Reference, ReferenceLetter):
        db.session.execute(removing(KEEPING, model).where(model.request_id == request.id))
    if given is not None:
        db.session.expunge(given)


def mark_letter(letter_id: int, **values: Any) -> bool:
    """The scanner's word on a letter that waits for it."""
    waiting = changing(System("scan"), ReferenceLetter).where(
        ReferenceLetter.id == letter_id, ReferenceLetter.state == WAITING
    )
    return rows_hit(waiting.values(**values)) == 1
