"""Which chain an advert takes, and who may decide on a step of it. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recruitment.vacancies.approval_tables import Absence, ApprovalChain, ApprovalRequest, ApprovalStep
from recruitment.vacancies.pay import pay_three_ways
from recruitment.vacancies.rules import may_be_approved_by
from recruitment.vacancies.tables import Vacancy

DECISIONS = {"approved": "Approved", "returned": "Returned"}
OUTCOMES = {"approved": "Approved", "returned": "Returned", "taken_back": "Taken back"}
OWN_ADVERT = "You wrote this advert or sent it for approval, so somebody else has to approve it."


@dataclass(frozen=True)
class PlannedStep:
    """A step as a chain asks for it; no `people` means everyone who is an approver."""

    name: str
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The chain that an advert takes, by name, and its steps in order."""

    name: str
    steps: tuple[PlannedStep, ...]


# For adverts that no chain of their organisation fits.
PLAIN = Plan("", (PlannedStep("Approval"),))


@dataclass(frozen=True)
class Waiting:
    """A request that waits for a decision, with all its steps in order."""

    request: ApprovalRequest
    steps: tuple[ApprovalStep, ...]

    @property
    def step(self) -> ApprovalStep:
        """The one that waits."""
        return next(step for step in self.steps if step.position == self.request.waits_at)

    @property
    def following(self) -> ApprovalStep | None:
        return next((step for step in self.steps if step.position > self.step.position), None)

    @property
    def place(self) -> str:
        """Finance (step 2 of 3); nothing where the one step needs no name."""
        if len(self.steps) == 1:
            return ""
        return f"{self.step.name} (step {self.steps.index(self.step) + 1} of {len(self.steps)})"


def yearly_cost(vacancy: Vacancy) -> int | None:
    """Pence that the pay of all posts comes to in a year at its highest; None where the advert does not tell.

    The post's own pay where hours and weeks are known, else that of full time, which is never less.
    """
    pay = pay_three_ways(vacancy)
    found = pay.actual or pay.annual
    return None if found is None else found.high * vacancy.posts


def fits(chain: ApprovalChain, vacancy: Vacancy) -> bool:
    """Whether an advert meets every condition that a chain has. A pay that is not told meets none."""
    cost = yearly_cost(vacancy)
    return (
        _is_among(vacancy.department, chain.departments)
        and _is_among(vacancy.grade, chain.grades)
        and (chain.cost_from is None or (cost is not None and cost >= chain.cost_from))
    )


def _is_among(value: str, wanted: Sequence[str]) -> bool:
    return not wanted or _plain(value) in {_plain(each) for each in wanted}


def _plain(text: str) -> str:
    """Capitals and spaces make no other department."""
    return "".join(text.casefold().split())


def who_decides(people: Iterable[int], approvers: Collection[int], absences: Iterable[Absence]) -> frozenset[int]:
    """Whose role and naming let them decide on a step today; `absences` are those of today.

    Whoever is away may still decide: they are only not asked.
    """
    named = set(people)
    if not named:
        return frozenset(approvers)
    named |= {absence.substitute_id for absence in absences if absence.account_id in named}
    return frozenset(named & set(approvers))


def who_is_asked(deciding: frozenset[int], absences: Iterable[Absence]) -> frozenset[int]:
    """Those who decide and are here; all of them where nobody is."""
    return (deciding - {absence.account_id for absence in absences}) or deciding


def approved_before(waiting: Waiting) -> frozenset[int]:
    """Who approved an earlier step of the same request."""
    return frozenset(step.decided_by for step in waiting.steps if step.decided_by is not None)


def is_asked(person: int, people: Collection[int], substitutes_for: Mapping[int, Collection[int]]) -> bool:
    """Whether an approver is among those whom a step names. `substitutes_for`: person -> for whom today."""
    return not people or not {person, *substitutes_for.get(person, ())}.isdisjoint(people)


def hindrance(person: int, vacancy: Vacancy, waiting: Waiting, substitutes_for: Mapping[int, Collection[int]]) -> str:
    """Why an approver may not decide on the step that waits, or nothing."""
    step = waiting.step
    if not may_be_approved_by(person, vacancy, waiting.request.sent_by):
        return OWN_ADVERT
    if not is_asked(person, step.people, substitutes_for):
        return f"This advert waits for other colleagues: its step “{step.name}” names who approves it."
    if person in approved_before(waiting) and not step.may_repeat:
        return f"You approved an earlier step, so somebody else has to approve the step “{step.name}”."
    return ""
