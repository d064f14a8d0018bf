"""Made-up answers on equality: of the people who applied, and the figures of a year that is over.

The figures are counted and published by what counts and publishes those of real people.
"""

import random
from collections.abc import Sequence

from recruitment.applications.equality.actions import answer
from recruitment.applications.equality.questions import UNSAID, Question, version_now
from recruitment.applications.equality.tallies import Tallies, Where
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.organisations.tables import Organisation
from recruitment.reporting.equality_release import release_year

# How many applied to each of these in the year before, and the shares of them that went on.
APPLIED = {
    "fife-council": 640, "city-of-edinburgh-council": 890, "glasgow-city-council": 1_240, "stirling-council": 150,
    "orkney-islands-council": 60, "aberdeen-city-council": 480,
}  # fmt: skip
REACHED = (("applied", 1.0), ("shortlisted", 0.34), ("interview", 0.24), ("offered", 0.09), ("appointed", 0.08))
# Weights of the first answers of a question; the rest are rare.
WEIGHTS = {
    "age": (16, 30, 24, 17, 11, 2), "sex": (62, 38), "trans": (97, 1), "limited": (4, 11, 85),
    "ethnic_group": (70, 9, 2, 5, 1, 1, 1, 4), "religion": (52, 18, 13, 5, 4), "sexual_orientation": (90, 4, 4, 1),
    "conditions": (3, 2, 1, 1, 6, 3, 4, 9, 8, 2, 61), "partnership": (44, 40, 2, 3, 9, 2), "caring": (83, 17),
    "care_experience": (96, 4), "veteran": (97, 2, 1),
}  # fmt: skip
# Of a hundred people so many leave a question, and so many would rather not say.
LEFT, UNSAID_OF_100 = 9, 4


def show_equality(councils: Sequence[Organisation], people: Sequence[Candidate]) -> None:
    """Every fifth of the people has not been asked yet."""
    chance = random.Random(2007)
    for number, person in enumerate(people):
        if number % 5 != 4:
            answer(person, made_up(chance))
    year = clock.financial_year(clock.today()) - 1
    version, tallies = version_now(), Tallies()
    for council in councils:
        for _ in range(APPLIED.get(council.slug, 0)):
            answers, luck = made_up(chance), chance.random()
            for stage, share in REACHED:
                if luck < share:
                    tallies.add(Where(council.id, year, stage), version.name, answers)
    tallies.store()
    release_year()


def made_up(chance: random.Random) -> dict[str, list[str]]:
    found = {question.code: _one(question, chance) for question in version_now().questions}
    return {code: chosen for code, chosen in found.items() if chosen}


def _one(question: Question, chance: random.Random) -> list[str]:
    luck = chance.randrange(100)
    if luck < LEFT:
        return []
    if luck < LEFT + UNSAID_OF_100:
        return [UNSAID]
    codes = [choice.code for choice in question.choices]
    weights = WEIGHTS.get(question.code, ())
    weights = (*weights, *(1 for _ in codes[len(weights) :]))[: len(codes)]
    return chance.choices(codes, weights)
