"""What the trays of a desk find."""

from collections.abc import Sequence
from typing import Any

from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.desk_queries import first_of, firsts, numbers_of, with_lines


def found_of(viewer: Staff, reads: Sequence[Any], most: int = 5) -> list[tuple[list[int], int]]:
    """Of each of these reads the ids of the first few, and how many there are."""
    found = first_of(with_lines(viewer, firsts([[each] for each in reads], most)), len(reads), most)
    totals = [db.session.execute(number).scalar_one() for number in numbers_of(reads)]
    return [([line.id for line in lines], total) for lines, total in zip(found, totals, strict=True)]
