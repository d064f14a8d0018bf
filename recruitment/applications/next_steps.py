"""What an applicant waits for, by when it was promised, and whether that day has passed. Pure."""

from dataclasses import dataclass
from datetime import date

from recruitment.vacancies.promises import PROMISES, WAITING
from recruitment.vacancies.tables import Vacancy

# What comes, said to the applicant; "by" or "from" which day follows.
COMES = {
    "shortlist": "You hear whether you are on the shortlist",
    "interviews": "Interviews",
    "decision": "You hear the decision",
}
SHORT = {"shortlist": "Shortlist", "interviews": "Interviews", "decision": "Decision"}


@dataclass(frozen=True)
class NextStep:
    """A step that an advert promises by a day and that has not come; `until`: the last day of several."""

    kind: str
    due: date
    until: date | None
    is_late: bool

    @property
    def name(self) -> str:
        return COMES[self.kind]

    @property
    def short(self) -> str:
        return SHORT[self.kind]


def next_steps(vacancy: Vacancy | None, state: str, today: date) -> tuple[NextStep, ...]:
    """Those for which an application in this state still waits, in their order; none without an advert to promise."""
    if vacancy is None:
        return ()
    found = []
    for kind, column in PROMISES.items():
        due = getattr(vacancy, column)
        if due is None or state not in WAITING[kind]:
            continue
        until = vacancy.interviews_to if kind == "interviews" and vacancy.interviews_to != due else None
        found.append(NextStep(kind, due, until, (until or due) < today))
    return tuple(found)
