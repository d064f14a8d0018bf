"""What a made-up history of recruitment looks like, and how much of it there is."""

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

# Of each month from January, how much is advertised.
SEASON: Final = (8, 9, 11, 12, 13, 11, 7, 7, 9, 8, 6, 3)
DEPARTMENTS: Final = ("Education", "Roads", "Housing", "Social work", "Finance", "Parks", "Culture", "Planning", "")
CONTRACTS: Final = ("permanent", "permanent", "permanent", "temporary", "fixed_term", "supply")
# Medium, pence of one placement in the first year, and what it costs a decade later in hundredths of that.
PRICES: Final = (
    ("local_press", 52_000, 20), ("national_press", 140_000, 15), ("specialist_press", 70_000, 30),
    ("job_board", 15_000, 60), ("social_media", 4_000, 150), ("portal", 0, 100),
)  # fmt: skip
HEARD: Final = ("portal", "portal", "web_search", "job_board", "social_media", "local_press", "word_of_mouth", "")
REASONS: Final = ("no_applicants", "none_suitable", "none_suitable", "none_appointable", "declined")
SUPPLIERS: Final = 12
# How often one person applies over the years, and how few people there are at least.
A_PERSON: Final = 25
FEWEST: Final = 1_000


class Made(NamedTuple):
    """A vacancy of the past, with its steps; what did not come to pass is None."""

    id: int
    organisation: int
    department: str
    sent: datetime
    published: datetime
    closes: datetime
    shortlisted: datetime | None
    interviewed: datetime | None
    offered: datetime | None
    ended: datetime | None
    state: str
    applicants: int


@dataclass
class History:
    years: int
    vacancies: int
    applications: int
    placements: int
    chance: random.Random = field(default_factory=lambda: random.Random(2006))
    made: list[Made] = field(default_factory=list)
    # Of each vacancy the numbers of its first application and of the person who sent it.
    firsts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def people(self) -> int:
        return max(FEWEST, self.applications // A_PERSON)
