"""The two questions at the end of a vacancy, and the one six months later: what may be answered, and answering."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.moves import standing
from recruitment.core.tenancy import among, narrowed, visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.vacancies.after_tables import Outcome, StillInPost
from recruitment.vacancies.lifecycle import WRITERS
from recruitment.vacancies.silence import number
from recruitment.vacancies.tables import Vacancy

# Columns of an Outcome: where those appointed came from.
ORIGINS: Final = {
    "outside": "From outside local government",
    "own": "From your own staff",
    "council": "From another Scottish council",
    "redeployed": "By redeployment",
}
REASONS: Final = {
    "no_applicants": "Nobody applied",
    "none_suitable": "Nobody who applied met the essential criteria",
    "none_appointable": "Nobody was appointable at interview",
    "declined": "The offer was declined, or the person withdrew",
    "checks": "The checks before the start could not be passed",
    "funding": "The funding was withdrawn",
    "post_changed": "The post was changed or is no longer needed",
    "frozen": "Recruitment was stopped or frozen",
    "other": "Something else",
}
FOLLOWING: Final = {
    "readvertise": "Advertise it again",
    "later": "Advertise it later",
    "otherwise": "Fill it in another way, for example by an agency or by sharing the work",
    "nothing": "Nothing: the post is left empty or given up",
}
ENDED: Final = ("filled", "unfilled")
# The question about staying comes so many months after a vacancy was filled.
MONTHS: Final = 6


@dataclass(frozen=True)
class Answer:
    """What is answered at the end: numbers by ORIGINS, or a code of REASONS and one of FOLLOWING; words where they
    say more."""

    origins: Mapping[str, int]
    reason: str | None = None
    following: str | None = None
    words: str = ""

    @property
    def said(self) -> str:
        """For the record: 2 from outside local government, 1 from your own staff"""
        counted = [
            f"{count} {ORIGINS[name][0].lower()}{ORIGINS[name][1:]}" for name, count in self.origins.items() if count
        ]
        if counted:
            return ", ".join(counted)
        said = f"{REASONS[self.reason or 'other']}. Next: {FOLLOWING[self.following or 'nothing']}"
        return f"{said}. {self.words}" if self.words else said


def ended_on(vacancy: Vacancy) -> date:
    """Nothing of an ended vacancy changes any more, so its last change is its end."""
    return clock.local(vacancy.changed_at).date()


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError(day)


def wrong_with(answer: Answer, posts_filled: int) -> str:
    """What keeps an answer from being right; empty when nothing does."""
    total = sum(answer.origins.values())
    if posts_filled and total != posts_filled:
        verb = "is" if posts_filled == 1 else "are"
        return f"The numbers must add up to {posts_filled}, as so many posts {verb} filled; now they add up to {total}"
    if not posts_filled and answer.reason not in REASONS:
        return "Choose why nobody was appointed"
    if not posts_filled and answer.following not in FOLLOWING:
        return "Choose what comes next"
    if answer.reason == "other" and not answer.words.strip():
        return "Say in a few words why nobody was appointed"
    return ""


def outcome_of(viewer: Viewer, vacancy_id: int) -> Outcome | None:
    return db.session.scalars(visible(viewer, Outcome).where(Outcome.vacancy_id == vacancy_id)).one_or_none()


def still_in_post_of(viewer: Viewer, vacancy_id: int) -> StillInPost | None:
    wanted = visible(viewer, StillInPost).where(StillInPost.vacancy_id == vacancy_id)
    return db.session.scalars(wanted).one_or_none()


def may_answer(viewer: Staff, vacancy: Vacancy) -> bool:
    return not standing(viewer, vacancy.organisation_id).isdisjoint(WRITERS)


def _require(viewer: Staff, vacancy: Vacancy) -> None:
    if not may_answer(viewer, vacancy):
        raise Refused("Your role does not let you answer for this vacancy.")
    if vacancy.state not in ENDED:
        raise Refused("The vacancy has not ended yet. Mark it as filled or not filled first.")


def answer_outcome(viewer: Staff, vacancy: Vacancy, answer: Answer) -> Outcome:
    """One row a vacancy, which may be corrected; the record of acts keeps every answer. Raises Refused."""
    _require(viewer, vacancy)
    filled = vacancy.posts_filled if vacancy.state == "filled" else 0
    if problem := wrong_with(answer, filled):
        raise Refused(f"{problem}.")
    facts: dict[str, Any] = {
        **{name: answer.origins.get(name, 0) if filled else 0 for name in ORIGINS},
        "reason": None if filled else answer.reason,
        "following": None if filled else answer.following,
        "words": "" if filled else answer.words.strip(),
        "answered_by": viewer.person,
        "answered_at": clock.now(),
    }
    row = outcome_of(viewer, vacancy.id)
    if row is None:
        row = Outcome(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, ended_on=ended_on(vacancy))
        db.session.add(row)
    for name, value in facts.items():
        setattr(row, name, value)
    db.session.flush()
    record(viewer, "answer_outcome", vacancy, reason=answer.said)
    return row


def answer_still_in_post(viewer: Staff, vacancy: Vacancy, *, still: int, gone: int, unknown: int) -> StillInPost:
    """Raises Refused before the question is asked, and when the numbers do not add up."""
    _require(viewer, vacancy)
    row = still_in_post_of(viewer, vacancy.id)
    if row is None:
        raise Refused(f"This is asked {MONTHS} months after the vacancy was filled.")
    if min(still, gone, unknown) < 0 or still + gone + unknown != row.appointed:
        raise Refused(f"The numbers must add up to {row.appointed}, as so many were appointed.")
    row.still, row.gone, row.unknown = still, gone, unknown
    row.answered_by, row.answered_at = viewer.person, clock.now()
    db.session.flush()
    said = f"{number(row.appointed, 'appointment')}: {still} still in post, {gone} left, {unknown} not known"
    record(viewer, "answer_still_in_post", vacancy, reason=said)
    return row


def unanswered(viewer: Viewer, organisation_ids: Collection[int], state: str) -> Any:
    """The vacancies that have ended in this state of ENDED and whose two questions nobody has answered; adverts copied
    in are not asked of."""
    answered = visible(viewer, Outcome).where(Outcome.vacancy_id == Vacancy.id)
    wanted = visible(viewer, Vacancy).where(
        among(Vacancy.organisation_id, organisation_ids), Vacancy.state == state, Vacancy.source_key.is_(None)
    )
    return narrowed(wanted, ~answered.correlate(Vacancy).exists(), answered)


def still_asked(viewer: Viewer, organisation_ids: Collection[int]) -> Any:
    """The vacancies of which it is asked who is still in post."""
    open_in = (among(StillInPost.organisation_id, organisation_ids), StillInPost.answered_at.is_(None))
    asked = visible(viewer, StillInPost).where(*open_in)
    asked = asked.with_only_columns(StillInPost.vacancy_id)
    wanted = visible(viewer, Vacancy).where(among(Vacancy.organisation_id, organisation_ids))
    return narrowed(wanted, Vacancy.id.in_(asked), asked)
