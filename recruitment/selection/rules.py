"""Which applicants a list shows, why somebody was not chosen, and the words the candidate is told. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from recruitment.applications.lifecycle import APPLICATION, STATE_NAMES, fits_hold
from recruitment.applications.tables import Answer, Application, Progress
from recruitment.core.audit import Act
from recruitment.core.clock import local
from recruitment.core.lifecycle import Move
from recruitment.core.viewers import Role
from recruitment.vacancies.stages import AUDIENCES
from recruitment.vacancies.tables import Criterion
from recruitment.vacancies.vocabulary import CRITERION_KINDS

# Ticks do not outlive a page, so that a page holds what one person sifts in a sitting.
PAGE = 50
LONGEST_SEARCH = 80
ORDERS = {
    "received": "Received, first to last",
    "newest": "Received, last to first",
    "name": "Name",
    "random": "Random, another for each reader",
    "score": "Score, highest first",
}
# What a list may be narrowed to by the viewer's own scores.
OWN_SCORES = {
    "undecided": "Not decided by me yet",
    "meets": "Meet the essentials by my scores",
    "lacks": "Lack an essential by my scores",
}
# Drafts are the candidate's alone.
STAGES = tuple(state for state in STATE_NAMES if state != APPLICATION.start)
# The way to the job; a list names these even while nobody stands there.
PIPELINE = ("submitted", "shortlisted", "interview", "offered", "appointed")
# What may be done to several applicants in one go.
TOGETHER = ("shortlist", "set_aside", "reject")
# The act that records that somebody stays whom the screening pointed out.
KEPT = "keep_in_sift"
# Criteria assessed by the application form are those that the candidate answers in writing.
IN_WRITING = "application"


@dataclass(frozen=True)
class Sift:
    """Which applicants of a vacancy a list shows, and in which order; `state` is empty for every state, `came_as` for
    every audience of AUDIENCES.

    `flagged`: those with an answer to look at; `unanswered`: those who left an essential criterion unanswered; `mine`:
    one of OWN_SCORES, or empty. `usual` is the order where none is asked for.
    """

    state: str = ""
    q: str = ""
    sort: str = "received"
    flagged: bool = False
    came_as: str = ""
    unanswered: bool = False
    mine: str = ""
    usual: str = "received"

    @classmethod
    def asked(cls, wanted: Mapping[str, str], *, hides_names: bool = False) -> "Sift":
        """From an address; what it does not know counts as not asked. Who hides names reads in a random order."""
        state, sort, came_as, mine = (wanted.get(name, "") for name in ("state", "sort", "came_as", "mine"))
        usual = "random" if hides_names else cls.usual
        return cls(
            state=state if state in STAGES else "",
            q=" ".join(wanted.get("q", "").split())[:LONGEST_SEARCH],
            sort=sort if sort in ORDERS else usual,
            flagged=wanted.get("flagged") == "1",
            came_as=came_as if came_as in AUDIENCES else "",
            unanswered=wanted.get("unanswered") == "1",
            mine=mine if mine in OWN_SCORES else "",
            usual=usual,
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.flagged or self.unanswered or self.mine or self.came_as)

    @property
    def address(self) -> dict[str, Any]:
        """What an address must say for the same list: nothing of what is usual."""
        said = {"state": self.state, "q": self.q, "sort": self.sort if self.sort != self.usual else ""}
        said |= {"flagged": "1" if self.flagged else "", "came_as": self.came_as}
        said |= {"unanswered": "1" if self.unanswered else "", "mine": self.mine}
        return {name: value for name, value in said.items() if value}


def together(states: Iterable[str], by: Iterable[Role | str]) -> tuple[Move, ...]:
    """What these roles may do at once to some of a list that holds these states; one move an act."""
    held, who = set(states), frozenset(by)
    found = {move.act: move for move in APPLICATION.table if move.source in held and not move.by.isdisjoint(who)}
    return tuple(found[act] for act in TOGETHER if act in found)


def open_moves(application: Application, by: Iterable[Role | str]) -> tuple[Move, ...]:
    """What these roles may do with an application: the page's buttons."""
    every = APPLICATION.open_to(application.state, by)
    return tuple(move for move in every if fits_hold(application.held_from, move.act))


def can_move(application: Application, act: str) -> bool:
    return APPLICATION.find(application.state, act) is not None and fits_hold(application.held_from, act)


@dataclass(frozen=True)
class Reason:
    """Why somebody was not chosen: `label` for the record, `sentence` for the candidate, where it says more."""

    key: str
    label: str
    sentence: str = ""


GENERAL = (
    Reason("others", "Others met the criteria more fully",
           "Other applicants showed more fully how they meet what the job asks for."),
    Reason("interview", "Others did better at the interview or test",
           "Other applicants showed more at the interview of what the job asks for."),
    Reason("absent", "Did not come to the interview", "You did not come to the interview."),
    Reason("required", "Lacks a registration, qualification or licence that the post requires",
           "The job requires a registration, qualification or licence that your application does not show."),
    Reason("filled", "Every post has been filled", "Every post has now been filled."),
)  # fmt: skip
NOT_SHOWN = "Your application did not show clearly enough how you meet these points of what the job asks for:"


def reasons(criteria: Iterable[Criterion]) -> tuple[Reason, ...]:
    """Every reason that may be given: one a criterion of the advert, essential ones first, then the general ones."""
    ordered = sorted(criteria, key=lambda criterion: (criterion.kind != "essential", criterion.position))
    return (
        *(Reason(f"criterion-{one.id}", f"{CRITERION_KINDS[one.kind]}: {one.text}") for one in ordered),
        *GENERAL,
    )


