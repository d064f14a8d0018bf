"""Adding answers to the sealed counts of a stage, and taking the counts of a year that is over."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from recruitment.applications.equality.questions import Answers, Version, version_named
from recruitment.applications.equality.sealed import LENGTH_OF_TALLY, seal, unseal
from recruitment.applications.equality.tables import EqualityTally
from recruitment.core.tenancy import adding, changing, removing, visible
from recruitment.core.viewers import System
from recruitment.extensions import db

EQUALITY: Final = System("equality")
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Where:
    """What one tally counts: `year` is the financial year in which the fold runs, `stage` one of STAGES."""

    organisation_id: int
    year: int
    stage: str

    @property
    def use(self) -> str:
        return f"tally {self.organisation_id} {self.year} {self.stage}"


@dataclass
class Tally:
    """Applications in all, those without answers included, and by question and answer."""

    total: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, version: Version | None, answers: Answers) -> None:
        self.total += 1
        for question in version.questions if version else ():
            if (counted := question.counted_as(answers.get(question.code, ()))) is not None:
                self.counts[question.code][counted] += 1

    def merge(self, other: "Tally") -> None:
        self.total += other.total
        for question, counts in other.counts.items():
            self.counts[question].update(counts)


class Tallies:
    """What one run of the fold counts, stored with `store` in its transaction."""

    def __init__(self) -> None:
        self._added: dict[Where, Tally] = defaultdict(Tally)

    def add(self, where: Where, version: str, answers: Answers) -> None:
        self._added[where].add(version_named(version), answers)

    def store(self) -> None:
        """In a fixed order, so that two runs never wait for each other crosswise."""
        for where in sorted(self._added, key=lambda each: (each.organisation_id, each.year, each.stage)):
            _merge(where, self._added[where])
        self._added.clear()


def _merge(where: Where, added: Tally) -> None:
    same = (
        EqualityTally.organisation_id == where.organisation_id,
        EqualityTally.year == where.year,
        EqualityTally.stage == where.stage,
    )
    held = visible(EQUALITY, EqualityTally).where(*same).with_for_update()
    row = db.session.scalars(held.execution_options(populate_existing=True)).one_or_none()
    tally = Tally() if row is None else _read(row.content, where)
    tally.merge(added)
    content = seal({"total": tally.total, "counts": tally.counts}, where.use, LENGTH_OF_TALLY)
    if row is None:
        keys = {"organisation_id": where.organisation_id, "year": where.year, "stage": where.stage}
        db.session.execute(adding(EQUALITY, EqualityTally), [{**keys, "content": content}])
    else:
        db.session.execute(changing(EQUALITY, EqualityTally).where(*same).values(content=content))


def _read(content: bytes, where: Where) -> Tally:
    """Empty where the secret has changed since: what was counted under the old one is lost."""
    written: dict[str, Any] = unseal(content, where.use) or {"total": 0, "counts": {}}
    tally = Tally(total=written["total"])
    for question, counts in written["counts"].items():
        tally.counts[question].update(counts)
    return tally


def take_year_before(year: int) -> dict[Where, Tally]:
    """The tallies of the earliest year that is over, `year` being the present one; they are removed with it."""
    over = visible(EQUALITY, EqualityTally).where(EqualityTally.year < year)
    rows = db.session.scalars(over.order_by(EqualityTally.year, EqualityTally.id).with_for_update()).all()
    earliest = [row for row in rows if row.year == rows[0].year]
    taken: dict[Where, Tally] = {}
    for row in earliest:
        where = Where(row.organisation_id, row.year, row.stage)
        taken[where] = _read(row.content, where)
    if earliest:
        ids = [row.id for row in earliest]
        db.session.execute(removing(EQUALITY, EqualityTally).where(EqualityTally.id.in_(ids)))
    return taken
