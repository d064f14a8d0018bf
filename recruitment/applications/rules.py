"""What an application asks for, and whether it may be sent. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from recruitment.core.errors import Refused
from recruitment.vacancies.stages import stage_at
from recruitment.vacancies.tables import Criterion, Vacancy

LONGEST_ANSWER = 6000
# Months without an entry that a form about one's working life should invite to explain.
GAP = 3


class Standing(StrEnum):
    """Where a section of a draft stands; the values are those of the task list."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    OPTIONAL = "optional"
    NOTHING_ADDED = "nothing_added"


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    is_optional: bool = False


SECTIONS = (
    Section("contact", "Your name and contact details"),
    Section("history", "Work, education and registrations"),
    Section("criteria", "How you meet what the job asks for"),
    Section("questions", "The employer’s questions"),
    Section("referees", "Referees"),
    Section("declarations", "Declarations"),
    Section("support", "Interview and support", is_optional=True),
    Section("source", "Where you saw this job", is_optional=True),
)


class Closed(Refused):
    """The advert takes no more applications; `closed_at` is None when it was withdrawn."""

    def __init__(self, closed_at: datetime | None) -> None:
        self.closed_at = closed_at
        super().__init__("This job takes no more applications, so yours was not sent. Your answers are kept.")


class Unfinished(Refused):
    """Sections that must be finished first."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        super().__init__("Finish every section first: " + ", ".join(section.title for section in sections) + ".")


@dataclass(frozen=True)
class Question:
    """Something that is answered in words; `id` is the criterion's, 0 for the statement that stands in for criteria."""

    id: int
    position: int
    text: str
    kind: str

    @property
    def is_essential(self) -> bool:
        return self.kind == "essential"


STATEMENT = Question(0, 0, "Tell the employer why you are right for this job", "essential")


def questions(criteria: Iterable[Criterion]) -> tuple[Question, ...]:
    """The criteria that the application itself answers; a statement where the advert names none."""
    asked = tuple(
        Question(criterion.id, criterion.position, criterion.text, criterion.kind)
        for criterion in criteria
        if criterion.assessed_by == "application"
    )
    return asked or (STATEMENT,)


def unanswered(asked: Iterable[Question], texts: dict[int, str]) -> tuple[Question, ...]:
    """The essential questions without an answer."""
    return tuple(question for question in asked if question.is_essential and not texts.get(question.id, "").strip())


def is_open(vacancy: Vacancy, moment: datetime, until: datetime | None = None) -> bool:
    """Whether an application received at `moment` is in time, exact to the second; the closing second counts.

    Of an advert that is not public yet, for those whom its reach lets see it: at least its first stage has begun.
    `until`: what one person was given besides (`closing.Closing`, which pages and letters ask).
    """
    second = moment.replace(microsecond=0)
    return (
        vacancy.state == "published"
        and stage_at(vacancy, moment) is not None
        and (vacancy.closes_at is None or vacancy.closes_at >= second or (until is not None and until >= second))
    )


# What may be asked at each level of the Disclosure (Scotland) Act 2020: never all spent convictions, and nothing
# at all where the post has no disclosure check (Rehabilitation of Offenders Act 1974).
ASKS_CONVICTIONS = {
    "level_1": "unspent",
    "level_2": "relevant",
    "level_2_barred": "relevant",
    "pvg": "relevant",
}


def convictions_asked(disclosure_level: str) -> str | None:
    """`unspent`, `relevant` (unspent, and those spent that the law still shows), or None: not asked."""
    return ASKS_CONVICTIONS.get(disclosure_level)


def is_contact_complete(profile: Any) -> bool:
    """Enough to call the person by name and to write to them; the e-mail address is the account's."""
    return profile is not None and all(
        (profile.given_name, profile.family_name, profile.phone, profile.address, profile.town, profile.postcode)
    )


def is_declared(declaration: Any, disclosure_level: str) -> bool:
    if declaration is None or not declaration.related or not declaration.right_to_work:
        return False
    return convictions_asked(disclosure_level) is None or bool(declaration.convictions)


@dataclass(frozen=True)
class Gap:
    """Months that nothing covers, from the first to the last (first days of months)."""

    after: date
    until: date


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def gaps(entries: Sequence[Any], today: date) -> tuple[Gap, ...]:
    """Stretches of three whole months or more that no entry (a job, a course, an explanation) covers, oldest first.

    They lie between entries or follow the last; one without an end goes on.
    """
    found = []
    reached: date | None = None
    for entry in sorted(entries, key=lambda entry: entry.started):
        if reached is not None and _months(entry.started) - _months(reached) > GAP:
            found.append(Gap(reached, entry.started))
        ended = entry.ended or today
        reached = ended if reached is None else max(reached, ended)
    if reached is not None and _months(today) - _months(reached) > GAP:
        found.append(Gap(reached, today))
    return tuple(found)