def chosen(all_reasons: Iterable[Reason], keys: Iterable[str]) -> tuple[Reason, ...]:
    """Those of the keys that are reasons, in their own order."""
    wanted = set(keys)
    return tuple(reason for reason in all_reasons if reason.key in wanted)


def for_the_record(given: Sequence[Reason]) -> str:
    return "; ".join(reason.label for reason in given)


def drafted_feedback(given: Sequence[Reason]) -> str:
    """What the candidate could be told, for the recruiter to edit; the letter around it thanks and consoles."""
    unmet = [reason.label.partition(": ")[2] for reason in given if not reason.sentence]
    listed = [NOT_SHOWN, *(f"- {text}" for text in unmet)] if unmet else []
    said = [reason.sentence for reason in given if reason.sentence]
    return "\n\n".join(filter(None, ("\n".join(listed), " ".join(said))))


MEETINGS = {"in_person": "In person", "online": "Online", "telephone": "By telephone"}


def clock_time(moment: datetime) -> str:
    """10:30am, as it is read in Scotland."""
    here = local(moment)
    return f"{here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def long_day(moment: datetime) -> str:
    """Monday 3 August 2026"""
    here = local(moment)
    return f"{here:%A} {here.day} {here:%B %Y}"


def interview_message(at: datetime, meeting: str, place: str, note: str) -> str:
    """When and where, and what else there is to know, as the candidate reads it."""
    lines = [f"When: {long_day(at)} at {clock_time(at)}", f"How: {MEETINGS[meeting]}", f"Where: {place}"]
    return "\n\n".join(filter(None, ("\n".join(lines), note)))


@dataclass(frozen=True)
class Point:
    """One line of the person specification, with the candidate's answer; None where the application does not ask it."""

    text: str
    kind: str
    assessed_by: str
    answer: str | None
    criterion_id: int | None = field(default=None, compare=False)

    @property
    def is_essential(self) -> bool:
        return self.kind == "essential"


def points(criteria: Sequence[Criterion], answers: Sequence[Answer]) -> tuple[Point, ...]:
    """The specification in the advert's order, in the words that the candidate answered; then answers to aught else."""
    given = {answer.criterion_id: answer for answer in answers}
    asked = tuple(_point(one, given.get(one.id)) for one in criteria)
    known = {one.id for one in criteria}
    others = (
        Point(one.criterion_text, one.kind, IN_WRITING, one.text) for one in answers if one.criterion_id not in known
    )
    return (*others, *asked)


def _point(criterion: Criterion, answer: Answer | None) -> Point:
    if answer is not None:
        return Point(answer.criterion_text, answer.kind, criterion.assessed_by, answer.text, criterion.id)
    is_asked = criterion.assessed_by == IN_WRITING
    return Point(criterion.text, criterion.kind, criterion.assessed_by, "" if is_asked else None, criterion.id)


@dataclass(frozen=True)
class Job:
    """A job as it stood in the application; `ended` is None for the present one, `started` where dates are hidden."""

    title: str
    employer: str
    started: date | None
    ended: date | None
    duties: str
    reason_for_leaving: str
    # About how long it lasted, where the dates are hidden.
    lasted: str = ""


def working_life(employment: Iterable[Mapping[str, Any]]) -> tuple[Job, ...]:
    """The jobs of a stored history or outline (applications.submission), the latest first."""
    jobs = (
        Job(
            title=job["job_title"],
            employer=job["employer"],
            started=date.fromisoformat(job["started"]) if job["started"] else None,
            ended=date.fromisoformat(job["ended"]) if job["ended"] else None,
            duties=job["duties"],
            reason_for_leaving=job["reason_for_leaving"],
            lasted=job.get("lasted", ""),
        )
        for job in employment
    )
    # Without dates they stand in their order already.
    return tuple(sorted(jobs, key=lambda job: (job.ended or date.max, job.started or date.max), reverse=True))


@dataclass(frozen=True)
class Registered:
    """A registration or licence as it stood in the application."""

    body: str
    number: str
    expires: date | None
    part: str = ""


def registered(registrations: Iterable[Mapping[str, Any]]) -> tuple[Registered, ...]:
    """The registrations of a stored history, in the applicant's order."""
    return tuple(
        Registered(
            one["body"],
            one["number"],
            date.fromisoformat(one["expires"]) if one["expires"] else None,
            one.get("part", ""),
        )
        for one in registrations
    )


@dataclass(frozen=True)
class Happening:
    """One step of an application: what the candidate was told, with who did it and why, as recorded."""

    progress: Progress
    act: Act | None

    @property
    def state(self) -> str:
        return "Reopened by the applicant" if self.progress.state == "draft" else STATE_NAMES[self.progress.state]


def happenings(progress: Sequence[Progress], acts: Iterable[Act]) -> tuple[Happening, ...]:
    """Each step with its act: the one recorded as leading to that state before the next step, in order."""
    recorded = list(acts)
    ends: list[Any] = [*(step.at for step in progress[1:]), None]
    return tuple(
        Happening(
            step,
            next(
                (
                    act
                    for act in recorded
                    if act.after == step.state and act.at >= step.at and (end is None or act.at < end)
                ),
                None,
            ),
        )
        for step, end in zip(progress, ends, strict=True)
    )
