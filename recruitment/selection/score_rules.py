"""Marks and what follows from them. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from recruitment.vacancies.tables import Criterion

# Criteria assessed by the application form are those that a sift scores; interviews and tests score the others.
IN_WRITING = "application"
# From so many marks between the highest and the lowest on the panel talks.
SPREAD = 2
FEWEST_MARKS, MOST_MARKS = 2, 11
MOST_WEIGHT = 10
RELATIONSHIPS = {
    "family": "Family, or part of the same household",
    "friend": "A friend, or a partner in business",
    "colleague": "Manages them, is managed by them, or works closely with them",
    "other": "Another relationship that might be thought unfair",
}


@dataclass(frozen=True)
class Scale:
    """The words of the marks from 0 upwards, and from which mark on a criterion is met."""

    words: tuple[str, ...]
    meets: int

    @property
    def highest(self) -> int:
        return len(self.words) - 1


USUAL = Scale(("No evidence", "A little evidence", "Enough evidence", "Good evidence", "Strong evidence"), 2)


@dataclass(frozen=True)
class Plan:
    """How a vacancy is scored: what is scored, in the order of the advert's essentials first, and with which marks.

    `letter`: that of every label where criteria are not told apart by their kind."""

    scale: Scale
    criteria: tuple[Criterion, ...]
    weights: Mapping[int, int]
    letter: str = ""

    def weight(self, criterion_id: int) -> int:
        return self.weights.get(criterion_id, 1)

    @property
    def is_weighted(self) -> bool:
        return any(self.weight(one.id) != 1 for one in self.criteria)

    @property
    def essentials(self) -> tuple[Criterion, ...]:
        return tuple(one for one in self.criteria if one.kind == "essential")

    def label(self, criterion_id: int) -> str:
        """E1, E2, D1: short enough for the head of a column."""
        if self.letter:
            return f"{self.letter}{[one.id for one in self.criteria].index(criterion_id) + 1}"
        essential = [one.id for one in self.essentials]
        if criterion_id in essential:
            return f"E{essential.index(criterion_id) + 1}"
        return f"D{[one.id for one in self.criteria if one.kind != 'essential'].index(criterion_id) + 1}"


def scored(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Those of an advert's criteria that its sift scores, essential ones first."""
    wanted = (one for one in criteria if one.assessed_by == IN_WRITING)
    return tuple(sorted(wanted, key=lambda one: (one.kind != "essential", one.position, one.id)))


def scored_at_interview(
    criteria: Iterable[Criterion], here: Collection[int], anywhere: Collection[int]
) -> tuple[Criterion, ...]:
    """Those that an interview scores, essential ones first: what questions of its round test (`here`), and what is
    assessed otherwise than in writing and that no question of any round (`anywhere`) tests."""
    wanted = (
        one for one in criteria if one.id in here or (one.assessed_by != IN_WRITING and one.id not in anywhere)
    )  # fmt: skip
    return tuple(sorted(wanted, key=lambda one: (one.kind != "essential", one.position, one.id)))


@dataclass(frozen=True)
class Mark:
    """One member's mark for one criterion; `has_left`: they sit on the panel no more, and their mark stays."""

    member: int
    mark: int
    note: str
    is_own: bool = False
    has_left: bool = False


@dataclass(frozen=True)
class Cell:
    """One criterion of one application: the marks that the viewer reaches, and what the panel agreed on."""

    criterion: Criterion
    marks: tuple[Mark, ...] = ()
    agreed: int | None = None
    reason: str = ""

    @property
    def own(self) -> Mark | None:
        return next((each for each in self.marks if each.is_own), None)

    @property
    def spread(self) -> int:
        found = [each.mark for each in self.marks]
        return max(found) - min(found) if found else 0

    @property
    def is_apart(self) -> bool:
        """Whether the panel should talk: marks lie apart, and nothing is agreed yet."""
        return self.agreed is None and self.spread >= SPREAD

    @property
    def value(self) -> Fraction | None:
        """The agreed mark, else the middle of the marks."""
        if self.agreed is not None:
            return Fraction(self.agreed)
        return Fraction(sum(each.mark for each in self.marks), len(self.marks)) if self.marks else None

    def is_met(self, meets: int) -> bool | None:
        """None while nobody can say: no marks, or members who differ on it and have not agreed."""
        if self.agreed is not None:
            return self.agreed >= meets
        said = {each.mark >= meets for each in self.marks}
        return said.pop() if len(said) == 1 else None


def meets_essentials(cells: Sequence[Cell], meets: int) -> bool | None:
    """Whether every essential criterion is met; None while nobody can say, or where none is scored."""
    said = [cell.is_met(meets) for cell in cells if cell.criterion.kind == "essential"]
    if False in said:
        return False
    return True if said and None not in said else None


def total(cells: Sequence[Cell], plan: Plan) -> Fraction | None:
    """The weighted sum of the values; None where there is none yet."""
    values = [(cell.value, plan.weight(cell.criterion.id)) for cell in cells]
    known = [value * weight for value, weight in values if value is not None]
    return sum(known, Fraction()) if known else None


def shown(value: Fraction | None) -> str:
    """3, 2.5, 2.67; empty for none."""
    if value is None:
        return ""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def best_possible(plan: Plan) -> int:
    return sum(plan.scale.highest * plan.weight(one.id) for one in plan.criteria)
