"""What jobseekers ask, each question another: words, place, radius and filters as they stand in addresses."""

import random
from collections.abc import Iterator

# So many are asked before it is the turn of what they are compared with.
ROUND = 40
Parameters = dict[str, str | list[str]]
WORDS = tuple(
    "teacher support assistant officer care school social worker early years road catering cleaning housing driver "
    "nursery community manager engineer clerical".split()
)
TOWNS = ("Glasgow", "Edinburgh", "Dundee", "Aberdeen", "Inverness", "Stirling", "Perth", "Falkirk", "Kirkcaldy", "Ayr",
         "Paisley", "Hamilton", "Livingston", "Dumfries", "Galashiels", "Oban", "Fort William", "Elgin")  # fmt: skip
RADII = ("10", "20", "30", "50")
CONTRACTS = ("permanent", "temporary", "fixed_term")


def full_questions(seed: int) -> Iterator[Parameters]:
    """Two words with filters, a place and a radius; never the same twice in a row, the same for the same seed."""
    dice = random.Random(seed)
    while True:
        yield {
            "q": " ".join(dice.sample(WORDS, 2)),
            "where": dice.choice(TOWNS),
            "miles": dice.choice(RADII),
            "contract": sorted(dice.sample(CONTRACTS, 2)),
            "pay_from": str(dice.choice((20_000, 25_000, 30_000))),
        }


def short_questions(seed: int) -> Iterator[Parameters]:
    """Two words of anywhere."""
    dice = random.Random(seed)
    while True:
        yield {"q": " ".join(dice.sample(WORDS, 2))}


def browsing(_seed: int) -> Iterator[Parameters]:
    page = 0
    while True:
        page = page % 50 + 1
        yield {"page": str(page)}
